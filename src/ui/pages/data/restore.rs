//! A backup beside what is here: two ways to bring it in, and what each does.

use leptos::prelude::*;

use super::{export::back_up, put_in_place};
use crate::{
    domain::Edit,
    import::{File, refusal, restore},
    ui::{
        browser,
        kit::Figure,
        server::{Standing, sharing},
        use_store,
    },
    words::{
        noun,
        screen::{common, data as text},
    },
};

/// The choice.
#[component]
pub fn RestoreBackup(
    /// The file's name.
    name: String,
    /// The backup.
    file: File,
    /// Called when it was restored or given up.
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let count = move |count: usize| locale.count(count as i64, noun::RECORD);
    let here = store.peek(|records| records.live().count());
    let in_file = file.records.values().map(Vec::len).sum::<usize>();
    let change = store.peek(|records| restore(records, &name, &file));
    let gone = change.as_ref().map_or(0, |change| {
        change.edits.iter().map(|edit| if let Edit::Delete(keys) = edit { keys.len() } else { 0 }).sum()
    });
    let exported_at = chrono::DateTime::parse_from_rfc3339(&file.exported_at).map(|at| at.timestamp_millis());
    let day = exported_at
        .ok()
        .and_then(|at| Some(format!("{}, {}", locale.date(browser::day_of(at)?), browser::clock_time(at))));
    let from = text::a_backup_of(day.unwrap_or_else(|| file.exported_at.clone()));
    let title = text::restore(format!("“{name}”"));
    let (file, name) = (StoredValue::new(file), StoredValue::new(name));
    let standing = sharing().map(|sharing| sharing.standing().get_untracked());
    let is_shared = standing.is_some_and(|standing| !matches!(standing, Standing::None | Standing::Paused(_)));
    let replace = move |_| {
        back_up(store);
        on_done.run(());
        leptos::task::spawn_local(put_in_place(store, name.get_value(), file.get_value()));
    };
    let take_back = move |_| {
        match store.peek(|records| name.with_value(|name| file.with_value(|file| restore(records, name, file)))) {
            Ok(change) => store.take_back_and_tell(change),
            Err(error) => store.complain(refusal(&error)),
        }
        on_done.run(());
    };
    view! {
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>{from}</p>
            </div>
            <div class="acts">
                <button type="button" class="btn quiet" on:click=move |_| on_done.run(())>
                    {common::CANCEL}
                </button>
            </div>
        </div>
        <dl class="figs imp-figs">
            <Figure label=text::HERE>{count(here)}</Figure>
            <Figure label=text::IN_THE_BACKUP>{count(in_file)}</Figure>
            <Figure label=text::ONLY_HERE>{count(gone)}</Figure>
        </dl>
        <p class="note watch" hidden=!is_shared role="status">
            {text::THE_SERVER_BRINGS_BACK}
        </p>
        <ul class="levels">
            <Way
                name=text::TAKE_EVERYBODY_BACK
                about=text::A_CHANGE_LIKE_ANY
                button=text::TAKE_BACK_TO_THIS_DAY
                class="btn primary"
                on_click=Callback::new(take_back)
            />
            <Way
                name=text::REPLACE_THIS_COPY
                about=text::EVERYTHING_HERE_GOES
                button=text::REPLACE_THIS_COPY
                class="btn"
                on_click=Callback::new(replace)
            />
        </ul>
    }
}

#[component]
fn Way(
    name: &'static str,
    about: &'static str,
    button: &'static str,
    class: &'static str,
    on_click: Callback<leptos::ev::MouseEvent>,
) -> impl IntoView {
    view! {
        <li>
            <span>
                <b class="mid">{name}</b>
                <br />
                <span class="q2">{about}</span>
            </span>
            <button type="button" class=class on:click=move |event| on_click.run(event)>
                {button}
            </button>
        </li>
    }
}
