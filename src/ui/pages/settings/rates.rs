//! The rates between currencies, each from a day on.

use leptos::prelude::*;

use super::change;
use crate::{
    domain::{Currency, Locale, parse, setting::Rate},
    ui::{
        kit::{Glyph, Icon, InlineInput},
        use_store,
    },
    words::screen::settings as text,
};

/// The form.
#[component]
pub fn Rates() -> impl IntoView {
    let store = use_store();
    let rates = Memo::new(move |_| store.workspace().rates);
    let rows = move || {
        let locale = store.locale_signal().get();
        rates.get().into_iter().map(|rate| view! { <RateRow rate locale /> }).collect_view()
    };
    view! {
        <section>
            <h2 class="h2">{text::EXCHANGE_RATES}<small>{text::THE_LATEST_UP_TO}</small></h2>
            <ul class="nxt">{rows}</ul>
            <NewRate />
        </section>
    }
}

#[component]
fn RateRow(rate: Rate, locale: Locale) -> impl IntoView {
    let store = use_store();
    let id = rate.id;
    let text = text::one_is_worth(
        rate.from.code(),
        locale.typed(&rate.rate.to_string()),
        rate.to.code(),
        locale.date(rate.date),
    );
    let remove = move |_| {
        change(store, text::THE_EXCHANGE_RATES, |settings| settings.rates.retain(|other| other.id != id));
    };
    view! {
        <li>
            <span>{text.clone()}</span>
            <button type="button" class="icon-btn push" aria-label=text::remove_rate(&text) on:click=remove>
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
            return problem.set(text::A_RATE_LEADS_FROM);
        }
        let (Some(date), Some(from), Some(to), Some(rate)) = (date, first, second, rate) else {
            return problem.set(text::A_DATE_TWO_CURRENCY);
        };
        problem.set("");
        change(store, text::THE_EXCHANGE_RATES, |settings| {
            settings.rates.push(Rate { id: store.new_id(), date, from, to, rate });
        });
        worth.set(String::new());
    };
    view! {
        <form class="inline-f" on:submit=add novalidate>
            <InlineInput label=text::VALID_FROM value=day kind="date" />
            <InlineInput label=text::FROM_E_G_USD value=from />
            <InlineInput label=text::TO_E_G_EUR value=to />
            <InlineInput label=text::ONE_IS_WORTH value=worth />
            <button type="submit" class="btn">
                {text::ADD_RATE}
            </button>
        </form>
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}
