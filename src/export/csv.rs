//! Tables as CSV. Cells that a spreadsheet would run as a formula are made plain text.

use chrono::NaiveDate;
use serde_json::Value;

use super::Artifact;
use crate::{
    domain::{
        Amount, Figure, Kind, Money, Record, Records,
        coverage::{Basis, Coverage},
        engagement::{Kept, Rhythm, STANDARD_MEETINGS},
        field::{Field, Input},
        group::{Member, RegionFigures},
        portfolio::AccountSummary,
        renewal::Renewal,
        revenue::AccountSteps,
        status::Status,
    },
    words::explain::{KpiFigure, KpiValue},
};

/// Rows of text as CSV with a head.
pub fn rows_csv(name: impl Into<String>, head: &[String], rows: &[Vec<String>]) -> Artifact {
    let mut text = String::from("\u{feff}");
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    Artifact { name: name.into(), mime: "text/csv;charset=utf-8", bytes: text.into_bytes() }
}

fn quoted(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    let runs = !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if runs { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r', ';']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// The portfolio for other tools: numbers, ISO dates and keys.
pub fn portfolio_csv(rows: &[AccountSummary]) -> Artifact {
    let head = [
        "account",
        "industry",
        "tier",
        "arr",
        "currency",
        "changeThisYear",
        "health",
        "coverage",
        "nextRenewal",
        "nextAction",
        "due",
    ];
    let lines = rows.iter().map(|row| {
        let due = row.next_action.as_ref().and_then(|action| action.due);
        vec![
            row.account.name.clone(),
            row.account.industry.clone(),
            row.tier.map(|tier| tier.key().to_owned()).unwrap_or_default(),
            number(row.arr),
            row.account.currency.code().to_owned(),
            number(row.year.change()),
            row.health.as_ref().map(|health| health.shown().to_string()).unwrap_or_default(),
            coverage_key(&row.coverage).to_owned(),
            row.renewal.as_ref().map(|renewal| renewal.term.end.to_string()).unwrap_or_default(),
            row.next_action.as_ref().map(|action| action.title.clone()).unwrap_or_default(),
            due.map(|due| due.to_string()).unwrap_or_default(),
        ]
    });
    rows_csv("mainstay-accounts.csv", &head.map(str::to_owned), &lines.collect::<Vec<_>>())
}

/// An amount as a plain number of units, for a column beside its currency; empty over several currencies.
pub fn number(amount: Amount) -> String {
    amount.to_money().map(Money::decimal).unwrap_or_else(|| if amount.is_zero() { "0".into() } else { String::new() })
}

/// The figures of a period: the key of each, its value as plain decimals (empty where it is not available), and the
/// currency of an amount.
pub fn figures_csv(figures: &[KpiFigure], until: NaiveDate) -> Artifact {
    let plain = |value: &KpiValue| match value {
        KpiValue::Ratio(ratio) => format!("{ratio:.4}"),
        KpiValue::Amount(amount) => number(*amount),
        KpiValue::Points(points) => format!("{points:.1}"),
    };
    let currency = |value: &KpiValue| match value {
        KpiValue::Amount(amount) => amount.currency().map(|currency| currency.code().to_owned()),
        KpiValue::Ratio(_) | KpiValue::Points(_) => None,
    };
    let line = |figure: &KpiFigure| {
        let value = figure.value.as_ref().ok();
        vec![figure.key.clone(), value.map(plain).unwrap_or_default(), value.and_then(currency).unwrap_or_default()]
    };
    let lines: Vec<Vec<String>> = figures.iter().map(line).collect();
    rows_csv(format!("mainstay-figures-{until}.csv"), &["figure", "value", "currency"].map(str::to_owned), &lines)
}

/// What a period did to the revenue of each account.
pub fn movements_csv(accounts: &[AccountSteps]) -> Artifact {
    let line = |AccountSteps { account, steps }: &AccountSteps| {
        let parts =
            [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn, steps.win_back, steps.end()];
        let currency = parts.iter().find_map(|amount| amount.currency());
        let currency = currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
        std::iter::once(account.clone()).chain(parts.map(number)).chain([currency]).collect()
    };
    let head = ["account", "start", "new", "expansion", "contraction", "churn", "winBack", "end", "currency"];
    let head = head.map(str::to_owned);
    let lines: Vec<Vec<String>> = accounts.iter().map(line).collect();
    rows_csv("mainstay-movements.csv", &head, &lines)
}

/// Groups, each head followed by its parts; revenue in the workspace's currency, empty where a rate is missing.
pub fn groups_csv(members: &[Member]) -> Artifact {
    let plain = |amount: &Figure<Amount>| amount.as_ref().map(|amount| number(*amount)).unwrap_or_default();
    let currency = |amount: &Figure<Amount>| amount.as_ref().ok().and_then(|amount| amount.currency());
    let line = |member: &Member| {
        vec![
            member.name.clone(),
            member.depth.to_string(),
            member.parts.to_string(),
            plain(&member.own),
            plain(&member.all),
            currency(&member.own).map(|currency| currency.code().to_owned()).unwrap_or_default(),
            status_key(member.status.status).to_owned(),
        ]
    };
    let head = ["account", "depth", "parts", "own", "withParts", "currency", "status"].map(str::to_owned);
    rows_csv("mainstay-groups.csv", &head, &members.iter().map(line).collect::<Vec<_>>())
}

/// Regions with what is known of each; revenue is empty where a rate is missing.
pub fn regions_csv(regions: &[RegionFigures]) -> Artifact {
    let line = |figures: &RegionFigures| {
        let region = &figures.region;
        let now = if figures.missing.is_empty() { number(figures.now) } else { String::new() };
        vec![
            region.name.clone(),
            figures.account.clone(),
            figures.ours.clone(),
            figures.theirs.clone(),
            region.languages.clone(),
            region.time_zone.clone(),
            region.privacy.clone(),
            now,
            figures.now.currency().map(|currency| currency.code().to_owned()).unwrap_or_default(),
            region.target.map(Money::decimal).unwrap_or_default(),
            region.target.map(|target| target.currency().code().to_owned()).unwrap_or_default(),
            figures.risks.to_string(),
            figures.commitments.to_string(),
        ]
    };
    let head = [
        "region",
        "account",
        "ourContact",
        "theirContact",
        "languages",
        "timeZone",
        "privacy",
        "arr",
        "currency",
        "target",
        "targetCurrency",
        "risks",
        "commitments",
    ];
    rows_csv("mainstay-regions.csv", &head.map(str::to_owned), &regions.iter().map(line).collect::<Vec<_>>())
}

/// How the standards are kept: for each kind of meeting the last, the next that is planned, when it is due, and how
/// many days it is late.
pub fn standards_csv(kept: &[Kept], today: NaiveDate) -> Artifact {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let rhythm = |rhythm: &Option<Rhythm>| match rhythm {
        None => [const { String::new() }; 4],
        Some(rhythm) => [day(rhythm.last), day(rhythm.planned), day(rhythm.due()), rhythm.days_late(today).to_string()],
    };
    let line = |kept: &Kept| -> Vec<String> {
        let tier = kept.tier.map(|tier| tier.key().to_owned()).unwrap_or_default();
        let enablement = kept.enablement.map(|enablement| enablement.key().to_owned()).unwrap_or_default();
        let meetings = kept.rhythms.iter().flat_map(rhythm);
        [kept.name.clone(), tier].into_iter().chain(meetings).chain([enablement]).collect()
    };
    let meetings = STANDARD_MEETINGS
        .iter()
        .flat_map(|kind| ["Last", "Planned", "Due", "DaysLate"].map(|what| format!("{}{what}", kind.key())));
    let head: Vec<String> = ["account".to_owned(), "tier".to_owned()]
        .into_iter()
        .chain(meetings)
        .chain(["enablement".to_owned()])
        .collect();
    rows_csv("mainstay-standards.csv", &head, &kept.iter().map(line).collect::<Vec<_>>())
}

/// Renewals with the names of their accounts, for a program, which knows no locale.
pub fn renewals_csv<'a>(renewals: impl Iterator<Item = (&'a str, &'a Renewal)>, today: NaiveDate) -> Artifact {
    let line = |(account, renewal): (&str, &Renewal)| {
        let odds = renewal.probability(today);
        let Renewal { contract, term } = renewal;
        vec![
            account.to_owned(),
            contract.name.clone(),
            contract.amount.map(Money::decimal).unwrap_or_default(),
            contract.amount.map(|amount| amount.currency().code().to_owned()).unwrap_or_default(),
            term.notice_day.map(|day| day.to_string()).unwrap_or_default(),
            term.end.to_string(),
            odds.map(|odds| odds.to_string()).unwrap_or_default(),
            contract.forecast.map(|call| call.key().to_owned()).unwrap_or_default(),
        ]
    };
    let head = ["account", "contract", "amount", "currency", "noticeDay", "termEnd", "probability", "forecast"];
    let lines: Vec<Vec<String>> = renewals.map(line).collect();
    rows_csv("mainstay-renewals.csv", &head.map(str::to_owned), &lines)
}

fn status_key(status: Status) -> &'static str {
    match status {
        Status::Risk => "risk",
        Status::Watch => "watch",
        Status::Good => "good",
        Status::Unknown => "unknown",
    }
}

fn coverage_key(coverage: &Coverage) -> &'static str {
    match coverage.status {
        Status::Good => "strong",
        Status::Watch => "partial",
        Status::Risk => "atRisk",
        Status::Unknown if coverage.basis == Basis::NobodyMapped => "notMapped",
        Status::Unknown => "notRated",
    }
}

/// Every live record of a kind, a row each: ids, then its fields by their keys. Amounts are plain numbers with their
/// currency beside them, dates are ISO, choices are the keys of the file format, and what refers to a record says its
/// name besides its id.
pub fn records_csv(records: &Records, kind: Kind) -> Artifact {
    let fields: Vec<&Field> = kind.fields().iter().filter(|field| !field.input.has_its_own_screen()).collect();
    let mut head = vec!["id".to_owned()];
    if kind.belongs_to_account() {
        head.extend(["accountId".to_owned(), "account".to_owned()]);
    }
    for field in &fields {
        head.extend(columns(field).into_iter().map(|suffix| format!("{}{suffix}", field.key)));
    }
    // The choice that a new record has is left out of a record's fields; a table says it.
    let is_choice = |key: &str| {
        let of = fields.iter().find(|field| field.key == key);
        of.is_some_and(|field| matches!(field.input, Input::Choice(_) | Input::Currency))
    };
    let mut usual = Record::blank(kind);
    usual.retain(|key, _| is_choice(key));
    let rows = records.live().filter(|(key, _)| key.kind == kind).map(|(key, row)| {
        let values = row.record.to_value();
        let value = |field: &Field| values.get(field.key).or_else(|| usual.get(field.key));
        let mut cells = vec![key.id.to_string()];
        if kind.belongs_to_account() {
            let account = row.record.account_id();
            cells.push(account.map(|account| account.to_string()).unwrap_or_default());
            cells.push(records.find(account).map(|account| account.name.clone()).unwrap_or_default());
        }
        cells.extend(fields.iter().flat_map(|field| self::cells(records, field, value(field))));
        cells
    });
    rows_csv(format!("mainstay-{}.csv", kind.plural()), &head, &rows.collect::<Vec<_>>())
}

/// The columns that a field takes, as what follows its key.
fn columns(field: &Field) -> Vec<&'static str> {
    match field.input {
        Input::Money => vec!["", "Currency"],
        Input::Link(_) | Input::Links(_) => vec!["", "Id"],
        _ => vec![""],
    }
}

fn cells(records: &Records, field: &Field, value: Option<&Value>) -> Vec<String> {
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(";"),
        Some(other) => other.to_string(),
    };
    let name = |id: &Value| {
        let id = id.as_str().and_then(|id| id.parse().ok())?;
        records.with_uuid(id).and_then(Record::name)
    };
    match (field.input, value) {
        (Input::Money, value) => {
            ["amount", "currency"].map(|key| text(value.and_then(|money| money.get(key)))).to_vec()
        }
        (Input::Link(_), value) => vec![value.and_then(name).unwrap_or_default(), text(value)],
        (Input::Links(_), value) => {
            let ids = value.and_then(Value::as_array).into_iter().flatten();
            vec![ids.filter_map(name).collect::<Vec<_>>().join(";"), text(value)]
        }
        (_, value) => vec![text(value)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_run_as_a_formula_becomes_text() {
        let file =
            rows_csv("x.csv", &["a".into()], &[vec!["=1+1".into()], vec!["-5".into()], vec!["say \"hi\", you".into()]]);
        let text = String::from_utf8(file.bytes).unwrap_or_default();
        assert_eq!(text, "\u{feff}a\r\n'=1+1\r\n-5\r\n\"say \"\"hi\"\", you\"\r\n");
    }

    #[test]
    fn records_leave_as_numbers_dates_and_keys_with_the_names_of_what_they_refer_to() {
        use crate::domain::{Account, Contract, Currency, Entity, Id, Stored, choice::Ending};
        let id = |number: u128| uuid::Uuid::from_u128(number);
        let dollar = Currency::parse("USD").unwrap_or_default();
        let contract = Contract {
            id: Id::new(id(2)),
            account: Id::new(id(1)),
            name: "Portal".into(),
            amount: Some(Money::units(120_000, dollar)),
            end: chrono::NaiveDate::from_ymd_opt(2027, 1, 31),
            ending: Ending::Renews,
            successor: Some(Id::new(id(3))),
            ..Contract::default()
        };
        let next =
            Contract { id: Id::new(id(3)), account: Id::new(id(1)), name: "Portal 2".into(), ..Contract::default() };
        let account = Account { id: Id::new(id(1)), name: "Tally, works".into(), ..Account::default() };
        let records: Records =
            [account.into_record(), contract.into_record(), next.into_record()].map(Stored::own).into_iter().collect();
        let file = String::from_utf8(records_csv(&records, Kind::Contract).bytes).unwrap_or_default();
        let mut lines = file.trim_start_matches('\u{feff}').lines();
        let head = "id,accountId,account,name,amount,amountCurrency,scope,start,end,";
        assert!(lines.next().is_some_and(|line| line.starts_with(head)));
        let row = lines.next().unwrap_or_default();
        for cell in
            [",\"Tally, works\",Portal,120000.00,USD,", ",2027-01-31,", ",renews,", &format!(",Portal 2,{},", id(3))]
        {
            assert!(row.contains(cell), "{cell} in {row}");
        }
        let accounts = String::from_utf8(records_csv(&records, Kind::Account).bytes).unwrap_or_default();
        assert!(accounts.contains(",EUR,"), "the usual currency is said, and not left to be known: {accounts}");
    }

    #[test]
    fn tables_of_the_portfolio_hold_plain_numbers_dates_and_keys_never_sentences() {
        use crate::domain::{
            Account, Change, Currency, Edit, Entity, Id, Region, apply, engagement::standards_kept, group, kpi,
            portfolio, renewal, revenue::Period, sample,
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let mut number = 0;
        let change = sample::open(today, &mut || {
            number += 1;
            uuid::Uuid::from_u128(number)
        });
        let mut records = Records::default();
        apply(&mut records, change, 0);
        // The sample has no group and no region.
        let ids: Vec<Id<Account>> = records.active_accounts().map(|account| account.id).take(2).collect();
        let part =
            Account { parent: ids.first().copied(), ..records.find(ids.last().copied()).cloned().unwrap_or_default() };
        let region = Region {
            id: Id::new(uuid::Uuid::from_u128(999_999)),
            account: part.id,
            name: "Nordics".into(),
            target: Some(Money::units(700_000, Currency::EUR)),
            ..Region::default()
        };
        let edits = vec![Edit::Put(part.into_record()), Edit::Put(region.into_record())];
        apply(&mut records, Change::new("parts", edits), 1);
        let rows: Vec<AccountSummary> =
            records.active_accounts().map(|account| portfolio::row(&records, account, today)).collect();
        let year = Period::trailing_year(today);
        let kpis = kpi::kpis(&records, &kpi::Filter::default(), year, today);
        let renewals = renewal::all_ending(&records, today, year.to + chrono::Days::new(365));
        let files = [
            portfolio_csv(&rows),
            figures_csv(&crate::words::explain::kpis(&kpis, crate::domain::Locale::INTERNATIONAL), today),
            movements_csv(&kpis.steps),
            groups_csv(&group::groups(&records, today)),
            regions_csv(&group::regions(&records, today)),
            standards_csv(&standards_kept(&records, today), today),
            renewals_csv(renewals.iter().map(|renewal| ("Tallyworks", renewal)), today),
        ];
        for file in files {
            let text = String::from_utf8(file.bytes).unwrap_or_default();
            assert!(text.lines().count() > 1, "{} is empty", file.name);
            for said in ["€", "$", "£", " k", " late", "not held", "none", "not entered"] {
                assert!(!text.contains(said), "{} says “{said}”", file.name);
            }
        }
        let standards = standards_csv(&standards_kept(&records, today), today);
        let standards = String::from_utf8(standards.bytes).unwrap_or_default();
        let is_late = |cell: &str| cell.parse::<i64>().is_ok_and(|days| days > 0);
        let first = standards.lines().nth(1).unwrap_or_default();
        assert!(first.split(',').any(is_late), "the first is late by a number of days: {first}");
    }
}
