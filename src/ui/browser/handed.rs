//! What is handed to the page from outside: a link with a plan in it, a file that was opened with the installed app;
//! and the link that is handed on.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::sealed;

/// How a plan stands in the address. What follows `#` is never sent to a host.
const PLAN: &str = "#plan=";

/// A link that opens a sealed plan in this app, wherever it is served.
pub fn link_to(sealed: &[u8]) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    format!("{base}data{PLAN}{}", sealed::to_text(sealed))
}

/// The sealed plan in the address. It is taken out of it, so that it stays in no history and no bookmark.
pub fn plan_in_address() -> Option<Vec<u8>> {
    let hash = window().location().hash().ok()?;
    let plan = hash.strip_prefix(PLAN)?;
    let address = window().location().pathname().ok()?;
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    // What is no such text is no sealed file either, and is refused as that.
    Some(sealed::from_text(plan).unwrap_or_default())
}

/// Calls back with each file that the system opens with the installed app, where the browser can do that.
pub fn when_a_file_is_opened(take: impl Fn(web_sys::File) + 'static) {
    let Ok(queue) = js_sys::Reflect::get(&window(), &"launchQueue".into()) else { return };
    let consumer = js_sys::Reflect::get(&queue, &"setConsumer".into()).and_then(JsCast::dyn_into::<js_sys::Function>);
    let Ok(set_consumer) = consumer else { return };
    let take = std::rc::Rc::new(take);
    let opened = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let files = js_sys::Reflect::get(&launch, &"files".into()).unwrap_or_default();
        for handle in js_sys::Array::from(&files) {
            let take = std::rc::Rc::clone(&take);
            leptos::task::spawn_local(async move {
                if let Some(file) = file_of(&handle).await {
                    take(file);
                }
            });
        }
    });
    let _ = set_consumer.call1(&queue, opened.as_ref());
    // The queue lives as long as the page.
    opened.forget();
}

/// The file behind a handle.
async fn file_of(handle: &JsValue) -> Option<web_sys::File> {
    let get = js_sys::Reflect::get(handle, &"getFile".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let asked = get.call0(handle).ok()?.dyn_into::<js_sys::Promise>().ok()?;
    wasm_bindgen_futures::JsFuture::from(asked).await.ok()?.dyn_into().ok()
}
