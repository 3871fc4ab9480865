//! A review, presented: full screen, by keyboard, touch or mouse. While it runs, a key records a decision, another an action.

use leptos::{ev, html, prelude::*};

use super::{documents::SlideView, review::document as review_document};
use crate::{
    document::Face,
    domain::{Account, Action, Change, Decision, Id, Review, choice::DecisionState, date::plus_days},
    ui::{
        browser,
        route::{Route, use_go, use_here, use_replace},
        use_store,
    },
};

/// What is being recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Recording {
    Decision,
    Action,
}

/// The page.
#[component]
pub fn Present(
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let go = use_go();
    let replace = use_replace();
    let document = review_document(id, Face::Client);
    let count = Memo::new(move |_| document.read().as_ref().map_or(0, |document| document.pages.len()));
    let at = here.query_memo("at");
    let position = Memo::new(move |_| at.read().parse::<usize>().unwrap_or(1).clamp(1, count.get().max(1)) - 1);
    let recording = RwSignal::new(None::<Recording>);
    let held = Memo::new(move |_| store.get(id).is_some_and(|review| review.held_on.is_some()));
    let step = {
        let replace = replace.clone();
        move |by: isize| {
            let next =
                position.get_untracked().saturating_add_signed(by).min(count.get_untracked().saturating_sub(1)) + 1;
            replace(untrack(|| here.with("at", &next.to_string())));
        }
    };
    let leave = {
        let go = go.clone();
        move || go(Route::Review(account, id).href())
    };
    let (keyed, leaving) = (step.clone(), leave.clone());
    let handle = window_event_listener(ev::keydown, move |event| {
        if recording.get_untracked().is_some() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "PageDown" | " " | "Enter" => keyed(1),
            "ArrowLeft" | "PageUp" | "Backspace" => keyed(-1),
            "Home" => keyed(-1000),
            "End" => keyed(1000),
            "d" | "D" if !held.get_untracked() => recording.set(Some(Recording::Decision)),
            "a" | "A" if !held.get_untracked() => recording.set(Some(Recording::Action)),
            "f" | "F" => full_screen(),
            "Escape" => leaving(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    });
    on_cleanup(move || handle.remove());
    let (back, on) = (step.clone(), step);
    let slide = move || {
        document.get().and_then(|document| {
            let page = document.pages.get(position.get())?.clone();
            Some(view! { <SlideView page number=position.get() + 1 foot=document.foot /> })
        })
    };
    view! {
        <main id="main" class="show">
            <div class="stage" aria-live="polite">{slide}</div>
            <nav class="show-bar" aria-label="Presentation">
                <button type="button" class="btn" on:click=move |_| leave()>"Leave"</button>
                <button type="button" class="btn" aria-label="Previous slide" on:click=move |_| back(-1)>"‹"</button>
                <span>{move || format!("{} of {}", position.get() + 1, count.get())}</span>
                <button type="button" class="btn" aria-label="Next slide" on:click=move |_| on(1)>"›"</button>
                <Show when=move || !held.get()>
                    <button type="button" class="btn" on:click=move |_| recording.set(Some(Recording::Decision))>"Record a decision "<kbd aria-hidden="true">"D"</kbd></button>
                    <button type="button" class="btn" on:click=move |_| recording.set(Some(Recording::Action))>"Record an action "<kbd aria-hidden="true">"A"</kbd></button>
                </Show>
                <button type="button" class="btn" on:click=move |_| full_screen()>"Full screen "<kbd aria-hidden="true">"F"</kbd></button>
            </nav>
            {move || recording.get().map(|what| view! { <Record what account review=id on_done=Callback::new(move |()| recording.set(None)) /> })}
        </main>
    }
}

fn full_screen() {
    if let Some(root) = leptos::prelude::document().document_element() {
        if leptos::prelude::document().fullscreen_element().is_some() {
            leptos::prelude::document().exit_fullscreen();
        } else {
            let _ = root.request_fullscreen();
        }
    }
}

/// One line that becomes a decision or an action of this review, shared with the client who has just heard it.
#[component]
fn Record(what: Recording, account: Id<Account>, review: Id<Review>, on_done: Callback<()>) -> impl IntoView {
    let store = use_store();
    let text = RwSignal::new(String::new());
    let label = match what {
        Recording::Decision => "The decision, as a sentence",
        Recording::Action => "Who does what: the action, as a sentence",
    };
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            browser::focus("record-text");
        }
    });
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = text.get_untracked().trim().to_owned();
        let today = untrack(|| store.today());
        if said.is_empty() {
            return on_done.run(());
        }
        let change = match what {
            Recording::Decision => {
                let decision = Decision {
                    id: store.new_id(),
                    account,
                    title: said.clone(),
                    state: DecisionState::Taken,
                    decided_on: Some(today),
                    review: Some(review),
                    shared: said,
                    ..Decision::default()
                };
                Change::put("recorded a decision", decision)
            }
            Recording::Action => {
                let owner = store.peek(|records| records.workspace().me);
                let action = Action {
                    id: store.new_id(),
                    account,
                    title: said.clone(),
                    due: Some(plus_days(today, 14)),
                    owner,
                    review: Some(review),
                    shared: said,
                    ..Action::default()
                };
                Change::put("recorded an action", action)
            }
        };
        store.apply_and_tell(change);
        on_done.run(());
    };
    view! {
        <dialog class="dialog record" node_ref=node aria-label=label on:close=move |_: ev::Event| on_done.run(())>
            <form on:submit=save>
                <label class="field"><span>{label}</span><input id="record-text" type="text" autocomplete="off" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) /></label>
                <footer><button type="button" class="btn quiet" on:click=move |_| on_done.run(())>"Cancel"</button><button type="submit" class="btn primary">"Record"</button></footer>
            </form>
        </dialog>
    }
}
