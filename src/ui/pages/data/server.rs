//! The server that a workspace is shared through, where the host of the page allows one.

use std::{rc::Rc, time::Duration};

use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use super::{
    Lines,
    export::what_can_leave,
    passphrase::{PassphraseField, focus_in},
};
use crate::{
    state::{Odd, ServerError},
    ui::{
        browser,
        kit::{Menu, MenuOption, PasswordInput, TextInput},
        server::{Place, Sharing, Standing, sharing},
        use_store,
    },
    words::{
        noun,
        screen::{common, server as text},
    },
};

/// How often it is looked how much waits.
const EVERY: Duration = Duration::from_secs(2);

/// The server of the page, which may have to come first.
type Here = StoredValue<Rc<Sharing>, LocalStorage>;

/// The section; nothing where the host of the page allows no server.
#[component]
pub fn SharedOnAServer() -> impl IntoView {
    let addresses = StoredValue::new(browser::allowed_servers());
    let here = RwSignal::new(None::<Here>);
    if !addresses.read_value().is_empty() {
        leptos::task::spawn_local(async move {
            let sharing = browser::when_it_comes(sharing).await;
            let _ = here.try_set(sharing.map(StoredValue::new_local));
        });
    }
    move || {
        here.get().map(|here| {
            view! {
                <section class="listing folders">
                    <h2 class="h2">{text::SERVER}<small>{text::SEALED_BEFORE_IT_LEAVES}</small></h2>
                    <Server here addresses />
                </section>
            }
        })
    }
}

/// What a button does with the server.
type Act = fn(Rc<Sharing>) -> LocalBoxFuture<'static, ()>;

#[component]
fn Server(here: Here, addresses: StoredValue<Vec<String>>) -> impl IntoView {
    let standing = here.with_value(|sharing| sharing.standing());
    let joining = RwSignal::new(false);
    let warned = RwSignal::new(false);
    let join = move |label| {
        view! {
            <button type="button" class="btn" on:click=move |_| joining.set(true)>
                {label}
            </button>
        }
    };
    let buttons = move || {
        let pause = move || act(here, text::PAUSE, |sharing| Box::pin(sharing.pause(true)));
        let stop = move || view! { <Disconnect here warned /> };
        match standing.get() {
            _ if joining.get() => ().into_any(),
            Standing::None => join(text::SET_UP).into_any(),
            Standing::Paused(_) => {
                let go_on = act(here, text::GO_ON, |sharing| Box::pin(sharing.pause(false)));
                view! {
                    {go_on}
                    {stop()}
                }
                .into_any()
            }
            Standing::Failed(_, ServerError::NotAllowed | ServerError::AnotherWorkspace) => view! {
                {join(text::JOIN_AGAIN)}
                {stop()}
            }
            .into_any(),
            Standing::Failed(..) => {
                let again = act(here, text::TRY_NOW, |sharing| Box::pin(async move { sharing.try_now() }));
                view! {
                    {again}
                    {pause()}
                    {stop()}
                }
                .into_any()
            }
            Standing::InAnotherTab(_) | Standing::Opening(_) | Standing::InStep { .. } => view! {
                {pause()}
                {stop()}
            }
            .into_any(),
        }
    };
    view! {
        <ul class="levels">
            <li>
                <div>
                    <p class="q2">{text::ABOUT}</p>
                    <State here standing />
                    <p class="problem" role="alert">
                        {move || warned.get().then_some(text::PRESS_AGAIN)}
                    </p>
                    <Show when=move || joining.get()>
                        <Join here addresses before=standing.get_untracked().place().cloned() joining />
                    </Show>
                </div>
                <div class="acts-row">{buttons}</div>
            </li>
        </ul>
    }
}

/// Disconnects; where something has not gone there yet, only once it was said.
#[component]
fn Disconnect(here: Here, warned: RwSignal<bool>) -> impl IntoView {
    let press = move |_| {
        let sharing = here.get_value();
        if sharing.waiting() > 0 && !warned.get_untracked() {
            return warned.set(true);
        }
        warned.set(false);
        leptos::task::spawn_local(sharing.disconnect());
    };
    view! {
        <button type="button" class="btn quiet" on:click=press>
            {text::DISCONNECT}
        </button>
    }
}

fn act(here: Here, label: &'static str, act: Act) -> AnyView {
    let on_click = move |_| leptos::task::spawn_local(act(here.get_value()));
    view! {
        <button type="button" class="btn quiet" on:click=on_click>
            {label}
        </button>
    }
    .into_any()
}

/// How it stands, in words.
#[component]
fn State(here: Here, standing: Signal<Standing>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let waiting = RwSignal::new(0);
    let look = move || waiting.set(here.with_value(|sharing| sharing.waiting()));
    let ticks = set_interval_with_handle(look, EVERY);
    on_cleanup(move || {
        if let Ok(ticks) = ticks {
            ticks.clear();
        }
    });
    let said = move || {
        let standing = standing.get();
        let Some(place) = standing.place() else { return Vec::new() };
        let mut said = vec![(false, text::joined(&place.database, &place.address, &place.user))];
        let account = place.account.and_then(|id| store.peek(|records| records.get(id).map(|it| it.name.clone())));
        said.extend(account.map(|account| (false, text::only(account))));
        match &standing {
            Standing::None => {}
            Standing::Paused(_) => said.push((false, text::PAUSED.to_owned())),
            Standing::InAnotherTab(_) => said.push((false, text::IN_ANOTHER_TAB.to_owned())),
            Standing::Opening(_) => said.push((false, text::OPENING.to_owned())),
            Standing::Failed(_, error) => said.push((true, error.to_string())),
            Standing::InStep { at, exchanged, has_own, .. } => {
                said.push((false, text::in_step(browser::clock_time(*at))));
                if *has_own {
                    said.push((false, text::WITH_WHAT_IS_PRIVATE.to_owned()));
                }
                let why = |odd: &Odd| match odd {
                    Odd::Changed => text::CHANGED,
                    Odd::Newer => text::NEWER,
                    Odd::Ahead => text::AHEAD,
                };
                let parts = |count: usize| locale.count(count as i64, noun::PART);
                said.extend(exchanged.odd.iter().map(|(odd, count)| (true, text::left_out(parts(*count), why(odd)))));
            }
        }
        if waiting.get() > 0 {
            said.push((false, text::waiting(locale.count(waiting.get() as i64, noun::RECORD))));
        }
        said
    };
    view! { <Lines said=Signal::derive(said) /> }
}

/// What is needed to join: where, who, and the passphrases.
#[component]
fn Join(
    here: Here,
    addresses: StoredValue<Vec<String>>,
    /// Where it was until now.
    before: Option<Place>,
    joining: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let field = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
    let first = addresses.with_value(|addresses| addresses.first().cloned());
    let address = field(before.as_ref().map(|place| place.address.clone()).or(first));
    let database = field(before.as_ref().map(|place| place.database.clone()));
    let user = field(before.as_ref().map(|place| place.user.clone()));
    let account = field(before.as_ref().and_then(|place| place.account).map(|account| account.to_string()));
    let (password, team, own) = (field(None), field(None), field(None));
    let problem = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let place = Place {
            address: text(address),
            database: text(database),
            user: text(user),
            password: password.get_untracked(),
            account: account.get_untracked().parse().ok(),
            is_paused: false,
        };
        let (sharing, team, own) = (here.get_value(), team.get_untracked(), own.get_untracked());
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            match sharing.join(place, team, own).await {
                Ok(()) => joining.set(false),
                Err(error) => problem.set(error.to_string()),
            }
            is_busy.set(false);
        });
    };
    let choices = addresses.get_value().into_iter().map(|url| MenuOption::new(url.clone(), url));
    let choices: Vec<MenuOption> = choices.collect();
    // Of one address there is nothing to choose.
    let menu = (choices.len() > 1).then(|| {
        let choose = Callback::new(move |url| address.set(url));
        view! { <Menu label=text::ADDRESS options=choices chosen=address on_choose=choose /> }
    });
    let is_incomplete = move || database.read().trim().is_empty() || team.read().is_empty() || is_busy.get();
    let form = NodeRef::new();
    Effect::new(move |_| focus_in(form));
    view! {
        <form class="unseal" node_ref=form on:submit=submitted>
            <p class="q2 small">{text::FROM_YOUR_ADMINISTRATOR}</p>
            {menu}
            <TextInput label=text::DATABASE value=database />
            <TextInput label=text::USER value=user />
            <PasswordInput label=text::PASSWORD value=password />
            <Menu
                label=text::WHAT_GOES
                options=Memo::new(move |_| what_can_leave(store))
                chosen=account
                on_choose=Callback::new(move |chosen| account.set(chosen))
            />
            <PassphraseField passphrase=team label=text::TEAM_PASSPHRASE />
            <p class="q2 small">{text::WHO_JOINS_NEEDS_IT}</p>
            <PassphraseField passphrase=own label=text::OWN_PASSPHRASE />
            <p class="q2 small">{text::FOR_YOUR_OWN_DEVICES}</p>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
            <div class="acts-row">
                <button type="submit" class="btn primary" disabled=is_incomplete>
                    {move || if is_busy.get() { text::JOINING } else { text::JOIN }}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| joining.set(false)>
                    {common::CANCEL}
                </button>
            </div>
        </form>
    }
}
