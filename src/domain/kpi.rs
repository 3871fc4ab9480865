//! The figures of a portfolio over a period: revenue, retention, satisfaction, engagement, targets. FORMULAS.md.

use std::collections::BTreeSet;

use super::{
    Account, Budget, Contract, Currency, Figure, Id, Metric, Money, Observation, Opportunity, Records, Region,
    RevenueActual, RevenueMovement, Target,
    choice::{OpportunityKind, Stage, Survey, TargetMeasure, Tier},
    coverage::of_account,
    engagement::engagement,
    revenue::{Converter, Period, Steps, arr, growth, grr, logos, nrr, steps},
    satisfaction::{csat, nps_of_counts},
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

/// An account with all that are a part of it, however deep.
pub fn group(records: &Records, head: Id<Account>) -> BTreeSet<Id<Account>> {
    let mut found = BTreeSet::from([head]);
    loop {
        let before = found.len();
        let parts =
            records.all::<Account>().filter(|account| account.parent.is_some_and(|parent| found.contains(&parent)));
        found.extend(parts.map(|account| account.id).collect::<Vec<_>>());
        if found.len() == before {
            return found;
        }
    }
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

/// The figures of a period, in the workspace's currency, at the rates of the period's end.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpis {
    /// The currency of the amounts.
    pub currency: Currency,
    /// What the period did to recurring revenue, an entry per account with its name.
    pub steps: Vec<(String, Steps)>,
    /// Recurring amounts of upsells won.
    pub upsell: i64,
    /// Recurring amounts of cross-sells won.
    pub cross_sell: i64,
    /// Annual value that came due, and what of it was renewed.
    pub renewed: (i64, i64),
    /// Answers to surveys on a scale of 1 to 5, lowest first.
    pub csat: [usize; 5],
    /// Detractors, passives, promoters.
    pub nps: [usize; 3],
    /// Key players met within the cadence, and all.
    pub engaged: (usize, usize),
    /// What was reached of the targets that end in the period, and the targets, by measure in the order of
    /// [`TargetMeasure::ALL`]. Of several ARR targets of one account the last counts: ARR is a level, not a sum.
    pub targets: [(i64, i64); 3],
    /// Planned and spent of the budgets whose time overlaps the period, whole: how a budget is spread over its time is not
    /// known.
    pub budgets: (i64, i64),
    /// For accounts without recurring revenue: booked in the 12 months to the period's end, in the 12 before, margin of the
    /// first. FORMULAS.md, “retention without ARR”.
    pub booked: (i64, i64, i64),
    /// What could not be converted, named once each; those accounts are left out.
    pub missing: Vec<String>,
}

impl Kpis {
    fn of_steps(&self) -> Vec<Steps> {
        self.steps.iter().map(|(_, steps)| *steps).collect()
    }

    /// Recurring revenue before the period, and at its end.
    pub fn ends(&self) -> (i64, i64) {
        self.steps.iter().fold((0, 0), |sum, (_, steps)| (sum.0 + steps.start, sum.1 + steps.end()))
    }

    /// Revenue growth, as a ratio.
    ///
    /// # Errors
    /// As [`growth`].
    pub fn growth(&self) -> Figure<f64> {
        let (start, end) = self.ends();
        growth(start, end)
    }

    /// Net revenue retention, as a ratio.
    ///
    /// # Errors
    /// As [`nrr`].
    pub fn nrr(&self) -> Figure<f64> {
        nrr(&self.of_steps())
    }

    /// Gross revenue retention, as a ratio.
    ///
    /// # Errors
    /// As [`grr`].
    pub fn grr(&self) -> Figure<f64> {
        grr(&self.of_steps())
    }

    /// Accounts kept, and accounts at the start.
    pub fn logos(&self) -> (usize, usize) {
        logos(&self.of_steps())
    }

    /// Recurring revenue of accounts that left.
    pub fn churn(&self) -> i64 {
        self.steps.iter().map(|(_, steps)| steps.churn).sum()
    }

    /// Annual value renewed / annual value that came due.
    ///
    /// # Errors
    /// Not available when nothing came due.
    pub fn renewal_rate(&self) -> Figure<f64> {
        match self.renewed.0 {
            ..=0 => Err("No contract came due".into()),
            due => Ok(self.renewed.1 as f64 / due as f64),
        }
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

    /// Reached / target of one measure.
    ///
    /// # Errors
    /// Not available without a target of the measure that ends in the period.
    pub fn attainment(&self, measure: TargetMeasure) -> Figure<f64> {
        match self.targets[measure as usize] {
            (_, ..=0) => Err("No target ends in the period".into()),
            (reached, target) => Ok(reached as f64 / target as f64),
        }
    }

    /// Spent / planned.
    ///
    /// # Errors
    /// Not available without a budget whose time overlaps the period.
    pub fn budget_use(&self) -> Figure<f64> {
        match self.budgets {
            (..=0, _) => Err("No budget runs in the period".into()),
            (planned, spent) => Ok(spent as f64 / planned as f64),
        }
    }

    /// Retention of accounts without recurring revenue.
    ///
    /// # Errors
    /// Not available when they booked nothing in the 12 months before.
    pub fn booked_retention(&self) -> Figure<f64> {
        match self.booked.1 {
            ..=0 => Err("Nothing was booked in the 12 months before".into()),
            before => Ok(self.booked.0 as f64 / before as f64),
        }
    }
}

/// The figures of a period over the accounts that a filter lets through.
pub fn kpis(records: &Records, filter: &Filter, period: Period) -> Kpis {
    let settings = records.workspace();
    let converter = Converter { rates: &settings.rates, to: settings.currency, date: period.to };
    let mut sum = Kpis {
        currency: settings.currency,
        steps: Vec::new(),
        upsell: 0,
        cross_sell: 0,
        renewed: (0, 0),
        csat: [0; 5],
        nps: [0; 3],
        engaged: (0, 0),
        targets: [(0, 0); 3],
        budgets: (0, 0),
        booked: (0, 0, 0),
        missing: Vec::new(),
    };
    for account in accounts(records, filter) {
        if let Err(reason) = converter.convert(Money { minor: 1, currency: account.currency }) {
            if !sum.missing.contains(&reason) {
                sum.missing.push(reason);
            }
            continue;
        }
        add(&mut sum, records, account, &converter, period);
    }
    sum
}

fn add(sum: &mut Kpis, records: &Records, account: &Account, converter: &Converter<'_>, period: Period) {
    let id = account.id;
    let scaled =
        |minor: i64| converter.convert(Money { minor, currency: account.currency }).map_or(0, |money| money.minor);
    let Steps { start, new, expansion, contraction, churn } = steps(records.of::<RevenueMovement>(id), period);
    let [start, new, expansion, contraction, churn] = [start, new, expansion, contraction, churn].map(scaled);
    sum.steps.push((account.name.clone(), Steps { start, new, expansion, contraction, churn }));
    for won in records.of::<Opportunity>(id).filter(|each| each.stage == Stage::Won) {
        let amount = scaled(won.amount.unwrap_or_default().minor);
        match won.kind {
            _ if !won.close_on.is_some_and(|date| period.contains(date)) => {}
            OpportunityKind::Upsell => sum.upsell += amount,
            OpportunityKind::CrossSell => sum.cross_sell += amount,
            OpportunityKind::New | OpportunityKind::Renewal => {}
        }
    }
    for contract in records.of::<Contract>(id) {
        let Some(end) = contract.end.filter(|end| period.contains(*end)) else { continue };
        let value = scaled(contract.amount.unwrap_or_default().minor);
        let by_itself = contract.notice_received_on.is_none() && contract.has_renewed_itself(end);
        let renewed = contract.successor.is_some() || by_itself;
        sum.renewed.0 += value;
        sum.renewed.1 += if renewed { value } else { 0 };
    }
    answers(sum, records, id, period);
    if account.churned_on.is_none() && !account.archived {
        let (met, players) = engagement(records, id, &of_account(records, id, period.to), period.to);
        sum.engaged = (sum.engaged.0 + met, sum.engaged.1 + players);
    }
    let ending = || records.of::<Target>(id).filter(|target| period.contains(target.to));
    let last_arr =
        ending().filter(|target| target.measure == TargetMeasure::Arr).max_by_key(|target| (target.to, target.id));
    for target in ending().filter(|target| target.measure != TargetMeasure::Arr).chain(last_arr) {
        let measured = &mut sum.targets[target.measure as usize];
        measured.0 += scaled(reached(records, target, period.to));
        measured.1 += scaled(target.amount.minor);
    }
    let runs = |budget: &&Budget| {
        budget.from.is_none_or(|from| from <= period.to) && budget.to.is_none_or(|to| to >= period.from)
    };
    for budget in records.of::<Budget>(id).filter(runs) {
        sum.budgets.0 += scaled(budget.planned.unwrap_or_default().minor);
        sum.budgets.1 += scaled(budget.spent.unwrap_or_default().minor);
    }
    let has_arr = arr(records.of::<RevenueMovement>(id), period.to) > 0 || start > 0;
    if !has_arr {
        let last = Period::trailing_year(period.to);
        let before = Period::trailing_year(super::date::plus_days(last.from, -1));
        let mut booked = (0, 0, 0);
        for actual in records.of::<RevenueActual>(id) {
            let amount = scaled(actual.amount.minor);
            if last.contains(actual.month) {
                booked.0 += amount;
                booked.2 += scaled(actual.margin.unwrap_or_default().minor);
            } else if before.contains(actual.month) {
                booked.1 += amount;
            }
        }
        // The same accounts in both years: one that booked nothing before retains nothing.
        if booked.1 > 0 {
            sum.booked = (sum.booked.0 + booked.0, sum.booked.1 + booked.1, sum.booked.2 + booked.2);
        }
    }
}

/// Adds the answers to an account's surveys in the period.
fn answers(sum: &mut Kpis, records: &Records, account: Id<Account>, period: Period) {
    for metric in records.of::<Metric>(account) {
        let seen =
            records.of::<Observation>(account).filter(|seen| seen.metric == metric.id && period.contains(seen.date));
        for (step, count) in seen.flat_map(|seen| seen.answers.iter().copied().enumerate()) {
            let count = count as usize;
            match metric.survey {
                Some(Survey::Nps) => {
                    sum.nps[match step {
                        0..=6 => 0,
                        7 | 8 => 1,
                        _ => 2,
                    }] += count
                }
                Some(Survey::Csat) if step < 5 => sum.csat[step] += count,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored, Workspace, choice::MovementKind, setting::Rate};
    use chrono::NaiveDate;
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

    fn movement(number: u128, of: u128, date: NaiveDate, kind: MovementKind, units: i64) -> Stored {
        let amount = Money::units(units, Currency::EUR);
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
            amount: Some(Money::units(if number == 70 { 300 } else { 100 }, Currency::EUR)),
            end: Some(day(2026, 6, 30)),
            successor: successor.map(id),
            ..Contract::default()
        };
        let survey = Metric { id: id(60), account: id(1), survey: Some(Survey::Nps), ..Metric::default() };
        let mut counts = vec![0; 11];
        (counts[3], counts[8], counts[10]) = (15, 25, 60);
        let seen = Observation {
            id: id(61),
            account: id(1),
            metric: id(60),
            date: day(2026, 5, 5),
            answers: counts,
            ..Observation::default()
        };
        [
            Stored::own(workspace.into_record()),
            account(1, None, "EUR"),
            account(2, Some(1), "USD"),
            account(3, Some(2), "EUR"),
            account(4, None, "CHF"),
            movement(10, 1, day(2025, 1, 1), New, 100_000),
            movement(11, 1, day(2026, 2, 1), Expansion, 15_000),
            movement(12, 1, day(2026, 3, 1), Contraction, 13_000),
            movement(13, 2, day(2025, 1, 1), New, 1000),
            Stored::own(region.into_record()),
            Stored::own(contract(70, Some(71)).into_record()),
            Stored::own(contract(72, None).into_record()),
            Stored::own(survey.into_record()),
            Stored::own(seen.into_record()),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn figures_are_those_of_the_period_and_a_missing_rate_is_named() {
        let kpis = kpis(&world(), &Filter::default(), year());
        assert_eq!(kpis.ends(), (10_050_000, 10_250_000), "the dollars at one half");
        assert_eq!(kpis.logos(), (2, 2));
        assert_eq!(kpis.renewal_rate(), Ok(0.75));
        assert_eq!(kpis.nps(), Ok(45.0));
        assert_eq!(kpis.missing, ["No exchange rate from CHF to EUR on 2026-12-31"]);
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
    fn accounts_without_recurring_revenue_count_by_what_they_booked() {
        let mut records = world();
        for (number, month, units) in [(80, day(2026, 5, 1), 90), (81, day(2025, 5, 1), 60)] {
            let amount = Money::units(units, Currency::EUR);
            let margin = Some(Money::units(units / 3, Currency::EUR));
            let row = Stored::own(
                RevenueActual { id: id(number), account: id(3), month, amount, margin, ..RevenueActual::default() }
                    .into_record(),
            );
            records.set(row.key(), Some(row));
        }
        let new = RevenueActual {
            id: id(82),
            account: id(4),
            month: day(2026, 5, 1),
            amount: Money::units(500, Currency::EUR),
            ..RevenueActual::default()
        };
        for (number, to, units) in [(83, day(2026, 3, 31), 50_000), (84, day(2026, 12, 31), 204_000)] {
            let amount = Money::units(units, Currency::EUR);
            let target =
                Target { id: id(number), account: id(1), from: day(2026, 1, 1), to, amount, ..Target::default() };
            let row = Stored::own(target.into_record());
            records.set(row.key(), Some(row));
        }
        let row = Stored::own(new.into_record());
        records.set(row.key(), Some(row));
        let kpis = kpis(&records, &Filter::default(), year());
        assert_eq!(kpis.attainment(TargetMeasure::Arr), Ok(0.5), "of two targets for a level the last counts");
        assert_eq!((kpis.booked, kpis.booked_retention()), ((9000, 6000, 3000), Ok(1.5)));
    }

    #[test]
    fn budgets_count_whole_where_their_time_touches_the_period() {
        let mut records = world();
        assert!(kpis(&records, &Filter::default(), year()).budget_use().is_err());
        for (number, from, to, spent) in [
            (90, None, Some(day(2026, 1, 1)), 30),
            (91, Some(day(2026, 12, 31)), None, 10),
            (92, Some(day(2027, 1, 1)), None, 500),
        ] {
            let (planned, spent) = (Some(Money::units(40, Currency::EUR)), Some(Money::units(spent, Currency::EUR)));
            let budget = Budget { id: id(number), account: id(1), from, to, planned, spent, ..Budget::default() };
            let row = Stored::own(budget.into_record());
            records.set(row.key(), Some(row));
        }
        let kpis = kpis(&records, &Filter::default(), year());
        assert_eq!((kpis.budgets, kpis.budget_use()), ((8_000, 4_000), Ok(0.5)));
    }
}
