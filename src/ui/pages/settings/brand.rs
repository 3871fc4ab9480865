//! The look of documents: two colours that can be read on white, and a logo.

use leptos::prelude::*;

use super::change;
use crate::{
    domain::brand::{Brand, colour_of},
    ui::{browser, use_store},
    words::{self, screen::settings as text},
};

/// The largest logo that is read, in bytes.
const LARGEST_LOGO: usize = 10_000_000;

/// The form.
#[component]
pub fn BrandForm() -> impl IntoView {
    view! {
        <section>
            <h2 class="h2">{text::BRAND}<small>{text::OF_EVERY_DOCUMENT}</small></h2>
            <div class="grid6">
                <Colour label=text::MAIN_COLOUR part=|brand| &mut brand.primary />
                <Colour label=text::SECOND_COLOUR part=|brand| &mut brand.second />
            </div>
            <Logo />
        </section>
    }
}

#[component]
fn Colour(label: &'static str, part: fn(&mut Brand) -> &mut String) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let problem = RwSignal::new(String::new());
    let now = move || format!("#{}", part(&mut store.workspace().brand));
    let write = move |event| match colour_of(&event_target_value(&event)) {
        Ok(digits) => {
            problem.set(String::new());
            change(store, text::THE_BRAND, |settings| *part(&mut settings.brand) = digits);
        }
        Err(reason) => problem.set(format!("{}.", words::colour_problem(reason, locale))),
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <span class="colour">
                <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                    <rect width="24" height="24" rx="5" style:fill=now />
                </svg>
                <input type="text" autocomplete="off" spellcheck="false" prop:value=now on:change=write />
            </span>
            <span class="problem" role="alert">
                {move || problem.get()}
            </span>
        </label>
    }
}

#[component]
fn Logo() -> impl IntoView {
    let store = use_store();
    let problem = RwSignal::new(String::new());
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = browser::chosen_file(&event) else { return };
        let locale = store.locale();
        leptos::task::spawn_local(async move {
            let read = match browser::read(file, LARGEST_LOGO, locale).await {
                Ok(chosen) => {
                    browser::logo_of(&chosen.bytes).await.map_err(|reason| format!("“{}”: {reason}", chosen.name))
                }
                Err(reason) => Err(reason),
            };
            match read {
                Ok(logo) => {
                    problem.set(String::new());
                    change(store, text::THE_LOGO, |settings| settings.brand.logo = Some(logo));
                }
                Err(reason) => problem.set(reason),
            }
        });
    };
    let remove = move |_| change(store, text::THE_LOGO, |settings| settings.brand.logo = None);
    let shown = move || {
        store.workspace().brand.readable().logo.map(|logo| {
            view! {
                <div class="logo">
                    <img src=format!("data:image/png;base64,{}", logo.png) alt=text::THE_LOGO_AS_DOCUMENTS />
                    <button type="button" class="more-link" on:click=remove>
                        {text::REMOVE_THE_LOGO}
                    </button>
                </div>
            }
        })
    };
    view! {
        {shown}
        <label class="field logo-f">
            <span>{text::LOGO_PNG_JPEG_OR}</span>
            <input type="file" accept="image/*" on:change=choose />
        </label>
        <span class="problem" role="alert">
            {move || problem.get()}
        </span>
    }
}
