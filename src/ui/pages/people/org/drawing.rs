//! The chart itself: boxes, lines and ties, moved and zoomed by mouse, fingers, wheel and keys.

use leptos::{ev, prelude::*};

use super::Look;
use crate::{
    document::{PeopleMap, Shown, lines_path, tie_path},
    domain::{Id, Person, choice::TieKind, org::BOX},
    ui::{
        browser,
        kit::{Shape, status_class},
        route::{use_here, use_navigator},
        shell::panel_link,
        use_store,
    },
    words::{
        self,
        format::{cut, initials},
        noun,
        screen::{common, people as text},
    },
};

/// Where the mouse took hold of the chart, and how far it was scrolled then.
#[derive(Clone, Copy)]
struct Hold {
    x: i32,
    y: i32,
    left: i32,
    top: i32,
}

/// What a mouse, a wheel and two fingers do to the chart. One finger and track pads scroll by themselves.
#[derive(Clone, Copy)]
struct Gestures {
    look: Look,
    held: StoredValue<Option<Hold>>,
    /// How far two fingers were apart at the last move.
    apart: StoredValue<Option<f64>>,
}

impl Gestures {
    fn new(look: Look) -> Self {
        Self { look, held: StoredValue::new(None), apart: StoredValue::new(None) }
    }

    /// A mouse takes hold of the ground.
    fn pressed(self, event: &ev::PointerEvent) {
        let on_ground = event_target::<web_sys::Element>(event).closest("[role=button]").ok().flatten().is_none();
        if let Some(window) = self.look.scrolled.get_untracked()
            && event.pointer_type() == "mouse"
            && event.button() == 0
            && on_ground
        {
            let (left, top) = (window.scroll_left(), window.scroll_top());
            self.held.set_value(Some(Hold { x: event.client_x(), y: event.client_y(), left, top }));
            browser::follow_pointer(event);
        }
    }

    fn moved(self, event: &ev::PointerEvent) {
        if let (Some(hold), Some(window)) = (self.held.get_value(), self.look.scrolled.get_untracked()) {
            window.set_scroll_left(hold.left - (event.client_x() - hold.x));
            window.set_scroll_top(hold.top - (event.client_y() - hold.y));
        }
    }

    fn wheel(self, event: &ev::WheelEvent) {
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let factor = if event.delta_y() > 0.0 { 0.9 } else { 1.1 };
            self.look.zoom_at(factor, f64::from(event.client_x()), f64::from(event.client_y()));
        }
    }

    fn pinched(self, event: &ev::TouchEvent) {
        let Some((distance, x, y)) = fingers(event) else {
            self.apart.set_value(None);
            return;
        };
        event.prevent_default();
        if let Some(before) = self.apart.get_value().filter(|before| *before > 0.0) {
            self.look.zoom_at(distance / before, x, y);
        }
        self.apart.set_value(Some(distance));
    }
}

/// How far two fingers are apart and the point between them, in pixels of the window; none for one finger or three.
fn fingers(event: &ev::TouchEvent) -> Option<(f64, f64, f64)> {
    let touches = event.touches();
    let at = |finger| touches.get(finger).map(|touch| (f64::from(touch.client_x()), f64::from(touch.client_y())));
    let (one, other) = (at(0)?, at(1)?);
    (touches.length() == 2)
        .then(|| ((one.0 - other.0).hypot(one.1 - other.1), (one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0))
}

/// The chart.
#[component]
pub fn Drawing(look: Look, map: Memo<PeopleMap>, found: Memo<Vec<Id<Person>>>) -> impl IntoView {
    let gestures = Gestures::new(look);
    let keys = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "+" | "=" if !event.ctrl_key() && !event.meta_key() => look.zoom_by(1.25),
        "-" if !event.ctrl_key() && !event.meta_key() => look.zoom_by(0.8),
        "0" if !event.ctrl_key() && !event.meta_key() => look.fit(map.with_untracked(|map| map.layout.size)),
        _ => {}
    };
    let people = Memo::new(move |_| {
        let map = map.read();
        let placed = map.people.iter().filter_map(|shown| Some((shown.clone(), *map.layout.at.get(&shown.id)?)));
        placed.map(|(shown, at)| (shown, at.0 as i64, at.1 as i64)).collect::<Vec<_>>()
    });
    let ties = move || {
        let map = map.read();
        let drawn =
            map.ties.iter().filter_map(|(from, kind, to)| Some(tie_line(&tie_path(&map.layout, *from, *to)?, *kind)));
        drawn.collect_view()
    };
    let size = move || map.read().layout.size;
    let below = move |id: Id<Person>| map.with(|map| map.layout.below.get(&id).copied().unwrap_or(0));
    view! {
        <div
            class="scroll org-scroll"
            node_ref=look.scrolled
            tabindex="0"
            role="region"
            aria-label=text::ORG_CHART_SCROLLS_PLUS
            on:keydown=keys
            on:wheel=move |event| gestures.wheel(&event)
            on:touchstart=move |event| gestures.pinched(&event)
            on:touchmove=move |event| gestures.pinched(&event)
            on:touchend=move |_| gestures.apart.set_value(None)
            on:touchcancel=move |_| gestures.apart.set_value(None)
            on:pointerdown=move |event| gestures.pressed(&event)
            on:pointermove=move |event| gestures.moved(&event)
            on:pointerup=move |_| gestures.held.set_value(None)
            on:pointercancel=move |_| gestures.held.set_value(None)
        >
            <svg
                class="org"
                viewBox=move || format!("0 0 {:.0} {:.0}", size().0, size().1)
                width=move || format!("{:.0}", size().0 * look.zoom.get())
                height=move || format!("{:.0}", size().1 * look.zoom.get())
                role="group"
                aria-label=common::ORG_CHART
            >
                <path class="rp" d=move || lines_path(&map.read().layout.lines) />
                <g>{ties}</g>
                <g>
                    <For
                        each=move || people.get()
                        key=|(shown, x, y)| format!("{shown:?} {x} {y}")
                        children=move |(shown, x, y)| {
                            let id = shown.id;
                            let dim = Signal::derive(move || {
                                !look.search.read().trim().is_empty() && !found.read().contains(&id)
                            });
                            view! {
                                <PersonBox shown=shown.clone() x=x as f64 y=y as f64 dim />
                                <Toggle
                                    look
                                    id
                                    name=shown.name
                                    x=x as f64
                                    y=y as f64
                                    below=Signal::derive(move || below(id))
                                />
                            }
                        }
                    />
                </g>
            </svg>
        </div>
    }
}

/// Collapses and expands those below a head.
#[component]
fn Toggle(look: Look, id: Id<Person>, name: String, x: f64, y: f64, below: Signal<usize>) -> impl IntoView {
    let locale = use_store().locale();
    let is_collapsed = move || look.collapsed.read().contains(&id);
    let toggle = move || {
        look.collapsed.update(|collapsed| {
            if !collapsed.remove(&id) {
                collapsed.insert(id);
            }
        });
    };
    let keys = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            toggle();
        }
    };
    let label = move || text::below(locale.count(below.get() as i64, noun::PERSON), &name);
    let text = move || if is_collapsed() { below.get().to_string() } else { "−".to_owned() };
    view! {
        <Show when=move || { below.get() > 0 }>
            <g
                class="org-t"
                class:shut=is_collapsed
                transform=format!("translate({:.0} {:.0})", x + BOX.0 / 2.0, y + BOX.1)
                role="button"
                tabindex="0"
                aria-label=label.clone()
                aria-expanded=move || (!is_collapsed()).to_string()
                on:click=move |_| toggle()
                on:keydown=keys
            >
                <circle class="tl-hit" r="12" />
                <circle class="org-tc" r="9" />
                <text text-anchor="middle" y="4">
                    {text}
                </text>
            </g>
        </Show>
    }
}

fn tie_line((path, (x, y)): &(String, (f64, f64)), kind: TieKind) -> AnyView {
    let (class, word) = match kind {
        TieKind::Influences => ("inf", text::INFLUENCES),
        TieKind::WorksWith => ("wrk", text::WORKS_WITH),
        TieKind::Conflicts => ("con", text::CONFLICTS),
    };
    let (x, y, path) = (*x, *y, path.clone());
    let half = word.len() as f64 * 3.1;
    view! {
        <path class=format!("tie {class}") d=path />
        <g class="tl">
            <rect x=x - half y=y - 8.0 width=half * 2.0 height="16" />
            <text x=x y=y + 4.0 text-anchor="middle" class=class>
                {word}
            </text>
        </g>
    }
    .into_any()
}

#[component]
fn PersonBox(shown: Shown, x: f64, y: f64, dim: Signal<bool>) -> impl IntoView {
    let here = use_here();
    let navigator = use_navigator();
    let open = here.query_memo("open");
    let Shown { id, name, title, place, ours } = shown;
    // Three lines where the unit or the region is known, else two.
    let lines = if place.is_empty() { (22, 38) } else { (18, 31) };
    let status = ours.as_ref().and_then(|(status, _)| *status);
    let class = format!("ob ob-{}", status.map_or("none", status_class));
    let show = move || navigator.replace(&untrack(|| panel_link(here, id)));
    let pressed = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            show();
        }
    };
    let room = match &ours {
        Some((_, None)) => 13,
        Some(_) => 18,
        None => 22,
    };
    let owner = ours.map(|(_, owner)| {
        let none = owner.is_none();
        view! {
            <text class="ous" class:no=none x="177" y="40" text-anchor="end">
                {owner.unwrap_or_else(|| common::NO_OWNER.into())}
            </text>
        }
    });
    // Read with the box, not seen: the mark beside the name says it to the eye.
    let said = status.map(words::player).unwrap_or_default();
    view! {
        <g
            class="on"
            class:dim=dim
            class:sel=move || open.get() == id.to_string()
            transform=format!("translate({x} {y})")
            role="button"
            tabindex="0"
            on:click=move |_| show()
            on:keydown=pressed
        >
            <text class="t0">{said}</text>
            <g>
                <rect class=class width=BOX.0 height=BOX.1 rx="6" />
                <circle class="oa" cx="22" cy="26" r="13" />
                <text class="oi" x="22" y="29.5" text-anchor="middle">
                    {initials(&name)}
                </text>
                <text class="t1 of" x="43" y=lines.0>
                    {cut(&name, 20)}
                </text>
                <text x="43" y=lines.1>
                    {cut(&title, room)}
                </text>
                <text class="op" x="43" y="44">
                    {cut(&place, 20)}
                </text>
                <g transform="translate(167 6) scale(.9)">{status.map(|status| view! { <Shape status /> })}</g>
                {owner}
            </g>
        </g>
    }
}
