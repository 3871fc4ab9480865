//! This workspace: how large it is, whether the browser keeps it, the sample, and its end.

use leptos::prelude::*;

use crate::{
    domain::{Account, Change, Edit, deletion::remove_sample},
    ui::{browser, route::use_navigator, use_store},
};

/// The section.
#[component]
pub fn ThisWorkspace() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let has_sample = Memo::new(move |_| store.read(|records| records.live().any(|(_, row)| row.sample)));
    let counts = Memo::new(move |_| store.read(|records| (records.all::<Account>().count(), records.live().count())));
    let remove = move |_| {
        let change = store.peek(|records| remove_sample(records, "removed the sample workspace".into()));
        store.apply_and_tell(change);
    };
    let erasing = RwSignal::new(false);
    let counted = move || {
        let (accounts, all) = counts.get();
        let [accounts, all] =
            [(accounts, "account"), (all, "record")].map(|(count, one)| locale.count(count as i64, one));
        format!("{accounts} and {all} in all.")
    };
    view! {
        <section class="listing">
            <h2 class="h2">"This workspace"</h2>
            <p class="q2">{counted}</p>
            <Kept />
            <div class="acts-row">
                <Show when=move || has_sample.get()>
                    <button type="button" class="btn" on:click=remove>
                        "Remove the sample"
                    </button>
                </Show>
                <button type="button" class="btn" on:click=move |_| erasing.set(true)>
                    "Erase this workspace"
                </button>
            </div>
            <Show when=move || erasing.get()>
                <Erase erasing />
            </Show>
        </section>
    }
}

/// Whether the browser has promised to keep what is stored, and how much that is.
#[component]
fn Kept() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let state = RwSignal::new(None::<(bool, f64)>);
    let look = move || leptos::task::spawn_local(async move { state.set(browser::storage_state().await) });
    look();
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            if !browser::persist().await {
                store.tell(
                    "The browser did not promise it. It often does once Mainstay is installed or bookmarked. \
                    Keep exporting.",
                );
            }
            look();
        })
    };
    move || {
        let (kept, used) = state.get()?;
        let used = format!("It uses {} MB.", locale.number(used / 1e6, 1));
        let ask = (!kept).then(|| {
            view! {
                " "
                <button type="button" class="more-link" on:click=ask>
                    "Ask it to keep the data"
                </button>
            }
        });
        let promise = if kept {
            "The browser has promised to keep it."
        } else {
            "The browser may clear it when the disk is full."
        };
        Some(view! { <p class="q2">{promise} " " {used} {ask}</p> })
    }
}

/// Asks once more before everything is erased.
#[component]
fn Erase(erasing: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let navigator = use_navigator();
    let erase = move |_| {
        let all = store.peek(|records| records.rows().map(|(key, _)| Edit::Purge(*key)).collect::<Vec<_>>());
        store.apply(Change::new("erased this workspace", all));
        erasing.set(false);
        navigator.replace("./");
    };
    view! {
        <div class="note risk" role="alertdialog" aria-label="Erase this workspace">
            <span>
                "Every record goes, deleted ones included. Until you close this page, undo brings them back. "
                <button type="button" class="more-link" on:click=erase>
                    "Erase everything"
                </button>" "<button type="button" class="more-link" on:click=move |_| erasing.set(false)>
                    "Keep it"
                </button>
            </span>
        </div>
    }
}
