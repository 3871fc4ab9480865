//! Bringing in: a file that is looked at first, pasted rows, a backup.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    import::LARGEST_FILE,
    ui::{
        browser::{self, Chosen},
        kit::{Glyph, Icon},
        route::use_here,
        use_store,
    },
    words::screen::{common, data as text},
};

/// The section.
#[component]
pub fn Bring(
    /// Called with a file that is to be looked at.
    take: Callback<Chosen>,
    /// Called with the reason why a file could not be read.
    refused: Callback<String>,
    /// Called with a backup.
    restoring: Callback<Chosen>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let store = use_store();
    let wanted = use_here().query("do");
    let read = move |file: web_sys::File, then: Callback<Chosen>| {
        let locale = store.locale();
        leptos::task::spawn_local(async move {
            match browser::read(file, LARGEST_FILE, locale).await {
                Ok(chosen) => then.run(chosen),
                Err(reason) => refused.run(reason),
            }
        });
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            read(file, take);
        }
    };
    // Whoever comes to import or to restore finds that field at once.
    Effect::new(move |_| match wanted.as_str() {
        "restore" => browser::focus("restore-file"),
        "import" => browser::focus("import-file"),
        _ => {}
    });
    view! {
        <section>
            <h2 class="h2">{text::BRING_IN}</h2>
            <div
                class="drop"
                class:over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <Icon glyph=Glyph::Upload />
                <p>{text::DROP_A_FILE_HERE}</p>
                <FileButton
                    id="import-file"
                    label=text::CHOOSE_A_FILE_TO
                    accept=".csv,.tsv,.txt,.json,.mainstay"
                    on_pick=Callback::new(move |file| read(file, take))
                />
            </div>
            <Paste take />
            <h3>{common::RESTORE_A_BACKUP}</h3>
            <p class="q2">{text::A_FULL_EXPORT_IN_ONE}</p>
            <FileButton
                id="restore-file"
                label=text::CHOOSE_A_BACKUP_TO
                accept=".json,.mainstay"
                on_pick=Callback::new(move |file| read(file, restoring))
            />
        </section>
    }
}

/// A button that asks for a file.
#[component]
fn FileButton(
    id: &'static str,
    label: &'static str,
    accept: &'static str,
    on_pick: Callback<web_sys::File, ()>,
) -> impl IntoView {
    let picked = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_pick.run(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <label class="btn file">
            <span>{label}</span>
            <input id=id class="sr" type="file" accept=accept on:change=picked />
        </label>
    }
}

#[component]
fn Paste(take: Callback<Chosen>) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let paste = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            take.run(Chosen { name: "pasted.csv".into(), bytes: text.into_bytes() });
        }
    };
    view! {
        <details>
            <summary>{text::PASTE_A_TABLE}</summary>
            <form on:submit=paste>
                <label class="field">
                    <span>{text::ROWS_WITH_A_HEAD}</span>
                    <textarea
                        rows="5"
                        prop:value=move || pasted.get()
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                </label>
                <button type="submit" class="btn">
                    {text::LOOK_AT_IT}
                </button>
            </form>
        </details>
    }
}
