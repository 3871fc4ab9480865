//! Folders: where backups are written by themselves, and what copies share.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    Lines,
    passphrase::{PassphraseField, focus_in},
};
use crate::{
    state::{Listed, Purpose},
    ui::{
        browser::{self, Chosen},
        folders::{BETWEEN_BACKUPS, Folders, NotTaken, Standing, folder_failed, folders, said_of},
        use_store,
    },
    words::{
        noun,
        screen::{common, folders as text},
    },
};

/// How many backups are listed.
const LISTED: usize = 5;

/// The folders of the page, which may have to come first.
type Here = StoredValue<Rc<Folders>, LocalStorage>;

/// The section.
#[component]
pub fn ListOfFolders(
    /// Called with a backup that is to be restored.
    restoring: Callback<Chosen>,
) -> impl IntoView {
    let here = RwSignal::new(None::<Here>);
    leptos::task::spawn_local(async move {
        let folders = browser::when_it_comes(folders).await;
        let _ = here.try_set(folders.map(StoredValue::new_local));
    });
    view! {
        <section class="listing folders">
            <h2 class="h2">{text::FOLDERS}<small>{text::WRITTEN_BY_ITSELF}</small></h2>
            {if browser::has_folders() {
                (move || here.get().map(|here| view! { <Rows here restoring /> })).into_any()
            } else {
                view! { <p class="q2">{text::THIS_BROWSER_CANNOT}</p> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Rows(here: Here, restoring: Callback<Chosen>) -> impl IntoView {
    view! {
        <ul class="levels">{Purpose::ALL.map(|purpose| view! { <Row here purpose /> }).collect_view()}</ul>
        <Backups here restoring />
    }
}

/// One folder: what it is for, how it stands, and what can be done.
#[component]
fn Row(here: Here, purpose: Purpose) -> impl IntoView {
    let standing = here.with_value(|folders| folders.standing(purpose));
    let choosing = RwSignal::new(false);
    let (name, about) = match purpose {
        Purpose::Backups => (text::BACKUPS, text::ABOUT_BACKUPS),
        Purpose::Team => (text::TEAM, text::ABOUT_TEAM),
        Purpose::Devices => (text::DEVICES, text::ABOUT_DEVICES),
    };
    let act = move |act: fn(Rc<Folders>, Purpose) -> futures::future::LocalBoxFuture<'static, ()>| {
        move |_: leptos::ev::MouseEvent| leptos::task::spawn_local(act(here.get_value(), purpose))
    };
    let stop = act(|folders, purpose| Box::pin(folders.stop(purpose)));
    let allow = act(|folders, purpose| Box::pin(folders.allow_again(purpose)));
    let back_up = act(|folders, _| Box::pin(folders.back_up_now()));
    let buttons = move || match standing.get() {
        Standing::None if choosing.get() => ().into_any(),
        Standing::None => view! {
            <button type="button" class="btn" on:click=move |_| choosing.set(true)>
                {text::CHOOSE_A_FOLDER}
            </button>
        }
        .into_any(),
        Standing::NotAllowed(_) => view! {
            <button type="button" class="btn primary" on:click=allow>
                {text::ALLOW_AGAIN}
            </button>
            <button type="button" class="btn quiet" on:click=stop>
                {text::STOP}
            </button>
        }
        .into_any(),
        Standing::InUse { .. } | Standing::Failed(..) => view! {
            {(purpose == Purpose::Backups)
                .then(|| {
                    view! {
                        <button type="button" class="btn" on:click=back_up>
                            {text::BACK_UP_NOW}
                        </button>
                    }
                })}
            <button type="button" class="btn quiet" on:click=stop>
                {text::STOP}
            </button>
        }
        .into_any(),
    };
    view! {
        <li>
            <div>
                <b>{name}</b>
                <p class="q2">{about}</p>
                <State purpose standing />
                <Show when=move || choosing.get() && standing.get() == Standing::None>
                    <Choose here purpose choosing />
                </Show>
            </div>
            <div class="acts-row">{buttons}</div>
        </li>
    }
}

/// How a folder stands, in words.
#[component]
fn State(purpose: Purpose, standing: Signal<Standing>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let said = move || match standing.get() {
        Standing::None => Vec::new(),
        Standing::NotAllowed(name) => vec![(true, text::asks_again(name))],
        Standing::Failed(_, error) => vec![(true, folder_failed(&error))],
        Standing::InUse { name, is_sealed, at, others, left_out } => {
            let sealed = if is_sealed { text::SEALED } else { text::NOT_SEALED };
            let time = at.map_or_else(|| text::WORKING.to_owned(), browser::clock_time);
            let mut said = vec![(false, text::in_folder(name, sealed, time))];
            if let Some(at) = at.filter(|_| purpose == Purpose::Backups) {
                said.push((false, text::next_after(browser::clock_time(at + BETWEEN_BACKUPS))));
            }
            if others > 0 {
                said.push((false, text::others(locale.count(others as i64, noun::DEVICE))));
            }
            said.extend(left_out.iter().map(|(name, why)| (true, text::left_out(name, said_of(why)))));
            said
        }
    };
    view! { <Lines said=Signal::derive(said) /> }
}

/// Asks for the passphrase, and then for the folder.
#[component]
fn Choose(here: Here, purpose: Purpose, choosing: RwSignal<bool>) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let submitted = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let folders = here.get_value();
        leptos::task::spawn_local(async move {
            let reason = match folders.choose(purpose, passphrase.get_untracked()).await {
                Ok(()) => return choosing.set(false),
                Err(NotTaken::GaveUp) => String::new(),
                Err(NotTaken::Reason(reason)) => reason,
            };
            problem.set(reason);
        });
    };
    let form = NodeRef::new();
    Effect::new(move |_| focus_in(form));
    view! {
        <form class="unseal" node_ref=form on:submit=submitted>
            <PassphraseField passphrase label=text::PASSPHRASE_OF_THE_FOLDER />
            <p class="q2 small" hidden=purpose.is_always_sealed()>
                {text::EMPTY_FOR_PLAIN_FILES}
            </p>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
            <div class="acts-row">
                <button
                    type="submit"
                    class="btn primary"
                    disabled=move || purpose.is_always_sealed() && passphrase.read().is_empty()
                >
                    {text::CHOOSE_A_FOLDER}
                </button>
                <button type="button" class="btn quiet" on:click=move |_| choosing.set(false)>
                    {common::CANCEL}
                </button>
            </div>
        </form>
    }
}

/// The newest backups, each with the way back.
#[component]
fn Backups(here: Here, restoring: Callback<Chosen>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let standing = here.with_value(|folders| folders.standing(Purpose::Backups));
    let listed = RwSignal::new(Vec::<Listed>::new());
    Effect::new(move |_| {
        standing.track();
        let folders = here.get_value();
        leptos::task::spawn_local(async move {
            let _ = listed.try_set(folders.backups().await);
        });
    });
    let row = move |backup: Listed| {
        let name = backup.name.clone();
        let restore = move |_| {
            let (folders, name) = (here.get_value(), name.clone());
            leptos::task::spawn_local(async move {
                if let Some(bytes) = folders.backup(name.clone()).await {
                    restoring.run(Chosen { name, bytes });
                }
            });
        };
        let size = match backup.size as f64 {
            bytes if bytes < 1e6 => text::kilobytes(locale.number((bytes / 1e3).ceil(), 0)),
            bytes => text::megabytes(locale.number(bytes / 1e6, 1)),
        };
        let day = browser::day_of(backup.changed_at).map(|day| locale.date(day));
        view! {
            <tr>
                <td class="mid">{day}", "{browser::clock_time(backup.changed_at)}</td>
                <td class="q2">{size}</td>
                <td class="r">
                    <button type="button" class="more-link" on:click=restore>
                        {text::RESTORE}
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || !listed.read().is_empty()>
            <h3>{text::NEWEST_BACKUPS}</h3>
            <table class="tbl">
                <tbody>{move || listed.get().into_iter().take(LISTED).map(row).collect_view()}</tbody>
            </table>
        </Show>
    }
}
