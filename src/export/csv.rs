//! Tables as CSV. Cells that a spreadsheet would run as a formula are made plain text.

use super::Artifact;
use crate::domain::{Currency, portfolio::Row, status::coverage_label};

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

/// The portfolio as the table shows it.
pub fn portfolio_csv(rows: &[Row]) -> Artifact {
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
        let units = |minor: i64, currency: Currency| (minor as f64 / currency.scale() as f64).to_string();
        let currency = row.account.currency;
        vec![
            row.account.name.clone(),
            row.account.industry.clone(),
            row.tier.map(|tier| tier.label().to_owned()).unwrap_or_default(),
            units(row.arr, currency),
            currency.code().to_owned(),
            units(row.year.change(), currency),
            row.health.as_ref().map(|health| health.shown().to_string()).unwrap_or_default(),
            coverage_label(&row.coverage).to_owned(),
            row.renewal.as_ref().and_then(|contract| contract.end).map(|end| end.to_string()).unwrap_or_default(),
            row.next_action.as_ref().map(|action| action.title.clone()).unwrap_or_default(),
            row.next_action.as_ref().and_then(|action| action.due).map(|due| due.to_string()).unwrap_or_default(),
        ]
    });
    rows_csv("mainstay-accounts.csv", &head.map(str::to_owned), &lines.collect::<Vec<_>>())
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
}
