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

/// So does what keeps the journal. `None` is a page without a database.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(keeping, wasm_split_path = ::leptos::wasm_split, fallible)]
fn journal(
    store: mainstay::state::Store,
    storage: Option<std::rc::Rc<mainstay::storage::IdbStorage>>,
) -> Result<futures::future::LocalBoxFuture<'static, ()>, leptos::wasm_split::SplitLoaderError> {
    use std::rc::Rc;

    use mainstay::{
        state::keep,
        storage::MemoryShelves,
        ui::{browser::runs_in, folders},
    };
    Ok(match storage {
        Some(storage) => Box::pin(async move {
            storage.watch();
            keep(store, Rc::new(storage.shelves()), runs_in()).await;
            folders::resume(store, Rc::new(Handles(storage.handles()))).await;
        }),
        None => Box::pin(keep(store, Rc::new(MemoryShelves::default()), runs_in())),
    })
}

/// The folders that the database remembers.
#[cfg(target_arch = "wasm32")]
struct Handles(mainstay::storage::IdbHandles);

#[cfg(target_arch = "wasm32")]
impl mainstay::ui::folders::Handles for Handles {
    fn read(
        &self,
        purpose: &'static str,
    ) -> futures::future::LocalBoxFuture<'_, Option<mainstay::ui::folders::Remembered>> {
        Box::pin(async move {
            let kept = self.0.read(purpose).await.ok().flatten()?;
            let keys = js_sys::Reflect::get(&kept, &"keys".into()).ok()?;
            let keys = js_sys::Array::from(&keys).iter().filter_map(|key| key.as_string()).collect();
            Some(mainstay::ui::folders::Remembered {
                handle: js_sys::Reflect::get(&kept, &"handle".into()).ok()?,
                keys,
            })
        })
    }

    fn write(
        &self,
        purpose: &'static str,
        remembered: Option<mainstay::ui::folders::Remembered>,
    ) -> futures::future::LocalBoxFuture<'_, ()> {
        Box::pin(async move {
            let kept = remembered.map(|remembered| {
                let keys: js_sys::Array =
                    remembered.keys.iter().map(|key| wasm_bindgen::JsValue::from_str(key)).collect();
                let kept = js_sys::Object::new();
                let _ = js_sys::Reflect::set(&kept, &"handle".into(), &remembered.handle);
                let _ = js_sys::Reflect::set(&kept, &"keys".into(), &keys);
                kept.into()
            });
            // A folder that cannot be remembered is used until the page is closed.
            drop(self.0.write(purpose, kept).await);
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
