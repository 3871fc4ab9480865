//! Taking over several accounts at once: a 30-day plan for each, the most important first, staggered.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::plan::start_plan;
use crate::{
    domain::{
        Account, Change, Id, Plan30,
        plan30::{self, TakenOver},
    },
    ui::{
        route::{Route, Tab, use_go},
        use_store,
    },
};

/// The page.
#[component]
pub fn TakeOver() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let go = use_go();
    let start = RwSignal::new(untrack(|| store.today()).to_string());
    let from = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::<Id<Account>>::new());
    let accounts = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| plan30::to_take_over(records, today))
    });
    let dated = Memo::new(move |_| -> Vec<(Id<Account>, NaiveDate)> {
        let Ok(day) = start.get().parse() else { return Vec::new() };
        let picked = accounts.get().into_iter().filter(|one| chosen.read().contains(&one.account)).collect();
        plan30::stagger(picked, day, &store.workspace().holidays)
    });
    let make = move |_| {
        let plans = dated.get_untracked();
        let mut edits = Vec::new();
        for (account, day) in &plans {
            let plan = Plan30 {
                id: store.new_id(),
                account: *account,
                start: *day,
                predecessor: from.get_untracked(),
                ..Plan30::default()
            };
            edits.extend(start_plan(store, *account, plan));
        }
        store.apply_and_tell(Change::new(
            format!("planned the first 30 days of {}", locale.count(plans.len() as i64, "account")),
            edits,
        ));
        if let Some((first, _)) = plans.first() {
            go(Route::Account(*first, Tab::Plan).href());
        }
    };
    let row = move |TakenOver { account: id, name, tier, .. }: TakenOver| {
        let toggle = move |event| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != id);
                if event_target_checked(&event) {
                    chosen.push(id);
                }
            })
        };
        let when = move || {
            dated
                .read()
                .iter()
                .find(|(of, _)| *of == id)
                .map(|(_, day)| locale.on_weekday_short(*day, &locale.date(*day)))
        };
        view! {
            <tr>
                <td>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || chosen.read().contains(&id) on:change=toggle />
                        {name}
                    </label>
                </td>
                <td class="q2">{tier.map_or("not tiered".to_owned(), |tier| format!("Tier {}", tier.label()))}</td>
                <td class="r">{when}</td>
            </tr>
        }
    };
    let all = move |_| chosen.set(accounts.get_untracked().into_iter().map(|one| one.account).collect());
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>"Take over several accounts"</h1>
                    <p>
                        "Each gets a plan for its first 30 days. The most important begin first, two every second \
                        working day; a higher tier gets a deeper plan."
                    </p>
                </div>
                <div class="acts">
                    <button type="button" class="btn primary" disabled=move || dated.read().is_empty() on:click=make>
                        {move || format!("Plan {}", locale.count(dated.read().len() as i64, "account"))}
                    </button>
                </div>
            </div>
            <div class="start-f">
                <label class="field">
                    <span>"First start"</span>
                    <input
                        type="date"
                        prop:value=move || start.get()
                        on:input=move |event| start.set(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span>"Previous owner"</span>
                    <input
                        type="text"
                        prop:value=move || from.get()
                        on:input=move |event| from.set(event_target_value(&event))
                    />
                </label>
                <button type="button" class="btn" on:click=all>
                    "Choose all"
                </button>
            </div>
            <table class="tbl">
                <thead>
                    <tr>
                        <th>"Account"</th>
                        <th>"Tier"</th>
                        <th class="r">"Starts"</th>
                    </tr>
                </thead>
                <tbody>{move || accounts.get().into_iter().map(row).collect_view()}</tbody>
            </table>
            <Show when=move || accounts.read().is_empty()>
                <p class="empty">"Every account has its plan already."</p>
            </Show>
        </main>
    }
}
