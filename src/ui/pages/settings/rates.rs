//! The rates between currencies, each from a day on.

use leptos::prelude::*;

use super::change;
use crate::{
    domain::{Currency, parse, setting::Rate},
    ui::{
        kit::{Glyph, Icon, InlineInput},
        use_store,
    },
};

/// The form.
#[component]
pub fn Rates() -> impl IntoView {
    let store = use_store();
    let rates = Memo::new(move |_| store.workspace().rates);
    let row = |rate: Rate| view! { <RateRow rate /> };
    view! {
        <section>
            <h2 class="h2">"Exchange rates"<small>"the latest up to a date counts"</small></h2>
            <ul class="nxt">{move || rates.get().into_iter().map(row).collect_view()}</ul>
            <NewRate />
        </section>
    }
}

#[component]
fn RateRow(rate: Rate) -> impl IntoView {
    let store = use_store();
    let locale = store.locale_signal().get();
    let id = rate.id;
    let text = format!(
        "1 {} = {} {}, from {}",
        rate.from.code(),
        locale.typed(&rate.rate.to_string()),
        rate.to.code(),
        locale.date(rate.date)
    );
    let remove = move |_| {
        change(store, "the exchange rates", |settings| settings.rates.retain(|other| other.id != id));
    };
    view! {
        <li>
            <span>{text.clone()}</span>
            <button type="button" class="icon-btn push" aria-label=format!("Remove {text}") on:click=remove>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}

#[component]
fn NewRate() -> impl IntoView {
    let store = use_store();
    let day = RwSignal::new(untrack(|| store.today()).to_string());
    let [from, to, worth] = [(); 3].map(|()| RwSignal::new(String::new()));
    let problem = RwSignal::new("");
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let date = day.get_untracked().parse().ok();
        let [first, second] = [from, to].map(|field| Currency::parse(&field.get_untracked()));
        let rate = parse::number(&worth.get_untracked(), store.locale()).filter(|rate| *rate > 0.0);
        if first.is_some() && first == second {
            return problem.set("A rate leads from one currency to another.");
        }
        let (Some(date), Some(from), Some(to), Some(rate)) = (date, first, second, rate) else {
            return problem.set(
                "A date, two currency codes such as USD and EUR, and what one of the first is worth in the second.",
            );
        };
        problem.set("");
        change(store, "the exchange rates", |settings| {
            settings.rates.push(Rate { id: store.new_id(), date, from, to, rate });
        });
        worth.set(String::new());
    };
    view! {
        <form class="inline-f" on:submit=add novalidate>
            <InlineInput label="Valid from" value=day kind="date" />
            <InlineInput label="From, e.g. USD" value=from />
            <InlineInput label="To, e.g. EUR" value=to />
            <InlineInput label="One is worth" value=worth />
            <button type="submit" class="btn">
                "Add rate"
            </button>
        </form>
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}
