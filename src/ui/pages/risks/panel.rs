//! The panel of a log entry: confirming an assumption, climbing the ladder, its history, its actions.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Change, Escalation, Id, Key, RaidItem,
        choice::{RaidKind, RaidStatus},
        escalation::{Climb, ladder, moved},
    },
    ui::{
        kit::{InlineInput, Panel},
        pages::related::ActionsOf,
        use_store,
    },
    words::{
        format,
        screen::{common, risks as text},
    },
};

/// The panel of a log entry: confirming an assumption, climbing the ladder, its history, its actions.
#[component]
pub fn RaidPanel(
    /// Which entry.
    id: Id<RaidItem>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let item = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = item.get_untracked().account;
    let is_assumption = move || item.read().kind == RaidKind::Assumption;
    let confirm = move |_| {
        let item = item.get_untracked();
        let label = text::confirmed(&item.statement);
        store.apply_and_tell(Change::put(label, RaidItem { status: RaidStatus::Confirmed, ..item }));
    };
    let wrong = move |_| {
        let item = item.get_untracked();
        let label = text::made_a_risk_of(&item.statement);
        store.apply_and_tell(Change::put(label, RaidItem { kind: RaidKind::Risk, review_on: None, ..item }));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&["level"]>
            <Show when=move || is_assumption() && item.read().is_open()>
                <section>
                    <p class="row-acts">
                        <button type="button" class="btn" on:click=confirm>
                            {text::CONFIRMED}
                        </button>
                        <button type="button" class="more-link" on:click=wrong>
                            {text::IT_IS_A_RISK}
                        </button>
                    </p>
                </section>
            </Show>
            <Show when=move || !is_assumption()>
                <Climbing item account />
            </Show>
            <ActionsOf account field="raidItem" id=id.0 title=common::ACTIONS />
        </Panel>
    }
}

#[component]
fn Climbing(item: Memo<RaidItem>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let reason = RwSignal::new(String::new());
    let levels = Memo::new(move |_| {
        store.read_account(account, |records| {
            let named = ladder(records, account).into_iter().map(|level: &Escalation| {
                let ours = records.find(level.owner).map(|teammate| teammate.name.clone());
                let theirs = records.find(level.owner_there).map(|person| person.name.clone());
                let contacts: Vec<String> = ours.into_iter().chain(theirs).collect();
                (level.clone(), format::list(&contacts))
            });
            named.collect::<Vec<_>>()
        })
    });
    let stands = move || item.read().level.unwrap_or(0);
    let next = move || levels.get().into_iter().find(|(level, _)| level.level > stands());
    let climb = move |level: u8| {
        let item = item.get_untracked();
        let label = if level > 0 {
            text::escalated_to_level(&item.statement, level)
        } else {
            text::took_off_the_ladder(&item.statement)
        };
        let (date, reason_given) = (untrack(|| store.today()), reason.get_untracked().trim().to_owned());
        let climb = Climb { id: store.new_id(), date, level, reason: reason_given };
        store.apply_and_tell(Change::put(label, moved(&item, climb)));
        reason.set(String::new());
    };
    let climb_row = move |climb: Climb| {
        let what = if climb.level > 0 { text::to_level(climb.level) } else { text::OFF_THE_LADDER.to_owned() };
        view! {
            <li>
                <span class="q nowrap">{locale.date_near(climb.date, store.today())}</span>
                <span>{what}</span>
                <span class="q">{climb.reason}</span>
            </li>
        }
    };
    let on_climb = Callback::new(climb);
    view! {
        <section>
            <h3>
                {move || match stands() {
                    0 => text::ESCALATION.to_owned(),
                    level => text::climbed_to_level(level),
                }}
            </h3>
            <ul class="nxt">{move || item.get().climbs.into_iter().rev().map(climb_row).collect_view()}</ul>
            {move || next().map(|(level, contacts)| view! { <NextLevel level contacts reason on_climb /> })}
            <Show when=move || levels.read().is_empty()>
                <p class="q small">{text::THIS_ACCOUNT_HAS_NO}</p>
            </Show>
            <Show when=move || { stands() > 0 }>
                <button type="button" class="more-link" on:click=move |_| climb(0)>
                    {text::TAKE_IT_OFF_THE}
                </button>
            </Show>
        </section>
    }
}

/// The next level, and the reason for climbing to it.
#[component]
fn NextLevel(level: Escalation, contacts: String, reason: RwSignal<String>, on_climb: Callback<u8>) -> impl IntoView {
    let within = level.response_hours.map(text::answer_within_hours).unwrap_or_default();
    let who = if contacts.is_empty() { text::NOBODY_IS_NAMED_THERE.to_owned() } else { contacts };
    let number = level.level;
    view! {
        <p class="q2 small">{text::level_line(number, &level.trigger, &who, &within)}</p>
        <div class="inline-f">
            <InlineInput label=text::WHY_IT_CLIMBS value=reason />
            <button type="button" class="btn" on:click=move |_| on_climb.run(number)>
                {text::escalate_to_level(number)}
            </button>
        </div>
    }
}
