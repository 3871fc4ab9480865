//! Tables as CSV. Cells that a spreadsheet would run as a formula are made plain text.

use serde_json::Value;

use super::Artifact;
use crate::domain::{
    Amount, Kind, Money, Record, Records,
    coverage::{Basis, Coverage},
    field::{Audience, Field, Input},
    portfolio::AccountSummary,
    status::Status,
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
        "change_this_year",
        "health",
        "coverage",
        "next_renewal",
        "next_action",
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
    let fields: Vec<&Field> = kind
        .fields()
        .iter()
        .filter(|field| !field.input.has_its_own_screen() && field.audience != Audience::Device)
        .collect();
    let mut head = vec!["id".to_owned()];
    if kind.belongs_to_account() {
        head.extend(["accountId".to_owned(), "account".to_owned()]);
    }
    for field in &fields {
        head.extend(columns(field).into_iter().map(|suffix| format!("{}{suffix}", field.key)));
    }
    let rows = records.live().filter(|(key, _)| key.kind == kind).map(|(key, row)| {
        let values = row.record.to_value();
        let mut cells = vec![key.id.to_string()];
        if kind.belongs_to_account() {
            let account = row.record.account_id();
            cells.push(account.map(|account| account.to_string()).unwrap_or_default());
            cells.push(records.find(account).map(|account| account.name.clone()).unwrap_or_default());
        }
        cells.extend(fields.iter().flat_map(|field| self::cells(records, field, values.get(field.key))));
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
    }
}
