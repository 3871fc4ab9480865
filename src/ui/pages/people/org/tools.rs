//! The bar above the org chart: search, zoom, collapsing, and the map as a file.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Look;
use crate::{
    document::PeopleMap,
    domain::{Id, Person, org::innermost},
    export::map_svg,
    ui::{
        browser,
        kit::{Glyph, Icon, Views},
        use_store,
    },
};

/// The bar.
#[component]
pub fn Tools(look: Look, map: Memo<PeopleMap>, found: Memo<Vec<Id<Person>>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
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
            <Zoom look map />
            <Files map />
        </div>
    }
}

#[component]
fn Zoom(look: Look, map: Memo<PeopleMap>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let heads = move || {
        map.read().layout.below.iter().filter(|(_, count)| **count > 0).map(|(id, _)| *id).collect::<BTreeSet<_>>()
    };
    let all_collapsed = move || !look.collapsed.read().is_empty();
    let toggle_all = move |_| {
        if untrack(all_collapsed) {
            look.collapsed.set(BTreeSet::new());
        } else {
            let heads = untrack(heads);
            look.collapsed.set(store.peek(|records| innermost(records.all(), &heads)));
        }
    };
    view! {
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
    }
}

#[component]
fn Files(map: Memo<PeopleMap>) -> impl IntoView {
    let store = use_store();
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
    view! {
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
    }
}
