//! Risks: the log of risks, assumptions, issues and dependencies.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Id, Kind, RaidItem,
        choice::{RaidKind, RaidStatus},
        format,
        status::Status,
    },
    ui::{
        kit::{ListCell, ListRow, Listing, Preset},
        route::use_here,
        use_store,
    },
};

/// Probability × impact from which an entry is red, and from which it is amber. Of 25.
const BANDS: (u8, u8) = (16, 9);

fn band(item: &RaidItem) -> ListCell {
    let Some(score) = item.probability.zip(item.impact).map(|(probability, impact)| probability * impact) else {
        return ListCell::Status(Status::Unknown, "Not rated".into());
    };
    let (status, word) = match score {
        score if score >= BANDS.0 => (Status::Risk, "High"),
        score if score >= BANDS.1 => (Status::Watch, "Medium"),
        _ => (Status::Good, "Low"),
    };
    ListCell::Status(status, format!("{word}, {score}"))
}

/// The page.
#[component]
pub fn Risks(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let closed = here.query_memo("closed");
    let of = move |kind: RaidKind| {
        Memo::new(move |_| {
            let today = store.today();
            let with_closed = !closed.read().is_empty();
            store.read_account(id, |records| {
                let mut all: Vec<&RaidItem> = records
                    .of::<RaidItem>(id)
                    .filter(|item| item.kind == kind && (with_closed || item.status == RaidStatus::Open))
                    .collect();
                let score =
                    |item: &RaidItem| u32::from(item.probability.unwrap_or(0)) * u32::from(item.impact.unwrap_or(0));
                all.sort_by_key(|item| (item.status, std::cmp::Reverse(score(item)), item.id));
                all.into_iter()
                    .map(|item| {
                        let ours = records.find(item.owner).map(|teammate| teammate.name.clone());
                        let theirs = records.find(item.owner_there).map(|person| person.name.clone());
                        let owners: Vec<String> = theirs.into_iter().chain(ours).collect();
                        let review = item.review_on.map(|date| {
                            let late = date < today && item.status == RaidStatus::Open;
                            format!("{}{}", format::date_near(date, today), if late { ", due" } else { "" })
                        });
                        ListRow::new(
                            item.id,
                            vec![
                                item.statement.clone().into(),
                                if item.status == RaidStatus::Open { band(item) } else { item.status.label().into() },
                                item.response.clone().into(),
                                if owners.is_empty() { "no owner".into() } else { owners.join(", ").into() },
                                review.unwrap_or_default().into(),
                                if item.shared.is_empty() { "internal" } else { "shared" }.into(),
                            ],
                        )
                    })
                    .collect::<Vec<_>>()
            })
        })
    };
    let lists = [
        (RaidKind::Risk, "Risks", "What could go wrong, how likely, how bad, and what we do about it."),
        (RaidKind::Assumption, "Assumptions", "What you take for granted. Confirm it, or it is a risk."),
        (RaidKind::Issue, "Issues", "What has gone wrong, and who mends it."),
        (RaidKind::Dependency, "Dependencies", "What somebody else must deliver first."),
    ];
    view! {
        <p class="q2 plan-line"><a class="more-link" href=move || here.with("closed", if closed.read().is_empty() { "yes" } else { "" })>{move || if closed.read().is_empty() { "Show what is closed" } else { "Hide what is closed" }}</a></p>
        {lists.map(|(kind, title, empty)| {
            let preset = Preset::default().with("kind", kind.key());
            view! { <Listing title kind=Kind::RaidItem account=id preset head=&["Statement", "Rating", "Response", "Owners", "Review", "Client"] rows=of(kind) empty /> }
        }).collect_view()}
    }
}
