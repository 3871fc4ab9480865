//! The panel of an action: why it matters, where it is done, its evidence.

use leptos::prelude::*;

use super::{actions::toggled, place_of};
use crate::{
    domain::{
        Account, Action, Change, Id, Key, Link,
        choice::ActionStatus,
        plan30::{self, Found},
    },
    ui::{
        kit::{Glyph, Icon, Panel},
        route::use_navigator,
        use_store,
    },
    words::{self, screen::plan as text},
};

/// The panel.
#[component]
pub fn ActionPanel(
    /// Which action.
    id: Id<Action>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let action = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = action.get_untracked().account;
    let toggle = move |_| {
        store.apply(toggled(&action.get_untracked(), untrack(|| store.today())));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&["why", "doneOn"]>
            <section>
                <button type="button" class="btn" on:click=toggle>
                    {move || if action.read().status == ActionStatus::Done { text::REOPEN } else { text::DONE }}
                </button>
                {move || {
                    (!action.read().why.is_empty()).then(|| view! { <p class="why q2">{action.read().why.clone()}</p> })
                }}
            </section>
            <Show when=move || action.read().evidence.is_some()>
                <Evidence account action />
            </Show>
            <Links account id />
        </Panel>
    }
}

#[component]
fn Evidence(account: Id<Account>, action: Memo<Action>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let navigator = use_navigator();
    let found = move || {
        let today = store.today();
        match store.read_account(account, |records| plan30::evidence(records, &action.read(), today)) {
            Found::Yes(proof) => text::proof_found(words::proof(&proof, locale)),
            Found::No(lack) => text::not_yet(words::lack(lack, locale)),
        }
    };
    view! {
        <section>
            <h3>{text::EVIDENCE}</h3>
            <p class="q2">{found}</p>
            {move || {
                let (href, place) = place_of(account, action.read().evidence);
                view! {
                    <button type="button" class="more-link" on:click=move |_| navigator.go(&href)>
                        {text::do_it_under(place)}
                    </button>
                }
            }}
        </section>
    }
}

/// What shows that it was done: links and notes.
#[component]
fn Links(account: Id<Account>, id: Id<Action>) -> impl IntoView {
    let store = use_store();
    let links = Memo::new(move |_| {
        store.read_account(account, |records| {
            records.of::<Link>(account).filter(|link| link.of == Some(id.0)).cloned().collect::<Vec<_>>()
        })
    });
    let typed = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let date = Some(untrack(|| store.today()));
        let link = Link { id: store.new_id(), account, of: Some(id.0), date, ..Link::of_text(&text) };
        store.apply(Change::put(text::LINKED_EVIDENCE, link));
        typed.set(String::new());
    };
    view! {
        <section>
            <h3>{text::LINKS_AND_NOTES}</h3>
            <ul class="nxt">{move || links.get().into_iter().map(|link| view! { <LinkRow link /> }).collect_view()}</ul>
            <form class="inline-f" on:submit=add>
                <label>
                    <span class="sr">{text::LINK_OR_NOTE}</span>
                    <input
                        type="text"
                        placeholder=text::PASTE_A_LINK_OR
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="btn">
                    {text::LINK}
                </button>
            </form>
        </section>
    }
}

#[component]
fn LinkRow(link: Link) -> impl IntoView {
    let store = use_store();
    let id = link.id;
    let remove = move |_| {
        store.apply_and_tell(Change::delete(text::REMOVED_THE_LINK, id));
    };
    let text = link.title.clone();
    let shown = match link.safe_address() {
        Some(address) => view! {
            <a href=address.to_owned() target="_blank" rel="noreferrer noopener">
                {text}
            </a>
        }
        .into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    };
    view! {
        <li>
            {shown} <button type="button" class="icon-btn push" aria-label=text::REMOVE_THE_LINK on:click=remove>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}
