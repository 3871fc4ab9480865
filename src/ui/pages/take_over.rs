//! Taking over several accounts at once: a 30-day plan for each, the most important first, staggered.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::plan::{StartFields, start_plan};
use crate::{
    domain::{
        Account, Change, Id,
        plan30::{self, TakenOver},
    },
    ui::{
        kit::{DateInput, TextInput},
        route::{Route, Tab, use_navigator},
        use_store,
    },
    words::{
        noun,
        screen::{common, take_over as text},
    },
};

/// The accounts that are chosen, each with its first day.
type Starts = Memo<Vec<(Id<Account>, NaiveDate)>>;

/// The page.
#[component]
pub fn TakeOver() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let navigator = use_navigator();
    let fields = StartFields::new(store);
    let chosen = RwSignal::new(Vec::<Id<Account>>::new());
    let accounts = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| plan30::to_take_over(records, today))
    });
    let starts: Starts = Memo::new(move |_| {
        let Some(day) = fields.day() else { return Vec::new() };
        let picked = accounts.get().into_iter().filter(|one| chosen.read().contains(&one.account)).collect();
        plan30::stagger(picked, day, &store.workspace().holidays)
    });
    let make = move |_| {
        let starts = starts.get_untracked();
        let plans =
            starts.iter().flat_map(|(account, day)| start_plan(store, *account, fields.plan(store, *account, *day)));
        let label = text::planned_the_first_30(locale.count(starts.len() as i64, noun::ACCOUNT));
        store.apply_and_tell(Change::new(label, plans.collect()));
        if let Some((first, _)) = starts.first() {
            navigator.go(&Route::Account(*first, Tab::Plan).href());
        }
    };
    let row = move |one: TakenOver| view! { <AccountRow one chosen starts /> };
    let all = move |_| chosen.set(accounts.get_untracked().into_iter().map(|one| one.account).collect());
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>{common::TAKE_OVER_SEVERAL_ACCOUNTS}</h1>
                    <p>{text::EACH_GETS_A_PLAN}</p>
                </div>
                <div class="acts">
                    <button type="button" class="btn primary" disabled=move || starts.read().is_empty() on:click=make>
                        {move || text::plan(locale.count(starts.read().len() as i64, noun::ACCOUNT))}
                    </button>
                </div>
            </div>
            <div class="start-f">
                <DateInput label=text::FIRST_START value=fields.start />
                <TextInput label=common::PREVIOUS_OWNER value=fields.predecessor />
                <button type="button" class="btn" on:click=all>
                    {text::CHOOSE_ALL}
                </button>
            </div>
            <table class="tbl">
                <thead>
                    <tr>
                        <th>{common::ACCOUNT}</th>
                        <th>{common::TIER}</th>
                        <th class="r">{text::STARTS}</th>
                    </tr>
                </thead>
                <tbody>{move || accounts.get().into_iter().map(row).collect_view()}</tbody>
            </table>
            <Show when=move || accounts.read().is_empty()>
                <p class="empty">{text::EVERY_ACCOUNT_HAS_ITS}</p>
            </Show>
        </main>
    }
}

#[component]
fn AccountRow(one: TakenOver, chosen: RwSignal<Vec<Id<Account>>>, starts: Starts) -> impl IntoView {
    let locale = use_store().locale();
    let TakenOver { account: id, name, tier, .. } = one;
    let toggle = move |event| {
        chosen.update(|chosen| {
            chosen.retain(|other| *other != id);
            if event_target_checked(&event) {
                chosen.push(id);
            }
        });
    };
    let when = move || {
        let starts = starts.read();
        let start = starts.iter().find(|(of, _)| *of == id);
        start.map(|(_, day)| locale.on_weekday_short(*day, &locale.date(*day)))
    };
    view! {
        <tr>
            <td>
                <label class="check">
                    <input type="checkbox" prop:checked=move || chosen.read().contains(&id) on:change=toggle />
                    {name}
                </label>
            </td>
            <td class="q2">{tier.map_or(text::NOT_TIERED.to_owned(), |tier| common::tier(tier.label()))}</td>
            <td class="r">{when}</td>
        </tr>
    }
}
