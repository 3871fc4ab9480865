//! A workspace that has not left this browser for a while says so, calmly.

use leptos::prelude::*;

use crate::{
    domain::{Account, Records, date::days_between},
    ui::{route::Route, use_store},
    words::{noun, screen::today as text},
};

/// Exports older than this are worth a word, in days.
const OLD: i64 = 14;
/// On how many days one works before a first backup is worth a word.
const SETTLED: usize = 3;

/// The line; nothing where a backup is recent, or nothing of one's own is here.
#[component]
pub fn BackupDue() -> impl IntoView {
    let store = use_store();
    let said = move || {
        let has_own = store.read_kind::<Account, _>(Records::has_own_account);
        let age = store.exported_on().map(|day| days_between(day, store.today()));
        match age {
            _ if !has_own => None,
            Some(days) if days > OLD => Some(text::backed_up_ago(store.locale().count(days, noun::DAY))),
            None if store.days_opened() >= SETTLED => Some(text::NEVER_BACKED_UP.to_owned()),
            _ => None,
        }
    };
    move || {
        said().map(|said| {
            view! {
                <p class="q2">
                    {said} <a class="more-link" href=Route::Data.href()>
                        {text::BACK_UP}
                    </a>
                </p>
            }
        })
    }
}
