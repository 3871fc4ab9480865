//! Papers: documents of sections under headings, for one account or over all. Those for the client are made from the
//! client's view alone; the others say on every page that they are internal.

mod account;
mod first_days;
mod portfolio;
mod value;

use chrono::NaiveDate;

pub(super) use value::{return_source, returns, steps, value_headline};

use super::{Block, Cell, ClientView, Document, Face, Mark, Page, Table};
use crate::domain::{Account, Id, Locale, Person, Records, Teammate, status::Status};
use crate::words::format;
use crate::words::paper::{common, papers as text};

macro_rules! papers {
    ($(
        #[$about_all:meta]
        $set:ident {
            $( $(#[$doc:meta])* $name:ident = $key:literal, $title:path, $about:path, $face:ident; )*
        }
    )*) => { $(
        #[$about_all]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $set { $( $(#[$doc])* $name ),* }

        impl $set {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// The one of a key in the URL.
            pub fn of(key: &str) -> Option<Self> { Self::ALL.iter().copied().find(|each| each.key() == key) }

            /// Its name in the URL.
            pub fn key(self) -> &'static str { match self { $( Self::$name => $key ),* } }

            /// Its name.
            pub fn title(self) -> &'static str { match self { $( Self::$name => $title ),* } }

            /// What it is for, in a line.
            pub fn about(self) -> &'static str { match self { $( Self::$name => $about ),* } }

            /// Who it is for.
            pub fn face(self) -> Face { match self { $( Self::$name => Face::$face ),* } }
        }
    )* };
}

papers! {
    /// A paper about one account.
    Paper {
        /// What was delivered, before the renewal is talked about.
        ValueRecap = "value-recap", text::VALUE_RECAP, text::BEFORE_A_RENEWAL_WHAT, Client;
        /// The executive one-pager, in formats that have no fixed sheet.
        Brief = "brief", text::EXECUTIVE_BRIEF, text::FOR_THEIR_EXECUTIVES_VALUE, Client;
        /// The first 30 days.
        FirstDays = "first-30-days", text::FIRST_30_DAYS, text::TO_AGREE_WITH_YOUR, Internal;
        /// Everything, for us.
        AccountPlan = "account-plan", text::ACCOUNT_PLAN, text::EVERYTHING_THAT_IS_PLANNED, Internal;
        /// For whoever takes over.
        Handover = "handover", text::HANDOVER_PACK, text::FOR_YOUR_SUCCESSOR_PEOPLE, Internal;
    }
    /// A paper over all accounts.
    Report {
        /// The month over all accounts.
        Month = "month", text::PORTFOLIO_REPORT, text::FOR_YOUR_MANAGER_WHERE, Internal;
        /// One's own record of wins.
        Wins = "wins", text::EVIDENCE_OF_WINS, text::YOUR_OWN_RECORD_OUTCOMES, Internal;
    }
}

/// A paper of an account as it stands on `today`.
pub fn paper(records: &Records, account: Id<Account>, paper: Paper, today: NaiveDate, locale: Locale) -> Document {
    let pages = match paper {
        Paper::ValueRecap => value::recap(&ClientView::new(records, account, today), today, locale),
        Paper::Brief => super::brief::brief(records, account, today, locale).sections(),
        Paper::FirstDays => first_days::sections(records, account, today, locale),
        Paper::AccountPlan => account::plan(records, account, today, locale),
        Paper::Handover => account::handover(records, account, today, locale),
    };
    let name = records.get(account).map(|account| account.name.clone()).unwrap_or_default();
    document(records, format!("{name}, {}", paper.title().to_lowercase()), paper.face(), pages, today, locale)
}

/// A report over all accounts as they stand on `today`.
pub fn report(records: &Records, report: Report, today: NaiveDate, locale: Locale) -> Document {
    let (title, pages) = match report {
        Report::Month => {
            let title = format!("{}, {}", report.title(), format::month_of_year(today));
            (title, portfolio::month(records, today, locale))
        }
        Report::Wins => (report.title().to_owned(), portfolio::wins(records, today, locale)),
    };
    document(records, title, report.face(), pages, today, locale)
}

fn document(
    records: &Records,
    title: String,
    face: Face,
    pages: Vec<Page>,
    today: NaiveDate,
    locale: Locale,
) -> Document {
    let settings = records.workspace();
    let us = if settings.company.is_empty() { common::US_LOWER.to_owned() } else { settings.company.clone() };
    let by = records.find(settings.me).map_or(us.clone(), |me| format!("{}, {us}", me.name));
    let foot = match face {
        Face::Client => text::title_and_date(&title, locale.date_long(today)),
        Face::Internal => text::title_mark_and_date(&title, face.mark(), locale.date_long(today)),
    };
    Document { title, face, by, date: today, day: locale.date_long(today), foot, pages }
}

fn section(headline: impl Into<String>, blocks: Vec<Block>) -> Page {
    Page { slide: None, headline: headline.into(), blocks, source: String::new(), notes: String::new() }
}

/// A section that says in a line what is missing, where it has nothing to show.
fn table(headline: &str, head: &[&str], rows: Vec<Vec<Cell>>, empty: &str) -> Page {
    section(headline, vec![grid(head, rows, empty)])
}

fn grid(head: &[&str], rows: Vec<Vec<Cell>>, empty: &str) -> Block {
    if rows.is_empty() {
        return Block::Text(empty.into());
    }
    Block::Table(Table { head: head.iter().map(|head| (*head).to_owned()).collect(), rows, empty: String::new() })
}

fn cell(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

fn strong(words: impl Into<String>) -> Cell {
    Cell::Strong(words.into())
}

fn mark(status: Status, word: impl Into<String>) -> Cell {
    let mark = match status {
        Status::Good => Mark::Good,
        Status::Watch => Mark::Watch,
        Status::Risk => Mark::Risk,
        Status::Unknown => Mark::Open,
    };
    Cell::Mark(mark, word.into())
}

/// The names of an owner of theirs and one of ours.
fn owners(records: &Records, theirs: Option<Id<Person>>, ours: Option<Id<Teammate>>) -> String {
    let theirs = records.find(theirs).map(|person| person.name.clone());
    let ours = records.find(ours).map(|teammate| teammate.name.clone());
    let names: Vec<String> = theirs.into_iter().chain(ours).collect();
    if names.is_empty() { common::NO_OWNER.into() } else { names.join(", ") }
}

fn date(day: Option<NaiveDate>, today: NaiveDate, locale: Locale) -> String {
    day.map(|day| locale.date_near(day, today)).unwrap_or_default()
}

/// The lines of a long text as points; nothing where it is empty.
fn points(words: &str) -> Option<Block> {
    let lines: Vec<String> = words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    match lines.len() {
        0 => None,
        1 => lines.into_iter().next().map(Block::Text),
        _ => Some(Block::List(lines)),
    }
}
