//! What the browser does for the app: files, print, clipboard, storage, clock. The one place of the interface that
//! touches it besides the markup.

#![cfg_attr(not(target_arch = "wasm32"), allow(unused_variables, reason = "the interface only runs in a browser"))]

mod folder;
mod handed;
mod passkey;
mod script;
mod server;

use chrono::NaiveDateTime;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::{
    domain::{
        Locale,
        brand::{LARGEST_LOGO, Logo},
        choice::Country,
    },
    export::Artifact,
    state::Store,
    words::{agent, screen::browser as text},
};

pub use folder::{DiskFolder, choose_folder, has_folders};
pub use handed::{link_to, plan_in_address, when_a_file_is_opened};
pub use passkey::{ask_passkey, has_passkeys, make_passkey};
pub use server::{HttpServer, allowed_servers};

/// Random bytes, as many as are wanted.
pub fn random_bytes<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A text in Unicode's form NFC: what looks the same is the same, whichever keyboard it was typed on.
pub fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// The folder that the app is served from, without a slash at the end: empty at a domain's root.
pub fn base() -> String {
    let uri = document().base_uri().ok().flatten().unwrap_or_default();
    let path = uri.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { String::new() } else { format!("/{folder}") }
}

/// What the app runs in, as in “Firefox on Windows”.
pub fn runs_in() -> String {
    agent::runs_in(&window().navigator().user_agent().unwrap_or_default())
}

/// Text for use in a URL's query.
pub fn encode_component(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Text from a URL's query.
pub fn decode_component(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}

/// Keeps the store in step with the page: writes before the page goes, follows the clock, asks before unsaved work is
/// lost.
pub fn watch(store: Store) {
    let hidden = window_event_listener(ev::visibilitychange, move |_| {
        store.flush();
        store.look_at_the_clock();
        store.catch_up();
    });
    // Two windows side by side are both shown all the time.
    let entered = window_event_listener(ev::focus, move |_| store.catch_up());
    let leaving = window_event_listener(ev::pagehide, move |_| store.flush());
    let asked = window_event_listener(ev::beforeunload, move |event| {
        store.flush();
        if store.has_unsaved() {
            event.prevent_default();
        }
    });
    let minute = set_interval_with_handle(move || store.look_at_the_clock(), std::time::Duration::from_secs(60));
    // They live as long as the page.
    std::mem::forget((hidden, entered, leaving, asked, minute));
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

/// A drawing as a PNG of twice its size, for screens and slides; smaller where a browser could not hold that many
/// points. `None` where it could not be drawn.
pub async fn picture_of(drawing: &Artifact) -> Option<Artifact> {
    const LONGEST: f64 = 8000.0;
    let twice = |width: f64, height: f64| (LONGEST / width.max(height)).min(2.0);
    let (encoded, ..) = drawn(&drawing.bytes, drawing.mime, twice).await?;
    let bytes: Vec<u8> = window().atob(&encoded).ok()?.chars().map(|letter| letter as u8).collect();
    Some(Artifact { name: drawing.name.replace(".svg", ".png"), mime: "image/png", bytes })
}

/// The pixels of a picture, small enough for documents: whatever the file held besides them stays behind.
///
/// # Errors
/// What to do about it, as a sentence.
pub async fn logo_of(bytes: &[u8]) -> Result<Logo, String> {
    const WIDEST: f64 = 800.0;
    const HIGHEST: f64 = 240.0;
    let is_drawing = bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| *byte == b'<');
    let mime = if is_drawing { "image/svg+xml" } else { "" };
    let fits = |width: f64, height: f64| (WIDEST / width).min(HIGHEST / height).min(1.0);
    let Some((png, width, height)) = drawn(bytes, mime, fits).await else {
        return Err(text::THIS_IS_NO_PICTURE.into());
    };
    if png.len() * 3 / 4 > LARGEST_LOGO {
        return Err(text::THE_PICTURE_HAS_TOO.into());
    }
    Ok(Logo { png, width, height })
}

/// A picture drawn at a scale of its own size, as a PNG in base 64, with its width and height.
async fn drawn(bytes: &[u8], mime: &str, scale: impl FnOnce(f64, f64) -> f64) -> Option<(String, u32, u32)> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let image = web_sys::HtmlImageElement::new().ok()?;
    image.set_src(&url);
    let decoded = wasm_bindgen_futures::JsFuture::from(image.decode()).await;
    let _ = web_sys::Url::revoke_object_url(&url);
    decoded.ok()?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let scale = scale(width, height);
    let (width, height) = ((width * scale).max(1.0), (height * scale).max(1.0));
    let canvas = document().create_element("canvas").ok()?.dyn_into::<web_sys::HtmlCanvasElement>().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let pen = canvas.get_context("2d").ok()??.dyn_into::<web_sys::CanvasRenderingContext2d>().ok()?;
    pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height).ok()?;
    let data = canvas.to_data_url_with_type("image/png").ok()?;
    Some((data.split_once("base64,")?.1.to_owned(), width as u32, height as u32))
}

/// How a country writes numbers and dates in English, as the browser knows it. A country that the browser does not
/// know, or none, has the international way.
pub fn locale(country: Country) -> Locale {
    let tag = match country {
        Country::International => None,
        country => Some(format!("en-{}", country.key())),
    };
    tag.and_then(|tag| locale_of(&tag)).unwrap_or_default()
}

fn locale_of(tag: &str) -> Option<Locale> {
    let tags = js_sys::Array::of1(&tag.into());
    let numbers = |pairs: &[(&str, &str)], value: f64| {
        Some(parts(&js_sys::Intl::NumberFormat::new(&tags, &options(pairs)?).format_to_parts(value)))
    };
    let plain = js_sys::Intl::NumberFormat::new(&tags, &js_sys::Object::new());
    let known = js_sys::Reflect::get(&plain.resolved_options(), &"locale".into()).ok()?.as_string()?;
    if known != tag {
        return None;
    }
    // Two groups above the thousands show how many digits such a group has.
    let large = numbers(&[], 1_234_567_890.5)?;
    let symbol = |kind: &str| large.iter().find(|(each, _)| each == kind)?.1.chars().next();
    let groups: Vec<&String> = large.iter().filter(|(kind, _)| kind == "integer").map(|(_, digits)| digits).collect();
    let high_group = groups.iter().rev().nth(1)?.len();
    let percent = numbers(&[("style", "percent")], 0.5)?;
    let euros = numbers(&[("style", "currency"), ("currency", "EUR"), ("currencyDisplay", "narrowSymbol")], 5.0)?;
    let long = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
    let date = js_sys::Intl::DateTimeFormat::new(&tags, &options(&long)?);
    let date = parts(&date.format_to_parts(&js_sys::Date::new_0()));
    let place = |kind: &str| date.iter().position(|(each, _)| each == kind);
    Some(Locale {
        decimal: symbol("decimal")?,
        group: symbol("group")?,
        high_group,
        percent_gap: gap(&percent, "percentSign", -1),
        currency_gap: gap(&euros, "currency", 1),
        month_first: place("month")? < place("day")?,
        weekday_comma: date.get(place("weekday")? + 1)?.1.starts_with(','),
    })
}

/// Options of an `Intl` formatter.
fn options(pairs: &[(&str, &str)]) -> Option<js_sys::Object> {
    let options = js_sys::Object::new();
    for (key, value) in pairs {
        js_sys::Reflect::set(&options, &(*key).into(), &(*value).into()).ok()?;
    }
    Some(options)
}

/// The parts of something that `Intl` wrote: what each is, and its letters.
fn parts(written: &js_sys::Array) -> Vec<(String, String)> {
    let text = |part: &JsValue, key: &str| js_sys::Reflect::get(part, &key.into()).ok()?.as_string();
    written.iter().filter_map(|part| Some((text(&part, "type")?, text(&part, "value")?))).collect()
}

/// What stands beside a part: before it for −1, after it for 1.
fn gap(parts: &[(String, String)], kind: &str, side: isize) -> Option<char> {
    let place = parts.iter().position(|(each, _)| each == kind)?;
    parts.get(place.checked_add_signed(side)?).filter(|(kind, _)| kind == "literal")?.1.chars().next()
}

/// The minutes by which a time zone is ahead of UTC at a local time, as the browser knows it; `None` for an unknown
/// zone.
pub fn minutes_ahead(zone: &str, local: NaiveDateTime) -> Option<i64> {
    let options = options(&[
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ])?;
    // The constructor throws for a zone that it does not know, so it is called where that can be caught.
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: js_sys::Function = js_sys::Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let format = js_sys::Reflect::construct(&class, &js_sys::Array::of2(&"sv-SE".into(), &options)).ok()?;
    let write: js_sys::Function = js_sys::Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
    // Sweden writes 2026-11-26 10:00, which reads back without knowing a language.
    let shown = |millis: i64| -> Option<NaiveDateTime> {
        let date = js_sys::Date::new(&(millis as f64).into());
        let text = write.call1(&format, &date).ok()?.as_string()?;
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").ok()
    };
    let wanted = local.and_utc().timestamp_millis();
    let ahead_at = |millis: i64| Some((shown(millis)?.and_utc().timestamp_millis() - millis).div_euclid(60_000));
    // The offset of the moment that has the first guess: right but for the hour of a change, where the second is.
    let first = ahead_at(wanted)?;
    ahead_at(wanted - first * 60_000)
}

/// A line between the windows of one presentation.
#[derive(Clone)]
pub struct Channel(web_sys::BroadcastChannel);

impl Channel {
    /// Opens it, and hears what other windows say until the component is gone. `None` where the browser has none.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let channel = web_sys::BroadcastChannel::new(name).ok()?;
        let heard = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let kept = StoredValue::new_local((channel.clone(), heard));
        on_cleanup(move || {
            let _ = kept.try_with_value(|(channel, _)| {
                channel.set_onmessage(None);
                channel.close();
            });
        });
        Some(Self(channel))
    }

    /// Says something to the other windows.
    pub fn say(&self, text: &str) {
        let _ = self.0.post_message(&text.into());
    }
}

/// Gives documents their colour: six hexadecimal digits.
pub fn set_document_colour(digits: &str) {
    let root = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(root) = root {
        let _ = root.style().set_property("--doc-accent", &format!("#{digits}"));
    }
}

/// Puts a line at the foot of every printed page of a paper. A sheet of its own, since the content policy allows no
/// style in the page and a printed page's margin takes its words from nowhere else.
pub fn set_paper_foot(words: &str) {
    // Inside a CSS string only these could end it.
    let safe: String = words
        .chars()
        .filter(|letter| !letter.is_control())
        .flat_map(|letter| match letter {
            '"' | '\\' => vec!['\\', letter],
            letter => vec![letter],
        })
        .collect();
    let rule = format!(
        "@page sheet {{ @bottom-left {{ content: \"{safe}\"; font: 8pt system-ui, sans-serif; color: #616a78; }} }}"
    );
    let sheet = js_sys::Reflect::get(&js_sys::global(), &"CSSStyleSheet".into()).ok().and_then(|class| {
        let class: js_sys::Function = class.dyn_into().ok()?;
        let sheet = js_sys::Reflect::construct(&class, &js_sys::Array::new()).ok()?;
        let replace: js_sys::Function = js_sys::Reflect::get(&sheet, &"replaceSync".into()).ok()?.dyn_into().ok()?;
        replace.call1(&sheet, &rule.into()).ok()?;
        Some(sheet)
    });
    if let Some(sheet) = sheet {
        let _ = js_sys::Reflect::set(&document(), &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet));
    }
}

/// The file that a person chose in an input.
pub fn chosen_file(event: &ev::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
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
#[derive(Clone)]
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
pub async fn read(file: web_sys::File, limit: usize, locale: Locale) -> Result<Chosen, String> {
    let name = file.name();
    if file.size() > limit as f64 {
        let megabytes = |bytes: f64| locale.number(bytes / 1e6, 0);
        return Err(text::file_too_large(&name, megabytes(file.size()), megabytes(limit as f64)));
    }
    match wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Chosen { name, bytes: js_sys::Uint8Array::new(&buffer).to_vec() }),
        Err(_) => Err(text::could_not_be_read(&name)),
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

/// Replaces the page by the recovery page, which reads the database without the app.
pub fn show_recovery(reason: &str) {
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&JsValue::from_str(reason));
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("mainstay-unreadable", &detail) {
        let _ = window().dispatch_event(&event);
    }
}

/// Moves the keyboard focus to the element with an id; what folds it away is opened.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        if let Ok(Some(details)) = element.closest("details") {
            let _ = details.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// Whether the pointer or the focus is in an element.
pub fn is_attended(selector: &str) -> bool {
    let inside = format!("{selector}:hover, {selector}:focus-within");
    document().query_selector(&inside).is_ok_and(|found| found.is_some())
}

/// Whether nothing has the focus: what had it is gone.
pub fn has_lost_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Moves the focus to the first thing to fill in inside of an element, else to its first button that is not
/// `.icon-btn`.
pub fn focus_first_field(inside: &web_sys::Element) {
    const FIELDS: &str = "[autofocus], input:not([type=hidden]):not([disabled]), select, textarea";
    let find = |selector| inside.query_selector(selector).ok().flatten();
    let first = find(FIELDS).or_else(|| find("button:not(.icon-btn)"));
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// What a person does in text fields.
#[derive(Clone, Copy)]
pub struct Typing {
    /// Whether the field with the focus has been typed in since it got the focus.
    typed: StoredValue<bool>,
    /// The field that had the focus last, unless the person left it.
    field: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

impl Typing {
    /// Whether taking back the last letters is the field's own matter.
    pub fn is_typed_in(self) -> bool {
        self.typed.get_value()
    }

    /// Whether the field went away under the person's hands, as when another tab deletes its record: what they type is
    /// no command.
    pub fn lost_its_field(self) -> bool {
        has_lost_focus() && self.field.with_value(|field| field.as_ref().is_some_and(|field| !field.is_connected()))
    }
}

/// Follows what is typed into text fields, for as long as the page lives.
pub fn follow_typing() -> Typing {
    let typed = StoredValue::new(false);
    let is_text = |event: &web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        target.is_some_and(|element| {
            let kind = element.get_attribute("type").unwrap_or_else(|| "text".into());
            match element.tag_name().as_str() {
                "TEXTAREA" => true,
                "INPUT" => matches!(kind.as_str(), "text" | "search" | "email" | "url" | "tel" | "number" | "password"),
                _ => false,
            }
        })
    };
    let field = StoredValue::new_local(None);
    let input = window_event_listener(ev::input, move |event| typed.set_value(is_text(&event)));
    let entered = window_event_listener(ev::focusin, move |event| {
        typed.set_value(false);
        let target = event.target().filter(|_| is_text(&event));
        field.set_value(target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()));
    });
    let gone = window_event_listener(ev::focusout, move |_| typed.set_value(false));
    let pressed = window_event_listener(ev::pointerdown, move |_| field.set_value(None));
    let left = window_event_listener(ev::keydown, move |event| {
        if matches!(event.key().as_str(), "Enter" | "Escape" | "Tab") {
            field.set_value(None);
        }
    });
    std::mem::forget((input, entered, gone, pressed, left));
    Typing { typed, field }
}

/// Places each popover beside the button that opens it, inside of the window, and keeps it there while the page
/// scrolls.
///
/// The place is given as custom properties (`--pop-left`, `--pop-top`, `--pop-bottom`, `--pop-room`), which the style
/// sheet reads.
pub fn place_popovers() {
    let opened = Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| {
        let opens = js_sys::Reflect::get(&event, &"newState".into()).is_ok_and(|state| state == "open");
        let popover = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(popover) = popover.filter(|_| opens) {
            place(&popover);
        }
    });
    let moved = Closure::<dyn Fn()>::new(|| {
        let open = document().query_selector("[popover]:popover-open").ok().flatten();
        if let Some(popover) = open.and_then(|open| open.dyn_into::<web_sys::HtmlElement>().ok()) {
            place(&popover);
        }
    });
    // These events do not bubble, so they are caught on their way down.
    let page = document();
    let _ = page.add_event_listener_with_callback_and_bool("beforetoggle", opened.as_ref().unchecked_ref(), true);
    let _ = page.add_event_listener_with_callback_and_bool("scroll", moved.as_ref().unchecked_ref(), true);
    let _ = window().add_event_listener_with_callback("resize", moved.as_ref().unchecked_ref());
    // They live as long as the page.
    opened.forget();
    moved.forget();
}

fn place(popover: &web_sys::HtmlElement) {
    const GAP: f64 = 4.0;
    const EDGE: f64 = 16.0;
    /// Below this height a popover is better off above its button.
    const ROOM: f64 = 280.0;
    let opener = format!("[popovertarget=\"{}\"]:not([popovertargetaction])", popover.id());
    let Some(opener) = document().query_selector(&opener).ok().flatten() else { return };
    let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let button = opener.get_bounding_client_rect();
    let wide = if popover.class_list().contains("menu") { 240.0 } else { 456.0 };
    let left = button.left().min(width - wide - EDGE).max(EDGE);
    let (below, above) = (height - button.bottom() - GAP - EDGE, button.top() - GAP - EDGE);
    let (top, bottom, room) = if below >= ROOM || below >= above {
        (format!("{}px", button.bottom() + GAP), "auto".to_owned(), below)
    } else {
        ("auto".to_owned(), format!("{}px", height - button.top() + GAP), above)
    };
    let style = popover.style();
    let left = format!("{left}px");
    let room = format!("{room}px");
    for (name, value) in [("--pop-left", left), ("--pop-top", top), ("--pop-bottom", bottom), ("--pop-room", room)] {
        let _ = style.set_property(name, &value);
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

/// A moment as the clock on the wall shows it.
pub fn local_time(millis: i64) -> NaiveDateTime {
    let moment = js_sys::Date::new(&(millis as f64).into());
    let day = day_of(millis).unwrap_or_default();
    let [hour, minute, second] = [moment.get_hours(), moment.get_minutes(), moment.get_seconds()];
    day.and_hms_opt(hour, minute, second).unwrap_or_default()
}

/// The local day of a moment.
pub fn day_of(millis: i64) -> Option<chrono::NaiveDate> {
    let moment = js_sys::Date::new(&(millis as f64).into());
    chrono::NaiveDate::from_ymd_opt(moment.get_full_year() as i32, moment.get_month() + 1, moment.get_date())
}

/// Waits.
pub async fn pause_for(long: std::time::Duration) {
    let (tell, heard) = futures::channel::oneshot::channel();
    set_timeout(move || _ = tell.send(()), long);
    let _ = heard.await;
}

/// Waits for what a part of the program brings that is loaded after the first page; `None` where it does not come.
pub async fn when_it_comes<T>(look: fn() -> Option<T>) -> Option<T> {
    const TRIES: usize = 100;
    for _ in 0..TRIES {
        if let Some(it) = look() {
            return Some(it);
        }
        pause_for(std::time::Duration::from_millis(100)).await;
    }
    None
}

/// Lets the browser draw and listen before the work goes on.
pub async fn pause() {
    pause_for(std::time::Duration::ZERO).await;
}

/// Sends the moves of the pointer that pressed an element to that element, wherever the pointer goes.
pub fn follow_pointer(event: &ev::PointerEvent) {
    let element = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(element) = element {
        // A pointer that is gone already needs no following.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
