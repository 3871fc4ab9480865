//! The lock of what this browser keeps.

use std::rc::Rc;

use leptos::prelude::*;

use super::passphrase::{PassphraseField, focus_in};
use crate::{
    state::{Lock, Store},
    ui::{
        browser,
        lock::{Here, here, random},
        use_store,
    },
    words::screen::{common, lock as text},
};

/// How often it is looked whether all is saved before it is sealed.
const LOOKS: usize = 50;

/// What a form asks a passphrase for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    ForALock,
    ForAnother,
}

/// The section.
#[component]
pub fn LockSection() -> impl IntoView {
    let asked = RwSignal::new(Asked::Nothing);
    let problem = RwSignal::new(String::new());
    let changed = RwSignal::new(());
    // What looks after the lock may have to come first.
    leptos::task::spawn_local(async move {
        browser::when_it_comes(here).await;
        let _ = changed.try_set(());
    });
    let locked = move || {
        changed.track();
        let here = here()?;
        // Another tab may change it.
        here.changed.track();
        here.vault.lock()
    };
    let has_passkey = move || locked().is_some_and(|(lock, _)| lock.passkey.is_some());
    let buttons = move || match (locked(), asked.get()) {
        (None, _) if here().is_none() => ().into_any(),
        (_, Asked::ForALock | Asked::ForAnother) => ().into_any(),
        (None, _) => view! {
            <button type="button" class="btn" on:click=move |_| asked.set(Asked::ForALock)>
                {text::SET_A_LOCK}
            </button>
        }
        .into_any(),
        (Some(_), _) => view! { <Held asked changed problem has_passkey=has_passkey() /> }.into_any(),
    };
    view! {
        <section class="listing folders">
            <h2 class="h2">{text::LOCK}<small>{text::WHAT_IT_DOES}</small></h2>
            <ul class="levels">
                <li>
                    <div>
                        <p class="q2">{text::ABOUT}</p>
                        <p class="small q" hidden=move || locked().is_none() role="status">
                            {text::IS_SET}
                            " "
                            {move || has_passkey().then_some(text::A_PASSKEY_TOO)}
                        </p>
                        <p class="problem" role="alert">
                            {move || problem.get()}
                        </p>
                        <Show when=move || asked.get() != Asked::Nothing>
                            <Ask asked changed />
                        </Show>
                    </div>
                    <div class="acts-row">{buttons}</div>
                </li>
            </ul>
        </section>
    }
}

/// What can be done with a lock that is set.
#[component]
fn Held(asked: RwSignal<Asked>, changed: RwSignal<()>, problem: RwSignal<String>, has_passkey: bool) -> impl IntoView {
    let store = use_store();
    let button = move |label, change: Change| {
        let on_click = move |_| {
            leptos::task::spawn_local(async move {
                let Some(here) = here() else { return };
                let _ = problem.try_set(change.make(store, &here).await.err().unwrap_or_default());
                let _ = changed.try_set(());
            });
        };
        view! {
            <button type="button" class="btn quiet" on:click=on_click>
                {label}
            </button>
        }
    };
    let passkey = match (has_passkey, browser::has_passkeys()) {
        (true, _) => Some(button(text::REMOVE_THE_PASSKEY, Change::RemovePasskey)),
        (false, true) => Some(button(text::ADD_A_PASSKEY, Change::AddPasskey)),
        (false, false) => None,
    };
    view! {
        {button(text::LOCK_NOW, Change::LockNow)}
        <button type="button" class="btn quiet" on:click=move |_| asked.set(Asked::ForAnother)>
            {text::CHANGE}
        </button>
        {passkey}
        {button(text::TAKE_IT_OFF, Change::TakeOff)}
    }
}

/// What is done with a lock that is open.
#[derive(Clone, Copy)]
enum Change {
    LockNow,
    AddPasskey,
    RemovePasskey,
    TakeOff,
}

impl Change {
    async fn make(self, store: Store, here: &Rc<Here>) -> Result<(), String> {
        match self {
            Self::LockNow => {
                all_is_saved(store).await?;
                here.lock_now();
                Ok(())
            }
            Self::TakeOff => {
                all_is_saved(store).await?;
                here.put_under(None).await
            }
            Self::RemovePasskey => here.change_lock(|lock, _| Ok(lock.without_passkey())).await,
            Self::AddPasskey => {
                let salt: [u8; 32] = browser::random_bytes();
                let made = browser::make_passkey(&salt).await;
                let (credential, secret) = made.ok_or_else(|| text::NO_PASSKEY.to_owned())?;
                here.change_lock(|lock, key| lock.with_passkey(key, credential, salt, &secret)).await
            }
        }
    }
}

/// What is sealed is what is on the disk.
async fn all_is_saved(store: Store) -> Result<(), String> {
    store.flush();
    for _ in 0..LOOKS {
        if !store.has_unsaved() {
            return Ok(());
        }
        browser::pause_for(std::time::Duration::from_millis(100)).await;
    }
    Err(text::NOT_ALL_IS_SAVED.to_owned())
}

/// Asks for a passphrase, for a lock or in the place of its own.
#[component]
fn Ask(asked: RwSignal<Asked>, changed: RwSignal<()>) -> impl IntoView {
    let store = use_store();
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(here) = here() else { return };
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            browser::pause().await;
            let done = seal_under(store, &here, &browser::composed(&passphrase.get_untracked())).await;
            is_busy.set(false);
            match done {
                Ok(()) => asked.set(Asked::Nothing),
                Err(reason) => problem.set(reason),
            }
            changed.set(());
        });
    };
    let label = if asked.get_untracked() == Asked::ForALock { text::SET_IT } else { text::CHANGE_IT };
    let form = NodeRef::new();
    Effect::new(move |_| focus_in(form));
    view! {
        <form class="unseal" node_ref=form on:submit=submitted>
            <PassphraseField passphrase label=text::PASSPHRASE />
            <p class="q2 small">{text::IF_IT_IS_LOST}</p>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
            <div class="acts-row">
                <button
                    type="submit"
                    class="btn primary"
                    disabled=move || is_busy.get() || passphrase.read().is_empty()
                >
                    {move || if is_busy.get() { text::SEALING } else { label }}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| asked.set(Asked::Nothing)>
                    {common::CANCEL}
                </button>
            </div>
        </form>
    }
}

/// Seals everything under a passphrase, or has another one open what is sealed.
async fn seal_under(store: Store, here: &Rc<Here>, passphrase: &str) -> Result<(), String> {
    match here.vault.lock() {
        Some(_) => here.change_lock(|lock, key| lock.under(passphrase, key)).await,
        None => {
            all_is_saved(store).await?;
            let made = Lock::new(passphrase, random).map_err(|error| error.to_string())?;
            here.put_under(Some(made)).await
        }
    }
}
