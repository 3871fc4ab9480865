//! Plain fields of a form that is not a record: what is typed stays in a signal until the form is sent.

use leptos::prelude::*;

/// A line of text.
#[component]
pub fn TextInput(
    /// What it is.
    label: &'static str,
    /// What was typed.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A password, which the browser may keep.
#[component]
pub fn PasswordInput(
    /// What it is.
    label: &'static str,
    /// What was typed.
    value: RwSignal<String>,
    /// Whether it is typed into at once.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="password"
                autofocus=focused
                autocomplete="current-password"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A number, as people write it.
#[component]
pub fn NumberInput(
    /// What it is.
    label: &'static str,
    /// What was typed.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A day, as the browser offers it: year, month, day.
#[component]
pub fn DateInput(
    /// What it is.
    label: &'static str,
    /// What was chosen.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="date"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A field of a form on one line: what it is stands in it while it is empty, and is said to those who hear the page.
#[component]
pub fn InlineInput(
    /// What it is.
    label: &'static str,
    /// What was typed.
    value: RwSignal<String>,
    /// What the browser is asked for: text or a date.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    view! {
        <label>
            <span class="sr">{label}</span>
            <input
                type=kind
                placeholder=label
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}
