//! Risks: the heat map, the escalation ladder, and the log of risks, assumptions, issues and dependencies.

mod heat_map;
mod ladder;
mod panel;

use chrono::NaiveDate;
use leptos::prelude::*;

pub use self::panel::RaidPanel;
use self::{
    heat_map::{HeatMap, band_word, field_of},
    ladder::Ladder,
};
use crate::{
    domain::{Account, Id, Kind, Locale, RaidItem, Records, choice::RaidKind, raid::band, status::Status},
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Preset},
        route::use_here,
        use_store,
    },
};

/// The lists of the log: what each holds, its heading, and what it is for.
const LISTS: [(RaidKind, &str, &str); 4] = [
    (RaidKind::Risk, "Risks", "What could go wrong, how likely, how bad, and what we do about it."),
    (RaidKind::Assumption, "Assumptions", "What you take for granted. Confirm it, or it is a risk."),
    (RaidKind::Issue, "Issues", "What has gone wrong, and who mends it."),
    (RaidKind::Dependency, "Dependencies", "What somebody else must deliver first."),
];

/// The page.
#[component]
pub fn Risks(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let closed = here.query_memo("closed");
    let cell = here.query_memo("cell");
    let toggle = move || here.with("closed", if closed.read().is_empty() { "yes" } else { "" });
    let only = move || {
        let cell = Some(cell.get()).filter(|cell| !cell.is_empty())?;
        Some(view! {
            <span>
                {format!("Only probability and impact {}. ", cell.replace('-', " and "))}
                <a class="more-link" href=move || here.with("cell", "")>
                    "Show all"
                </a>
            </span>
        })
    };
    view! {
        <div class="risks-top">
            <HeatMap id />
            <Ladder id />
        </div>
        <p class="q2 plan-line">
            <a class="more-link" href=toggle>
                {move || if closed.read().is_empty() { "Show what is closed" } else { "Hide what is closed" }}
            </a>
            {only}
        </p>
        {LISTS.map(|(kind, title, empty)| view! { <Log id kind title empty /> }).collect_view()}
    }
}

/// A list of the log.
#[component]
fn Log(id: Id<Account>, kind: RaidKind, title: &'static str, empty: &'static str) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let closed = here.query_memo("closed");
    let cell = here.query_memo("cell");
    let rows = Memo::new(move |_| {
        let today = store.today();
        let with_closed = !closed.read().is_empty();
        let wanted = cell.get();
        store.read_account(id, |records| {
            let in_field = |item: &RaidItem| wanted.is_empty() || field_of(item).as_deref() == Some(&wanted);
            let shown = |item: &&RaidItem| item.kind == kind && (with_closed || item.is_open()) && in_field(item);
            let all = records.in_order::<RaidItem>(id).into_iter().filter(shown);
            all.map(|item| row(records, item, today, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        <Listing
            title
            kind=Kind::RaidItem
            account=id
            preset=Preset::default().with("kind", kind.key())
            head=&[
                Column::Text("Statement"),
                Column::Text("Rating"),
                Column::Text("Response"),
                Column::Text("Owners"),
                Column::Text("Review"),
                Column::Text("Escalated"),
                Column::Text("Client"),
            ]
            rows
            empty
        />
    }
}

fn row(records: &Records, item: &RaidItem, today: NaiveDate, locale: Locale) -> ListRow {
    let ours = records.find(item.owner).map(|teammate| teammate.name.clone());
    let theirs = records.find(item.owner_there).map(|person| person.name.clone());
    let owners: Vec<String> = theirs.into_iter().chain(ours).collect();
    let review = item.review_on.map(|date| {
        let near = locale.date_near(date, today);
        match (item.has_aged(today), item.is_due(today)) {
            (true, _) => format!("{near}, not confirmed"),
            (false, true) => format!("{near}, due"),
            _ => near,
        }
    });
    let level = item.level.map(|level| format!("level {level}"));
    let cells = vec![
        item.statement.clone().into(),
        if item.is_open() { rating(item) } else { item.status.label().into() },
        item.response.clone().into(),
        if owners.is_empty() { "no owner".into() } else { owners.join(", ").into() },
        review.unwrap_or_default().into(),
        level.unwrap_or_default().into(),
        if item.shared.is_empty() { "internal" } else { "shared" }.into(),
    ];
    ListRow::new(item.id, cells)
}

fn rating(item: &RaidItem) -> ListCell {
    match item.probability.zip(item.impact) {
        Some((probability, impact)) => {
            let status = band(probability, impact);
            ListCell::Status(status, format!("{}, {}", band_word(status), probability * impact))
        }
        None => ListCell::Status(Status::Unknown, "Not rated".into()),
    }
}
