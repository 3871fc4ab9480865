//! The renewals of the next twelve months on a line of time, with a table that says the same.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::ui::pages::today::RenewalLegend;
use crate::{
    document::{RenewalRoom, renewal_drawing},
    domain::{
        Locale,
        date::plus_months,
        renewal::{Renewal, all_ending, renewing},
    },
    export,
    ui::{
        browser,
        kit::{Glyph, Icon},
        route::{Route, Tab},
        use_store,
    },
    words::{
        self, format,
        screen::{common, portfolio as text},
    },
};

/// A contract whose term ends within the year, and the name of its account.
#[derive(Clone, PartialEq)]
struct Ending {
    account: String,
    renewal: Renewal,
}

/// How many months ahead the page looks.
const MONTHS: i32 = 12;

/// The heads of the table.
const HEADS: [&str; 7] = [
    common::ACCOUNT,
    common::CONTRACT,
    common::WORTH_A_YEAR,
    common::LAST_DAY_FOR_NOTICE,
    text::ENDS,
    common::PROBABILITY,
    common::FORECAST,
];

/// The view.
#[component]
pub fn RenewalsView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let shown = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| {
            let all = all_ending(records, today, plus_months(today, MONTHS)).into_iter().map(|renewal| {
                let account = records.get(renewal.contract.account).map(|account| account.name.clone());
                Ending { account: account.unwrap_or_default(), renewal }
            });
            all.collect::<Vec<_>>()
        })
    });
    let total = move || {
        let shown = shown.read();
        let all = shown.iter().map(|ending| &ending.renewal);
        let (sum, left_out) = store.read(|records| renewing(records, all, store.today()));
        text::next_months(MONTHS, locale.money(sum), words::without(&left_out, locale))
    };
    let export = move |_| {
        let today = untrack(|| store.today());
        let all = shown.get_untracked();
        let rows = all.iter().map(|ending| (ending.account.as_str(), &ending.renewal));
        browser::download(&export::renewals_csv(rows, today));
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                {common::RENEWALS}<small>{total}</small> <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>{common::EXPORT}</span>
                </button>
            </h2>
            <Show
                when=move || !shown.read().is_empty()
                fallback=|| {
                    view! { <p class="empty">{text::NO_CONTRACT_ENDS_IN}</p> }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label=text::RENEWALS_ON_A_LINE>
                    {move || chart(&shown.read(), store.today(), locale)}
                </div>
                <div class="scroll" tabindex="0" role="region" aria-label=text::RENEWALS_AS_A_TABLE>
                    <table class="tbl">
                        <thead>
                            <tr>{HEADS.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                        </thead>
                        <tbody>
                            {move || shown.get().iter().map(|each| row(each, store.today(), locale)).collect_view()}
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

fn row(ending: &Ending, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let odds = ending.renewal.probability(today);
    let Renewal { contract, term } = &ending.renewal;
    let cells = [
        contract.name.clone(),
        contract.amount.map(|it| locale.money(it)).unwrap_or_default(),
        term.notice_day.map(|it| locale.date(it)).unwrap_or_else(|| common::NONE_LOWER.into()),
        locale.date(term.end),
        odds.map_or_else(|| common::NOT_ENTERED.into(), |odds| locale.percent(odds, 0)),
        contract.forecast.map(|call| call.label().to_owned()).unwrap_or_default(),
    ];
    view! {
        <tr>
            <td>
                <a class="mid" href=Route::Account(contract.account, Tab::Renewal).href()>
                    {ending.account.clone()}
                </a>
            </td>
            {cells.map(|cell| view! { <td class="q2">{cell}</td> }).collect_view()}
        </tr>
    }
}

fn chart(ending: &[Ending], today: NaiveDate, locale: Locale) -> AnyView {
    const WIDTH: f64 = 1080.0;
    const NAMES: f64 = 200.0;
    const AMOUNTS: f64 = 80.0;
    let to = plus_months(today, MONTHS);
    let room = RenewalRoom { from: today, to, left: NAMES, right: WIDTH - AMOUNTS, head: 28.0, row: 28.0 };
    let drawing = renewal_drawing(ending.iter().map(|each| &each.renewal), room);
    let bottom = drawing.bottom;
    let months = drawing.months.iter().map(|month| {
        view! {
            <path class="ax" d=format!("M{:.1} 20V{bottom:.1}", month.at) />
            <text x=month.at + 3.0 y="14">
                {format::month_short(month.first)}
            </text>
        }
    });
    let rows = ending.iter().zip(&drawing.rows).map(|(ending, mark)| {
        let (y, end) = (mark.top + 14.0, mark.end);
        let notice = mark.notice.map(|at| view! { <path class="rn-n" d=format!("M{at:.1} {:.1}v12", y - 10.0) /> });
        view! {
            <text class="t1" x="0" y=y>
                {format::cut(&ending.account, 28)}
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
        <div aria-hidden="true">
            <RenewalLegend />
        </div>
    }
    .into_any()
}
