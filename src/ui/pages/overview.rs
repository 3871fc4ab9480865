//! The account on one screen.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::overview_regions::Regions;
use crate::{
    domain::{
        Account, Contract, Id, Locale, Meeting, Objective, Observation, Outcome, Records, RevenueMovement, Teammate,
        choice::MeetingKind,
        coverage::{Coverage, Thread},
        date::days_between,
        engagement::engagement,
        format,
        health::Health,
        metric::{latest, progress},
        portfolio::{Row, row},
        revenue::{Period, Steps, arr, steps},
        status::{Status, coverage_label},
        value::{Value, first_year_return, value, yearly_return},
    },
    ui::{
        kit::{Avatar, Bar, Explanation, Figure, Glyph, Icon, Shape, StatusShape, StatusWord, status_class},
        route::{Route, Tab},
        use_store,
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
                <aside class="over-side" aria-label="Health, renewal and people">
                    {health_table(&row.health, id, locale)}
                    {playbook}
                    {key_players(&row.coverage, id, locale)}
                </aside>
            </div>
        })
    }
}

fn strip(records: &Records, row: &Row, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let currency = row.account.currency;
    let id = row.account.id;
    let trailing = steps(records.of::<RevenueMovement>(id), Period::trailing_year(today));
    let change =
        crate::domain::revenue::nrr(&[trailing]).map(|ratio| format!(", revenue change {}", locale.percent(ratio, 1)));
    let arr_sub =
        format!("{} this year{}", signed_money(row.year.change(), currency, locale), change.unwrap_or_default());
    let health_view = match &row.health {
        Ok(health) => view! {
            {health.shown()}
            " "
            <StatusWord status=health.status() word=health.status().label() />
        }
        .into_any(),
        Err(_) => view! { <StatusWord status=Status::Unknown word="Not measured" /> }.into_any(),
    };
    let health_sub = match (&row.health, row.health_before) {
        (Ok(health), Some(before)) if !health.parts.is_empty() => {
            format!("{} in 90 days", locale.signed((health.measured() - before) as f64, 0))
        }
        (Ok(health), _) if health.by_hand.is_some() => "set by hand".into(),
        (Ok(_), _) => "not measured 90 days ago".into(),
        (Err(reason), _) => reason.trim_start_matches("Not measured: ").to_owned(),
    };
    let (met, players) = engagement(records, id, &row.coverage, today);
    let engaged = if players > 0 { format!("; {met} of {players} met within the cadence") } else { String::new() };
    let renewal = row.renewal.clone();
    let renewal_value = renewal
        .as_ref()
        .and_then(|contract| contract.end)
        .map_or("No contract".to_owned(), |end| locale.count(days_between(today, end), "day"));
    let renewal_sub = renewal.map_or("Add it under Renewal".to_owned(), |contract| {
        let end = contract.end.map(|it| locale.date(it)).unwrap_or_default();
        match contract.notice_day() {
            Some(day) => format!("{end}, notice by {}", locale.date_near(day, today)),
            None => format!("{end}, {}", contract.ending_text()),
        }
    });
    let value = value(records.of::<Outcome>(id), row.arr, today);
    let value_sub = value_line(value, currency, locale);
    let class = format!("wd st-{}", status_class(row.coverage.status));
    let (status, covered, arr) = (row.coverage.status, coverage_label(&row.coverage), locale.minor(row.arr, currency));
    view! {
        <dl class="figs ov">
            <Figure
                label="ARR"
                sub=arr_sub
                explanation=Some(explain_arr(&row.account.name, trailing, currency, today, locale))
            >
                {arr}
            </Figure>
            <Figure label="Health" sub=health_sub>
                {health_view}
            </Figure>
            <Figure label="Coverage" sub=format!("{}{engaged}", row.coverage.reason)>
                <span class=class>
                    <Shape status />
                    {covered}
                </span>
            </Figure>
            <Figure label="Renewal" sub=renewal_sub>
                {renewal_value}
            </Figure>
            <Figure label="Value delivered" sub=value_sub explanation=Some(explain_value(value, currency, locale))>
                {locale.minor(value.confirmed, currency)}
                " "
                <span class="q u">"a year"</span>
            </Figure>
        </dl>
    }
}

fn signed_money(minor: i64, currency: crate::domain::Currency, locale: Locale) -> String {
    let text = locale.minor(minor, currency);
    if minor > 0 { format!("+{text}") } else { text }
}

/// The line under the value: return on what is confirmed, and what is only estimated.
pub fn value_line(value: Value, currency: crate::domain::Currency, locale: Locale) -> String {
    let estimated = if value.estimated > 0 {
        format!(", {} more estimated", locale.minor(value.estimated, currency))
    } else {
        String::new()
    };
    match yearly_return(value.confirmed, value.cost) {
        Ok(ratio) => format!("confirmed, yearly return {}{estimated}", locale.percent(ratio, 0)),
        Err(_) if value.confirmed > 0 => format!("confirmed, no cost known{estimated}"),
        Err(_) => format!("nothing confirmed yet{estimated}"),
    }
}

fn explain_arr(
    name: &str,
    steps: Steps,
    currency: crate::domain::Currency,
    today: NaiveDate,
    locale: Locale,
) -> Explanation {
    let period = Period::trailing_year(today);
    let thousands = |minor: i64| locale.thousands(minor, currency);
    Explanation {
        about: format!(
            "{name}, {} to {}. Thousands of {}.",
            locale.date_long(period.from),
            locale.date_long(period.to),
            currency.code()
        ),
        rows: vec![
            ("Start".into(), String::new(), thousands(steps.start)),
            ("New".into(), String::new(), format!("+{}", thousands(steps.new))),
            ("Expansion".into(), String::new(), format!("+{}", thousands(steps.expansion))),
            ("Contraction".into(), String::new(), format!("−{}", thousands(steps.contraction))),
            ("Churn".into(), String::new(), format!("−{}", thousands(steps.churn))),
        ],
        formula: "start + new + expansion − contraction − churn".into(),
        result: thousands(steps.end()),
    }
}

/// How the value figure came about.
pub fn explain_value(value: Value, currency: crate::domain::Currency, locale: Locale) -> Explanation {
    let money = |minor: i64| locale.minor(minor, currency);
    let ratio = |benefit: i64| {
        yearly_return(benefit, value.cost).map_or_else(|reason| reason, |ratio| locale.percent(ratio, 0))
    };
    Explanation {
        about: "Benefit counts confirmed outcomes, times our share of each. A confirmation older than 12 months counts as an estimate.".into(),
        rows: vec![
            ("Confirmed".into(), "by the client, in the last 12 months".into(), money(value.confirmed)),
            ("Estimated".into(), locale.count(value.estimates as i64, "outcome"), money(value.estimated)),
            ("Cost a year".into(), "ARR and the yearly cost of the outcomes".into(), money(value.cost)),
            ("Yearly return with estimates".into(), money(value.with_estimates()), ratio(value.with_estimates())),
            ("One-off cost".into(), String::new(), money(value.one_off)),
            (
                "First-year return".into(),
                "with the one-off cost".into(),
                first_year_return(value.confirmed, value.cost, value.one_off)
                    .map_or_else(|reason| reason, |ratio| locale.percent(ratio, 0)),
            ),
        ],
        formula: format!("({} − {}) / {}", money(value.confirmed), money(value.cost), money(value.cost)),
        result: ratio(value.confirmed),
    }
}

/// Something at the account that needs a person.
struct Need {
    status: Status,
    text: String,
    detail: String,
    link: (&'static str, String),
}

fn needs(records: &Records, row: &Row, today: NaiveDate, locale: Locale) -> Vec<Need> {
    let id = row.account.id;
    let to = |tab: Tab| Route::Account(id, tab).href();
    let mut needs = Vec::new();
    let opposing = row.coverage.opposing_buyer();
    for reason in row.status.reasons.iter().filter(|reason| opposing.is_none_or(|name| !reason.starts_with(name))) {
        needs.push(Need {
            status: Status::Risk,
            text: reason.clone(),
            detail: String::new(),
            link: ("Open the renewal", to(Tab::Renewal)),
        });
    }
    if let Some(standing) = row
        .coverage
        .key_players()
        .into_iter()
        .find(|standing| standing.person.decides() && standing.person.support.is_some_and(|s| s < 0))
    {
        let contact = standing.last_contact.map_or("No contact yet".to_owned(), |date| {
            format!("No contact for {}", locale.count(days_between(date, today), "day"))
        });
        let href = format!("{}?open={}", to(Tab::People), standing.person.id);
        needs.push(Need {
            status: Status::Risk,
            text: if row.renewal.is_some() && standing.person.is_buyer() {
                format!("{} opposes, and decides on the renewal", standing.person.name)
            } else {
                format!("{} opposes", standing.person.name)
            },
            detail: format!("{}. {contact}", standing.person.title),
            link: ("Win over", href),
        });
    }
    match &row.coverage.single_thread {
        Some(Thread::Theirs(name)) => needs.push(Need {
            status: Status::Watch,
            text: format!("Without {name}, nobody there supports us"),
            detail: String::new(),
            link: ("Open the map", to(Tab::People)),
        }),
        Some(Thread::Ours(teammate)) => {
            let name = records.get::<Teammate>(*teammate).map(|teammate| teammate.name.clone()).unwrap_or_default();
            needs.push(Need {
                status: Status::Watch,
                text: format!("Every supporter there hangs on {name}"),
                detail: String::new(),
                link: ("Name a second owner", to(Tab::People)),
            });
        }
        None => {}
    }
    let delivered = value(records.of::<Outcome>(id), row.arr, today);
    if delivered.estimates > 0 {
        let text = format!(
            "{} worth {} not confirmed",
            format::sentence(&locale.count(delivered.estimates as i64, "outcome")),
            locale.minor(delivered.estimated, row.account.currency)
        );
        needs.push(Need {
            status: Status::Watch,
            text,
            detail: String::new(),
            link: ("Ask for confirmation", to(Tab::Value)),
        });
    }
    if let Ok(health) = &row.health
        && let Some(weakest) =
            health.parts.iter().min_by(|a, b| a.score.total_cmp(&b.score)).filter(|part| part.score <= 50.0)
    {
        let sync = records
            .of::<Meeting>(id)
            .filter(|m| m.kind == MeetingKind::ExecutiveReview && m.date > today)
            .map(|m| m.date)
            .min();
        let detail =
            sync.map(|date| format!("Next executive sync on {}", locale.date_near(date, today))).unwrap_or_default();
        needs.push(Need {
            status: Status::Watch,
            text: format!("{} is our weakest measure: {} of 100", weakest.metric.name, locale.number(weakest.score, 0)),
            detail,
            link: ("Prepare the brief", to(Tab::Brief)),
        });
    }
    if row.coverage.standings.is_empty() {
        needs.push(Need {
            status: Status::Watch,
            text: "Nobody is on the map yet".into(),
            detail: "Who decides, who pays, who uses?".into(),
            link: ("Add people", to(Tab::People)),
        });
    }
    if row.renewal.is_none() {
        needs.push(Need {
            status: Status::Watch,
            text: "No contract with an end".into(),
            detail: "Renewals and notice days follow from it".into(),
            link: ("Add a contract", to(Tab::Renewal)),
        });
    }
    needs
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
            <h2 class="h2">"Needs you"<small>{count}</small></h2>
            <ul class="need">{rows.collect_view()}</ul>
            {(count == 0).then(|| view! { <p class="empty">"Nothing here needs you today."</p> })}
        </section>
    }
}

fn objectives(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> AnyView {
    let all: Vec<&Objective> = records.of::<Objective>(id).collect();
    if all.is_empty() {
        return view! {
            <section>
                <h2 class="h2">"Objectives"</h2>
                <p class="empty">
                    "What do you want to reach together? "
                    <a class="more-link" href=format!("{}?view=objectives", Route::Account(id, Tab::Plan).href())>
                        "Add an objective"
                    </a>
                </p>
            </section>
        }
        .into_any();
    }
    let rows = all.into_iter().map(|objective| {
        let measured =
            records.find(objective.metric).and_then(|metric| latest(records.of::<Observation>(id), metric, today));
        let actual = measured.map(|observation| observation.value).or(objective.actual);
        let text = |value: Option<f64>| value.map(|value| locale.plain(value)).unwrap_or_default();
        let part =
            objective.baseline.zip(actual).zip(objective.target).and_then(|((from, now), to)| progress(from, now, to));
        let owner = records.find(objective.owner_there).map(|person| person.name.clone());
        let href = format!("{}?view=objectives&open={}", Route::Account(id, Tab::Plan).href(), objective.id);
        view! {
            <tr>
                <td>
                    <a class="mid" href=href>
                        {objective.name.clone()}
                    </a>
                </td>
                <td class="r q">{text(objective.baseline)}</td>
                <td class="r mid">{text(actual)}</td>
                <td class="r q2">{text(objective.target)}</td>
                <td class="nowrap">
                    {part
                        .map(|part| {
                            view! {
                                <Bar part hue="acc" />
                                " "
                                <span class="q2 pc">{locale.percent(part, 0)}</span>
                            }
                        })}
                </td>
                <td>
                    {owner
                        .map(|name| {
                            view! {
                                <span class="who">
                                    <Avatar name=name.clone() />
                                    {name}
                                </span>
                            }
                        })}
                </td>
            </tr>
        }
    });
    view! {
        <section>
            <h2 class="h2">"Objectives"</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Objectives">
                <table class="tbl obj">
                    <thead>
                        <tr>
                            <th>"Objective"</th>
                            <th class="r">"Baseline"</th>
                            <th class="r">"Now"</th>
                            <th class="r">"Target"</th>
                            <th>"Progress"</th>
                            <th>"Owner there"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn revenue_chart(records: &Records, row: &Row, today: NaiveDate, locale: Locale) -> AnyView {
    let id = row.account.id;
    let currency = row.account.currency;
    let mut movements: Vec<&RevenueMovement> = records.of(id).collect();
    movements.sort_by_key(|movement| (movement.date, movement.id));
    let Some(first) = movements.first() else {
        return view! {
            <section>
                <h2 class="h2">"Revenue"</h2>
                <p class="empty">
                    "No revenue is entered yet. "<a class="more-link" href=Route::Account(id, Tab::Growth).href()>
                        "Add a movement"
                    </a>
                </p>
            </section>
        }
        .into_any();
    };
    const WIDTH: f64 = 700.0;
    let end = row
        .renewal
        .as_ref()
        .and_then(|contract| contract.end)
        .filter(|end| *end > today && days_between(today, *end) < 1000);
    let last = end.unwrap_or(today).max(today);
    let span = days_between(first.date, last).max(1) as f64;
    let x = |date: NaiveDate| 40.0 + days_between(first.date, date) as f64 / span * (WIDTH - 48.0);
    let values: Vec<(NaiveDate, i64)> = movements
        .iter()
        .filter(|movement| movement.date <= today)
        .map(|movement| (movement.date, arr(movements.iter().copied(), movement.date)))
        .collect();
    let top = values.iter().map(|(_, value)| *value).max().unwrap_or(1).max(1) as f64 * 1.1;
    let y = |value: i64| 126.0 - value as f64 / top * 108.0;
    let mut path = format!("M{:.1} 126V{:.1}", x(first.date), y(values.first().map_or(0, |(_, value)| *value)));
    for (date, value) in values.iter().skip(1) {
        path.push_str(&format!("H{:.1}V{:.1}", x(*date), y(*value)));
    }
    path.push_str(&format!("H{:.1}", x(today)));
    let now = y(row.arr);
    let years = (chrono::Datelike::year(&first.date) + 1..=chrono::Datelike::year(&last)).filter_map(|year| {
        let at = x(NaiveDate::from_ymd_opt(year, 1, 1)?);
        Some(view! {
            <path class="ax" d=format!("M{at:.1} 126v4") />
            <text class="yr" x=at y="144">
                {year}
            </text>
        })
    });
    let label = format!(
        "Annual recurring revenue from {} in {} to {} today",
        locale.minor(values.first().map_or(0, |(_, v)| *v), currency),
        locale.date_long(first.date),
        locale.minor(row.arr, currency)
    );
    let notes =
        movements.iter().rev().take(2).filter(|movement| movement.date <= today && !movement.note.is_empty()).map(
            |movement| {
                let value = arr(movements.iter().copied(), movement.date);
                let text = format!(
                    "{} {}",
                    locale.signed_thousands(crate::domain::revenue::signed(movement), currency),
                    movement.note
                );
                view! {
                    <text class="halo" x=x(movement.date) - 6.0 y=y(value) + 3.0 text-anchor="end">
                        {text}
                    </text>
                }
            },
        );
    let ahead = end.map(|end| {
        view! {
            <path class="rev-f" d=format!("M{:.1} {now:.1}H{:.1}", x(today), x(end)) />
            <path class="rev-e" d=format!("M{:.1} 18V126", x(end)) />
            <text x=x(end) - 4.0 y="120" text-anchor="end">
                {format!("contract ends {}", locale.date(end))}
            </text>
        }
    });
    view! {
        <section>
            <h2 class="h2">"Revenue"<small>{format!("ARR in thousands of {}", currency.code())}</small></h2>
            <svg class="rev" viewBox=format!("0 0 {WIDTH} 148") role="img" aria-label=label>
                <path class="ax" d=format!("M40 126.5H{WIDTH}") />
                <g>{years.collect_view()}</g>
                <path class="rev-a" d=format!("{path}V126Z") />
                <path class="rev-l" d=path.clone() />
                <g>{ahead}</g>
                <circle class="rev-d" cx=x(today) cy=now r="3" />
                <text class="tb halo" x=x(today) y=now - 7.0 text-anchor="middle">
                    {locale.thousands(row.arr, currency)}
                </text>
                <g>{notes.collect_view()}</g>
            </svg>
        </section>
    }
    .into_any()
}

/// Health as weight × score.
pub fn health_table(health: &Result<Health, String>, id: Id<Account>, locale: Locale) -> AnyView {
    let link = view! {
        <a class="more-link push" href=Route::Account(id, Tab::Value).href()>
            "Metrics"
        </a>
    };
    let health = match health {
        Ok(health) => health.clone(),
        Err(reason) => {
            return view! {
                <section>
                    <h2 class="h2">"Health"{link}</h2>
                    <p class="empty">{reason.clone()}"."</p>
                </section>
            }
            .into_any();
        }
    };
    let status = health.status();
    let rows = health.parts.iter().map(|part| {
        let band = crate::domain::health::band(format::round_half_away(part.score, 0) as i64);
        let mark = (band != Status::Good).then(|| {
            view! {
                <span class="hs">
                    <StatusShape status=band word=band.label() />
                </span>
            }
        });
        let share = part.points / part.score.max(0.01);
        view! {
            <tr>
                <td>{part.metric.name.clone()}" "{mark}</td>
                <td class="r q2 nowrap">{part.metric.said(part.value, locale)}</td>
                <td class="r q">{if part.score > 0.0 { locale.percent(share, 0) } else { String::new() }}</td>
                <td class="r">
                    <Bar part=part.score / 100.0 width=56.0 />
                </td>
                <td class="r mid">{locale.number(part.points, 1)}</td>
            </tr>
        }
    });
    let stale =
        (!health.stale.is_empty()).then(|| format!("Left out, too old or missing: {}.", health.stale.join(", ")));
    let by_hand = health.by_hand.as_ref().map(|by_hand| {
        format!(
            "Set by hand to {} until {}: {}. The metrics say {}.",
            by_hand.score,
            locale.date(by_hand.until),
            by_hand.reason,
            if health.parts.is_empty() { "nothing".to_owned() } else { health.measured().to_string() }
        )
    });
    let warned = health.too_subjective.then(|| {
        format!(
            "Subjective measures weigh more than {}. A score that rests on opinions convinces nobody.",
            locale.percent(0.15, 0)
        )
    });
    view! {
        <section>
            <h2 class="h2">"Health"<small>"weight × score"</small>{link}</h2>
            <table class="tbl hm">
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <td colspan="4">
                            <StatusWord status word=status.label() />
                        </td>
                        <td class="r">
                            {if health.parts.is_empty() { String::new() } else { locale.number(health.score, 1) }}
                        </td>
                    </tr>
                </tfoot>
            </table>
            {by_hand.map(|text| view! { <p class="note watch">{text}</p> })}
            {stale.map(|text| view! { <p class="q small">{text}</p> })}
            {warned.map(|text| view! { <p class="note watch">{text}</p> })}
        </section>
    }
    .into_any()
}

fn playbook(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> AnyView {
    let Some(contract) = crate::domain::portfolio::next_renewal(records, id, today) else { return ().into_any() };
    let rows = playbook_rows(records, contract, today, locale);
    view! {
        <section>
            <h2 class="h2">
                "Renewal playbook"<a class="more-link push" href=Route::Account(id, Tab::Renewal).href()>
                    "Open"
                </a>
            </h2>
            {rows}
        </section>
    }
    .into_any()
}

/// The steps of a contract's playbook, dated back from its decision date.
pub fn playbook_rows(records: &Records, contract: &Contract, today: NaiveDate, locale: Locale) -> AnyView {
    let settings = records.workspace();
    let steps = contract.playbook(&settings.holidays);
    let done = |days: u16| contract.is_step_done(records, days);
    let next = steps.iter().find(|(days, ..)| !done(*days)).map(|(days, ..)| *days);
    let rows = steps.iter().map(|(days, name, date)| {
        let is_next = next == Some(*days);
        let class = if done(*days) {
            "done"
        } else if is_next {
            "next"
        } else {
            ""
        };
        let distance = days_between(today, *date);
        let when = match (is_next, distance) {
            (true, 0..) => format!("{}, in {}", locale.date_near(*date, today), locale.count(distance, "day")),
            (true, _) => format!("{}, {} late", locale.date_near(*date, today), locale.count(-distance, "day")),
            _ => locale.date_near(*date, today),
        };
        view! {
            <li class=class>
                <span class="pb-m">{done(*days).then(|| view! { <Icon glyph=Glyph::Check /> })}</span>
                <span class="q pb-d">{format!("{days} d")}</span>
                <span>{*name}{done(*days).then(|| view! { <span class="sr">", done"</span> })}</span>
                <span class="q push">{when}</span>
            </li>
        }
    });
    view! { <ol class="pb">{rows.collect_view()}</ol> }.into_any()
}

fn key_players(coverage: &Coverage, id: Id<Account>, locale: Locale) -> AnyView {
    let players = coverage.key_players();
    let rows = players.iter().take(6).map(|standing| {
        let person = &standing.person;
        let role = person.roles.first().map(|role| role.label().to_lowercase());
        let status = standing.status().unwrap_or(Status::Unknown);
        let href = format!("{}?open={}", Route::Account(id, Tab::People).href(), person.id);
        let fact = [
            Some(person.title.clone()).filter(|title| !title.is_empty()),
            person.standing().map(str::to_owned).or(role),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
        view! {
            <li>
                <Avatar name=person.name.clone() />
                <a class="mid" href=href>
                    {person.name.clone()}
                </a>
                <span class="q kp-t">{fact}</span>
                <StatusShape status word=super::people::player_word(status) />
                <span class="r q2 kp-n">
                    {person.support.map_or("?".to_owned(), |support| locale.signed(f64::from(support), 0))}
                </span>
            </li>
        }
    });
    let empty =
        players.is_empty().then(|| view! { <p class="empty">"Nobody with influence 4 or 5, nobody who decides."</p> });
    view! {
        <section>
            <h2 class="h2">
                "Key players"<a class="more-link push" href=Route::Account(id, Tab::People).href()>
                    "People"
                </a>
            </h2>
            <ul class="kp">{rows.collect_view()}</ul>
            {empty}
        </section>
    }
    .into_any()
}
