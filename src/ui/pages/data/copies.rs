//! The other copies of this workspace that are known here: whose they are, where they run, and when they wrote last.

use leptos::prelude::*;

use crate::{
    state::Peer,
    ui::{browser, use_store},
    words::{self, screen::folders as text},
};

/// The section; nothing where this is the only copy.
#[component]
pub fn Copies() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let copies = move || {
        // What is merged may bring others.
        store.labels().track();
        store.saved().track();
        store.copies()
    };
    let row = move |(writer, wrote_at): (Peer, i64)| {
        let (name, state) = match store.is_own(&writer) {
            true => (text::THIS_DEVICE.to_owned(), words::person_on(&writer.person, &writer.runs_in)),
            false => (words::person_on(&writer.person, &writer.runs_in), String::new()),
        };
        let day = browser::day_of(wrote_at).map(|day| locale.date(day));
        view! {
            <tr>
                <td class="mid">{name}</td>
                <td class="q2">{state}</td>
                <td class="q2">{text::wrote_last_on(day.unwrap_or_default())}</td>
            </tr>
        }
    };
    move || {
        let copies = copies();
        (copies.len() > 1).then(|| {
            view! {
                <section class="listing">
                    <h2 class="h2">{text::COPIES}<small>{copies.len()}</small></h2>
                    <table class="tbl">
                        <tbody>{copies.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </section>
            }
        })
    }
}
