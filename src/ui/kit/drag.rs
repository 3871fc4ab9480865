//! Moving a thing to another place under a mouse, a pen or a finger. Keys do the same where the thing has the focus;
//! that is the page's to say.

use leptos::{
    ev::{KeyboardEvent, MouseEvent, PointerEvent},
    prelude::*,
};

use crate::ui::browser;

/// From how many pixels on a press is a drag.
const THRESHOLD: i32 = 5;

/// A thing on its way.
#[derive(Clone, PartialEq)]
struct Move<T> {
    thing: T,
    /// Where it began, in pixels of the window.
    from: (i32, i32),
    /// How far it has come.
    by: (i32, i32),
    /// The place under the pointer, once it has left its own: the element's `data-place`.
    over: Option<String>,
}

/// What moves among the places of a page. A place is an element with `data-place`.
pub struct Drag<T: 'static> {
    moving: RwSignal<Option<Move<T>>>,
    /// Whether the last press was a drag, so that the click at its end opens nothing.
    dragged: RwSignal<bool>,
}

impl<T> Clone for Drag<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Drag<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Drag<T> {
    /// Nothing moves yet.
    pub fn new() -> Self {
        Self { moving: RwSignal::new(None), dragged: RwSignal::new(false) }
    }

    /// The thing was pressed.
    pub fn press(self, event: &PointerEvent, thing: T) {
        if event.button() == 0 {
            let from = (event.client_x(), event.client_y());
            self.dragged.set(false);
            self.moving.set(Some(Move { thing, from, by: (0, 0), over: None }));
            browser::follow_pointer(event);
        }
    }

    /// The pointer that pressed it has moved.
    pub fn follow(self, event: &PointerEvent) {
        let (x, y) = (event.client_x(), event.client_y());
        self.moving.update(|moving| {
            let Some(moving) = moving else { return };
            moving.by = (x - moving.from.0, y - moving.from.1);
            if moving.over.is_some() || moving.by.0.abs().max(moving.by.1.abs()) >= THRESHOLD {
                // Over no place it is held all the same, and dropped nowhere.
                moving.over = Some(place_at(x, y).unwrap_or_default());
            }
        });
    }

    /// The pointer was lifted: the place where the thing is dropped, if it was dragged.
    pub fn release(self) -> Option<String> {
        let place = self.moving.get_untracked().and_then(|moving| moving.over);
        self.dragged.set(place.is_some());
        self.moving.set(None);
        place
    }

    /// The browser took the pointer away.
    pub fn cancel(self) {
        self.moving.set(None);
    }

    /// Whether the click that follows was the end of a drag; it is forgotten when asked.
    pub fn take_click(self) -> bool {
        let dragged = self.dragged.get_untracked();
        self.dragged.set(false);
        dragged
    }

    /// Whether something is held over a place. Reactive.
    pub fn is_over(self, place: &str) -> bool {
        self.moving.read().as_ref().is_some_and(|moving| moving.over.as_deref() == Some(place))
    }

    /// How a thing is shifted while it moves, as a CSS transform. Reactive.
    pub fn shift(self, thing: &T) -> Option<String> {
        let moving = self.moving.read();
        let moving = moving.as_ref().filter(|moving| moving.thing == *thing && moving.over.is_some())?;
        Some(format!("translate({}px, {}px)", moving.by.0, moving.by.1))
    }
}

/// A button that is dragged to a place, and pressed like any other.
#[component]
pub fn Draggable<T: Clone + PartialEq + Send + Sync + 'static>(
    /// What moves on this page.
    drag: Drag<T>,
    /// Which thing this is.
    thing: T,
    /// The id of the button, so that the focus can follow it to its new place.
    id: String,
    /// Its class.
    class: &'static str,
    /// Whether its record is open.
    #[prop(into, optional)]
    selected: Signal<bool>,
    /// What stands in full where it is cut.
    #[prop(into, optional)]
    title: Signal<String>,
    /// Called with the place where it was dropped.
    on_drop: Callback<String>,
    /// Called when it was pressed without being dragged.
    on_open: Callback<()>,
    /// Called with the keys that it hears.
    on_key: Callback<KeyboardEvent>,
    children: Children,
) -> impl IntoView {
    let thing = StoredValue::new(thing);
    let shift = move || thing.with_value(|thing| drag.shift(thing));
    let released = move |_| {
        if let Some(place) = drag.release() {
            on_drop.run(place);
        }
    };
    let clicked = move |event: MouseEvent| {
        // A key makes a click without a press, whatever was dragged before it.
        if !drag.take_click() || event.detail() == 0 {
            on_open.run(());
        }
    };
    let shown = move || Some(title.get()).filter(|title| !title.is_empty());
    view! {
        <button
            type="button"
            class=class
            id=id
            title=shown
            class:sel=move || selected.get()
            aria-current=move || selected.get().then_some("true")
            class:moving=move || shift().is_some()
            style:transform=shift
            on:click=clicked
            on:keydown=move |event| on_key.run(event)
            on:pointerdown=move |event| thing.with_value(|thing| drag.press(&event, thing.clone()))
            on:pointermove=move |event| drag.follow(&event)
            on:pointerup=released
            on:pointercancel=move |_| drag.cancel()
        >
            {children()}
        </button>
    }
}

/// The place under a point of the window.
fn place_at(x: i32, y: i32) -> Option<String> {
    document().element_from_point(x as f32, y as f32)?.closest("[data-place]").ok()??.get_attribute("data-place")
}
