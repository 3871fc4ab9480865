//! What was deleted, and the way back.

use leptos::prelude::*;

use crate::{
    domain::{
        Change, Edit,
        deletion::{Fallen, deletions},
    },
    ui::{browser, use_store},
    words::format,
};

/// How many deletions are listed.
const LISTED: usize = 50;

/// The section.
#[component]
pub fn Deleted() -> impl IntoView {
    let store = use_store();
    // Records that fell in one deletion come back in one, so one row stands for them.
    let deleted = Memo::new(move |_| store.read(deletions));
    let row = |fallen: Fallen| view! { <Row fallen /> };
    view! {
        <section class="listing">
            <h2 class="h2">"Deleted"<small>"kept for 30 days"</small></h2>
            <Show
                when=move || !deleted.read().is_empty()
                fallback=|| view! { <p class="q">"Nothing was deleted in the last 30 days."</p> }
            >
                <table class="tbl">
                    <thead class="sr">
                        <tr>
                            <th>"What"</th>
                            <th>"With it"</th>
                            <th>"Restore"</th>
                        </tr>
                    </thead>
                    <tbody>{move || deleted.get().into_iter().take(LISTED).map(row).collect_view()}</tbody>
                </table>
            </Show>
        </section>
    }
}

#[component]
fn Row(fallen: Fallen) -> impl IntoView {
    let store = use_store();
    let Fallen { deletion, key, name, count } = fallen;
    let title = format!("{} “{}”", format::sentence(key.kind.one()), name.unwrap_or_default());
    let restore = move |_| {
        store.apply_and_tell(Change::new("restored what was deleted", vec![Edit::Restore(key)]));
    };
    let with = (count > 1).then(|| format!("and {} more", count - 1));
    let day = browser::day_of(deletion.at).map(|day| store.locale().date(day));
    view! {
        <tr>
            <td class="mid">{title.clone()}</td>
            <td class="q2">{with}</td>
            <td class="q2">{day}</td>
            <td class="r">
                <button type="button" class="more-link" aria-label=format!("Restore {title}") on:click=restore>
                    "Restore"
                </button>
            </td>
        </tr>
    }
}
