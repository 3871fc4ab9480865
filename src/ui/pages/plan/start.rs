//! Beginning with an account: the day, who had it before, who reads the result.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Account, Action, Change, Edit, Id, Plan30, plan30},
    state::Store,
    ui::{
        kit::{DateInput, TextInput},
        route::Route,
        use_store,
    },
    words,
};

/// Makes the plan of an account.
pub fn start_plan(store: Store, account: Id<Account>, plan: Plan30) -> Vec<Edit> {
    store.peek(|records| plan30::begin(records, account, plan, words::plan_task, || store.new_id::<Action>().0))
}

/// What a person says before accounts are taken over.
#[derive(Clone, Copy)]
pub struct StartFields {
    /// The first day, as the field holds it.
    pub start: RwSignal<String>,
    /// Who had it before.
    pub predecessor: RwSignal<String>,
}

impl StartFields {
    /// Today, and nobody.
    pub fn new(store: Store) -> Self {
        let today = untrack(|| store.today());
        Self { start: RwSignal::new(today.to_string()), predecessor: RwSignal::new(String::new()) }
    }

    /// The first day; nothing while the field holds no date.
    pub fn day(self) -> Option<NaiveDate> {
        self.start.get().parse().ok()
    }

    /// A plan of an account from a day on.
    pub fn plan(self, store: Store, account: Id<Account>, start: NaiveDate) -> Plan30 {
        let predecessor = self.predecessor.get_untracked();
        Plan30 { id: store.new_id(), account, start, predecessor, ..Plan30::default() }
    }
}

/// The form that plans the first 30 days of one account.
#[component]
pub fn StartPlan(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let fields = StartFields::new(store);
    let to = RwSignal::new(String::new());
    let problem = RwSignal::new("");
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(day) = untrack(|| fields.day()) else {
            return problem.set("Choose the day on which you take the account over.");
        };
        let plan = Plan30 { read_out_to: to.get_untracked(), ..fields.plan(store, id, day) };
        store.apply(Change::new("planned the first 30 days", start_plan(store, id, plan)));
    };
    view! {
        <section class="start">
            <h2 class="h2">"Your first 30 days with this account"</h2>
            <p class="q2">
                "Read what was promised, map who decides, meet everybody once, agree what success is, write down \
                what you assume. Each task says why, and shows the evidence it finds. A higher tier gets a deeper plan."
            </p>
            <form class="start-f" on:submit=make novalidate>
                <DateInput label="Start" value=fields.start />
                <TextInput label="Previous owner" value=fields.predecessor />
                <TextInput label="Read-out on day 30 to" value=to />
                <button type="submit" class="btn primary">
                    "Plan the 30 days"
                </button>
            </form>
            <p class="problem" role="alert">
                {problem}
            </p>
            <p class="q small">
                "Several accounts at once? "<a class="more-link" href=Route::TakeOver.href()>
                    "Take them over staggered"
                </a>
            </p>
        </section>
    }
}
