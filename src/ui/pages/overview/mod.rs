//! The account on one screen.

use chrono::NaiveDate;
use leptos::prelude::*;

mod health;
mod objectives;
mod playbook;
mod regions;
mod revenue;
mod strip;

pub use self::health::health_table;
use self::{objectives::objectives, playbook::playbook, regions::Regions, revenue::revenue_chart, strip::strip};
use crate::{
    domain::{
        Account, Id, Locale, Records,
        attention::{Attention, attention},
        coverage::Coverage,
        portfolio::{AccountSummary, row},
        status::Status,
    },
    ui::{
        kit::{Avatar, Shape, StatusShape},
        route::{Route, Tab},
        use_store,
    },
    words::{
        self, AttentionWords,
        screen::{common, overview as text},
    },
};

/// The page.
#[component]
pub fn Overview(
    /// Which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let data = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| records.get(id).map(|account| row(records, account, today)))
    });
    move || {
        let row = data.get()?;
        let today = store.today();
        let (strip, needs, objectives, revenue, playbook) = store.peek(|records| {
            (
                strip(records, &row, today, locale).into_any(),
                needs(records, &row, today, locale),
                objectives(records, id, today, locale),
                revenue_chart(records, &row, today, locale),
                playbook(records, id, today, locale),
            )
        });
        Some(view! {
            {strip}
            <div class="over">
                <div class="over-main">{needs_list(needs)} {objectives} {revenue} <Regions id /></div>
                <aside class="over-side" aria-label=text::HEALTH_RENEWAL_AND_PEOPLE>
                    {health_table(&row.health, id, locale)}
                    {playbook}
                    {key_players(&row.coverage, id, locale)}
                </aside>
            </div>
        })
    }
}

/// Something at the account that needs a person, as the page shows it.
struct Need {
    status: Status,
    text: String,
    detail: String,
    link: (&'static str, String),
}

fn needs(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> Vec<Need> {
    let need = |attention: Attention| {
        let AttentionWords { text, detail } = words::attention(records, &attention, today, locale);
        Need { status: attention.status(), text, detail, link: link_of(&attention, row.account.id) }
    };
    attention(records, row, today).into_iter().map(need).collect()
}

/// Where something that needs a person is dealt with, and what the link says.
fn link_of(attention: &Attention, account: Id<Account>) -> (&'static str, String) {
    let to = |tab: Tab| Route::Account(account, tab).href();
    let open = |tab: Tab, id: String| format!("{}?open={id}", to(tab));
    match attention {
        Attention::NoticeReceived(contract) => (text::OPEN_THE_CONTRACT, open(Tab::Renewal, contract.to_string())),
        Attention::EscalatedIssue(issue) => (text::OPEN_THE_ISSUE, open(Tab::Risks, issue.to_string())),
        Attention::Opposition { person, .. } => (text::WIN_OVER, open(Tab::People, person.to_string())),
        Attention::WeakCoverage(_) | Attention::SingleThread(_) => (text::OPEN_THE_MAP, to(Tab::People)),
        Attention::NegativeRevenue(_) => (text::OPEN_THE_REVENUE, format!("{}?view=forecast", to(Tab::Growth))),
        Attention::NoRate(_) => (common::ADD_THE_RATE, Route::Settings.href()),
        Attention::Unconfirmed { .. } => (text::ASK_FOR_CONFIRMATION, to(Tab::Value)),
        Attention::WeakMeasure { .. } => (text::PREPARE_THE_BRIEF, to(Tab::Brief)),
        Attention::NobodyMapped => (text::ADD_PEOPLE, to(Tab::People)),
        Attention::NotRated => (text::RATE_THEM, to(Tab::People)),
        Attention::NoContract => (text::ADD_A_CONTRACT, to(Tab::Renewal)),
    }
}

fn needs_list(needs: Vec<Need>) -> impl IntoView {
    let count = needs.len();
    let rows = needs.into_iter().map(|need| {
        view! {
            <li>
                <Shape status=need.status />
                <span>
                    <span class="mid">{need.text}</span>
                    <span class="q">{need.detail}</span>
                </span>
                <a class="more-link" href=need.link.1>
                    {need.link.0}
                </a>
            </li>
        }
    });
    view! {
        <section>
            <h2 class="h2">{text::NEEDS_YOU}<small>{count}</small></h2>
            <ul class="need">{rows.collect_view()}</ul>
            {(count == 0).then(|| view! { <p class="empty">{text::NOTHING_HERE_NEEDS_YOU}</p> })}
        </section>
    }
}

/// How many key players are shown; the rest stand on the page of people.
const SHOWN_PLAYERS: usize = 6;

fn key_players(coverage: &Coverage, id: Id<Account>, locale: Locale) -> AnyView {
    let players = coverage.key_players();
    let rows = players.iter().take(SHOWN_PLAYERS).map(|standing| {
        let person = &standing.person;
        let status = standing.status().unwrap_or(Status::Unknown);
        let href = format!("{}?open={}", Route::Account(id, Tab::People).href(), person.id);
        let fact = words::person_line(person);
        view! {
            <li>
                <Avatar name=person.name.clone() />
                <a class="mid" href=href>
                    {person.name.clone()}
                </a>
                <span class="q kp-t">{fact}</span>
                <StatusShape status word=words::player(status) />
                <span class="r q2 kp-n">
                    {person.support.map_or("?".to_owned(), |support| locale.signed(f64::from(support), 0))}
                </span>
            </li>
        }
    });
    let empty = players.is_empty().then(|| view! { <p class="empty">{text::NO_KEY_PLAYERS_YET}</p> });
    view! {
        <section>
            <h2 class="h2">
                {text::KEY_PLAYERS}<a class="more-link push" href=Route::Account(id, Tab::People).href()>
                    {common::PEOPLE}
                </a>
            </h2>
            <ul class="kp">{rows.collect_view()}</ul>
            {empty}
        </section>
    }
    .into_any()
}
