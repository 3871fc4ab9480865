//! Health as weight × score.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Figure, Id, Locale,
        health::{Contribution, Health, band},
        rounding::round_half_away,
        status::Status,
    },
    ui::{
        kit::{Bar, StatusShape, StatusWord},
        route::{Route, Tab},
    },
    words::{
        self,
        screen::{common, overview as text},
    },
};

/// The table, or why there is none.
pub fn health_table(health: &Figure<Health>, id: Id<Account>, locale: Locale) -> AnyView {
    let link = view! {
        <a class="more-link push" href=Route::Account(id, Tab::Value).href()>
            {common::METRICS}
        </a>
    };
    match health {
        Ok(health) => view! {
            <section>
                <h2 class="h2">{common::HEALTH}<small>{text::WEIGHT_SCORE}</small>{link}</h2>
                {table(health, locale)}
                {notes(health, locale)}
            </section>
        }
        .into_any(),
        Err(reason) => view! {
            <section>
                <h2 class="h2">{common::HEALTH}{link}</h2>
                <p class="empty">{words::missing(reason, locale)}"."</p>
            </section>
        }
        .into_any(),
    }
}

fn table(health: &Health, locale: Locale) -> impl IntoView + use<> {
    let score = (!health.parts.is_empty()).then(|| locale.number(health.score, 1));
    let status = health.status();
    let rows = health.parts.iter().map(|part| row(part, locale)).collect_view();
    view! {
        <table class="tbl hm">
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <td colspan="4">
                        <StatusWord status word=words::health_label(status) />
                    </td>
                    <td class="r">{score}</td>
                </tr>
            </tfoot>
        </table>
    }
}

fn row(part: &Contribution, locale: Locale) -> impl IntoView + use<> {
    let band = band(round_half_away(part.score, 0) as i64);
    let mark = (band != Status::Good).then(|| {
        view! {
            <span class="hs">
                <StatusShape status=band word=words::health_label(band) />
            </span>
        }
    });
    let share = (part.score > 0.0).then(|| locale.percent(part.points / part.score, 0));
    view! {
        <tr>
            <td>{part.metric.name.clone()}" "{mark}</td>
            <td class="r q2 nowrap">{locale.measure(&part.metric, part.value)}</td>
            <td class="r q">{share}</td>
            <td class="r">
                <Bar part=part.score / 100.0 width=56.0 />
            </td>
            <td class="r mid">{locale.number(part.points, 1)}</td>
        </tr>
    }
}

/// What was set by hand, what is left out, and what the score rests on too much.
fn notes(health: &Health, locale: Locale) -> impl IntoView + use<> {
    let by_hand = words::health_by_hand(health, locale);
    let stale = words::health_left_out(health);
    let warned = words::health_warning(health, locale);
    view! {
        {by_hand.map(|text| view! { <p class="note watch">{text}</p> })}
        {stale.map(|text| view! { <p class="q small">{text}</p> })}
        {warned.map(|text| view! { <p class="note watch">{text}</p> })}
    }
}
