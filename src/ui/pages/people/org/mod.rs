//! The org chart: a tidy tree with the ties drawn between people; zoom, pan, search, collapsing; and the map as a file.

mod drawing;
mod ties;
mod tools;

use std::collections::BTreeSet;

use leptos::{html, prelude::*};

use self::{drawing::Drawing, ties::Ties, tools::Tools};
use crate::{
    document::{Face, people_map},
    domain::{Account, Id, Person, org::above},
    ui::{route::use_here, use_store},
    words::screen::people as text,
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
            records.of::<Person>(id).filter(|person| person.fits(&wanted)).map(|person| person.id).collect::<Vec<_>>()
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
                text::map_title(
                    &map.client,
                    locale.date_long(map.date),
                    if map.face == Face::Internal { text::INTERNAL_ONLY } else { "" },
                )
            }}
        </p>
        <Drawing look map found />
        <Show when=is_internal>
            <Ties id />
        </Show>
    }
}
