//! This workspace: how large it is, whether the browser keeps it, the sample, and its end.

use leptos::prelude::*;

use crate::{
    domain::{Account, deletion::remove_sample},
    ui::{browser, kit::TextInput, pages::data::export::back_up, use_store},
    words::{noun, screen::data as text},
};

/// The section.
#[component]
pub fn ThisWorkspace() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let has_sample = Memo::new(move |_| store.read(|records| records.live().any(|(_, row)| row.sample)));
    let counts = Memo::new(move |_| store.read(|records| (records.all::<Account>().count(), records.live().count())));
    let remove = move |_| {
        let change = store.peek(|records| remove_sample(records, text::REMOVED_THE_SAMPLE_WORKSPACE.into()));
        store.apply_and_tell(change);
    };
    let erasing = RwSignal::new(false);
    let counted = move || {
        let (accounts, all) = counts.get();
        let [accounts, all] =
            [(accounts, noun::ACCOUNT), (all, noun::RECORD)].map(|(count, one)| locale.count(count as i64, one));
        text::accounts_and_all(&accounts, &all)
    };
    view! {
        <section class="listing">
            <h2 class="h2">{text::THIS_WORKSPACE}</h2>
            <p class="q2">{counted}</p>
            <Kept />
            <div class="acts-row">
                <Show when=move || has_sample.get()>
                    <button type="button" class="btn" on:click=remove>
                        {text::REMOVE_THE_SAMPLE}
                    </button>
                </Show>
                <button type="button" class="btn" on:click=move |_| erasing.set(true)>
                    {text::ERASE_THIS_WORKSPACE}
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
                store.tell(text::THE_BROWSER_DID_NOT);
            }
            look();
        })
    };
    move || {
        let (kept, used) = state.get()?;
        let used = text::uses(locale.number(used / 1e6, 1));
        let ask = (!kept).then(|| {
            view! {
                " "
                <button type="button" class="more-link" on:click=ask>
                    {text::ASK_IT_TO_KEEP}
                </button>
            }
        });
        let promise = if kept { text::THE_BROWSER_HAS_PROMISED } else { text::THE_BROWSER_MAY_CLEAR };
        Some(view! { <p class="q2">{promise} " " {used} {ask}</p> })
    }
}

/// Asks once more before everything is erased.
#[component]
fn Erase(erasing: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let word = RwSignal::new(String::new());
    let is_meant = move || word.read().trim() == text::ERASE_WORD;
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(is_meant) {
            erasing.set(false);
            leptos::task::spawn_local(store.erase());
        }
    };
    view! {
        <form class="note risk erase" aria-label=text::ERASE_THIS_WORKSPACE on:submit=submitted>
            <p>{text::EVERY_RECORD_GOES_DELETED}</p>
            <TextInput label=text::TYPE_ERASE value=word />
            <div class="acts-row">
                <button type="submit" class="btn" disabled=move || !is_meant()>
                    {text::ERASE_EVERYTHING}
                </button>
                <button type="button" class="btn" on:click=move |_| back_up(store)>
                    {text::BACK_UP_FIRST}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| erasing.set(false)>
                    {text::KEEP_IT}
                </button>
            </div>
        </form>
    }
}
