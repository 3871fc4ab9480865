//! Needs with our answer, and insights with the play that answers them.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::ui::pages::related::ActionsOf;
use crate::{
    domain::{
        Account, Id, Insight, Key, Kind, Locale, Need, Records,
        choice::{NeedStatus, PlayState},
        status::Status,
        timeline::Progress,
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Panel, Preset},
        use_store,
    },
    words::screen::{common, growth as text},
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
            records.in_order::<Need>(id).into_iter().map(|need| need_row(records, need)).collect::<Vec<_>>()
        })
    });
    let insights = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.in_order::<Insight>(id).into_iter();
            all.map(|insight| insight_row(records, insight, today, locale)).collect::<Vec<_>>()
        })
    });
    let preset = Preset::default().with("seenOn", untrack(|| store.today()).to_string());
    view! {
        <Listing
            title=text::NEEDS
            kind=Kind::Need
            account=id
            head=&[
                Column::Text(text::NEED),
                Column::Text(common::KIND),
                Column::Text(text::BUSINESS_UNIT),
                Column::Text(text::HEARD_FROM),
                Column::Text(text::OUR_ANSWER),
                Column::Text(common::STATUS),
                Column::Text(common::CLIENT),
            ]
            rows=needs
            empty=text::WHAT_THEY_WANT_WHAT
        />
        <Listing
            title=text::INSIGHTS
            kind=Kind::Insight
            account=id
            preset
            head=&[
                Column::Text(text::INSIGHT),
                Column::Text(common::KIND),
                Column::Text(text::SOURCE),
                Column::Text(common::SEEN),
                Column::Text(text::PLAY),
                Column::Text(common::STATE),
                Column::Text(common::ACTIONS),
            ]
            rows=insights
            empty=text::FEEDBACK_ON_THE_PRODUCT
        />
    }
}

fn need_row(records: &Records, need: &Need) -> ListRow {
    let from = records.find(need.person).map(|person| person.name.clone());
    let status = match need.status {
        NeedStatus::Open if need.answer.trim().is_empty() => ListCell::Status(Status::Risk, text::NO_ANSWER_YET.into()),
        NeedStatus::Open => ListCell::Status(Status::Watch, need.status.label().into()),
        NeedStatus::Answered | NeedStatus::Met => ListCell::Status(Status::Good, need.status.label().into()),
        NeedStatus::Declined => ListCell::Status(Status::Unknown, need.status.label().into()),
    };
    let cells = vec![
        need.name.clone().into(),
        need.kind.label().into(),
        need.unit.clone().into(),
        from.unwrap_or_default().into(),
        need.answer.clone().into(),
        status,
        if need.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }.into(),
    ];
    ListRow::new(need.id, cells)
}

fn insight_row(records: &Records, insight: &Insight, today: NaiveDate, locale: Locale) -> ListRow {
    let done = Progress::of_insight(records, insight);
    let play = match (insight.play, insight.aim) {
        (Some(play), Some(aim)) => text::play_for(play.label(), aim.label().to_lowercase()),
        (Some(play), None) => play.label().to_owned(),
        (None, _) => text::NO_PLAY_YET.into(),
    };
    let status = match insight.state {
        PlayState::Open => Status::Unknown,
        PlayState::Running => Status::Watch,
        PlayState::Worked => Status::Good,
        PlayState::Failed => Status::Risk,
    };
    let actions = if done.all == 0 { String::new() } else { common::of_done(done.done, done.all) };
    let cells = vec![
        insight.name.clone().into(),
        insight.kind.label().into(),
        insight.source.clone().into(),
        insight.seen_on.map(|date| locale.date_near(date, today)).unwrap_or_default().into(),
        play.into(),
        ListCell::Status(status, insight.state.label().into()),
        actions.into(),
    ];
    ListRow::new(insight.id, cells)
}

/// The panel of an insight: its play's actions, and its fields.
#[component]
pub fn InsightPanel(
    /// Which insight.
    id: Id<Insight>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let account = store.peek(|records| records.get(id).map(|insight| insight.account)).unwrap_or_default();
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            <ActionsOf account field="insight" id=id.0 title=text::ACTIONS_OF_THE_PLAY />
        </Panel>
    }
}
