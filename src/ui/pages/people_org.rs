//! The org chart: a tidy tree with the ties drawn between people; zoom, pan, search, collapsing; and the map as a file.

use std::collections::BTreeSet;

use leptos::{ev, html, prelude::*};

use super::people::player_word;
use crate::words::format::initials;
use crate::{
    document::{Face, PeopleMap, Shown, lines_path, people_map, tie_path},
    domain::{
        Account, Id, Kind, Person, Tie,
        choice::TieKind,
        org::{BOX, above},
    },
    export::map_svg,
    ui::{
        browser,
        kit::{Glyph, Icon, InternalOnly, Preset, Shape, Views, status_class},
        route::{use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
};

/// The least and the largest size of the chart, as a factor.
const ZOOM: (f64, f64) = (0.15, 2.0);

/// How the chart is looked at.
#[derive(Clone, Copy)]
struct Look {
    zoom: RwSignal<f64>,
    collapsed: RwSignal<BTreeSet<Id<Person>>>,
    search: RwSignal<String>,
    scrolled: NodeRef<html::Div>,
}

impl Look {
    fn zoom_by(self, factor: f64) {
        self.zoom.update(|zoom| *zoom = (*zoom * factor).clamp(ZOOM.0, ZOOM.1));
    }

    /// Zooms so that what is under this point of the window stays there.
    fn zoom_at(self, factor: f64, x: f64, y: f64) {
        let Some(window) = self.scrolled.get_untracked() else { return };
        let ground = window.get_bounding_client_rect();
        let (x, y) = (x - ground.left(), y - ground.top());
        let before = self.zoom.get_untracked();
        let at = ((f64::from(window.scroll_left()) + x) / before, (f64::from(window.scroll_top()) + y) / before);
        self.zoom_by(factor);
        let now = self.zoom.get_untracked();
        // The chart has its new size once it is drawn; before, it could not be scrolled so far.
        request_animation_frame(move || {
            window.set_scroll_left((at.0 * now - x) as i32);
            window.set_scroll_top((at.1 * now - y) as i32);
        });
    }

    /// Shows all of a chart of this size, never larger than it is.
    fn fit(self, size: (f64, f64)) {
        if let Some(window) = self.scrolled.get_untracked() {
            let factor = (f64::from(window.client_width()) / size.0).min(f64::from(window.client_height()) / size.1);
            self.zoom.set(factor.clamp(ZOOM.0, 1.0));
        }
    }

    /// Brings a person's box into view.
    fn show(self, at: (f64, f64)) {
        if let Some(window) = self.scrolled.get_untracked() {
            let zoom = self.zoom.get_untracked();
            window.set_scroll_left((at.0 * zoom) as i32 - window.client_width() / 2 + 92);
            window.set_scroll_top((at.1 * zoom) as i32 - window.client_height() / 2 + 26);
        }
    }
}

/// Whether a person fits what was searched for: every word begins a part of the name, the title, the unit or the
/// region.
fn fits(person: &Person, wanted: &str) -> bool {
    let text = format!("{} {} {} {}", person.name, person.title, person.unit, person.region).to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| text.split_whitespace().any(|part| part.starts_with(word)))
}

/// The org chart of an account.
#[component]
pub fn OrgChart(
    /// Which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let look = Look {
        zoom: RwSignal::new(1.0),
        collapsed: RwSignal::new(BTreeSet::new()),
        search: RwSignal::new(String::new()),
        scrolled: NodeRef::new(),
    };
    let face = here.query_memo("face");
    let map = Memo::new(move |_| {
        let today = store.today();
        let face = if face.read().is_empty() { Face::Internal } else { Face::Client };
        store.read_account(id, |records| people_map(records, id, face, &look.collapsed.read(), today, locale))
    });
    let found = Memo::new(move |_| {
        let wanted = look.search.get();
        if wanted.trim().is_empty() {
            return Vec::new();
        }
        store.read_account(id, |records| {
            records.of::<Person>(id).filter(|person| fits(person, &wanted)).map(|person| person.id).collect::<Vec<_>>()
        })
    });
    // The first who fits is brought into view, out of collapsed groups too.
    Effect::new(move |_| {
        let Some(first) = found.read().first().copied() else { return };
        let heads = store.peek(|records| above(&records.of::<Person>(id).collect::<Vec<_>>(), first));
        let hidden = look.collapsed.with_untracked(|collapsed| heads.iter().any(|head| collapsed.contains(head)));
        if hidden {
            look.collapsed.update(|collapsed| collapsed.retain(|head| !heads.contains(head)));
        }
        if let Some(at) = map.with_untracked(|map| map.layout.at.get(&first).copied()) {
            look.show(at);
        }
    });
    let is_internal = move || face.read().is_empty();
    view! {
        <Tools look map found />
        <p class="print-only map-h">
            {move || {
                let map = map.read();
                format!(
                    "{}, people, {}{}",
                    map.client,
                    locale.date_long(map.date),
                    if map.face == Face::Internal { ", internal only" } else { "" },
                )
            }}
        </p>
        <Drawing look map found />
        <Show when=is_internal>
            <Ties id />
        </Show>
    }
}

#[component]
fn Tools(look: Look, map: Memo<PeopleMap>, found: Memo<Vec<Id<Person>>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let svg = move |_| browser::download(&map_svg(&map.get_untracked()));
    let png = move |_| {
        let picture = map_svg(&map.get_untracked());
        leptos::task::spawn_local(async move {
            match browser::picture_of(&picture).await {
                Some(png) => browser::download(&png),
                None => store.complain(
                    "The browser could not draw the picture. Export the SVG instead, or collapse some groups.",
                ),
            }
        });
    };
    let heads = move || {
        map.read().layout.below.iter().filter(|(_, count)| **count > 0).map(|(id, _)| *id).collect::<BTreeSet<_>>()
    };
    let all_collapsed = move || !look.collapsed.read().is_empty();
    let toggle_all = move |_| {
        if untrack(all_collapsed) {
            look.collapsed.set(BTreeSet::new());
        } else {
            // Heads that have heads below them stay open, so that the shape of the house is seen.
            let people = store
                .peek(|records| records.all::<Person>().map(|person| (person.id, person.manager)).collect::<Vec<_>>());
            let all = untrack(heads);
            let above_heads: BTreeSet<Id<Person>> =
                people.iter().filter(|(id, _)| all.contains(id)).filter_map(|(_, manager)| *manager).collect();
            look.collapsed.set(all.difference(&above_heads).copied().collect());
        }
    };
    let count = move || match (look.search.read().trim().is_empty(), found.read().len()) {
        (true, _) => String::new(),
        (false, 0) => "nobody fits".into(),
        (false, some) => format!("{} found", locale.count(some as i64, "person")),
    };
    view! {
        <div class="org-bar">
            <label class="inline">
                <span class="sr">"Find on the chart"</span>
                <input
                    type="search"
                    placeholder="Find a person, unit or region"
                    prop:value=move || look.search.get()
                    on:input=move |event| look.search.set(event_target_value(&event))
                />
            </label>
            <span class="q small" role="status">
                {count}
            </span>
            <span class="row-acts">
                <button type="button" class="icon-btn" aria-label="Smaller" on:click=move |_| look.zoom_by(0.8)>
                    <Icon glyph=Glyph::ZoomOut />
                </button>
                <span class="q small zoom-n">{move || locale.percent(look.zoom.get(), 0)}</span>
                <button type="button" class="icon-btn" aria-label="Larger" on:click=move |_| look.zoom_by(1.25)>
                    <Icon glyph=Glyph::ZoomIn />
                </button>
                <button type="button" class="btn" on:click=move |_| look.fit(map.with_untracked(|map| map.layout.size))>
                    "Fit"
                </button>
                <button type="button" class="btn" on:click=toggle_all>
                    {move || if all_collapsed() { "Expand all" } else { "Collapse groups" }}
                </button>
            </span>
            <span class="row-acts push">
                <Views label="For whom" query="face" views=&[("", "Internal"), ("client", "Client-safe")] />
                <button type="button" class="btn" on:click=svg>
                    <Icon glyph=Glyph::Download />
                    <span>"SVG"</span>
                </button>
                <button type="button" class="btn" on:click=png>
                    <Icon glyph=Glyph::Download />
                    <span>"PNG"</span>
                </button>
                <button type="button" class="btn" on:click=move |_| browser::print()>
                    <Icon glyph=Glyph::Print />
                    <span>"Print"</span>
                </button>
            </span>
        </div>
    }
}

#[component]
fn Drawing(look: Look, map: Memo<PeopleMap>, found: Memo<Vec<Id<Person>>>) -> impl IntoView {
    // A mouse drags the ground; one finger and track pads scroll by themselves.
    let held = StoredValue::new(None::<(i32, i32, i32, i32)>);
    let pressed = move |event: ev::PointerEvent| {
        let on_ground = event_target::<web_sys::Element>(&event).closest("[role=button]").ok().flatten().is_none();
        if let Some(window) = look.scrolled.get_untracked()
            && event.pointer_type() == "mouse"
            && event.button() == 0
            && on_ground
        {
            held.set_value(Some((event.client_x(), event.client_y(), window.scroll_left(), window.scroll_top())));
            browser::follow_pointer(&event);
        }
    };
    let moved = move |event: ev::PointerEvent| {
        if let (Some((x, y, left, top)), Some(window)) = (held.get_value(), look.scrolled.get_untracked()) {
            window.set_scroll_left(left - (event.client_x() - x));
            window.set_scroll_top(top - (event.client_y() - y));
        }
    };
    let wheel = move |event: ev::WheelEvent| {
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let factor = if event.delta_y() > 0.0 { 0.9 } else { 1.1 };
            look.zoom_at(factor, f64::from(event.client_x()), f64::from(event.client_y()));
        }
    };
    // Two fingers pinch; how far they were apart at the last move.
    let apart = StoredValue::new(None::<f64>);
    let pinched = move |event: ev::TouchEvent| {
        let Some((distance, x, y)) = fingers(&event) else {
            apart.set_value(None);
            return;
        };
        event.prevent_default();
        if let Some(before) = apart.get_value().filter(|before| *before > 0.0) {
            look.zoom_at(distance / before, x, y);
        }
        apart.set_value(Some(distance));
    };
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
            aria-label="Org chart, scrolls; plus, minus and 0 zoom"
            on:keydown=keys
            on:wheel=wheel
            on:touchstart=pinched
            on:touchmove=pinched
            on:touchend=move |_| apart.set_value(None)
            on:touchcancel=move |_| apart.set_value(None)
            on:pointerdown=pressed
            on:pointermove=moved
            on:pointerup=move |_| held.set_value(None)
            on:pointercancel=move |_| held.set_value(None)
        >
            <svg
                class="org"
                viewBox=move || format!("0 0 {:.0} {:.0}", size().0, size().1)
                width=move || format!("{:.0}", size().0 * look.zoom.get())
                height=move || format!("{:.0}", size().1 * look.zoom.get())
                role="group"
                aria-label="Org chart"
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

/// How far two fingers are apart and the point between them, in pixels of the window; none for one finger or three.
fn fingers(event: &ev::TouchEvent) -> Option<(f64, f64, f64)> {
    let touches = event.touches();
    let at = |finger| touches.get(finger).map(|touch| (f64::from(touch.client_x()), f64::from(touch.client_y())));
    let (one, other) = (at(0)?, at(1)?);
    (touches.length() == 2)
        .then(|| ((one.0 - other.0).hypot(one.1 - other.1), (one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0))
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
    let label = move || format!("{} below {name}", locale.count(below.get() as i64, "person"));
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
        TieKind::Influences => ("inf", "influences"),
        TieKind::WorksWith => ("wrk", "works with"),
        TieKind::Conflicts => ("con", "conflicts"),
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

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() > most {
        format!("{}…", text.chars().take(most - 1).collect::<String>())
    } else {
        text.to_owned()
    }
}

#[component]
fn PersonBox(shown: Shown, x: f64, y: f64, dim: Signal<bool>) -> impl IntoView {
    let here = use_here();
    let replace = use_replace();
    let open = here.query_memo("open");
    let Shown { id, name, title, place, ours } = shown;
    // Three lines where the unit or the region is known, else two.
    let lines = if place.is_empty() { (22, 38) } else { (18, 31) };
    let status = ours.as_ref().and_then(|(status, _)| *status);
    let class = format!("ob ob-{}", status.map_or("none", status_class));
    let show = {
        let replace = replace.clone();
        move || replace(untrack(|| panel_link(here, id)))
    };
    let clicked = show.clone();
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
                {owner.unwrap_or_else(|| "no owner".into())}
            </text>
        }
    });
    // Read with the box, not seen: the mark beside the name says it to the eye.
    let said = status.map(player_word).unwrap_or_default();
    view! {
        <g
            class="on"
            class:dim=dim
            class:sel=move || open.get() == id.to_string()
            transform=format!("translate({x} {y})")
            role="button"
            tabindex="0"
            on:click=move |_| clicked()
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

/// The ties as a table, with what we make of each.
#[component]
fn Ties(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let ties = Memo::new(move |_| {
        store.read_account(id, |records| {
            let name = |id: Id<Person>| records.get(id).map(|person| person.name.clone()).unwrap_or_default();
            records.of::<Tie>(id).map(|tie| (tie.clone(), name(tie.from), name(tie.to))).collect::<Vec<_>>()
        })
    });
    let row = move |(tie, from, to): (Tie, String, String)| {
        let glyph = if tie.kind == TieKind::Conflicts { Glyph::Close } else { Glyph::Right };
        view! {
            <tr>
                <td>
                    <Icon glyph />
                    " "
                    <a href=move || panel_link(here, tie.id)>{tie.kind.label()}</a>
                </td>
                <td class="mid">{format!("{from}, {to}")}</td>
                <td class="q2">{tie.note.clone()}</td>
                <td class="r q">{tie.seen.map(|date| store.locale().date_near(date, store.today()))}</td>
            </tr>
        }
    };
    view! {
        <section class="org-ties">
            <h2 class="h2">
                "Ties"<small>{move || ties.read().len()}</small><span class="push row-acts">
                    <button
                        type="button"
                        class="more-link"
                        on:click=move |_| adding.open(Kind::Tie, Some(id), Preset::default())
                    >
                        "Add a tie"
                    </button>
                    <InternalOnly />
                </span>
            </h2>
            <Show
                when=move || !ties.read().is_empty()
                fallback=|| {
                    view! {
                        <p class="empty">"Who influences whom, who conflicts? Informal ties are drawn on the chart."</p>
                    }
                }
            >
                <table class="tbl ties">
                    <thead>
                        <tr>
                            <th>"Informal tie"</th>
                            <th>"Between"</th>
                            <th>"What we make of it"</th>
                            <th class="r">"Seen"</th>
                        </tr>
                    </thead>
                    <tbody>{move || ties.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </Show>
        </section>
    }
}
