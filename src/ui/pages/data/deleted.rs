//! What was deleted, and the way back.

use leptos::prelude::*;

use crate::{
    domain::{
        Change, Edit,
        deletion::{Fallen, deletions},
    },
    ui::{browser, use_store},
    words::{format, screen::data as text},
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
            <h2 class="h2">{text::DELETED}<small>{text::KEPT_FOR_30_DAYS}</small></h2>
            <Show
                when=move || !deleted.read().is_empty()
                fallback=|| view! { <p class="q">{text::NOTHING_WAS_DELETED_IN}</p> }
            >
                <table class="tbl">
                    <thead class="sr">
                        <tr>
                            <th>{text::WHAT}</th>
                            <th>{text::WITH_IT}</th>
                            <th>{text::RESTORE}</th>
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
        store.apply_and_tell(Change::new(text::RESTORED_WHAT_WAS_DELETED, vec![Edit::Restore(key)]));
    };
    let with = (count > 1).then(|| text::and_more(count - 1));
    let day = browser::day_of(deletion.at).map(|day| store.locale().date(day));
    view! {
        <tr>
            <td class="mid">{title.clone()}</td>
            <td class="q2">{with}</td>
            <td class="q2">{day}</td>
            <td class="r">
                <button type="button" class="more-link" aria-label=text::restore(&title) on:click=restore>
                    {text::RESTORE}
                </button>
            </td>
        </tr>
    }
}
