//! The figures of growth: the pipeline, the forecast, targets, whitespace.

use super::{Explanation, Input, left_out, percent};
use crate::{
    domain::{
        Account, Amount, Figure, Id, Locale, Money, Opportunity, Records, RevenueMovement, Target,
        choice::MovementKind,
        forecast::{Forecast, probability},
        revenue::{Books, signed},
        whitespace::Map,
    },
    words::renewals_in_forecast,
};

/// What the figures of one account's pipeline are made of.
pub struct PipelineFigures<'a> {
    /// Everything.
    pub records: &'a Records,
    /// The account.
    pub account: Id<Account>,
    /// Today.
    pub today: chrono::NaiveDate,
    /// In the account's currency.
    pub books: &'a Books<'a>,
    /// How figures are written.
    pub locale: Locale,
}

impl PipelineFigures<'_> {
    /// ARR as the sum of its movements, by kind.
    pub fn arr(&self, now: Amount) -> Explanation {
        let (locale, books) = (self.locale, self.books.anew());
        let movements = || {
            let all = self.records.of::<RevenueMovement>(self.account);
            all.filter(|movement| movement.date <= self.today)
        };
        let kinds = MovementKind::ALL.iter().filter_map(|kind| {
            let of_kind: Vec<_> = movements().filter(|movement| movement.kind == *kind).collect();
            let sum: Amount = of_kind.iter().map(|movement| signed(movement, &books)).sum();
            let count = locale.count(of_kind.len() as i64, "movement");
            (!of_kind.is_empty()).then(|| Input::new(kind.label(), count, locale.money(sum)))
        });
        Explanation {
            about: format!(
                "Annual recurring revenue on {}.{}",
                locale.date_long(self.today),
                left_out(&self.books.missing(), locale)
            ),
            inputs: kinds.collect(),
            formula: "the sum of all movements until today".into(),
            result: locale.money(now),
        }
    }

    /// The recurring amounts of the open deals.
    pub fn recurring(&self, sum: Amount) -> Explanation {
        let settings = self.records.workspace();
        self.deals(
            "Recurring amounts a year",
            |deal| deal.amount,
            sum,
            |deal, entered| (settings.stage_name(deal.stage), entered),
        )
    }

    /// The recurring amounts of the open deals, times their probability.
    pub fn recurring_weighted(&self, sum: Amount) -> Explanation {
        self.deals("Recurring amounts × probability", |deal| deal.amount, sum, self.weigh())
    }

    /// The one-off amounts of the open deals, times their probability.
    pub fn one_off_weighted(&self, sum: Amount) -> Explanation {
        self.deals("One-off amounts × probability", |deal| deal.one_off, sum, self.weigh())
    }

    /// An amount times the probability of its deal, and how that is written.
    fn weigh(&self) -> impl Fn(&Opportunity, Amount) -> (String, Amount) + use<'_> {
        let settings = self.records.workspace();
        move |deal, entered| {
            let odds = probability(deal, &settings);
            let how = format!("{} × {}", self.locale.money(entered), self.locale.percent(odds, 0));
            (how, entered.times(odds))
        }
    }

    fn deals(
        &self,
        about: &str,
        amount: fn(&Opportunity) -> Option<Money>,
        sum: Amount,
        counted: impl Fn(&Opportunity, Amount) -> (String, Amount),
    ) -> Explanation {
        let (locale, books) = (self.locale, self.books.anew());
        let in_pipeline = |deal: &&Opportunity| deal.is_in_pipeline(self.today);
        let inputs = self.records.of::<Opportunity>(self.account).filter(in_pipeline).filter_map(|deal| {
            let own = amount(deal)?;
            let Ok(entered) = books.convert(own.into()) else {
                return Some(Input::new(&deal.name, "left out, no exchange rate", locale.money(own)));
            };
            let (how, worth) = counted(deal, entered);
            Some(Input::new(&deal.name, how, locale.money(worth)))
        });
        Explanation {
            about: format!("{about} of open opportunities. Renewals and overdue ones are not counted."),
            inputs: inputs.collect(),
            formula: "the sum of these".into(),
            result: locale.money(sum),
        }
    }
}

/// ARR at a later date, in thousands.
pub fn forecast(ahead: Forecast, about: String, locale: Locale) -> Explanation {
    let signed = |amount: Amount| locale.signed_thousands(amount);
    Explanation {
        about,
        inputs: vec![
            Input::new("ARR today", "", locale.thousands(ahead.today)),
            Input::new("Dated movements", "already entered for later", signed(ahead.dated)),
            Input::new(
                "Pipeline",
                "recurring amount × probability, without renewals and overdue deals",
                signed(ahead.pipeline),
            ),
            Input::new("Renewals", renewals_in_forecast(ahead.assumed, locale), signed(ahead.renewals)),
        ],
        formula: locale.sum_of(&[ahead.today, ahead.dated, ahead.pipeline, ahead.renewals]),
        result: locale.money(ahead.total()),
    }
}

/// What was reached of a target.
pub fn target(target: &Target, reached: Amount, part: Figure<f64>, locale: Locale) -> Explanation {
    let [actual, wanted] = [reached, target.amount.into()].map(|amount| locale.money(amount));
    Explanation {
        about: format!("{}, {} to {}.", target.measure.label(), locale.date(target.from), locale.date(target.to)),
        inputs: vec![
            Input::new("Reached", "until today, at most until the target’s end", actual.clone()),
            Input::new("Target", "", wanted.clone()),
        ],
        formula: format!("{actual} / {wanted}"),
        result: percent(part, 0, locale),
    }
}

/// The sums of a whitespace map: owned, on its way, potential.
pub fn whitespace(map: &Map, books: &Books<'_>, locale: Locale) -> [Explanation; 3] {
    let books = books.anew();
    let total = map.total(&books);
    let by_product = |of: fn(&crate::domain::whitespace::Sum) -> Amount| {
        let rows = map.rows.iter().enumerate().filter_map(|(at, line)| {
            let amount = of(&map.row(at, &books));
            amount.is_positive().then(|| Input::new(&line.product.name, "", locale.money(amount)))
        });
        rows.collect::<Vec<_>>()
    };
    let rates = left_out(&books.missing(), locale);
    let explanation = |what: &str, of: fn(&crate::domain::whitespace::Sum) -> Amount| Explanation {
        about: format!("{what}{rates}"),
        inputs: by_product(of),
        formula: "the sum over all products and business units".into(),
        result: locale.money(of(&total)),
    };
    [
        explanation("Revenue a year of what the client owns.", |sum| sum.owned),
        explanation("Recurring amounts a year of open opportunities for a product and a business unit.", |sum| {
            sum.on_its_way
        }),
        explanation("Estimates that nobody pursues yet, those where a competitor sits included.", |sum| sum.potential),
    ]
}
