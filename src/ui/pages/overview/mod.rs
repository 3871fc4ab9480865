//! The account on one screen.

use chrono::NaiveDate;
use leptos::prelude::*;

mod regions;

use self::regions::Regions;
use crate::{
    domain::{
        Account, Amount, Id, Locale, Objective, Order, Records, RevenueMovement,
        attention::{Attention, attention},
        choice::PlaybookTask,
        contract::DatedTask,
        coverage::Coverage,
        date::days_between,
        engagement::{Engagement, engagement, holidays_of},
        health::Health,
        portfolio::{AccountSummary, row},
        renewal::{Renewal, renewals},
        revenue::{Books, Period, arr, signed, steps},
        rounding::round_half_away,
        status::Status,
        value,
    },
    ui::{
        kit::{Avatar, Bar, Figure, Glyph, Icon, Shape, StatusShape, StatusWord, status_class},
        route::{Route, Tab},
        use_store,
    },
    words::{self, AttentionWords, explain},
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

fn strip(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let id = row.account.id;
    let settings = records.workspace();
    let books = Books::in_currency(&settings, row.account.currency, today);
    let trailing = steps(records.of::<RevenueMovement>(id), Period::trailing_year(today), &books);
    let ratio = trailing.change_ratio().map(|ratio| format!(" ({})", locale.signed_percent(ratio, 1)));
    let year_ratio = ratio.unwrap_or_default();
    let not_covered = if row.not_under_contract.is_positive() {
        format!(", {} not under contract", locale.money(row.not_under_contract))
    } else {
        String::new()
    };
    let arr_sub = if row.missing.is_empty() { String::new() } else { "without what lacks a rate, ".into() };
    let arr_sub =
        arr_sub + &format!("{}{year_ratio} in 12 months{not_covered}", locale.signed_money(trailing.change()));
    let health_view = match &row.health {
        Ok(health) => view! {
            {health.shown()}
            " "
            <StatusWord status=health.status() word=words::health_label(health.status()) />
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
        (Err(missing), _) => words::missing(missing, locale),
    };
    let Engagement { met, players } = engagement(records, id, &row.coverage, today);
    let engaged = if players > 0 { format!("; {met} of {players} met within the cadence") } else { String::new() };
    let renewal_value = row
        .decision
        .as_ref()
        .map_or("No contract".to_owned(), |renewal| locale.count(days_between(today, renewal.term.end), "day"));
    let renewal_sub = row.decision.as_ref().map_or("Add it under Renewal".to_owned(), |renewal| {
        let end = locale.date(renewal.term.end);
        match renewal.term.notice_day {
            Some(day) if day >= today => format!("{end}, notice by {}", locale.date_near(day, today)),
            _ => format!("{end}, {}", words::ending(&renewal.contract)),
        }
    });
    let renewal_explained =
        row.decision.as_ref().map(|renewal| explain::term(&renewal.contract, renewal.term, today, locale));
    let value = value::of_account(records, id, today, &books);
    let value_sub = explain::value_line(value, &books.missing(), locale);
    let class = format!("wd st-{}", status_class(row.coverage.status));
    let (status, covered, arr) = (row.coverage.status, words::coverage_label(&row.coverage), locale.money(row.arr));
    view! {
        <dl class="figs ov">
            <Figure label="ARR" sub=arr_sub explanation=Some(explain::arr_of_year(row, trailing, today, locale))>
                {arr}
            </Figure>
            <Figure label="Health" sub=health_sub explanation=Some(explain::health(&row.health, locale))>
                {health_view}
            </Figure>
            <Figure
                label="Coverage"
                sub=format!("{}{engaged}", words::coverage(&row.coverage))
                explanation=Some(explain::coverage(&row.coverage, today, locale))
            >
                <span class=class>
                    <Shape status />
                    {covered}
                </span>
            </Figure>
            <Figure label="Renewal" sub=renewal_sub explanation=renewal_explained>
                {renewal_value}
            </Figure>
            <Figure label="Value delivered" sub=value_sub explanation=Some(explain::value(value, locale))>
                {locale.money(value.confirmed)}
                " "
                <span class="q u">"a year"</span>
            </Figure>
        </dl>
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
        Attention::NoticeReceived(contract) => ("Open the contract", open(Tab::Renewal, contract.to_string())),
        Attention::EscalatedIssue(issue) => ("Open the issue", open(Tab::Risks, issue.to_string())),
        Attention::Opposition { person, .. } => ("Win over", open(Tab::People, person.to_string())),
        Attention::WeakCoverage(_) | Attention::SingleThread(_) => ("Open the map", to(Tab::People)),
        Attention::NegativeRevenue(_) => ("Open the revenue", format!("{}?view=forecast", to(Tab::Growth))),
        Attention::NoRate(_) => ("Add the rate", Route::Settings.href()),
        Attention::Unconfirmed { .. } => ("Ask for confirmation", to(Tab::Value)),
        Attention::WeakMeasure { .. } => ("Prepare the brief", to(Tab::Brief)),
        Attention::NobodyMapped => ("Add people", to(Tab::People)),
        Attention::NotRated => ("Rate them", to(Tab::People)),
        Attention::NoContract => ("Add a contract", to(Tab::Renewal)),
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
        let actual = objective.now(records, today);
        let text = |value: Option<f64>| value.map(|value| locale.plain(value)).unwrap_or_default();
        let part = objective.progress(actual);
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

fn revenue_chart(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> AnyView {
    let id = row.account.id;
    let currency = row.account.currency;
    let mut movements: Vec<&RevenueMovement> = records.of(id).collect();
    movements.order_by_key(|movement| (movement.date, movement.id));
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
    let settings = records.workspace();
    let books = Books::in_currency(&settings, currency, today);
    let end = row.decision.as_ref().map(|renewal| renewal.term.end);
    let end = end.filter(|end| *end > today && days_between(today, *end) < 1000);
    let last = end.unwrap_or(today).max(today);
    let span = days_between(first.date, last).max(1) as f64;
    let x = |date: NaiveDate| 40.0 + days_between(first.date, date) as f64 / span * (WIDTH - 48.0);
    let arr_on = |date| arr(movements.iter().copied(), date, &books);
    let values: Vec<(NaiveDate, Amount)> = movements
        .iter()
        .filter(|movement| movement.date <= today)
        .map(|movement| (movement.date, arr_on(movement.date)))
        .collect();
    let top = values.iter().map(|(_, value)| value.as_units()).fold(1.0, f64::max) * 1.1;
    let y = |value: Amount| 126.0 - value.as_units() / top * 108.0;
    let mut path =
        format!("M{:.1} 126V{:.1}", x(first.date), y(values.first().map_or(Amount::ZERO, |(_, value)| *value)));
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
        locale.money(values.first().map_or(Amount::ZERO, |(_, value)| *value)),
        locale.date_long(first.date),
        locale.money(row.arr)
    );
    let notes =
        movements.iter().rev().take(2).filter(|movement| movement.date <= today && !movement.note.is_empty()).map(
            |movement| {
                let value = arr_on(movement.date);
                let change = signed(movement, &books);
                let text = format!("{} {}", locale.signed_thousands(change), movement.note);
                // Beside the step, where no line runs: above the old level of a rise, under that of a fall, inside at
                // the first.
                let is_first = movement.date == first.date;
                let (at, anchor) = if is_first { (6.0, "start") } else { (-6.0, "end") };
                let down = if is_first || change.is_negative() { 14.0 } else { 3.0 };
                view! {
                    <text class="halo" x=x(movement.date) + at y=y(value) + down text-anchor=anchor>
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
                    {locale.thousands(row.arr)}
                </text>
                <g>{notes.collect_view()}</g>
            </svg>
        </section>
    }
    .into_any()
}

/// Health as weight × score.
pub fn health_table(health: &crate::domain::Figure<Health>, id: Id<Account>, locale: Locale) -> AnyView {
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
                    <p class="empty">{words::missing(reason, locale)}"."</p>
                </section>
            }
            .into_any();
        }
    };
    let status = health.status();
    let rows = health.parts.iter().map(|part| {
        let band = crate::domain::health::band(round_half_away(part.score, 0) as i64);
        let mark = (band != Status::Good).then(|| {
            view! {
                <span class="hs">
                    <StatusShape status=band word=words::health_label(band) />
                </span>
            }
        });
        let share = part.points / part.score.max(0.01);
        view! {
            <tr>
                <td>{part.metric.name.clone()}" "{mark}</td>
                <td class="r q2 nowrap">{locale.measure(&part.metric, part.value)}</td>
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
        format!("Judgement-based measures weigh more than {}. Rest the score on counted ones.", locale.percent(0.15, 0))
    });
    view! {
        <section>
            <h2 class="h2">"Health"<small>"weight × score"</small>{link}</h2>
            <table class="tbl hm">
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <td colspan="4">
                            <StatusWord status word=words::health_label(status) />
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
    let Some(renewal) = renewals(records, id, today).into_iter().next() else { return ().into_any() };
    let rows = playbook_rows(records, &renewal, today, locale);
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

/// The tasks of a contract's playbook, dated back from its decision date.
pub fn playbook_rows(records: &Records, renewal: &Renewal, today: NaiveDate, locale: Locale) -> AnyView {
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
            (true, 0..) => format!("{}, in {}", locale.date_near(*due, today), locale.count(distance, "day")),
            (true, _) => format!("{}, {} late", locale.date_near(*due, today), locale.count(-distance, "day")),
            _ => locale.date_near(*due, today),
        };
        view! {
            <li class=class>
                <span class="pb-m">{is_done.then(|| view! { <Icon glyph=Glyph::Check /> })}</span>
                <span class="q pb-d">{format!("{} d", task.days_before())}</span>
                <span>{task.label()}{is_done.then(|| view! { <span class="sr">", done"</span> })}</span>
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
            person.advocacy().map(|advocacy| advocacy.label().to_owned()).or(role),
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
                <StatusShape status word=crate::ui::pages::people::player_word(status) />
                <span class="r q2 kp-n">
                    {person.support.map_or("?".to_owned(), |support| locale.signed(f64::from(support), 0))}
                </span>
            </li>
        }
    });
    let empty = players.is_empty().then(|| view! { <p class="empty">"No key players yet."</p> });
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
