//! The figures of a portfolio over a period: revenue, retention, satisfaction, engagement, targets. FORMULAS.md.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Account, Amount, Budget, Contract, Currency, Figure, Id, Metric, Missing, MissingRates, Observation, Opportunity,
    Records, Region, RevenueActual, RevenueMovement, Target,
    choice::{OpportunityKind, Stage, Survey, TargetMeasure, Tier},
    contract::Term,
    coverage::of_account,
    date::plus_days,
    engagement::{Engagement, engagement},
    group::group,
    revenue::{AccountSteps, Books, Period, Share, Steps, booked, growth, grr, logos, nrr, rebooked, steps},
    satisfaction::{self, Answers, csat, nps_of_counts},
    target::reached,
    tier::tiering,
};

/// Which accounts are counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Those of a tier.
    pub tier: Option<Tier>,
    /// Those that have a region of this name.
    pub region: Option<String>,
    /// This account and all that are a part of it.
    pub group: Option<Id<Account>>,
}

/// The accounts that a filter lets through, those that have left included: they are a part of past figures.
pub fn accounts<'a>(records: &'a Records, filter: &Filter) -> Vec<&'a Account> {
    let rules = records.workspace().segmentation;
    let group = filter.group.map(|head| group(records, head));
    let fits = |account: &&Account| {
        let of_tier = filter.tier.is_none_or(|tier| tiering(account, &rules).is_ok_and(|tiering| tiering.tier == tier));
        let of_group = group.as_ref().is_none_or(|group| group.contains(&account.id));
        let of_region = filter.region.as_ref().is_none_or(|name| {
            records.of::<Region>(account.id).any(|region| region.name.trim().eq_ignore_ascii_case(name.trim()))
        });
        of_tier && of_group && of_region
    };
    records.all::<Account>().filter(fits).collect()
}

/// The names of all regions, each once.
pub fn region_names(records: &Records) -> BTreeSet<String> {
    records.all::<Region>().map(|region| region.name.trim().to_owned()).collect()
}

/// The figures of a period, in the workspace's currency, at the rates of the period's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpis {
    /// The period.
    pub period: Period,
    /// The currency of the amounts.
    pub currency: Currency,
    /// What the period did to recurring revenue, account by account.
    pub steps: Vec<AccountSteps>,
    /// Recurring amounts of upsells won.
    pub upsell: Amount,
    /// Recurring amounts of cross-sells won.
    pub cross_sell: Amount,
    /// What came due for renewal, and what of it was renewed.
    pub renewed: Share,
    /// Answers to surveys on a scale of 1 to 5, lowest first.
    pub csat: [usize; 5],
    /// Detractors, passives, promoters.
    pub nps: [usize; 3],
    /// Key players met within the cadence, and all; not available for a period that is over.
    pub engaged: Figure<Engagement>,
    /// What was reached of the targets that end in the period. Of several ARR targets of one account the last counts:
    /// ARR is a level, not a sum.
    pub targets: BTreeMap<TargetMeasure, Share>,
    /// Spent of what was planned: each budget by the days of it that lie in the period; whole where it says no time.
    pub budgets: Share,
    /// What was booked in the period.
    pub booked: Amount,
    /// What is left of that.
    pub margin: Amount,
    /// For accounts without recurring revenue: booked in the 12 months to the period's end, of the 12 before.
    /// FORMULAS.md, “retention without ARR”.
    pub rebooked: Share,
    /// The accounts that are left out because amounts of theirs have no rate, with the rates that are missing.
    pub left_out: Vec<LeftOut>,
}

/// An account that a figure leaves out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// Its name.
    pub account: String,
    /// The rates that its amounts lack.
    pub rates: MissingRates,
}

impl Kpis {
    /// What the period did to each account.
    pub fn each(&self) -> Vec<Steps> {
        self.steps.iter().map(|own| own.steps).collect()
    }

    /// All accounts together.
    pub fn all_steps(&self) -> Steps {
        self.steps.iter().map(|own| own.steps).sum()
    }

    /// Revenue growth, as a ratio.
    ///
    /// # Errors
    /// As [`growth`].
    pub fn growth(&self) -> Figure<f64> {
        let all = self.all_steps();
        growth(all.start, all.end())
    }

    /// Net revenue retention, as a ratio.
    ///
    /// # Errors
    /// As [`nrr`].
    pub fn nrr(&self) -> Figure<f64> {
        nrr(&self.each())
    }

    /// Gross revenue retention, as a ratio.
    ///
    /// # Errors
    /// As [`grr`].
    pub fn grr(&self) -> Figure<f64> {
        grr(&self.each())
    }

    /// Accounts kept, and accounts at the start.
    pub fn logos(&self) -> (usize, usize) {
        logos(&self.each())
    }

    /// Annual value renewed / annual value that came due.
    ///
    /// # Errors
    /// Not available when nothing came due.
    pub fn renewal_rate(&self) -> Figure<f64> {
        self.renewed.ratio().ok_or(Missing::ContractDue)
    }

    /// Satisfaction in percent.
    ///
    /// # Errors
    /// As [`csat`].
    pub fn satisfaction(&self) -> Figure<f64> {
        let [one, two, three, four, five] = self.csat;
        csat([five, four, three, two, one])
    }

    /// Net promoter score in points.
    ///
    /// # Errors
    /// As [`nps_of_counts`].
    pub fn nps(&self) -> Figure<f64> {
        let [detractors, passives, promoters] = self.nps;
        nps_of_counts(promoters, passives, detractors)
    }

    /// What was reached of the targets of a measure.
    pub fn target(&self, measure: TargetMeasure) -> Share {
        self.targets.get(&measure).copied().unwrap_or_default()
    }

    /// Reached / target of one measure.
    ///
    /// # Errors
    /// Not available without a target of the measure that ends in the period.
    pub fn attainment(&self, measure: TargetMeasure) -> Figure<f64> {
        self.target(measure).ratio().ok_or(Missing::Target)
    }

    /// Spent / planned.
    ///
    /// # Errors
    /// Not available without a budget whose time overlaps the period.
    pub fn budget_use(&self) -> Figure<f64> {
        self.budgets.ratio().ok_or(Missing::Budget)
    }

    /// Retention of accounts without recurring revenue.
    ///
    /// # Errors
    /// Not available when they booked nothing in the 12 months before.
    pub fn booked_retention(&self) -> Figure<f64> {
        self.rebooked.ratio().ok_or(Missing::BookedBefore)
    }
}

/// The figures of a period over the accounts that a filter lets through, seen from `today`.
///
/// An account of which an amount has no rate is left out as a whole, and named: a part of it would be a wrong figure.
pub fn kpis(records: &Records, filter: &Filter, period: Period, today: NaiveDate) -> Kpis {
    let settings = records.workspace();
    let books = Books::of_workspace(&settings, period.to);
    let zero = Amount::zero(settings.currency);
    let none = Share { part: zero, whole: zero };
    let mut sum = Kpis {
        period,
        currency: settings.currency,
        steps: Vec::new(),
        upsell: zero,
        cross_sell: zero,
        renewed: none,
        csat: [0; 5],
        nps: [0; 3],
        engaged: if period.to < today { Err(Missing::PastPeople) } else { Ok(Engagement::default()) },
        targets: BTreeMap::new(),
        budgets: none,
        booked: zero,
        margin: zero,
        rebooked: none,
        left_out: Vec::new(),
    };
    for account in accounts(records, filter) {
        let books = books.anew();
        let mut with = sum.clone();
        let of_account = OfAccount { records, account, books: &books, period, today };
        of_account.add_to(&mut with);
        let rates = books.missing();
        if rates.is_empty() {
            sum = with;
        } else {
            sum.left_out.push(LeftOut { account: account.name.clone(), rates });
        }
    }
    sum
}

/// What one account adds to the figures.
struct OfAccount<'a> {
    records: &'a Records,
    account: &'a Account,
    books: &'a Books<'a>,
    period: Period,
    today: NaiveDate,
}

impl OfAccount<'_> {
    fn add_to(&self, sum: &mut Kpis) {
        let Self { records, account, books, period, .. } = *self;
        let steps = steps(records.of::<RevenueMovement>(account.id), period, books);
        sum.steps.push(AccountSteps { account: account.name.clone(), steps });
        self.add_won(sum);
        for contract in records.of::<Contract>(account.id) {
            self.add_renewals(sum, contract);
        }
        answers(sum, records, account.id, period);
        if let (Ok(engaged), true) = (&mut sum.engaged, account.is_active()) {
            let coverage = of_account(records, account.id, self.today);
            *engaged += engagement(records, account.id, &coverage, self.today);
        }
        self.add_targets(sum);
        self.add_budgets(sum);
        self.add_booked(sum, steps);
    }

    fn add_won(&self, sum: &mut Kpis) {
        let won = self.records.of::<Opportunity>(self.account.id).filter(|each| each.stage == Stage::Won);
        for won in won.filter(|won| won.close_on.is_some_and(|date| self.period.contains(date))) {
            let amount = self.books.enter_some(won.amount);
            match won.kind {
                OpportunityKind::Upsell => sum.upsell += amount,
                OpportunityKind::CrossSell => sum.cross_sell += amount,
                OpportunityKind::New | OpportunityKind::Renewal => {}
            }
        }
    }

    /// Each term that ended in the period came due. What followed counts up to what came due; what renewed itself, in
    /// full.
    fn add_renewals(&self, sum: &mut Kpis, contract: &Contract) {
        let value = self.books.enter_some(contract.amount);
        let successor = self.records.find(contract.successor);
        let mut due: Vec<Term> = contract.terms_until(self.period.to.min(self.today)).collect();
        if let Some(successor) = successor {
            // The terms after its successor's start never came.
            let until = successor.start.max(contract.end);
            due.retain(|term| until.is_none_or(|until| term.end <= until));
        }
        let last = due.last().copied();
        for term in due.into_iter().filter(|term| self.period.contains(term.end)) {
            let renewed = match successor {
                Some(successor) if Some(term) == last => self.books.enter_some(successor.amount).min(value),
                Some(_) => value,
                None if contract.renewal_probability(Some(term), plus_days(term.end, 1)) == Some(1.0) => value,
                None => Amount::zero(self.books.currency()),
            };
            sum.renewed.add(renewed, value);
        }
    }

    fn add_targets(&self, sum: &mut Kpis) {
        let ending = || self.records.of::<Target>(self.account.id).filter(|target| self.period.contains(target.to));
        let last_arr =
            ending().filter(|target| target.measure == TargetMeasure::Arr).max_by_key(|target| (target.to, target.id));
        for target in ending().filter(|target| target.measure != TargetMeasure::Arr).chain(last_arr) {
            let reached = reached(self.records, target, self.period.to.min(self.today), self.books);
            sum.targets.entry(target.measure).or_default().add(reached, self.books.enter(target.amount));
        }
    }

    fn add_budgets(&self, sum: &mut Kpis) {
        for budget in self.records.of::<Budget>(self.account.id) {
            let time = Period {
                from: budget.from.unwrap_or(self.period.from.min(budget.to.unwrap_or(self.period.from))),
                to: budget.to.unwrap_or(self.period.to.max(budget.from.unwrap_or(self.period.to))),
            };
            let Some(both) = time.overlap(self.period) else { continue };
            let share = match (budget.from, budget.to) {
                (Some(_), Some(_)) => both.days() as f64 / time.days() as f64,
                _ => 1.0,
            };
            let [planned, spent] =
                [budget.planned, budget.spent].map(|amount| self.books.enter_some(amount).times(share));
            sum.budgets.add(spent, planned);
        }
    }

    fn add_booked(&self, sum: &mut Kpis, steps: Steps) {
        let actuals = || self.records.of::<RevenueActual>(self.account.id);
        sum.booked += booked(actuals(), self.period, self.books);
        let in_period = actuals().filter(|actual| self.period.contains(actual.month));
        sum.margin += in_period.map(|actual| self.books.enter_some(actual.margin)).sum();
        if steps.start.is_positive() || steps.end().is_positive() {
            return;
        }
        let Share { part, whole } = rebooked(actuals(), self.period.to, self.books);
        // The same accounts in both years: one that booked nothing before retains nothing.
        if whole.is_positive() {
            sum.rebooked.add(part, whole);
        }
    }
}

/// Adds the answers to an account's surveys in the period.
fn answers(sum: &mut Kpis, records: &Records, account: Id<Account>, period: Period) {
    for metric in records.of::<Metric>(account) {
        let seen =
            records.of::<Observation>(account).filter(|seen| seen.metric == metric.id && period.contains(seen.date));
        for answers in seen.map(|seen| seen.answers.as_slice()) {
            match metric.survey {
                Some(Survey::Nps) => add(&mut sum.nps, answers, [0..=6, 7..=8, 9..=10]),
                Some(Survey::Csat) => add(&mut sum.csat, answers, [1, 2, 3, 4, 5].map(|score| score..=score)),
                None => {}
            }
        }
    }
}

fn add<const GROUPS: usize>(
    sums: &mut [usize; GROUPS],
    answers: &[Answers],
    groups: [std::ops::RangeInclusive<u8>; GROUPS],
) {
    for (sum, scores) in sums.iter_mut().zip(groups) {
        *sum += satisfaction::count(answers, scores);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Money, Stored, Workspace, choice::MovementKind, setting::Rate};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn year() -> Period {
        Period { from: day(2026, 1, 1), to: day(2026, 12, 31) }
    }

    fn account(number: u128, parent: Option<u128>, currency: &str) -> Stored {
        let currency = Currency::parse(currency).unwrap_or_default();
        let parent = parent.map(id);
        Stored::own(
            Account { id: id(number), name: format!("A{number}"), parent, currency, ..Account::default() }
                .into_record(),
        )
    }

    fn euros(units: i64) -> Amount {
        Amount::units(units, Currency::EUR)
    }

    fn money(units: i64, code: &str) -> Money {
        Money::units(units, Currency::parse(code).unwrap_or_default())
    }

    fn movement(number: u128, of: u128, date: NaiveDate, kind: MovementKind, amount: Money) -> Stored {
        Stored::own(
            RevenueMovement { id: id(number), account: id(of), date, kind, amount, ..RevenueMovement::default() }
                .into_record(),
        )
    }

    fn world() -> Records {
        use MovementKind::{Contraction, Expansion, New};
        let workspace = Workspace {
            id: id(99),
            rates: vec![Rate {
                id: id(98),
                date: day(2025, 1, 1),
                from: Currency::parse("USD").unwrap_or_default(),
                to: Currency::EUR,
                rate: 0.5,
            }],
            ..Workspace::default()
        };
        let region = Region { id: id(90), account: id(2), name: "Nordics".into(), ..Region::default() };
        let contract = |number, successor: Option<u128>| Contract {
            id: id(number),
            account: id(1),
            amount: Some(money(if number == 72 { 100 } else { 300 }, "EUR")),
            end: Some(if number == 71 { day(2027, 6, 30) } else { day(2026, 6, 30) }),
            successor: successor.map(id),
            ..Contract::default()
        };
        let survey = Metric { id: id(60), account: id(1), survey: Some(Survey::Nps), ..Metric::default() };
        let answers = [(3, 15), (8, 25), (10, 60)].map(|(score, count)| Answers { score, count });
        let seen = Observation {
            id: id(61),
            account: id(1),
            metric: id(60),
            date: day(2026, 5, 5),
            answers: answers.to_vec(),
            ..Observation::default()
        };
        [
            Stored::own(workspace.into_record()),
            account(1, None, "EUR"),
            account(2, Some(1), "USD"),
            account(3, Some(2), "EUR"),
            account(4, None, "CHF"),
            movement(10, 1, day(2025, 1, 1), New, money(100_000, "EUR")),
            movement(11, 1, day(2026, 2, 1), Expansion, money(15_000, "EUR")),
            movement(12, 1, day(2026, 3, 1), Contraction, money(13_000, "EUR")),
            movement(13, 2, day(2025, 1, 1), New, money(1000, "USD")),
            movement(14, 4, day(2025, 1, 1), New, money(50, "CHF")),
            movement(15, 4, day(2025, 1, 1), New, money(70, "EUR")),
            Stored::own(region.into_record()),
            Stored::own(contract(70, Some(71)).into_record()),
            Stored::own(contract(71, None).into_record()),
            Stored::own(contract(72, None).into_record()),
            Stored::own(survey.into_record()),
            Stored::own(seen.into_record()),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn figures_are_those_of_the_period_and_a_missing_rate_is_named() {
        let kpis = kpis(&world(), &Filter::default(), year(), year().to);
        let all = kpis.all_steps();
        assert_eq!((all.start, all.end()), (euros(100_500), euros(102_500)), "the dollars at one half");
        assert_eq!(kpis.logos(), (2, 2));
        assert_eq!(kpis.renewal_rate(), Ok(0.75), "of 400 that came due, 300 were followed by as much");
        assert_eq!(kpis.nps(), Ok(45.0));
        let rate = crate::domain::MissingRate {
            from: Currency::parse("CHF").unwrap_or_default(),
            to: Currency::EUR,
            date: year().to,
        };
        let left_out = LeftOut { account: "A4".into(), rates: [rate].into() };
        assert_eq!(kpis.left_out, [left_out], "as a whole, and the others keep their figures");
        assert!(
            kpis.satisfaction().is_err()
                && kpis.attainment(TargetMeasure::Arr).is_err()
                && kpis.booked_retention().is_err()
        );
    }

    #[test]
    fn a_filter_takes_a_group_with_all_its_parts_or_the_accounts_of_a_region() {
        let records = world();
        let names =
            |filter: Filter| accounts(&records, &filter).iter().map(|account| account.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(Filter { group: Some(id(1)), ..Filter::default() }), ["A1", "A2", "A3"]);
        assert_eq!(names(Filter { group: Some(id(2)), ..Filter::default() }), ["A2", "A3"]);
        assert_eq!(names(Filter { region: Some("nordics".into()), ..Filter::default() }), ["A2"]);
        assert!(names(Filter { tier: Some(Tier::A), ..Filter::default() }).is_empty(), "nobody is tiered");
    }

    #[test]
    fn what_is_renewed_counts_up_to_what_came_due() {
        let contract = |number: u128, units, ending, end, successor: Option<u128>| {
            let contract = Contract {
                id: id(number),
                account: id(1),
                amount: Some(money(units, "EUR")),
                end: Some(end),
                start: Some(plus_days(end, -364)),
                ending,
                notice_days: Some(30),
                renews_months: Some(12),
                successor: successor.map(id),
                ..Contract::default()
            };
            Stored::own(contract.into_record())
        };
        use crate::domain::choice::Ending::{Renews, UnlessSigned};
        let june = day(2026, 6, 30);
        for (rows, rate) in [
            (
                vec![
                    contract(70, 100, UnlessSigned, june, Some(71)),
                    contract(71, 90, UnlessSigned, day(2027, 6, 30), None),
                ],
                0.9,
            ),
            (
                vec![
                    contract(70, 100, UnlessSigned, june, Some(71)),
                    contract(71, 130, UnlessSigned, day(2027, 6, 30), None),
                ],
                1.0,
            ),
            (vec![contract(70, 100, Renews, june, None)], 1.0),
            (vec![contract(70, 100, Renews, day(2024, 6, 30), None)], 1.0),
            (vec![contract(70, 100, UnlessSigned, june, None)], 0.0),
        ] {
            let records: Records = rows.into_iter().chain([account(1, None, "EUR")]).collect();
            assert_eq!(kpis(&records, &Filter::default(), year(), year().to).renewal_rate(), Ok(rate));
            let early = kpis(&records, &Filter::default(), year(), day(2026, 6, 1)).renewal_rate();
            assert_eq!(early, Err(Missing::ContractDue), "nothing has come due yet");
        }
    }

    #[test]
    fn accounts_without_recurring_revenue_count_by_what_they_booked() {
        let mut records = world();
        let mut add = |row: Stored| records.set(row.key(), Some(row));
        for (number, month, units) in [(80, day(2026, 5, 1), 90), (81, day(2025, 5, 1), 60)] {
            let (amount, margin) = (money(units, "EUR"), Some(money(units / 3, "EUR")));
            add(Stored::own(
                RevenueActual { id: id(number), account: id(3), month, amount, margin, ..RevenueActual::default() }
                    .into_record(),
            ));
        }
        for (number, to, units) in [(83, day(2026, 3, 31), 50_000), (84, day(2026, 12, 31), 204_000)] {
            let amount = money(units, "EUR");
            let target =
                Target { id: id(number), account: id(1), from: day(2026, 1, 1), to, amount, ..Target::default() };
            add(Stored::own(target.into_record()));
        }
        let of = |period: Period| kpis(&records, &Filter::default(), period, year().to);
        let whole = of(year());
        assert_eq!(whole.attainment(TargetMeasure::Arr), Ok(0.5), "of two targets for a level the last counts");
        assert_eq!((whole.booked, whole.margin, whole.booked_retention()), (euros(90), euros(30), Ok(1.5)));
        let summer = of(Period { from: day(2026, 7, 1), to: day(2026, 9, 30) });
        assert_eq!(summer.booked, euros(0), "what was booked is of the period");
    }

    #[test]
    fn a_budget_counts_by_its_days_in_the_period() {
        let mut records = world();
        assert!(kpis(&records, &Filter::default(), year(), year().to).budget_use().is_err());
        for (number, from, to, spent) in [
            (90, Some(day(2025, 12, 22)), Some(day(2026, 1, 10)), 20),
            (91, Some(day(2026, 12, 31)), None, 10),
            (92, Some(day(2027, 1, 1)), None, 500),
        ] {
            let (planned, spent) = (Some(money(40, "EUR")), Some(money(spent, "EUR")));
            let budget = Budget { id: id(number), account: id(1), from, to, planned, spent, ..Budget::default() };
            let row = Stored::own(budget.into_record());
            records.set(row.key(), Some(row));
        }
        let kpis = kpis(&records, &Filter::default(), year(), year().to);
        assert_eq!(kpis.budgets, Share { part: euros(20), whole: euros(60) }, "half of the first, the second whole");
    }

    #[test]
    fn engagement_of_a_period_that_is_over_is_not_available() {
        let of = |today| kpis(&world(), &Filter::default(), year(), today).engaged;
        assert_eq!(of(day(2027, 1, 1)), Err(Missing::PastPeople));
        assert_eq!(of(day(2026, 12, 31)), Ok(Engagement::default()));
    }
}
