//! The panel of a meeting: what to know before it, taking notes in it, and what goes out after it.

use leptos::prelude::*;

use super::{notes::Notes, preparation::Preparation};
use crate::{
    document::follow_up,
    domain::{Account, Change, Decision, Id, Key, Meeting},
    ui::{browser, kit::Panel, pages::related::ActionsOf, route::use_here, shell::panel_link, use_store},
    words::{self, noun, screen::meetings as text},
};

/// The panel.
#[component]
pub fn MeetingPanel(
    /// Which meeting.
    id: Id<Meeting>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let meeting = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = meeting.get_untracked().account;
    let has_agenda = move || !meeting.read().agenda.trim().is_empty();
    let begin = move |_| {
        let meeting = meeting.get_untracked();
        let agenda = words::agenda_template(meeting.kind).into();
        store.apply(Change::put(text::BEGAN_THE_AGENDA, Meeting { agenda, ..meeting }));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            <Show when=move || !has_agenda()>
                <section>
                    <button type="button" class="btn" on:click=begin>
                        {text::BEGIN_WITH_THE_USUAL}
                    </button>
                </section>
            </Show>
            <Preparation meeting account />
            <Notes meeting account />
            <ActionsOf account field="meeting" id=id.0 title=text::ACTIONS_FROM_IT />
            <Decisions id account />
            <FollowUp meeting account />
        </Panel>
    }
}

#[component]
fn Decisions(id: Id<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let decisions = Memo::new(move |_| {
        store.read_account(account, |records| {
            let of_it = records.of::<Decision>(account).filter(|decision| decision.meeting == Some(id));
            of_it.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !decisions.read().is_empty()>
            <section>
                <h3>{text::DECISIONS_FROM_IT}</h3>
                <ul class="nxt">
                    {move || {
                        decisions
                            .get()
                            .into_iter()
                            .map(|Decision { id, title, state, .. }| {
                                view! {
                                    <li>
                                        <a href=move || panel_link(here, id)>{title}</a>
                                        <span class="q push">{state.label()}</span>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </section>
        </Show>
    }
}

/// The mail that follows a meeting: what was agreed, never the notes.
#[component]
fn FollowUp(meeting: Memo<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let was_held = move || meeting.read().date <= store.today();
    let mail_of = Memo::new(move |_| {
        let today = store.today();
        store.read_account(account, |records| follow_up(records, &meeting.read(), today, locale))
    });
    let text = Memo::new(move |_| mail_of.read().text.clone());
    let left_out = move || match mail_of.read().left_out {
        0 => String::new(),
        count => text::without_a_wording_for(locale.count(count as i64, noun::RECORD)),
    };
    let mail = move || {
        let to = store.read_account(account, |records| {
            let of = meeting
                .read()
                .people
                .iter()
                .filter_map(|id| records.get(*id))
                .map(|person| person.email.clone())
                .collect::<Vec<_>>();
            of.into_iter()
                .filter(|mail| mail.contains('@'))
                .map(|mail| browser::encode_component(mail.trim()))
                .collect::<Vec<_>>()
        });
        let subject = browser::encode_component(&meeting.read().title);
        format!("mailto:{}?subject={subject}&body={}", to.join(","), browser::encode_component(&text.read()))
    };
    let copy = move |_| {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            if browser::copy(text).await {
                store.tell(text::THE_FOLLOW_UP_IS);
            } else {
                store.complain(text::THE_BROWSER_DID_NOT);
            }
        });
    };
    view! {
        <Show when=was_held>
            <section>
                <h3>{text::FOLLOW_UP}</h3>
                <textarea
                    readonly
                    rows="8"
                    aria-label=text::TEXT_OF_THE_FOLLOW
                    prop:value=move || text.get()
                ></textarea>
                <p class="row-acts">
                    <button type="button" class="btn" on:click=copy>
                        {text::COPY}
                    </button>
                    <a class="more-link" href=mail>
                        {text::OPEN_IN_MAIL}
                    </a>
                    <span class="q small">{left_out}</span>
                </p>
            </section>
        </Show>
    }
}
