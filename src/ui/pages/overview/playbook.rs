//! The renewal that is decided next: its playbook.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Account, Id, Locale, Records,
        choice::PlaybookTask,
        contract::DatedTask,
        date::days_between,
        engagement::holidays_of,
        renewal::{Renewal, renewals},
    },
    ui::{
        kit::{Glyph, Icon},
        route::{Route, Tab},
    },
    words::{noun, screen::overview as text},
};

/// The section; nothing without a renewal.
pub fn playbook(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> AnyView {
    let Some(renewal) = renewals(records, id, today).into_iter().next() else { return ().into_any() };
    let rows = playbook_rows(records, &renewal, today, locale);
    view! {
        <section>
            <h2 class="h2">
                {text::RENEWAL_PLAYBOOK}<a class="more-link push" href=Route::Account(id, Tab::Renewal).href()>
                    {text::OPEN}
                </a>
            </h2>
            {rows}
        </section>
    }
    .into_any()
}

/// The tasks of a contract's playbook, dated back from its decision date.
fn playbook_rows(records: &Records, renewal: &Renewal, today: NaiveDate, locale: Locale) -> AnyView {
    let Renewal { contract, term } = renewal;
    let tasks = contract.playbook(&holidays_of(records, contract.account), today);
    let done = |task: PlaybookTask| contract.is_task_done(records, task, *term);
    let next = tasks.iter().map(|dated| dated.task).find(|task| !done(*task));
    let rows = tasks.iter().map(|DatedTask { task, due }| {
        let is_next = next == Some(*task);
        let is_done = done(*task);
        let class = match (is_done, is_next) {
            (true, _) => "done",
            (_, true) => "next",
            _ => "",
        };
        let distance = days_between(today, *due);
        let when = match (is_next, distance) {
            (true, 0..) => text::date_in(locale.date_near(*due, today), locale.count(distance, noun::DAY)),
            (true, _) => text::date_late(locale.date_near(*due, today), locale.count(-distance, noun::DAY)),
            _ => locale.date_near(*due, today),
        };
        view! {
            <li class=class>
                <span class="pb-m">{is_done.then(|| view! { <Icon glyph=Glyph::Check /> })}</span>
                <span class="q pb-d">{text::days_before(task.days_before())}</span>
                <span>{task.label()}{is_done.then(|| view! { <span class="sr">{text::DONE}</span> })}</span>
                <span class="q push">{when}</span>
            </li>
        }
    });
    view! { <ol class="pb">{rows.collect_view()}</ol> }.into_any()
}
