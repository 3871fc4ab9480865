//! A small whole number that is a setting.

use leptos::prelude::*;

use crate::{domain::parse, ui::use_store, words::screen::settings as text};

/// In a form: its label stands above.
#[component]
pub fn Number(
    /// What it is.
    label: &'static str,
    /// What it is now.
    value: i64,
    /// The largest that it may be.
    most: i64,
    /// Called with another number.
    on_change: Callback<i64>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            {input(value, most, on_change)}
        </label>
    }
}

/// In a table, whose heads say to the eye what it is.
#[component]
pub fn TableNumber(
    /// What it is, for those who hear the page.
    label: String,
    /// What it is now.
    value: i64,
    /// The largest that it may be.
    most: i64,
    /// Called with another number.
    on_change: Callback<i64>,
) -> impl IntoView {
    view! {
        <label class="field in-table">
            <span class="sr">{label}</span>
            {input(value, most, on_change)}
        </label>
    }
}

fn input(value: i64, most: i64, on_change: Callback<i64>) -> impl IntoView {
    let store = use_store();
    let problem = RwSignal::new(String::new());
    let typed = move |event| {
        let number = parse::number(&event_target_value(&event), store.locale());
        match number.filter(|number| number.fract() == 0.0 && (0.0..=most as f64).contains(number)) {
            Some(number) => {
                problem.set(String::new());
                on_change.run(number as i64);
            }
            None => problem.set(text::a_whole_number_from(most)),
        }
    };
    view! {
        <input type="text" inputmode="numeric" prop:value=value.to_string() on:change=typed />
        <span class="problem" role="alert">
            {move || problem.get()}
        </span>
    }
}
