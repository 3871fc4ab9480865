//! The renewals of the next twelve months on a line of time, with a table that says the same.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::portfolio::without;
use crate::{
    domain::{
        Account, Locale, Order,
        date::{days_between, month_of, plus_months},
        portfolio::{Renewal, ending, renewing},
    },
    export::rows_csv,
    ui::{
        browser,
        kit::{Glyph, Icon},
        route::{Route, Tab},
        use_store,
    },
    words::format,
};

/// A contract whose term ends within the year.
#[derive(Clone, PartialEq)]
struct Ending {
    account: Account,
    renewal: Renewal,
}

/// The view.
#[component]
pub fn RenewalsView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let shown = Memo::new(move |_| {
        let today = store.today();
        let last = plus_months(today, 12);
        store.read(|records| {
            let mut all: Vec<Ending> = records
                .active_accounts()
                .flat_map(|account| {
                    let within = ending(records, account.id, today, last);
                    within.into_iter().map(|renewal| Ending { account: account.clone(), renewal })
                })
                .collect();
            all.order_by_key(|ending| (ending.renewal.term.end, ending.renewal.contract.id));
            all
        })
    });
    let total = move || {
        let shown = shown.read();
        let (sum, left_out) =
            store.read(|records| renewing(records, shown.iter().map(|ending| &ending.renewal), store.today()));
        format!("{}{}", locale.money(sum), without(&left_out, locale))
    };
    let line = move |ending: &Ending| {
        let odds = ending.renewal.probability(untrack(|| store.today()));
        let Renewal { contract, term } = &ending.renewal;
        [
            ending.account.name.clone(),
            contract.name.clone(),
            contract.amount.map(|it| locale.money(it)).unwrap_or_default(),
            term.notice_day.map(|it| locale.date(it)).unwrap_or_else(|| "none".into()),
            locale.date(term.end),
            odds.map_or_else(|| "not entered".into(), |odds| locale.percent(odds, 0)),
            contract.forecast.map(|call| call.label().to_owned()).unwrap_or_default(),
        ]
    };
    const HEAD: [&str; 7] =
        ["Account", "Contract", "Worth a year", "Last day for notice", "Ends", "Probability", "Forecast"];
    const RECORD: [&str; 8] =
        ["account", "contract", "amount", "currency", "notice_day", "term_end", "probability", "forecast"];
    // For a program, which knows no locale.
    let record = move |ending: &Ending| {
        let odds = ending.renewal.probability(untrack(|| store.today()));
        let Renewal { contract, term } = &ending.renewal;
        vec![
            ending.account.name.clone(),
            contract.name.clone(),
            contract.amount.map(|amount| amount.decimal()).unwrap_or_default(),
            contract.amount.map(|amount| amount.currency().code().to_owned()).unwrap_or_default(),
            term.notice_day.map(|day| day.to_string()).unwrap_or_default(),
            term.end.to_string(),
            odds.map(|odds| odds.to_string()).unwrap_or_default(),
            contract.forecast.map(|call| call.key().to_owned()).unwrap_or_default(),
        ]
    };
    let export = move |_| {
        let rows: Vec<Vec<String>> = shown.read_untracked().iter().map(record).collect();
        browser::download(&rows_csv("mainstay-renewals.csv", &RECORD.map(str::to_owned), &rows));
    };
    let row = move |ending: Ending| {
        let id = ending.account.id;
        let [name, cells @ ..] = line(&ending);
        view! {
            <tr>
                <td>
                    <a class="mid" href=Route::Account(id, Tab::Renewal).href()>
                        {name}
                    </a>
                </td>
                {cells.map(|cell| view! { <td class="q2">{cell}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                "Renewals"<small>{move || format!("next 12 months, {}", total())}</small>
                <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>"Export"</span>
                </button>
            </h2>
            <Show
                when=move || !shown.read().is_empty()
                fallback=|| {
                    view! {
                        <p class="empty">
                            "No contract ends in the next twelve months. Contracts are entered on each account’s \
                            page Renewal."
                        </p>
                    }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label="Renewals on a line of time">
                    {move || chart(&shown.read(), store.today(), locale)}
                </div>
                <div class="scroll" tabindex="0" role="region" aria-label="Renewals as a table">
                    <table class="tbl">
                        <thead>
                            <tr>{HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                        </thead>
                        <tbody>{move || shown.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

fn chart(ending: &[Ending], today: NaiveDate, locale: Locale) -> AnyView {
    const WIDTH: f64 = 1080.0;
    const NAMES: f64 = 200.0;
    const ROW: f64 = 28.0;
    let days = days_between(today, plus_months(today, 12)).max(1) as f64;
    let x =
        |date: NaiveDate| NAMES + (days_between(today, date) as f64 / days).clamp(0.0, 1.0) * (WIDTH - NAMES - 80.0);
    let bottom = 28.0 + ending.len() as f64 * ROW;
    let first = month_of(today);
    let months = (1..=12).map(|offset| {
        let month = plus_months(first, offset);
        let at = x(month);
        view! {
            <path class="ax" d=format!("M{at:.1} 20V{bottom:.1}") />
            <text x=at + 3.0 y="14">
                {format::month_short(month)}
            </text>
        }
    });
    let rows = ending.iter().enumerate().map(|(position, ending)| {
        let y = 42.0 + position as f64 * ROW;
        let end = x(ending.renewal.term.end);
        let notice = ending.renewal.term.notice_day.filter(|day| *day >= today);
        let notice = notice.map(|day| view! { <path class="rn-n" d=format!("M{:.1} {:.1}v12", x(day), y - 10.0) /> });
        view! {
            <text class="t1" x="0" y=y>
                {format::cut(&ending.account.name, 28)}
            </text>
            <path class="rn-l" d=format!("M{NAMES} {:.1}H{end:.1}", y - 4.0) />
            <circle class="rn-e" cx=end cy=y - 4.0 r="4" />
            <g>{notice}</g>
            <text class="t2" x=end + 10.0 y=y>
                {ending.renewal.contract.amount.map(|it| locale.money(it)).unwrap_or_default()}
            </text>
        }
    });
    view! {
        <svg class="rn rn12" viewBox=format!("0 0 {WIDTH} {bottom}") width=WIDTH height=bottom aria-hidden="true">
            <g>{months.collect_view()}</g>
            <path class="rn-now" d=format!("M{NAMES} 20V{bottom:.1}") />
            <g>{rows.collect_view()}</g>
        </svg>
        <p class="lg" aria-hidden="true">
            <svg viewBox="0 0 6 12" width="6" height="12">
                <path class="rn-n" d="M3 0v12" />
            </svg>
            "last day for notice "
            <svg viewBox="0 0 10 10" width="10" height="10">
                <circle class="rn-e" cx="5" cy="5" r="4" />
            </svg>
            "contract ends"
        </p>
    }
    .into_any()
}
