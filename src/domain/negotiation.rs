//! What an offer is worth, and where we stop. Definitions and the example: FORMULAS.md, Negotiation.

use super::{
    Account, Amount, Currency, Id, MissingRates, Negotiation, Records, Term, Trade,
    choice::{Lever, TradeState},
    revenue::Books,
};
use chrono::NaiveDate;

/// What moves the price.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offer {
    /// Off the list price, in percent.
    pub discount: f64,
    /// How much the price rises a year, in percent.
    pub rise: f64,
    /// The length of the contract.
    pub months: u16,
}

/// An offer that one side has made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// Its id.
    pub id: Id<Round>,
    /// When.
    pub date: NaiveDate,
    /// Whether they asked for it; else we offered it.
    pub theirs: bool,
    /// The offer.
    pub offer: Offer,
    /// What was said with it.
    pub note: String,
}

impl Offer {
    /// The price of the first year, in the unit of `list`.
    pub fn first_year(self, list: f64) -> f64 {
        list * (1.0 - self.discount / 100.0)
    }

    /// The length in years.
    pub fn years(self) -> f64 {
        f64::from(self.months) / 12.0
    }

    /// The price over the whole term: each year rises on the one before, a year that is cut short counts by its months.
    pub fn over_term(self, list: f64) -> f64 {
        let first = self.first_year(list);
        let year = |number: u16| {
            let months = self.months.saturating_sub(number * 12).min(12);
            first * (1.0 + self.rise / 100.0).powi(i32::from(number)) * f64::from(months) / 12.0
        };
        (0..self.months.div_ceil(12)).map(year).sum()
    }

    /// What the offer brings over the term: its price, plus what we get, less what we give. `gets` and `gives` are a
    /// year's.
    pub fn effective_value(self, list: f64, gets: f64, gives: f64) -> f64 {
        self.over_term(list) + (gets - gives) * self.years()
    }

    /// The offer's value of a lever.
    pub fn lever(self, lever: Lever) -> f64 {
        match lever {
            Lever::Discount => self.discount,
            Lever::Rise => self.rise,
            Lever::Months => f64::from(self.months),
        }
    }

    fn with_lever(self, lever: Lever, value: f64) -> Self {
        match lever {
            Lever::Discount => Self { discount: value, ..self },
            Lever::Rise => Self { rise: value, ..self },
            Lever::Months => Self { months: value.clamp(0.0, 600.0) as u16, ..self },
        }
    }
}

/// The offer that a point of every lever makes: the target, what is expected, or the walk-away. What is not agreed is
/// left as in `base`.
pub fn point(terms: &[Term], of: fn(&Term) -> Option<f64>, base: Offer) -> Offer {
    let agreed = terms.iter().filter_map(|term| Some((term.lever?, of(term)?)));
    agreed.fold(base, |offer, (lever, value)| offer.with_lever(lever, value))
}

/// A term in which an offer lies beyond the point at which we leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossed {
    /// The term.
    pub term: Id<Term>,
    /// Its name.
    pub name: String,
    /// What it does to the price.
    pub lever: Lever,
    /// What is offered.
    pub value: f64,
    /// The walk-away.
    pub limit: f64,
}

impl Lever {
    /// Whether more of it is worse for us.
    pub fn is_worse_above(self) -> bool {
        self == Self::Discount
    }
}

/// The terms in which `offer` lies beyond the point at which we leave.
pub fn beyond(offer: Offer, terms: &[Term]) -> Vec<Crossed> {
    let crossed = terms.iter().filter_map(|term| {
        let (lever, limit) = (term.lever?, term.walk_away?);
        let value = offer.lever(lever);
        let is_beyond = if lever.is_worse_above() { value > limit } else { value < limit };
        is_beyond.then(|| Crossed { term: term.id, name: term.name.clone(), lever, value, limit })
    });
    crossed.collect()
}

/// What all trades that are on the table cost and bring a year: gives, gets.
pub fn sums<'a>(trades: impl Iterator<Item = &'a Trade>, books: &Books<'_>) -> (Amount, Amount) {
    let zero = Amount::zero(books.currency());
    trades.filter(|trade| trade.state != TradeState::Dropped).fold((zero, zero), |(gives, gets), trade| {
        (gives + books.enter_some(trade.cost), gets + books.enter_some(trade.worth))
    })
}

/// The negotiation with one more round.
///
/// # Errors
/// An offer of ours beyond the walk-away is refused, with the terms that it crosses.
pub fn record(negotiation: &Negotiation, round: Round, terms: &[Term]) -> Result<Negotiation, Vec<Crossed>> {
    let crossed = beyond(round.offer, terms);
    if !round.theirs && !crossed.is_empty() {
        return Err(crossed);
    }
    let mut with_round = negotiation.clone();
    with_round.rounds.push(round);
    Ok(with_round)
}

impl Negotiation {
    /// What we offered last.
    pub fn our_offer(&self) -> Option<Offer> {
        self.rounds.iter().rfind(|round| !round.theirs).map(|round| round.offer)
    }

    /// What they asked for last.
    pub fn their_ask(&self) -> Option<Offer> {
        self.rounds.iter().rfind(|round| round.theirs).map(|round| round.offer)
    }
}

/// A negotiation with its terms and trades, and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// The negotiation.
    pub negotiation: Negotiation,
    /// Its terms.
    pub terms: Vec<Term>,
    /// Its trades.
    pub trades: Vec<Trade>,
    /// The list price a year, in the account's currency as the three below.
    pub list_price: Amount,
    /// What the contract costs a year today.
    pub now: Option<Amount>,
    /// What is given a year.
    pub gives: Amount,
    /// What is got a year.
    pub gets: Amount,
    /// The account's currency.
    pub currency: Currency,
    /// The rates that some of these amounts lack.
    pub missing: MissingRates,
}

impl Desk {
    /// The negotiation of an account that is open, the one begun last.
    pub fn open(records: &Records, account: Id<Account>, today: NaiveDate) -> Option<Self> {
        let open = records.of::<Negotiation>(account).filter(|negotiation| negotiation.closed_on.is_none());
        let negotiation = open.max_by_key(|negotiation| negotiation.id)?.clone();
        let terms = records.in_order::<Term>(account).into_iter();
        let trades = records.in_order::<Trade>(account).into_iter();
        let trades: Vec<Trade> = trades.filter(|trade| trade.negotiation == negotiation.id).cloned().collect();
        let settings = records.workspace();
        let books = Books::of_account(records, &settings, account, today);
        let contract = records.find(negotiation.contract);
        let (gives, gets) = sums(trades.iter(), &books);
        Some(Self {
            now: contract.and_then(|contract| contract.amount).map(|amount| books.enter(amount)),
            list_price: books.enter_some(negotiation.list_price),
            terms: terms.filter(|term| term.negotiation == negotiation.id).cloned().collect(),
            trades,
            gives,
            gets,
            currency: books.currency(),
            missing: books.missing(),
            negotiation,
        })
    }

    /// The discount beyond which we leave.
    pub fn walk_away(&self) -> Option<f64> {
        self.terms.iter().find(|term| term.lever == Some(Lever::Discount)).and_then(|term| term.walk_away)
    }

    /// The offer to begin with: ours, else what is expected, else a year at the list price.
    pub fn start(&self) -> Offer {
        let base = Offer { discount: 0.0, rise: 0.0, months: 12 };
        self.negotiation.our_offer().unwrap_or(point(&self.terms, |term| term.expected.or(term.target), base))
    }
}

/// The three terms that move a price, for a negotiation that begins.
/// `named` supplies what each is called and its unit.
pub fn levers(
    account: Id<Account>,
    negotiation: Id<Negotiation>,
    named: impl Fn(Lever) -> (String, String),
    mut new_id: impl FnMut() -> Id<Term>,
) -> Vec<Term> {
    let term = |lever: &Lever| {
        let (name, unit) = named(*lever);
        Term { id: new_id(), account, negotiation, name, lever: Some(*lever), unit, ..Term::default() }
    };
    Lever::ALL.iter().map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money};
    use proptest::prelude::*;
    use uuid::Uuid;

    const OFFER: Offer = Offer { discount: 10.0, rise: 3.0, months: 36 };

    fn terms() -> Vec<Term> {
        let mut made = levers(Id::default(), Id::default(), |_| Default::default(), Id::default);
        for (term, (target, walk_away)) in made.iter_mut().zip([(8.0, 12.0), (3.0, 2.0), (36.0, 24.0)]) {
            term.target = Some(target);
            term.walk_away = Some(walk_away);
        }
        made
    }

    #[test]
    fn a_list_price_of_2140_at_10_percent_and_3_percent_rise_over_36_months() {
        assert_eq!(OFFER.first_year(2140.0).round(), 1926.0);
        assert_eq!(OFFER.over_term(2140.0).round(), 5953.0);
        assert_eq!(Offer { discount: 8.0, ..OFFER }.over_term(2140.0).round(), 6085.0);
        assert_eq!(Offer { months: 18, rise: 0.0, ..OFFER }.over_term(2140.0).round(), 2889.0);
    }

    #[test]
    fn an_offer_beyond_the_walk_away_is_refused_and_says_in_which_term() {
        let round = |offer, theirs| Round { offer, theirs, ..Round::default() };
        let negotiation = Negotiation::default();
        assert!(record(&negotiation, round(OFFER, false), &terms()).is_ok());
        let asked = Offer { discount: 14.0, months: 12, ..OFFER };
        let refused = record(&negotiation, round(asked, false), &terms()).err().unwrap_or_default();
        let crossed: Vec<_> = refused.iter().map(|crossed| (crossed.lever, crossed.value, crossed.limit)).collect();
        assert_eq!(crossed, [(Lever::Discount, 14.0, 12.0), (Lever::Months, 12.0, 24.0)]);
        let heard = record(&negotiation, round(asked, true), &terms()).map(|with| with.their_ask());
        assert_eq!(heard, Ok(Some(asked)));
    }

    #[test]
    fn an_offer_at_the_walk_away_itself_is_not_beyond_it() {
        let at_the_limit = Offer { discount: 12.0, rise: 2.0, months: 24 };
        assert_eq!(beyond(at_the_limit, &terms()), []);
        let below = Offer { rise: 1.0, ..at_the_limit };
        assert_eq!(beyond(below, &terms()).iter().map(|crossed| crossed.lever).collect::<Vec<_>>(), [Lever::Rise]);
    }

    #[test]
    fn a_new_negotiation_has_a_term_for_each_lever_named_by_its_maker() {
        let named = |lever: Lever| (lever.label().to_owned(), "%".to_owned());
        let (account, negotiation) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
        let mut last = 10;
        let made = levers(account, negotiation, named, || {
            last += 1;
            Id::new(Uuid::from_u128(last))
        });
        for (term, (lever, id)) in made.iter().zip(Lever::ALL.iter().zip(11..)) {
            assert_eq!((term.id, term.account, term.negotiation), (Id::new(Uuid::from_u128(id)), account, negotiation));
            assert_eq!((term.lever, term.name.as_str(), term.unit.as_str()), (Some(*lever), lever.label(), "%"));
        }
        assert_eq!(made.len(), Lever::ALL.len());
    }

    #[test]
    fn a_point_is_made_of_every_agreed_term() {
        let walk_away = point(&terms(), |term| term.walk_away, OFFER);
        assert_eq!(walk_away, Offer { discount: 12.0, rise: 2.0, months: 24 });
        assert_eq!(walk_away.first_year(2140.0).round(), 1883.0);
        assert_eq!(point(&[], |term| term.target, OFFER), OFFER);
    }

    #[test]
    fn what_is_dropped_is_on_neither_side() {
        let trade = |cost, worth, state| Trade {
            cost: Some(Money::units(cost, Currency::EUR)),
            worth: Some(Money::units(worth, Currency::EUR)),
            state,
            ..Trade::default()
        };
        let trades =
            [trade(12, 30, TradeState::Agreed), trade(35, 0, TradeState::Asked), trade(9, 9, TradeState::Dropped)];
        let settings = crate::domain::Workspace::default();
        let books = Books::of_workspace(&settings, NaiveDate::default());
        let euros = |units| Amount::units(units, Currency::EUR);
        assert_eq!(sums(trades.iter(), &books), (euros(47), euros(30)));
    }

    #[test]
    fn what_is_got_and_given_counts_every_year_of_the_term() {
        let two_years = Offer { discount: 0.0, rise: 0.0, months: 24 };
        assert_eq!(two_years.years(), 2.0);
        assert_eq!(two_years.effective_value(100.0, 30.0, 10.0), 240.0);
        let negotiation: Id<Negotiation> = Id::new(uuid::Uuid::from_u128(7));
        let made = levers(Id::default(), negotiation, |_| Default::default(), Id::default);
        assert!(made.iter().all(|term| term.negotiation == negotiation) && made.len() == Lever::ALL.len());
    }

    proptest! {
        #[test]
        fn a_concession_never_raises_the_value_for_us(
            list in 0.0..1e7f64, discount in 0.0..50.0f64, more in 0.0..50.0f64, rise in 0.0..20.0f64,
            months in 1u16..120,
            gets in 0.0..1e5f64, gives in 0.0..1e5f64, given in 0.0..1e5f64,
        ) {
            let offer = Offer { discount, rise, months };
            let value = offer.effective_value(list, gets, gives);
            let lower = Offer { discount: discount + more, ..offer };
            prop_assert!(lower.effective_value(list, gets, gives) <= value + 1e-6);
            prop_assert!(offer.effective_value(list, gets, gives + given) <= value + 1e-6);
            let flatter = Offer { rise: rise / 2.0, ..offer };
            prop_assert!(flatter.effective_value(list, gets, gives) <= value + 1e-6);
        }
    }

    #[test]
    fn an_offer_at_the_walk_away_is_not_beyond_it() {
        let at = Offer { discount: 12.0, rise: 2.0, months: 24 };
        assert_eq!(beyond(at, &terms()), []);
        let all = beyond(Offer { discount: 12.5, rise: 1.5, months: 23 }, &terms());
        assert_eq!(all.iter().map(|crossed| crossed.lever).collect::<Vec<_>>(), Lever::ALL);
    }

    #[test]
    fn the_terms_that_move_the_price_belong_to_their_negotiation_and_have_names_and_units() {
        let id = |number: u128| uuid::Uuid::from_u128(number);
        let mut number = 10;
        let made = levers(
            Id::new(id(1)),
            Id::new(id(2)),
            |_| ("Discount".into(), "%".into()),
            || {
                number += 1;
                Id::new(id(number))
            },
        );
        assert_eq!(made.len(), Lever::ALL.len());
        for (term, number) in made.iter().zip(11..) {
            assert_eq!(
                (term.id, term.account, term.negotiation),
                (Id::new(id(number)), Id::new(id(1)), Id::new(id(2)))
            );
            assert_eq!((term.name.as_str(), term.unit.as_str()), ("Discount", "%"));
        }
    }
}
