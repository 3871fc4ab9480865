//! The escalation ladder of an account.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Change, Edit, Entity, Escalation, Id, Kind, Records,
        escalation::{ladder, usual},
    },
    ui::{
        kit::{Column, ListRow, Listing, Preset},
        use_store,
    },
    words::{
        self,
        screen::{common, risks as text},
    },
};

/// The ladder.
#[component]
pub fn Ladder(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let levels = Memo::new(move |_| {
        store.read_account(id, |records| {
            ladder(records, id).into_iter().map(|level| row(records, level)).collect::<Vec<_>>()
        })
    });
    let begin = move |_| {
        let edits =
            usual(id, words::ladder_trigger, || store.new_id()).into_iter().map(|level| Edit::Put(level.into_record()));
        store.apply_and_tell(Change::new(text::BEGAN_THE_ESCALATION_LADDER, edits.collect()));
    };
    let next = move || levels.read().len() as u64 + 1;
    view! {
        <div>
            {move || {
                view! {
                    <Listing
                        title=text::ESCALATION_LADDER
                        kind=Kind::Escalation
                        account=id
                        preset=Preset::default().with("level", next().min(5))
                        head=&[
                            Column::Text(common::LEVEL),
                            Column::Text(text::WHEN),
                            Column::Text(common::OUR_CONTACT),
                            Column::Text(common::THEIR_CONTACT),
                            Column::Number(text::ANSWER_WITHIN),
                        ]
                        rows=levels
                        empty=text::WHO_ANSWERS_ON_WHICH
                    />
                }
            }} <Show when=move || levels.read().is_empty()>
                <p>
                    <button type="button" class="btn" on:click=begin>
                        {text::BEGIN_WITH_THREE_LEVELS}
                    </button>
                </p>
            </Show>
        </div>
    }
}

fn row(records: &Records, level: &Escalation) -> ListRow {
    let ours = records.find(level.owner).map(|teammate| teammate.name.clone());
    let theirs = records.find(level.owner_there).map(|person| person.name.clone());
    let hours = level.response_hours.map(|hours| format!("{hours} h"));
    let cells = vec![
        text::level(level.level).into(),
        level.trigger.clone().into(),
        ours.unwrap_or_else(|| common::NOBODY_YET.into()).into(),
        theirs.unwrap_or_else(|| common::NOBODY_YET.into()).into(),
        hours.unwrap_or_default().into(),
    ];
    ListRow::new(level.id, cells)
}
