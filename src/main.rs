//! Puts the browser's storage under the state and mounts the interface.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use chrono::NaiveDate;
    use futures::future::LocalBoxFuture;
    use mainstay::{
        state::Host,
        storage::{IdbStorage, Storage},
        ui,
    };
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};

    std::panic::set_hook(Box::new(|info| {
        let detail = web_sys::CustomEventInit::new();
        detail.set_detail(&JsValue::from_str(&info.to_string()));
        let event = web_sys::CustomEvent::new_with_event_init_dict("mainstay-panic", &detail);
        if let (Some(window), Ok(event)) = (web_sys::window(), event) {
            let _ = window.dispatch_event(&event);
        }
    }));

    let host = Host {
        now: || js_sys::Date::now() as i64,
        today: || {
            let now = js_sys::Date::new_0();
            NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date()).unwrap_or_default()
        },
        locale: ui::browser::locale,
        random: || {
            let mut bytes = [0; 10];
            if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
                let _ = crypto.get_random_values_with_u8_array(&mut bytes);
            }
            bytes
        },
        upgrade: |rows, now, fresh| Box::pin(async move { upgrade(rows, now, fresh).await.ok() }),
        unlock: || {
            Box::pin(async move {
                let storage = STORAGE.with(|opened| opened.get().cloned())?;
                Some(unlock(storage).await.ok()?.await)
            })
        },
        keep: |store| {
            Box::pin(async move {
                let storage = STORAGE.with(|opened| opened.get().cloned());
                if let Ok(keeping) = journal(store, storage).await {
                    keeping.await;
                }
            })
        },
        spawn: wasm_bindgen_futures::spawn_local,
        reload: || {
            let _ = web_sys::window().map(|window| window.location().assign("./"));
        },
        after: |wait, callback| {
            let once = Closure::once_into_js(callback);
            if let Some(window) = web_sys::window() {
                // A timer rather than an animation frame: it also fires in a tab that is not shown.
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(once.unchecked_ref(), wait as i32);
            }
        },
    };
    ui::mount(host, async {
        let load_writer = |connection| Box::pin(async move { writer(connection).await.ok() }) as LocalBoxFuture<_>;
        let storage = Rc::new(IdbStorage::open("mainstay", load_writer).await?);
        STORAGE.with(|opened| _ = opened.set(Rc::clone(&storage)));
        Ok(storage as Rc<dyn Storage>)
    });
}

#[cfg(target_arch = "wasm32")]
thread_local! {
    /// The database of the page, once it is open.
    static STORAGE: std::cell::OnceCell<std::rc::Rc<mainstay::storage::IdbStorage>> =
        const { std::cell::OnceCell::new() };
}

/// What writes into the database comes in a part of the program of its own.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(keeping, wasm_split_path = ::leptos::wasm_split, fallible)]
fn writer(
    connection: std::rc::Rc<mainstay::storage::Connection>,
) -> Result<std::rc::Rc<dyn mainstay::storage::Writing>, leptos::wasm_split::SplitLoaderError> {
    Ok(mainstay::storage::IdbWriter::shared(connection))
}

/// So does what asks for the key of a lock.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(keeping, wasm_split_path = ::leptos::wasm_split, fallible)]
fn unlock(
    storage: std::rc::Rc<mainstay::storage::IdbStorage>,
) -> Result<
    futures::future::LocalBoxFuture<'static, std::rc::Rc<dyn mainstay::storage::Storage>>,
    leptos::wasm_split::SplitLoaderError,
> {
    use std::rc::Rc;

    use mainstay::{
        state::Vault,
        storage::{LOCK, Left, Shelf, Shelves, Storage},
        ui::lock,
    };
    Ok(Box::pin(async move {
        let erased = Rc::clone(&storage);
        let erase = leptos::prelude::UnsyncCallback::from(move || {
            let storage = Rc::clone(&erased);
            wasm_bindgen_futures::spawn_local(async move {
                // Where it cannot be erased, the screen stays, and asks again.
                if storage.replace(Left::default()).await.is_ok() {
                    let _ = web_sys::window().map(|window| window.location().reload());
                }
            });
        });
        let shelves = Rc::new(storage.shelves());
        let kept = shelves.read(Shelf::Device, LOCK.to_owned()).await.unwrap_or_default();
        let kept = kept.into_iter().find(|(key, _)| key == LOCK).map(|(_, lock)| lock);
        let opened = lock::ask(kept.unwrap_or_default(), erase).await;
        let vault = Rc::new(Vault::new(storage, shelves, Some(opened)));
        lock::opened(Rc::clone(&vault));
        vault.storage()
    }))
}

/// So does what keeps the journal. `None` is a page without a database.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(keeping, wasm_split_path = ::leptos::wasm_split, fallible)]
fn journal(
    store: mainstay::state::Store,
    storage: Option<std::rc::Rc<mainstay::storage::IdbStorage>>,
) -> Result<futures::future::LocalBoxFuture<'static, ()>, leptos::wasm_split::SplitLoaderError> {
    use std::rc::Rc;

    use mainstay::{
        state::{Vault, keep},
        storage::MemoryShelves,
        ui::{browser::runs_in, folders, lock, server},
    };
    Ok(match storage {
        Some(storage) => Box::pin(async move {
            storage.watch();
            let (handles, shelves) = (storage.handles(), storage.shelves());
            let claims = storage.shelves();
            let vault =
                lock::vault().unwrap_or_else(|| Rc::new(Vault::new(Rc::clone(&storage) as _, Rc::new(shelves), None)));
            keep(store, vault.shelves(), runs_in()).await;
            let handles = Rc::new(Handles { handles, claims, vault: Rc::clone(&vault) });
            lock::resume(vault, Rc::clone(&handles) as _);
            server::resume(store, Rc::clone(&handles) as _).await;
            folders::resume(store, handles).await;
        }),
        None => Box::pin(keep(store, Rc::new(MemoryShelves::default()), runs_in())),
    })
}

/// The folders and the server that the database remembers; what is text is sealed where there is a lock.
#[cfg(target_arch = "wasm32")]
struct Handles {
    handles: mainstay::storage::IdbHandles,
    claims: mainstay::storage::IdbShelves,
    vault: std::rc::Rc<mainstay::state::Vault>,
}

#[cfg(target_arch = "wasm32")]
impl mainstay::ui::folders::Handles for Handles {
    fn claim(&self, name: &'static str) -> futures::future::LocalBoxFuture<'_, bool> {
        mainstay::storage::Shelves::claim(&self.claims, name.to_owned())
    }

    fn read(
        &self,
        purpose: &'static str,
    ) -> futures::future::LocalBoxFuture<'_, Option<mainstay::ui::folders::Remembered>> {
        Box::pin(async move {
            let kept = self.handles.read(purpose).await.ok().flatten()?;
            let open = |text: String| self.vault.open(purpose, text);
            let keys = js_sys::Reflect::get(&kept, &"keys".into()).ok()?;
            let keys = js_sys::Array::from(&keys).iter().filter_map(|key| key.as_string()).map(open).collect();
            let handle = js_sys::Reflect::get(&kept, &"handle".into()).ok()?;
            let handle = handle.as_string().map_or(handle, |text| open(text).into());
            Some(mainstay::ui::folders::Remembered { handle, keys })
        })
    }

    fn write(
        &self,
        purpose: &'static str,
        remembered: Option<mainstay::ui::folders::Remembered>,
    ) -> futures::future::LocalBoxFuture<'_, ()> {
        Box::pin(async move {
            let close = |text: String| wasm_bindgen::JsValue::from(self.vault.close(purpose, text));
            let kept = remembered.map(|mainstay::ui::folders::Remembered { handle, keys }| {
                let keys: js_sys::Array = keys.into_iter().map(close).collect();
                let handle = handle.as_string().map_or(handle, close);
                let kept = js_sys::Object::new();
                let _ = js_sys::Reflect::set(&kept, &"handle".into(), &handle);
                let _ = js_sys::Reflect::set(&kept, &"keys".into(), &keys);
                kept.into()
            });
            // What cannot be remembered is used until the page is closed.
            drop(self.handles.write(purpose, kept).await);
        })
    }
}

/// What an older version's database needs once comes in a part of the program of its own.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(workspace, wasm_split_path = ::leptos::wasm_split, fallible)]
fn upgrade(
    rows: Vec<mainstay::schema::Envelope>,
    now: mainstay::domain::Millis,
    fresh: mainstay::replica::CopyId,
) -> Result<mainstay::state::Upgrade, leptos::wasm_split::SplitLoaderError> {
    Ok(mainstay::state::upgrade_of(&rows, now, fresh))
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Mainstay runs in the browser: `make serve` builds and serves it.");
}
