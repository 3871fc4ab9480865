//! The panel of a meeting: what to know before it, taking notes in it, and what goes out after it.

use leptos::prelude::*;

use super::related::ActionsOf;
use crate::{
    document::follow_up,
    domain::{
        Account, Action, Change, Decision, Edit, Entity, Id, Key, Kind, Locale, Meeting,
        choice::DecisionState,
        meeting::{Prep, prep, who},
    },
    ui::{browser, kit::Panel, route::use_here, shell::panel_link, use_store},
    words::{
        self,
        notes::{Line, line},
    },
};

/// The panel.
#[component]
pub fn MeetingPanel(
    /// Which meeting.
    id: Id<Meeting>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let meeting = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = meeting.get_untracked().account;
    let has_agenda = move || !meeting.read().agenda.trim().is_empty();
    let begin = move |_| {
        let meeting = meeting.get_untracked();
        let agenda = words::agenda_template(meeting.kind).into();
        store.apply(Change::put("began the agenda", Meeting { agenda, ..meeting }));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            <Show when=move || !has_agenda()>
                <section>
                    <button type="button" class="btn" on:click=begin>
                        "Begin with the usual agenda"
                    </button>
                </section>
            </Show>
            <Preparation meeting account />
            <Notes meeting account />
            <ActionsOf account field="meeting" id=id.0 title="Actions from it" />
            <Decisions id account />
            <FollowUp meeting account />
        </Panel>
    }
}

/// Who comes, what was promised, what we ask, what they may raise.
#[component]
fn Preparation(meeting: Memo<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let known = Memo::new(move |_| store.read_account(account, |records| prep(records, &meeting.read())));
    let is_ahead = move || meeting.read().date >= store.today();
    let sheet = move || {
        let Prep { people, promised, asks, risks, last } = known.get();
        let today = store.today();
        let people = people.into_iter().map(|(name, title, wants)| {
            let title = if title.is_empty() { String::new() } else { format!(", {title}") };
            view! {
                <li>
                    <span>
                        <b class="mid">{name}</b>
                        {title}
                        {(!wants.is_empty())
                            .then(|| {
                                view! {
                                    <br />
                                    <span class="q2">{format!("Wants: {wants}")}</span>
                                }
                            })}
                    </span>
                </li>
            }
        });
        let promised = promised.into_iter().map(|action| {
            let late = action.due.is_some_and(|due| due < today);
            let id = action.id;
            view! {
                <li>
                    <a href=move || panel_link(here, id)>{action.title}</a>
                    <span class="q push" class:late=late>
                        {action.due.map(|due| locale.date_near(due, today))}
                    </span>
                </li>
            }
        });
        let asks = asks.into_iter().map(|decision| {
            let id = decision.id;
            view! {
                <li>
                    <a href=move || panel_link(here, id)>{decision.title}</a>
                    <span class="q push">{decision.due.map(|due| locale.date_near(due, today))}</span>
                </li>
            }
        });
        let risks = risks.into_iter().map(|risk| view! { <li>{risk}</li> });
        let last = last.map(|last| {
            let id = last.id;
            let notes = last.notes.clone();
            view! {
                <h4>"When you last met"</h4>
                <p class="q2 small">
                    <a class="more-link" href=move || panel_link(here, id)>
                        {format!("{}, {}", last.title, locale.date_near(last.date, today))}
                    </a>
                    {(!notes.is_empty())
                        .then(|| {
                            view! {
                                <br />
                                {notes}
                            }
                        })}
                </p>
            }
        });
        view! {
            {part("Who comes", people.collect())}
            {part("Promised and open", promised.collect())}
            {part("We ask them to decide", asks.collect())}
            {part("They may raise", risks.collect())}
            {last}
        }
    };
    view! {
        <details class="prep" prop:open=is_ahead>
            <summary>"Prepare"</summary>
            {sheet}
        </details>
    }
}

fn part<V: IntoView + 'static>(title: &'static str, rows: Vec<V>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <h4>{title}</h4>
        <ul class="nxt">{rows}</ul>
    }
    .into_any()
}

/// What a line will become, as the person reads it while typing.
fn preview(read: &Line, named: &Option<String>, today: chrono::NaiveDate, locale: Locale) -> String {
    match read {
        Line::Action { title, owner, due } => {
            let who = match (owner, named) {
                (Some(_), Some(name)) => format!(", {name}"),
                (Some(typed), None) => format!(", “{typed}” fits nobody or several"),
                (None, _) => String::new(),
            };
            let due = due.map(|due| format!(", {}", locale.date_near(due, today))).unwrap_or_default();
            format!("Action: {title}{who}{due}")
        }
        Line::Decision { title, rationale } if rationale.is_empty() => format!("Decision: {title}"),
        Line::Decision { title, rationale } => format!("Decision: {title}. Why: {rationale}"),
    }
}

/// A line at a time: Enter keeps it in the notes, and makes an action or a decision of it where it says so.
#[component]
fn Notes(meeting: Memo<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let typed = RwSignal::new(String::new());
    // Nothing is shared unless the person says so, and what they read before Enter says it too.
    let share = RwSignal::new(false);
    let named = move |name: &str| store.peek(|records| who(records, account, name));
    let name_of = move |read: &Line| {
        let Line::Action { owner: Some(owner), .. } = read else { return None };
        let (ours, theirs) = named(owner)?;
        store.peek(|records| {
            let ours = records.find(ours).map(|teammate| teammate.name.clone());
            ours.or_else(|| records.find(theirs).map(|person| person.name.clone()))
        })
    };
    let read = move || line(&typed.read(), store.today());
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let held = meeting.get_untracked();
        let today = untrack(|| store.today());
        let mut edits = Vec::new();
        let wording = |title: &str| if share.get_untracked() { title.to_owned() } else { String::new() };
        let label = match line(&text, today) {
            Some(Line::Action { title, owner, due }) => {
                let (ours, theirs) = owner.as_deref().and_then(named).unwrap_or_default();
                let label = format!("added the action “{title}”");
                let action = Action {
                    id: store.new_id(),
                    account,
                    shared: wording(&title),
                    title,
                    due,
                    owner: ours,
                    owner_there: theirs,
                    meeting: Some(held.id),
                    ..Action::default()
                };
                edits.push(Edit::Put(action.into_record()));
                label
            }
            Some(Line::Decision { title, rationale }) => {
                let label = format!("noted the decision “{title}”");
                let decision = Decision {
                    id: store.new_id(),
                    account,
                    shared: wording(&title),
                    title,
                    rationale,
                    state: DecisionState::Taken,
                    decided_on: Some(held.date),
                    meeting: Some(held.id),
                    ..Decision::default()
                };
                edits.push(Edit::Put(decision.into_record()));
                label
            }
            None => "took a note".to_owned(),
        };
        let notes = if held.notes.trim().is_empty() { text } else { format!("{}\n{text}", held.notes.trim_end()) };
        let kept = Meeting { notes, ..held }.into_record();
        if let Some(problem) = kept.check() {
            return store.complain(words::problem(Kind::Meeting, &problem));
        }
        edits.push(Edit::Put(kept));
        store.apply(Change::new(label, edits));
        typed.set(String::new());
    };
    view! {
        <section>
            <h3>"Take notes"</h3>
            <form class="note-f" on:submit=keep novalidate>
                <label>
                    <span class="sr">"A line of notes"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        placeholder="Action: send the plan @Jonas 4 Dec"
                        aria-describedby="note-preview"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
            </form>
            <label class="check small">
                <input
                    type="checkbox"
                    prop:checked=move || share.get()
                    on:change=move |event| share.set(event_target_checked(&event))
                />
                "Share its actions and decisions with the client"
            </label>
            <p class="q small" id="note-preview" aria-live="polite">
                {move || match read() {
                    Some(read) => {
                        format!(
                            "Enter: {}{}",
                            preview(&read, &name_of(&read), store.today(), locale),
                            if share.get() { ", shared with the client" } else { "" },
                        )
                    }
                    None => {
                        "Enter keeps a line. “Action:” and “Decision: … because …” become records.".into()
                    }
                }}
            </p>
        </section>
    }
}

#[component]
fn Decisions(id: Id<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let decisions = Memo::new(move |_| {
        store.read_account(account, |records| {
            let of_it = records.of::<Decision>(account).filter(|decision| decision.meeting == Some(id));
            of_it.map(|decision| (decision.id, decision.title.clone(), decision.state)).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !decisions.read().is_empty()>
            <section>
                <h3>"Decisions from it"</h3>
                <ul class="nxt">
                    {move || {
                        decisions
                            .get()
                            .into_iter()
                            .map(|(id, title, state)| {
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
        count => format!("{} without a wording for the client, left out.", locale.count(count as i64, "record")),
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
                store.tell("The follow-up is on the clipboard");
            } else {
                store.complain("The browser did not allow copying. Select the text and copy it.");
            }
        });
    };
    view! {
        <Show when=was_held>
            <section>
                <h3>"Follow-up"</h3>
                <textarea readonly rows="8" aria-label="Text of the follow-up" prop:value=move || text.get()></textarea>
                <p class="row-acts">
                    <button type="button" class="btn" on:click=copy>
                        "Copy"
                    </button>
                    <a class="more-link" href=mail>
                        "Open in mail"
                    </a>
                    <span class="q small">{left_out}</span>
                </p>
            </section>
        </Show>
    }
}
