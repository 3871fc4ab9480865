//! A file under a passphrase: asking for it, and giving one.

use leptos::prelude::*;

use crate::{
    export::Artifact,
    sealed,
    state::{is_locked_file, open_locked_file},
    ui::{
        browser::{self, Chosen},
        lock::random,
    },
    words::screen::{common, data as text},
};

/// How the name of a sealed file ends.
const ENDING: &str = ".mainstay";

/// Seals a file under a passphrase.
///
/// # Errors
/// Why it cannot be, as a sentence.
pub async fn seal(artifact: Artifact, passphrase: &str) -> Result<Artifact, String> {
    // The page says what it does before the work begins.
    browser::pause().await;
    let bytes = sealed::seal(&artifact.bytes, &browser::composed(passphrase), browser::random_bytes());
    let name = format!("{}{ENDING}", artifact.name.trim_end_matches(".json"));
    Ok(Artifact { name, mime: "application/octet-stream", bytes: bytes.map_err(|error| error.to_string())? })
}

/// Puts the focus into the first field of a form that a button has opened.
pub fn focus_in(form: NodeRef<leptos::html::Form>) {
    if let Some(form) = form.get() {
        browser::focus_first_field(&form);
    }
}

/// Asks for the passphrase of a file.
#[component]
pub fn Unseal(
    /// The sealed file.
    chosen: Chosen,
    /// Called with what it holds.
    on_open: Callback<Chosen>,
    /// Called to give up.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let title = text::is_sealed(&chosen.name);
    let chosen = StoredValue::new(chosen);
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            browser::pause().await;
            let Chosen { name, bytes } = chosen.get_value();
            let passphrase = browser::composed(&passphrase.get_untracked());
            let opened = match is_locked_file(&bytes) {
                true => open_locked_file(&bytes, &passphrase, random),
                false => sealed::open(&bytes, &passphrase),
            };
            is_busy.set(false);
            match opened {
                Ok(bytes) => {
                    let name = format!("{}.json", name.trim_end_matches(ENDING));
                    on_open.run(Chosen { name, bytes });
                }
                Err(error) => problem.set(error.to_string()),
            }
        });
    };
    view! {
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>{text::ITS_PASSPHRASE_OPENS_IT}</p>
            </div>
        </div>
        <form class="unseal" on:submit=open>
            <PassphraseField passphrase label=text::PASSPHRASE />
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
            <div class="acts-row">
                <button
                    type="submit"
                    class="btn primary"
                    disabled=move || is_busy.get() || passphrase.read().is_empty()
                >
                    {move || if is_busy.get() { text::OPENING } else { text::OPEN_IT }}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| on_cancel.run(())>
                    {common::CANCEL}
                </button>
            </div>
        </form>
    }
}

/// A field for a passphrase. It is shown: one types it rarely, and a mistake in it costs the file. No spell checker
/// gets it.
#[component]
pub fn PassphraseField(passphrase: RwSignal<String>, label: &'static str) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=move || passphrase.get()
                on:input=move |event| passphrase.set(event_target_value(&event))
            />
        </label>
    }
}
