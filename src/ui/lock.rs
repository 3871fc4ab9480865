//! The lock of this browser's workspace: the screen that asks for it, and what is done with it. It comes in a part of
//! the program that is loaded before the database is opened, where there is one.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
    time::Duration,
};

use futures::{
    channel::oneshot,
    future::{Either, select},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{
    browser,
    folders::Handles,
    kit::{PasswordInput, TextInput},
};
use crate::{
    sealed::SealError,
    state::{Lock, LockKey, Vault},
    words::screen::{data, lock as text},
};

/// The channel on which tabs that are open tell one that is being opened.
const CHANNEL: &str = "mainstay-lock";
/// What a tab asks there, and what it tells when everything is to be locked.
const ASK: &str = "ask";
const LOCK_NOW: &str = "lock";
/// What a tab tells there that has changed what opens the lock.
const CHANGED: &str = "changed";
/// How long the others have to answer.
const PATIENCE: Duration = Duration::from_millis(250);
/// What is remembered beside the database, sealed where there is a lock.
const KEPT: [&str; 5] = ["backups", "team", "devices", "server", "server-known"];

/// The database of the page, and what the browser remembers beside it.
pub struct Here {
    /// The database.
    pub vault: Rc<Vault>,
    /// Tells that another tab has changed what opens the lock.
    pub changed: Trigger,
    handles: Rc<dyn Handles>,
    channel: Option<BroadcastChannel>,
}

thread_local! {
    static HERE: OnceCell<Rc<Here>> = const { OnceCell::new() };
    static VAULT: RefCell<Option<Rc<Vault>>> = const { RefCell::new(None) };
}

/// The database of the page; `None` where it did not open, or the part of the program has not come yet.
pub fn here() -> Option<Rc<Here>> {
    HERE.with(|here| here.get().cloned())
}

/// Random bytes for what is sealed.
pub fn random() -> [u8; 16] {
    browser::random_bytes()
}

/// Remembers the database whose lock was opened, for what is loaded later.
pub fn opened(vault: Rc<Vault>) {
    VAULT.with(|opened| opened.replace(Some(vault)));
}

/// The database whose lock was opened; `None` where it has none.
pub fn vault() -> Option<Rc<Vault>> {
    VAULT.with(|opened| opened.borrow().clone())
}

/// Looks after the lock from now on: tells other tabs that it is open, and locks with them.
pub fn resume(vault: Rc<Vault>, handles: Rc<dyn Handles>) {
    let channel = BroadcastChannel::new(CHANNEL).ok();
    let here = Rc::new(Here { vault, changed: Trigger::new(), handles, channel });
    if let Some((_, key)) = here.vault.lock() {
        // Tabs that ask for the passphrase need not.
        here.tell(&key.to_text());
    }
    if let Some(channel) = &here.channel {
        let (asked, answering) = (Rc::clone(&here), channel.clone());
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            match (event.data().as_string().as_deref(), asked.vault.lock()) {
                (Some(ASK), Some((_, key))) => drop(answering.post_message(&key.to_text().into())),
                (Some(CHANGED), Some(_)) => {
                    let here = Rc::clone(&asked);
                    leptos::task::spawn_local(async move {
                        // What cannot be read now is read when it is changed here.
                        if here.vault.look_again().await.is_ok() {
                            here.changed.notify();
                        }
                    });
                }
                (Some(LOCK_NOW), Some(_)) => {
                    // It tells nobody any more while it goes.
                    answering.set_onmessage(None);
                    reload();
                }
                _ => {}
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // It lives as long as the page.
        heard.forget();
    }
    HERE.with(|known| drop(known.set(here)));
}

fn reload() {
    // A page that cannot be loaded anew stays as it is.
    let _ = window().location().reload();
}

impl Here {
    /// Seals everything in this browser, or has it stand in clear again.
    ///
    /// # Errors
    /// Why nothing was changed, as a sentence.
    pub async fn put_under(&self, lock: Option<(Lock, LockKey)>) -> Result<(), String> {
        let mut kept = Vec::new();
        for purpose in KEPT {
            kept.extend(self.handles.read(purpose).await.map(|remembered| (purpose, remembered)));
        }
        self.vault.put_under(lock).await.map_err(|error| error.to_string())?;
        for (purpose, remembered) in kept {
            self.handles.write(purpose, Some(remembered)).await;
        }
        // What is in memory of this page stands under nothing.
        reload();
        Ok(())
    }

    /// Has the same key open in another way from now on.
    ///
    /// # Errors
    /// Why nothing was changed, as a sentence.
    pub async fn change_lock(
        &self,
        change: impl FnOnce(Lock, &LockKey) -> Result<Lock, SealError>,
    ) -> Result<(), String> {
        let changed = self.vault.change_lock(change).await.map_err(|error| error.to_string())?;
        changed.map_err(|error| error.to_string())?;
        self.tell(CHANGED);
        Ok(())
    }

    fn tell(&self, what: &str) {
        if let Some(channel) = &self.channel {
            // A tab that does not hear it asks the database when it changes something.
            let _ = channel.post_message(&what.into());
        }
    }

    /// Locks every tab.
    pub fn lock_now(&self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
        }
        self.tell(LOCK_NOW);
        reload();
    }
}

/// The key of a lock, from a tab that is open, now or later, or from the person. `erase` is called when the passphrase
/// is lost and the person begins anew.
pub async fn ask(lock_text: String, erase: UnsyncCallback<()>) -> (Lock, LockKey) {
    let lock = Lock::read(&lock_text);
    let (tell, mut told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let opened = move |lock: Lock, key: LockKey| {
        if let Some(tell) = tell.borrow_mut().take() {
            // The page waits for it as long as the screen is there.
            let _ = tell.send((lock, key));
        }
    };
    let channel = lock.as_ref().and_then(|lock| listen(lock, opened.clone()));
    let early = match select(&mut told, Box::pin(browser::pause_for(PATIENCE))).await {
        Either::Left((answer, _)) => answer.ok(),
        Either::Right(_) => None,
    };
    let answer = match early {
        Some(answer) => answer,
        None => {
            let body = document().body().map(JsCast::unchecked_into::<web_sys::HtmlElement>);
            let Some(body) = body else { return futures::future::pending().await };
            let opened = StoredValue::new_local(opened);
            let screen = leptos::mount::mount_to(body, move || view! { <LockScreen lock opened erase /> });
            let Ok(answer) = told.await else { return futures::future::pending().await };
            drop(screen);
            answer
        }
    };
    if let Some(channel) = channel {
        channel.close();
    }
    answer
}

/// Asks the tabs that are open, and hears of those that are opened.
fn listen(lock: &Lock, opened: impl Fn(Lock, LockKey) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(CHANNEL).ok()?;
    let lock = lock.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let key = event.data().as_string().and_then(|text| LockKey::read(&text, random));
        if let Some(key) = key.filter(|key| lock.fits(key)) {
            opened(lock.clone(), key);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It lives as long as the channel.
    heard.forget();
    // Where nobody can be asked, the person is.
    let _ = channel.post_message(&JsValue::from_str(ASK));
    Some(channel)
}

/// Called with what opened a lock.
type Opened<F> = StoredValue<F, LocalStorage>;

#[component]
fn LockScreen<F: Fn(Lock, LockKey) + 'static>(
    /// The lock; `None` where it is damaged.
    lock: Option<Lock>,
    opened: Opened<F>,
    erase: UnsyncCallback<()>,
) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let has_passkey = lock.as_ref().is_some_and(|lock| lock.passkey.is_some());
    let is_damaged = lock.is_none();
    let lock = StoredValue::new_local(lock);
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_busy.set(true);
        problem.set(String::new());
        leptos::task::spawn_local(async move {
            // The page says what it does before the work begins.
            browser::pause().await;
            let Some(lock) = lock.get_value() else { return };
            match lock.open(&browser::composed(&passphrase.get_untracked()), random) {
                Ok(key) => opened.with_value(|opened| opened(lock, key)),
                Err(error) => {
                    problem.set(error.to_string());
                    is_busy.set(false);
                }
            }
        });
    };
    let use_passkey = move |_| {
        leptos::task::spawn_local(async move {
            let Some(lock) = lock.get_value() else { return };
            let Some(passkey) = &lock.passkey else { return };
            let secret = browser::ask_passkey(&passkey.credential, &passkey.salt).await;
            match secret.map(|secret| lock.open_with_secret(&secret, random)) {
                Some(Ok(key)) => opened.with_value(|opened| opened(lock, key)),
                _ => problem.set(text::PASSKEY_FAILED.into()),
            }
        });
    };
    view! {
        <div class="lock-screen">
            <main class="recovery">
                <h1>{text::IS_LOCKED}</h1>
                <p>{if is_damaged { text::DAMAGED } else { text::ITS_PASSPHRASE }}</p>
                <form class="unseal" on:submit=submitted hidden=is_damaged>
                    <PasswordInput label=text::ENTER value=passphrase focused=true />
                    <p class="problem" role="alert">
                        {move || problem.get()}
                    </p>
                    <div class="acts-row">
                        <button
                            type="submit"
                            class="btn primary"
                            disabled=move || is_busy.get() || passphrase.read().is_empty()
                        >
                            {move || if is_busy.get() { text::OPENING } else { text::OPEN }}
                        </button>
                        <button type="button" class="btn" hidden=!has_passkey on:click=use_passkey>
                            {text::USE_THE_PASSKEY}
                        </button>
                    </div>
                </form>
                <Forgotten erase />
            </main>
        </div>
    }
}

/// The way out where the passphrase is lost.
#[component]
fn Forgotten(erase: UnsyncCallback<()>) -> impl IntoView {
    let word = RwSignal::new(String::new());
    let is_meant = move || word.read().trim() == data::ERASE_WORD;
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(is_meant) {
            erase.run(());
        }
    };
    view! {
        <details>
            <summary>{text::FORGOTTEN}</summary>
            <form class="unseal" on:submit=submitted>
                <p>{text::ERASE_AND_BEGIN_ANEW}</p>
                <TextInput label=data::TYPE_ERASE value=word />
                <div class="acts-row">
                    <button type="submit" class="btn" disabled=move || !is_meant()>
                        {data::ERASE_EVERYTHING}
                    </button>
                </div>
            </form>
        </details>
    }
}
