//! A menu of values under a label.

use crate::words::screen::kit as text;
use leptos::prelude::*;

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuOption {
    /// What is chosen.
    pub key: String,
    /// What it says.
    pub label: String,
}

impl MenuOption {
    /// An entry.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into() }
    }
}

/// A menu in a form: its label stands above.
#[component]
pub fn Menu(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// From what.
    #[prop(into)]
    options: Signal<Vec<MenuOption>>,
    /// The key that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with another key.
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=move |event| {
                on_choose.run(event_target_value(&event))
            }>{menu_options(options, chosen)}</select>
        </label>
    }
}

/// A menu in a bar: its label is for those who hear the page; what is chosen says it to others.
#[component]
pub fn BarMenu(
    /// What is chosen.
    label: &'static str,
    /// From what.
    #[prop(into)]
    options: Signal<Vec<MenuOption>>,
    /// The key that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with another key.
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="inline">
            <span class="sr">{label}</span>
            <select on:change=move |event| {
                on_choose.run(event_target_value(&event))
            }>{menu_options(options, chosen)}</select>
        </label>
    }
}

/// A menu of what can be added. A button adds it: whoever moves through the menu by keys adds nothing on the way.
#[component]
pub fn AddMenu(
    /// What it adds.
    label: &'static str,
    /// From what.
    #[prop(into)]
    options: Signal<Vec<MenuOption>>,
    /// Called with the key of what is to be added.
    on_add: Callback<String>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let key = chosen.get_untracked();
        if !key.is_empty() {
            chosen.set(String::new());
            on_add.run(key);
        }
    };
    let options =
        Signal::derive(move || std::iter::once(MenuOption::new("", label)).chain(options.get()).collect::<Vec<_>>());
    view! {
        <form class="add-menu" on:submit=add>
            <label>
                <span class="sr">{label}</span>
                <select
                    required
                    prop:value=move || chosen.get()
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    {menu_options(options, chosen.into())}
                </select>
            </label>
            <button type="submit" class="more-link" aria-label=text::add_what(label)>
                {text::ADD}
            </button>
        </form>
    }
}

/// The entries, drawn anew only when they change.
fn menu_options(options: Signal<Vec<MenuOption>>, chosen: Signal<String>) -> impl IntoView {
    let options = Memo::new(move |_| options.get());
    let option = move |MenuOption { key, label }: MenuOption| {
        let own = key.clone();
        view! {
            <option value=key prop:selected=move || *chosen.read() == own>
                {label}
            </option>
        }
    };
    move || options.get().into_iter().map(option).collect_view()
}
