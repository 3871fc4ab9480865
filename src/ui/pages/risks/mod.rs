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
    words::screen::{common, risks as text},
};

/// The lists of the log: what each holds, its heading, and what it is for.
const LISTS: [(RaidKind, &str, &str); 4] = [
    (RaidKind::Risk, common::RISKS, text::WHAT_COULD_GO_WRONG),
    (RaidKind::Assumption, text::ASSUMPTIONS, text::WHAT_YOU_TAKE_FOR),
    (RaidKind::Issue, text::ISSUES, text::WHAT_HAS_GONE_WRONG),
    (RaidKind::Dependency, text::DEPENDENCIES, text::WHAT_SOMEBODY_ELSE_MUST),
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
                {text::only_cell(cell.replace('-', text::AND))} <a class="more-link" href=move || here.with("cell", "")>
                    {text::SHOW_ALL}
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
                {move || if closed.read().is_empty() { text::SHOW_WHAT_IS_CLOSED } else { text::HIDE_WHAT_IS_CLOSED }}
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
                Column::Text(text::STATEMENT),
                Column::Text(text::RATING),
                Column::Text(text::RESPONSE),
                Column::Text(common::OWNERS),
                Column::Text(text::REVIEW),
                Column::Text(text::ESCALATED),
                Column::Text(common::CLIENT),
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
            (true, _) => text::not_confirmed(&near),
            (false, true) => text::near_due(&near),
            _ => near,
        }
    });
    let level = item.level.map(text::at_level);
    let cells = vec![
        item.statement.clone().into(),
        if item.is_open() { rating(item) } else { item.status.label().into() },
        item.response.clone().into(),
        if owners.is_empty() { common::NO_OWNER.into() } else { owners.join(", ").into() },
        review.unwrap_or_default().into(),
        level.unwrap_or_default().into(),
        if item.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }.into(),
    ];
    ListRow::new(item.id, cells)
}

fn rating(item: &RaidItem) -> ListCell {
    match item.probability.zip(item.impact) {
        Some((probability, impact)) => {
            let status = band(probability, impact);
            ListCell::Status(status, format!("{}, {}", band_word(status), probability * impact))
        }
        None => ListCell::Status(Status::Unknown, text::NOT_RATED.into()),
    }
}
