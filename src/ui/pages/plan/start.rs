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
    words::{
        self,
        screen::{common, plan as text},
    },
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
            return problem.set(text::CHOOSE_THE_DAY_ON);
        };
        let plan = Plan30 { read_out_to: to.get_untracked(), ..fields.plan(store, id, day) };
        store.apply(Change::new(text::PLANNED_THE_FIRST_30, start_plan(store, id, plan)));
    };
    view! {
        <section class="start">
            <h2 class="h2">{text::YOUR_FIRST_30_DAYS}</h2>
            <p class="q2">{text::READ_WHAT_WAS_PROMISED}</p>
            <form class="start-f" on:submit=make novalidate>
                <DateInput label=common::START value=fields.start />
                <TextInput label=common::PREVIOUS_OWNER value=fields.predecessor />
                <TextInput label=text::READ_OUT_ON_DAY value=to />
                <button type="submit" class="btn primary">
                    {text::PLAN_THE_30_DAYS}
                </button>
            </form>
            <p class="problem" role="alert">
                {problem}
            </p>
            <p class="q small">
                {text::SEVERAL_ACCOUNTS_AT_ONCE}<a class="more-link" href=Route::TakeOver.href()>
                    {text::TAKE_THEM_OVER_STAGGERED}
                </a>
            </p>
        </section>
    }
}
