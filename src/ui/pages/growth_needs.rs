//! Needs with our answer, and insights with the play that answers them.

use leptos::prelude::*;

use super::related::ActionsOf;
use crate::{
    domain::{
        Account, Action, Id, Insight, Key, Kind, Need,
        choice::{ActionStatus, NeedStatus, PlayState},
        status::Status,
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Panel, Preset},
        use_store,
    },
};

/// The view.
#[component]
pub fn NeedsView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let needs = Memo::new(move |_| {
        store.read_account(id, |records| {
            let all = records.in_order::<Need>(id);
            let rows = all.into_iter().map(|need| {
                let from = records.find(need.person).map(|person| person.name.clone());
                let status = match need.status {
                    NeedStatus::Open if need.answer.trim().is_empty() => {
                        ListCell::Status(Status::Risk, "No answer yet".into())
                    }
                    NeedStatus::Open => ListCell::Status(Status::Watch, need.status.label().into()),
                    NeedStatus::Answered | NeedStatus::Met => {
                        ListCell::Status(Status::Good, need.status.label().into())
                    }
                    NeedStatus::Declined => ListCell::Status(Status::Unknown, need.status.label().into()),
                };
                let cells = vec![
                    need.name.clone().into(),
                    need.kind.label().into(),
                    need.unit.clone().into(),
                    from.unwrap_or_default().into(),
                    need.answer.clone().into(),
                    status,
                    if need.shared.is_empty() { "internal" } else { "shared" }.into(),
                ];
                ListRow::new(need.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let insights = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.in_order::<Insight>(id);
            let rows = all.into_iter().map(|insight| {
                let of_it = || records.of::<Action>(id).filter(|action| action.insight == Some(insight.id));
                let done = of_it().filter(|action| action.status == ActionStatus::Done).count();
                let play = match (insight.play, insight.aim) {
                    (Some(play), Some(aim)) => format!("{}, for {}", play.label(), aim.label().to_lowercase()),
                    (Some(play), None) => play.label().to_owned(),
                    (None, _) => "no play yet".into(),
                };
                let state = match insight.state {
                    PlayState::Open => ListCell::Status(Status::Unknown, "Open".into()),
                    PlayState::Running => ListCell::Status(Status::Watch, "Running".into()),
                    PlayState::Worked => ListCell::Status(Status::Good, "Worked".into()),
                    PlayState::Failed => ListCell::Status(Status::Risk, "Did not work".into()),
                };
                let actions = match of_it().count() {
                    0 => String::new(),
                    all => format!("{done} of {all} done"),
                };
                let cells = vec![
                    insight.name.clone().into(),
                    insight.kind.label().into(),
                    insight.source.clone().into(),
                    insight.seen_on.map(|date| locale.date_near(date, today)).unwrap_or_default().into(),
                    play.into(),
                    state,
                    actions.into(),
                ];
                ListRow::new(insight.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let preset = Preset::default().with("seenOn", untrack(|| store.today()).to_string());
    view! {
        <Listing
            title="Needs"
            kind=Kind::Need
            account=id
            head=&[
                Column::Text("Need"),
                Column::Text("Kind"),
                Column::Text("Business unit"),
                Column::Text("Heard from"),
                Column::Text("Our answer"),
                Column::Text("Status"),
                Column::Text("Client"),
            ]
            rows=needs
            empty="What they want, what hurts, what they require, in their words; and our answer to each."
        />
        <Listing
            title="Insights"
            kind=Kind::Insight
            account=id
            preset
            head=&[
                Column::Text("Insight"),
                Column::Text("Kind"),
                Column::Text("Source"),
                Column::Text("Seen"),
                Column::Text("Play"),
                Column::Text("State"),
                Column::Text("Actions"),
            ]
            rows=insights
            empty="Feedback on the product, news of the market and of competitors, a signal in the data. Each \
            becomes a play: a pilot, enablement, a process fix, a campaign, education or a reference."
        />
    }
}

/// The panel of an insight: its play's actions, and its fields.
#[component]
pub fn InsightPanel(
    /// Which insight.
    id: Id<Insight>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let account = store.peek(|records| records.get(id).map(|insight| insight.account)).unwrap_or_default();
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            <ActionsOf account field="insight" id=id.0 title="Actions of the play" />
        </Panel>
    }
}
