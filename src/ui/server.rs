//! The server that this device shares its workspace through: set up once, remembered, and looked after while the page
//! is open. It comes in a part of the program that is loaded after the first page.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{ev, prelude::*};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

use super::{
    browser::{self, HttpServer},
    folders::{Handles, Remembered},
};
use crate::{
    domain::{Account, Id, Millis},
    state::{Exchanged, Extent, Keys, Passphrases, Replication, SaveState, ServerError, Store},
};

/// How often it is looked whether something is to be done.
const EVERY: Duration = Duration::from_secs(2);
/// How long a failure waits at first, and at most, in milliseconds.
const FIRST_RETRY: Millis = 4_000;
const LAST_RETRY: Millis = 120_000;
/// How long it rests at least, however often the server tells of something.
const REST: Millis = 1_000;
/// Under which names the settings and what is known of the server are remembered, and the tab that looks after it.
const SETTINGS: &str = "server";
const KNOWN: &str = "server-known";
const LOCK: &str = "mainstay-server";

/// Where a workspace stands on a server, and who this is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// An address that the host of the page allows.
    pub address: String,
    /// The database there.
    pub database: String,
    /// The name there.
    pub user: String,
    /// Its password.
    pub password: String,
    /// The account that goes there; everything without one.
    pub account: Option<Id<Account>>,
    /// Whether nothing comes and goes at present.
    pub is_paused: bool,
}

impl Place {
    fn to_text(&self) -> String {
        json!({
            "address": self.address,
            "database": self.database,
            "user": self.user,
            "password": self.password,
            "account": self.account,
            "paused": self.is_paused,
        })
        .to_string()
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Some(Self {
            address: text("address")?,
            database: text("database")?,
            user: text("user")?,
            password: text("password")?,
            account: text("account").and_then(|account| account.parse().ok()),
            is_paused: value["paused"] == true,
        })
    }

    fn server(&self) -> HttpServer {
        HttpServer::new(&self.address, &self.database, &self.user, &self.password)
    }

    fn extent(&self) -> Extent {
        self.account.map_or(Extent::Workspace, Extent::Account)
    }
}

/// How it stands with the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// None was set up.
    None,
    /// Another tab of this browser looks after it.
    InAnotherTab(Place),
    /// Nothing comes and goes, because the person wants it so.
    Paused(Place),
    /// It is gone through for the first time.
    Opening(Place),
    /// Everything that could come and go has.
    InStep {
        /// Where.
        place: Place,
        /// When.
        at: Millis,
        /// What came of it.
        exchanged: Exchanged,
        /// Whether what is private goes along.
        has_own: bool,
    },
    /// It could not be used.
    Failed(Place, ServerError),
}

impl Standing {
    /// Where.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::None => None,
            Self::InAnotherTab(place)
            | Self::Paused(place)
            | Self::Opening(place)
            | Self::InStep { place, .. }
            | Self::Failed(place, _) => Some(place),
        }
    }
}

/// The server in use.
struct InUse {
    place: Place,
    replication: Replication,
    has_own: bool,
    /// The revision of the database when everything had gone there.
    done: Cell<Option<u64>>,
    /// Whether the server has told of something.
    has_heard: Cell<bool>,
    is_listening: Cell<bool>,
    retry_at: Cell<Millis>,
    wait: Cell<Millis>,
}

/// The server of this device.
pub struct Sharing {
    store: Store,
    handles: Rc<dyn Handles>,
    standing: RwSignal<Standing>,
    in_use: RefCell<Option<Rc<InUse>>>,
    /// The settings that are in use, as they are remembered.
    settings: RefCell<String>,
    is_busy: Cell<bool>,
    is_ours: Cell<bool>,
}

thread_local! {
    static SHARING: OnceCell<Rc<Sharing>> = const { OnceCell::new() };
}

/// The server of this device; `None` where the database did not open, or the part of the program has not come yet.
pub fn sharing() -> Option<Rc<Sharing>> {
    SHARING.with(|sharing| sharing.get().cloned())
}

/// Goes on with the server that was set up, and looks after it from now on. Where the host of the page allows none,
/// there is nothing to do.
pub async fn resume(store: Store, handles: Rc<dyn Handles>) {
    if browser::allowed_servers().is_empty() {
        return;
    }
    let sharing = Rc::new(Sharing {
        store,
        handles,
        standing: RwSignal::new(Standing::None),
        in_use: RefCell::default(),
        settings: RefCell::default(),
        is_busy: Cell::new(false),
        is_ours: Cell::new(false),
    });
    SHARING.with(|known| drop(known.set(Rc::clone(&sharing))));
    sharing.look_after().await;
    let (ticking, online) = (Rc::clone(&sharing), sharing);
    let ticks = set_interval_with_handle(move || Rc::clone(&ticking).look_soon(), EVERY);
    let back = window_event_listener(ev::online, move |_| online.try_now());
    // They live as long as the page.
    std::mem::forget((ticks, back));
}

impl Sharing {
    /// How it stands.
    pub fn standing(&self) -> Signal<Standing> {
        self.standing.into()
    }

    /// How many records wait to go there.
    pub fn waiting(&self) -> usize {
        self.in_use.borrow().as_ref().map_or(0, |in_use| in_use.replication.waiting())
    }

    /// Joins what stands on a server, or founds it, and goes on with it from now on.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub async fn join(self: Rc<Self>, place: Place, team: String, own: String) -> Result<(), ServerError> {
        let [team, own] = [team, own].map(|passphrase| browser::composed(&passphrase));
        let own = Some(own.as_str()).filter(|own| !own.is_empty());
        browser::pause().await;
        let server = place.server();
        let passphrases = Passphrases { team: &team, own, user: &place.user };
        let keys = Keys::join(&server, passphrases, browser::random_bytes).await?;
        let remembered = Remembered { handle: JsValue::from_str(&place.to_text()), keys: keys.to_text() };
        self.handles.write(KNOWN, None).await;
        self.handles.write(SETTINGS, Some(remembered)).await;
        self.look_after().await;
        Ok(())
    }

    /// Lets nothing come and go, or goes on.
    pub async fn pause(self: Rc<Self>, is_paused: bool) {
        let Some(Remembered { handle, keys }) = self.handles.read(SETTINGS).await else { return };
        let Some(place) = handle.as_string().as_deref().and_then(Place::read) else { return };
        let handle = JsValue::from_str(&Place { is_paused, ..place }.to_text());
        self.handles.write(SETTINGS, Some(Remembered { handle, keys })).await;
        self.look_after().await;
    }

    /// Forgets the server. What stands there stays.
    pub async fn disconnect(self: Rc<Self>) {
        self.handles.write(SETTINGS, None).await;
        self.handles.write(KNOWN, None).await;
        self.look_after().await;
    }

    /// Tries again without waiting longer.
    pub fn try_now(self: &Rc<Self>) {
        if let Some(in_use) = &*self.in_use.borrow() {
            in_use.retry_at.set(0);
            in_use.has_heard.set(true);
        }
        Rc::clone(self).look_soon();
    }

    fn look_soon(self: Rc<Self>) {
        leptos::task::spawn_local(async move { self.look_after().await });
    }

    /// Takes up what is set up now. Another tab may have changed it, or everything may have been erased.
    async fn take_up(self: &Rc<Self>) {
        let remembered = self.handles.read(SETTINGS).await;
        let settings = remembered.as_ref().and_then(|remembered| remembered.handle.as_string()).unwrap_or_default();
        let texts = remembered.map(|remembered| remembered.keys).unwrap_or_default();
        let all = [settings.as_str(), &texts.join(" ")].join(" ");
        if *self.settings.borrow() == all {
            return;
        }
        let keys = Keys::read(&texts);
        let in_use = match (Place::read(&settings), keys) {
            (Some(place), Some(keys)) => {
                let known = self.handles.read(KNOWN).await;
                let known = known.and_then(|known| known.handle.as_string()).unwrap_or_default();
                let (has_own, extent) = (keys.has_own(), place.extent());
                let pause = || Box::pin(browser::pause()) as futures::future::LocalBoxFuture<'static, ()>;
                let server = Rc::new(place.server());
                let replication = Replication::new(self.store, server, (keys, extent), pause, &known);
                self.standing.set(match place.is_paused {
                    true => Standing::Paused(place.clone()),
                    false => Standing::Opening(place.clone()),
                });
                Some(Rc::new(InUse {
                    place,
                    replication,
                    has_own,
                    done: Cell::new(None),
                    has_heard: Cell::new(true),
                    is_listening: Cell::new(false),
                    retry_at: Cell::new(0),
                    wait: Cell::new(FIRST_RETRY),
                }))
            }
            _ => {
                self.standing.set(Standing::None);
                None
            }
        };
        *self.settings.borrow_mut() = all;
        *self.in_use.borrow_mut() = in_use;
    }

    async fn look_after(self: &Rc<Self>) {
        if self.is_busy.replace(true) {
            return;
        }
        self.take_up().await;
        let in_use = self.in_use.borrow().clone();
        if let Some(in_use) = in_use
            && self.is_due(&in_use)
        {
            if self.is_ours.get() || self.handles.claim(LOCK).await {
                self.is_ours.set(true);
                self.exchange(&in_use).await;
            } else {
                self.standing.set(Standing::InAnotherTab(in_use.place.clone()));
            }
        }
        self.is_busy.set(false);
    }

    fn is_due(&self, in_use: &InUse) -> bool {
        let is_new = in_use.has_heard.get() || in_use.done.get() != Some(self.store.revision());
        let is_kept = self.store.saved().get_untracked() != SaveState::Gone;
        is_new && is_kept && !in_use.place.is_paused && self.store.now() >= in_use.retry_at.get()
    }

    async fn exchange(self: &Rc<Self>, in_use: &Rc<InUse>) {
        in_use.has_heard.set(false);
        let revision = self.store.revision();
        let (place, has_own) = (in_use.place.clone(), in_use.has_own);
        match in_use.replication.exchange().await {
            Ok(exchanged) => {
                in_use.wait.set(FIRST_RETRY);
                in_use.retry_at.set(self.store.now() + REST);
                if exchanged.has_more {
                    in_use.has_heard.set(true);
                } else {
                    in_use.done.set(Some(revision).filter(|_| exchanged.merged == 0));
                    if let Some(known) = in_use.replication.remembered() {
                        let remembered = Remembered { handle: JsValue::from_str(&known), keys: Vec::new() };
                        self.handles.write(KNOWN, Some(remembered)).await;
                    }
                }
                self.standing.set(Standing::InStep { place, at: self.store.now(), exchanged, has_own });
                self.listen(in_use);
            }
            Err(error) => {
                in_use.has_heard.set(true);
                in_use.retry_at.set(self.store.now() + in_use.wait.get());
                in_use.wait.set((in_use.wait.get() * 2).min(LAST_RETRY));
                self.standing.set(Standing::Failed(place, error));
            }
        }
    }

    /// Hears of what others put there.
    fn listen(self: &Rc<Self>, in_use: &Rc<InUse>) {
        if in_use.is_listening.replace(true) {
            return;
        }
        let (sharing, in_use) = (Rc::clone(self), Rc::clone(in_use));
        leptos::task::spawn_local(async move {
            if in_use.replication.wait().await.is_err() {
                // Where that is more than a weak network, it fails again when it is gone through, and is said then.
                in_use.retry_at.set(sharing.store.now() + FIRST_RETRY);
            }
            in_use.is_listening.set(false);
            in_use.has_heard.set(true);
            sharing.look_soon();
        });
    }
}
