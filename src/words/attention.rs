//! What is said of what needs a person at an account.

use chrono::NaiveDate;

use super::{account::status_reason, format, map::thread, missing_rates};
use crate::domain::{Locale, Records, attention::Attention, date::days_between, status::Reason};

/// What needs a person, and a second fact about it.
pub struct AttentionWords {
    /// What it is.
    pub text: String,
    /// A second fact; may be empty.
    pub detail: String,
}

/// What needs a person at an account, in words.
pub fn attention(records: &Records, attention: &Attention, today: NaiveDate, locale: Locale) -> AttentionWords {
    let said = |text: String, detail: String| AttentionWords { text, detail };
    match attention {
        Attention::NoticeReceived(contract) => {
            said(status_reason(records, Reason::NoticeReceived(*contract)), String::new())
        }
        Attention::EscalatedIssue(issue) => said(status_reason(records, Reason::EscalatedIssue(*issue)), String::new()),
        Attention::WeakCoverage(basis) => said(status_reason(records, Reason::WeakCoverage(*basis)), String::new()),
        Attention::Opposition { person, last_contact, on_renewal } => {
            let person = records.get(*person).cloned().unwrap_or_default();
            let contact = last_contact.map_or("No contact yet".to_owned(), |date| {
                format!("No contact for {}", locale.count(days_between(date, today), "day"))
            });
            let decides = if *on_renewal { ", and decides on the renewal" } else { "" };
            let title = if person.title.is_empty() { String::new() } else { format!("{}. ", person.title) };
            said(format!("{} opposes{decides}", person.name), format!("{title}{contact}"))
        }
        Attention::SingleThread(of) => said(thread(records, *of), String::new()),
        Attention::NegativeRevenue(arr) => said(
            format!("Recurring revenue is {}", locale.money(*arr)),
            "Contraction and churn take away more than there was. Check the movements.".into(),
        ),
        Attention::NoRate(rates) => {
            said(missing_rates(rates, locale), "What lacks a rate is left out of the figures.".into())
        }
        Attention::Unconfirmed { outcomes, worth } => {
            let count = format::sentence(&locale.count(*outcomes as i64, "outcome"));
            said(format!("{count} worth {} not confirmed", locale.money(*worth)), String::new())
        }
        Attention::WeakMeasure { part, next_sync } => said(
            format!("{} is our weakest measure: {} of 100", part.metric.name, locale.number(part.score, 0)),
            next_sync
                .map(|date| format!("Next executive sync on {}", locale.date_near(date, today)))
                .unwrap_or_default(),
        ),
        Attention::NobodyMapped => said("Nobody is on the map yet".into(), "Who decides, who pays, who uses?".into()),
        Attention::NotRated => {
            said("Nobody on the map is rated yet".into(), "Influence and support make the coverage.".into())
        }
        Attention::NoContract => {
            said("No contract with an end".into(), "Renewals and notice days follow from it.".into())
        }
    }
}
