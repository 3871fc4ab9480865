//! What the browser does for the app: files, print, clipboard, storage, clock. The one place of the interface that
//! touches it besides the markup.

#![cfg_attr(not(target_arch = "wasm32"), allow(unused_variables, reason = "the interface only runs in a browser"))]

use leptos::{ev, prelude::*};

use crate::{export::Artifact, state::Store};

/// The folder that the app is served from, without a slash at the end: empty at a domain's root.
pub fn base() -> String {
    let uri = document().base_uri().ok().flatten().unwrap_or_default();
    let path = uri.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { String::new() } else { format!("/{folder}") }
}

/// Text for use in a URL's query.
pub fn encode_component(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Text from a URL's query.
pub fn decode_component(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}

/// Keeps the store in step with the page: writes before the page goes, follows the clock, asks before unsaved work is lost.
pub fn watch(store: Store) {
    let hidden = window_event_listener(ev::visibilitychange, move |_| {
        store.flush();
        store.look_at_the_clock();
    });
    let leaving = window_event_listener(ev::pagehide, move |_| store.flush());
    let asked = window_event_listener(ev::beforeunload, move |event| {
        store.flush();
        if store.has_unsaved() {
            event.prevent_default();
        }
    });
    let minute = set_interval_with_handle(move || store.look_at_the_clock(), std::time::Duration::from_secs(60));
    // They live as long as the page.
    std::mem::forget((hidden, leaving, asked, minute));
}

/// Downloads a file that was made in the page.
pub fn download(artifact: &Artifact) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(artifact.bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(artifact.mime);
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlAnchorElement>(link).ok())
    {
        link.set_href(&url);
        link.set_download(&artifact.name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// A drawing as a PNG of twice its size, for screens and slides; smaller where a browser could not hold that many points.
/// `None` where it could not be drawn.
pub async fn picture_of(drawing: &Artifact) -> Option<Artifact> {
    use wasm_bindgen::JsCast;
    const LONGEST: f64 = 8000.0;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(drawing.bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(drawing.mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let image = web_sys::HtmlImageElement::new().ok()?;
    image.set_src(&url);
    let decoded = wasm_bindgen_futures::JsFuture::from(image.decode()).await;
    let _ = web_sys::Url::revoke_object_url(&url);
    decoded.ok()?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (LONGEST / width.max(height).max(1.0)).min(2.0);
    let canvas = document().create_element("canvas").ok()?.dyn_into::<web_sys::HtmlCanvasElement>().ok()?;
    canvas.set_width((width * scale) as u32);
    canvas.set_height((height * scale) as u32);
    let pen = canvas.get_context("2d").ok()??.dyn_into::<web_sys::CanvasRenderingContext2d>().ok()?;
    pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * scale, height * scale).ok()?;
    let data = canvas.to_data_url_with_type("image/png").ok()?;
    let encoded = data.split_once("base64,")?.1;
    let bytes: Vec<u8> = window().atob(encoded).ok()?.chars().map(|letter| letter as u8).collect();
    Some(Artifact { name: drawing.name.replace(".svg", ".png"), mime: "image/png", bytes })
}

/// Opens the print dialog.
pub fn print() {
    let _ = window().print();
}

/// Puts text on the clipboard.
pub async fn copy(text: String) -> bool {
    let writing = window().navigator().clipboard().write_text(&text);
    wasm_bindgen_futures::JsFuture::from(writing).await.is_ok()
}

/// A file that a person chose.
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads a file, unless it is larger than the limit.
///
/// # Errors
/// A sentence that names the file and the reason.
pub async fn read(file: web_sys::File, limit: usize) -> Result<Chosen, String> {
    let name = file.name();
    if file.size() > limit as f64 {
        let megabytes = |bytes: f64| crate::domain::format::number(bytes / 1e6, 0);
        return Err(format!(
            "“{name}” has {} MB; Mainstay reads files up to {} MB. Split it, or leave out columns that you do not need.",
            megabytes(file.size()),
            megabytes(limit as f64)
        ));
    }
    match wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Chosen { name, bytes: js_sys::Uint8Array::new(&buffer).to_vec() }),
        Err(_) => Err(format!("“{name}” could not be read. Was it moved or renamed?")),
    }
}

/// How the browser keeps the data: whether it may clear it by itself, and the bytes used.
pub async fn storage_state() -> Option<(bool, f64)> {
    let manager = window().navigator().storage();
    let persisted = wasm_bindgen_futures::JsFuture::from(manager.persisted().ok()?).await.ok()?.is_truthy();
    let estimate = wasm_bindgen_futures::JsFuture::from(manager.estimate().ok()?).await.ok()?;
    let used = js_sys::Reflect::get(&estimate, &"usage".into()).ok()?.as_f64().unwrap_or(0.0);
    Some((persisted, used))
}

/// Asks the browser not to clear the data by itself.
pub async fn persist() -> bool {
    let Ok(asking) = window().navigator().storage().persist() else { return false };
    wasm_bindgen_futures::JsFuture::from(asking).await.is_ok_and(|granted| granted.is_truthy())
}

/// The appearance chosen on this device: `light`, `dark`, or empty for the system's.
pub fn theme() -> String {
    use gloo_storage::{LocalStorage, Storage};
    LocalStorage::get("mainstay.theme").unwrap_or_default()
}

/// Chooses the appearance on this device.
pub fn set_theme(theme: &str) {
    use gloo_storage::{LocalStorage, Storage};
    let _ = LocalStorage::set("mainstay.theme", theme);
    if let Some(root) = document().document_element() {
        let _ = match theme {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    }
}

/// Moves the keyboard focus to the element with an id.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// The clock time of a moment, `09:42`.
pub fn clock_time(millis: i64) -> String {
    let date = js_sys::Date::new(&(millis as f64).into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// A moment as ISO 8601 in UTC.
pub fn iso_time(millis: i64) -> String {
    js_sys::Date::new(&(millis as f64).into()).to_iso_string().into()
}

/// Lets the browser draw and listen before the work goes on.
pub async fn pause() {
    let (tell, heard) = futures::channel::oneshot::channel();
    set_timeout(move || _ = tell.send(()), std::time::Duration::ZERO);
    let _ = heard.await;
}

/// Sends the moves of the pointer that pressed an element to that element, wherever the pointer goes.
pub fn follow_pointer(event: &ev::PointerEvent) {
    use wasm_bindgen::JsCast;
    let element = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(element) = element {
        // A pointer that is gone already needs no following.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
