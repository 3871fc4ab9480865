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
    words::{
        noun,
        screen::{common, people as text},
    },
};

/// The bar.
#[component]
pub fn Tools(look: Look, map: Memo<PeopleMap>, found: Memo<Vec<Id<Person>>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let count = move || match (look.search.read().trim().is_empty(), found.read().len()) {
        (true, _) => String::new(),
        (false, 0) => text::NOBODY_FITS.into(),
        (false, some) => text::people_found(locale.count(some as i64, noun::PERSON)),
    };
    view! {
        <div class="org-bar">
            <label class="inline">
                <span class="sr">{text::FIND_ON_THE_CHART}</span>
                <input
                    type="search"
                    placeholder=text::FIND_A_PERSON_UNIT
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
            <button type="button" class="icon-btn" aria-label=text::SMALLER on:click=move |_| look.zoom_by(0.8)>
                <Icon glyph=Glyph::ZoomOut />
            </button>
            <span class="q small zoom-n">{move || locale.percent(look.zoom.get(), 0)}</span>
            <button type="button" class="icon-btn" aria-label=text::LARGER on:click=move |_| look.zoom_by(1.25)>
                <Icon glyph=Glyph::ZoomIn />
            </button>
            <button type="button" class="btn" on:click=move |_| look.fit(map.with_untracked(|map| map.layout.size))>
                {text::FIT}
            </button>
            <button type="button" class="btn" on:click=toggle_all>
                {move || if all_collapsed() { text::EXPAND_ALL } else { text::COLLAPSE_GROUPS }}
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
                None => store.complain(text::THE_BROWSER_COULD_NOT),
            }
        });
    };
    view! {
        <span class="row-acts push">
            <Views label=common::FOR_WHOM query="face" views=&[("", text::INTERNAL), ("client", text::CLIENT_SAFE)] />
            <button type="button" class="btn" on:click=svg>
                <Icon glyph=Glyph::Download />
                <span>{text::SVG}</span>
            </button>
            <button type="button" class="btn" on:click=png>
                <Icon glyph=Glyph::Download />
                <span>{text::PNG}</span>
            </button>
            <button type="button" class="btn" on:click=move |_| browser::print()>
                <Icon glyph=Glyph::Print />
                <span>{common::PRINT}</span>
            </button>
        </span>
    }
}
