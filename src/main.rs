//! Puts the browser's storage under the state and mounts the interface.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use chrono::NaiveDate;
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
    ui::mount(host, async { IdbStorage::open("mainstay").await.map(|storage| Rc::new(storage) as Rc<dyn Storage>) });
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
