//! The portfolio: figures over all accounts, and the table of them.

use std::cmp::Reverse;

use leptos::prelude::*;

use super::{
    portfolio_figures::FiguresView,
    portfolio_groups::GroupsView,
    portfolio_renewals::RenewalsView,
    portfolio_tiers::{StandardsView, TiersView},
};
use crate::{
    document::Report,
    domain::{
        Account, Currency, Kind, Locale,
        choice::Tier,
        date::days_between,
        portfolio::{Row, Totals, row, totals},
        revenue::{Period, Steps, growth, grr, logos, nrr, retained},
        status::{Status, coverage_label},
    },
    export,
    ui::{
        browser,
        kit::{
            Explanation, Figure, Glyph, Icon, Preset, Shape, Sparkline, StatusWord, TierBadge, Trend, Views,
            status_class,
        },
        route::{Here, PORTFOLIO_VIEWS, Route, Tab, use_here, use_replace},
        shell::use_adding,
        use_store,
    },
};

/// The page.
#[component]
pub fn Portfolio() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let archived = here.query_memo("archived");
    let ids = Memo::new(move |_| {
        let archived = !archived.read().is_empty();
        store.read_kind::<Account, _>(|records| {
            let listed = |account: &&Account| (account.archived || account.churned_on.is_some()) == archived;
            records.all::<Account>().filter(listed).map(|account| account.id).collect::<Vec<_>>()
        })
    });
    // One memo per account: an edit recomputes the row of its account alone.
    let rows = Memo::new(move |_| {
        ids.get()
            .into_iter()
            .map(|id| {
                Memo::new(move |_| {
                    let today = store.today();
                    store.read_account(id, |records| records.get(id).map(|account| row(records, account, today)))
                })
            })
            .collect::<Vec<_>>()
    });
    let all = Memo::new(move |_| rows.get().into_iter().filter_map(|row| row.get()).collect::<Vec<Row>>());
    let export = move |_| browser::download(&export::portfolio_csv(&all.get_untracked()));
    let mode = here.query_memo("view");
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>"Accounts"</h1>
                </div>
                <div class="acts">
                    <Show when=move || mode.read().is_empty()>
                        <button type="button" class="btn" on:click=export aria-label="Export the table">
                            <Icon glyph=Glyph::Download />
                            <span>"Export"</span>
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="btn primary"
                        aria-label="New account"
                        on:click=move |_| adding.open(Kind::Account, None, Preset::default())
                    >
                        <Icon glyph=Glyph::Plus />
                        <span>"New account"</span>
                    </button>
                </div>
            </div>
            <div class="views-bar">
                <Views label="View" views=PORTFOLIO_VIEWS class="views" />
                <nav class="row-acts push" aria-label="Papers">
                    {Report::ALL
                        .iter()
                        .map(|report| {
                            view! {
                                <a class="more-link" href=Route::Report(*report).href()>
                                    {report.title()}
                                </a>
                            }
                        })
                        .collect_view()}
                </nav>
            </div>
            {move || match mode.read().as_str() {
                "figures" => view! { <FiguresView /> }.into_any(),
                "tiers" => view! { <TiersView /> }.into_any(),
                "standards" => view! { <StandardsView /> }.into_any(),
                "renewals" => view! { <RenewalsView /> }.into_any(),
                "groups" => view! { <GroupsView /> }.into_any(),
                _ => {
                    view! {
                        <Show
                            when=move || !all.read().is_empty()
                            fallback=|| {
                                view! {
                                    <p class="empty">
                                        "No account is listed here. Add one, or bring them from a CSV file under “Data and backups”."
                                    </p>
                                }
                            }
                        >
                            <Strip all />
                            <Table all here />
                        </Show>
                    }
                        .into_any()
                }
            }}
        </main>
    }
}

#[component]
fn Strip(all: Memo<Vec<Row>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| totals(records, today))
    });
    move || match figures.get() {
        Ok(totals) => strip(&totals, &all.read(), store.today(), locale).into_any(),
        Err(reason) => view! { <p class="note watch">{reason}". Add it under Settings."</p> }.into_any(),
    }
}

fn strip(totals: &Totals, rows: &[Row], today: chrono::NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let currency = totals.currency;
    let euros = move |minor: i64| locale.minor(minor, currency);
    let trailing: Vec<Steps> = totals.trailing.iter().map(|(_, steps)| *steps).collect();
    let since = growth(totals.arr_at_new_year, totals.arr).map(|ratio| {
        format!("{} since {}", locale.signed_percent(ratio, 1), locale.day_month(Period::year_to_date(today).from))
    });
    let net = nrr(&trailing).map(|ratio| locale.percent(ratio, 1));
    let gross = grr(&trailing).map(|ratio| locale.percent(ratio, 1));
    let (kept, had) = logos(&trailing);
    let share = if totals.arr > 0 {
        format!(", {} of ARR", locale.percent(totals.renewing.0 as f64 / totals.arr as f64, 0))
    } else {
        String::new()
    };
    let measured: Vec<Status> =
        rows.iter().filter_map(|row| row.health.as_ref().ok().map(|health| health.status())).collect();
    let count = |status: Status| measured.iter().filter(|other| **other == status).count();
    let (good, watch, risk) = (count(Status::Good), count(Status::Watch), count(Status::Risk));
    let at_risk: i64 = rows
        .iter()
        .filter(|row| row.health.as_ref().is_ok_and(|health| health.status() == Status::Risk))
        .map(|row| row.arr)
        .sum();
    let risk_share = if totals.arr > 0 {
        format!("{} of ARR at risk", locale.percent(at_risk as f64 / totals.arr as f64, 0))
    } else {
        String::new()
    };
    let forecast = totals.forecast;
    let parts = format!(
        "pipeline {}, renewals {}",
        locale.signed(forecast.pipeline / currency.scale() as f64 / 1e6, 2),
        locale.signed(forecast.renewals / currency.scale() as f64 / 1e6, 2)
    );
    let sum = retained(&trailing);
    let net_sub = format!(
        "{} + {} − {} − {}",
        locale.millions(sum.start, currency),
        locale.millions(sum.expansion, currency),
        locale.millions(sum.contraction, currency),
        locale.millions(sum.churn, currency)
    );
    let (arr, renewing) = (euros(totals.arr), euros(totals.renewing.0));
    view! {
        <dl class="figs kpi">
            <Figure label="Annual recurring revenue" sub=since.unwrap_or_else(|reason| reason)>
                {arr}
            </Figure>
            <Figure label="Net revenue retention" sub=net_sub explanation=Some(explain_net(totals, today, locale))>
                {net.unwrap_or_else(|_| "not available".into())}
            </Figure>
            <Figure label="Gross revenue retention" sub=format!("{kept} of {had} accounts kept")>
                {gross.unwrap_or_else(|_| "not available".into())}
            </Figure>
            <Figure
                label="Renewing in 180 days"
                sub=format!("{}{share}", locale.count(totals.renewing.1 as i64, "account"))
            >
                {renewing}
            </Figure>
            <Figure
                label=format!("Forecast, {}", locale.date_long(totals.forecast_date))
                sub=parts
                explanation=Some(explain_forecast(totals, locale))
            >
                {euros(forecast.total() as i64)}
            </Figure>
            <Figure label=format!("Health of {} measured", measured.len()) sub=risk_share>
                <span class="hb">
                    <Shape status=Status::Good />
                    <span class="sr">"Healthy "</span>
                    {good}
                    " "
                    <Shape status=Status::Watch />
                    <span class="sr">"Watch "</span>
                    {watch}
                    " "
                    <Shape status=Status::Risk />
                    <span class="sr">"At risk "</span>
                    {risk}
                </span>
            </Figure>
        </dl>
    }
}

fn explain_net(totals: &Totals, today: chrono::NaiveDate, locale: Locale) -> Explanation {
    let currency = totals.currency;
    let had: Vec<&(String, Steps)> = totals.trailing.iter().filter(|(_, steps)| steps.start > 0).collect();
    let steps: Vec<Steps> = totals.trailing.iter().map(|(_, steps)| *steps).collect();
    let sum = retained(&steps);
    let thousands = |minor: i64| locale.thousands(minor, currency);
    let who = |part: fn(&Steps) -> i64| {
        let mut all: Vec<(i64, &str)> =
            had.iter().filter(|(_, steps)| part(steps) > 0).map(|(name, steps)| (part(steps), name.as_str())).collect();
        all.sort_by_key(|(amount, _)| Reverse(*amount));
        let named: Vec<String> = all
            .iter()
            .take(3)
            .map(|(amount, name)| format!("{} {}", name.split(' ').next().unwrap_or(name), thousands(*amount)))
            .collect();
        let more = if all.len() > 3 { format!(", {} more", all.len() - 3) } else { String::new() };
        format!("{}{more}", named.join(", "))
    };
    let period = Period::trailing_year(today);
    let end = sum.start + sum.expansion - sum.contraction - sum.churn;
    Explanation {
        about: format!(
            "{} to {}, the {} with revenue at the start. Thousands of {}.",
            locale.date_long(period.from),
            locale.date_long(period.to),
            locale.count(had.len() as i64, "account"),
            currency.code()
        ),
        rows: vec![
            ("Start".into(), locale.date(crate::domain::date::plus_days(period.from, -1)), thousands(sum.start)),
            ("Expansion".into(), who(|steps| steps.expansion), format!("+{}", thousands(sum.expansion))),
            ("Contraction".into(), who(|steps| steps.contraction), format!("−{}", thousands(sum.contraction))),
            ("Churn".into(), who(|steps| steps.churn), format!("−{}", thousands(sum.churn))),
            ("End".into(), "without new accounts".into(), thousands(end)),
        ],
        formula: format!(
            "({} + {} − {} − {}) / {}",
            thousands(sum.start),
            thousands(sum.expansion),
            thousands(sum.contraction),
            thousands(sum.churn),
            thousands(sum.start)
        ),
        result: nrr(&steps).map_or_else(|reason| reason, |ratio| locale.percent(ratio, 1)),
    }
}

fn explain_forecast(totals: &Totals, locale: Locale) -> Explanation {
    let currency = totals.currency;
    let forecast = totals.forecast;
    let thousands = |minor: f64| locale.signed(minor / currency.scale() as f64 / 1e3, 0);
    Explanation {
        about: format!("ARR on {}. Thousands of {}.", locale.date_long(totals.forecast_date), currency.code()),
        rows: vec![
            ("ARR today".into(), String::new(), thousands(forecast.today)),
            ("Dated movements".into(), "already entered for later".into(), thousands(forecast.dated)),
            (
                "Pipeline".into(),
                "recurring amount × probability, renewals left out".into(),
                thousands(forecast.pipeline),
            ),
            ("Renewals".into(), "contract value × (probability − 1)".into(), thousands(forecast.renewals)),
        ],
        formula: format!(
            "{} + {} + {} + {}",
            thousands(forecast.today),
            thousands(forecast.dated),
            thousands(forecast.pipeline),
            thousands(forecast.renewals)
        ),
        result: locale.minor(forecast.total() as i64, currency),
    }
}

/// A way to order the table.
const SORTS: [(&str, &str, bool); 7] = [
    ("account", "Account", false),
    ("tier", "Tier", false),
    ("arr", "ARR", true),
    ("year", "This year", true),
    ("health", "Health", false),
    ("renewal", "Next renewal", false),
    ("due", "Due", false),
];

/// The rows in order; equal ones by name, whichever way round.
fn sorted(mut rows: Vec<Row>, by: &str, turned: bool) -> Vec<Row> {
    let largest_first = matches!(by, "arr" | "year");
    let reversed = turned != largest_first;
    rows.sort_by_key(|row| row.account.name.to_lowercase());
    if reversed && by != "account" {
        rows.reverse();
    }
    match by {
        "account" => {}
        "tier" => rows.sort_by_key(|row| (row.tier.is_none(), row.tier, Reverse(row.arr))),
        "year" => rows.sort_by_key(|row| row.year.change()),
        "health" => rows.sort_by_key(|row| row.health.as_ref().map_or(i64::MAX, |health| health.shown())),
        "renewal" => {
            rows.sort_by_key(|row| (row.renewal.is_none(), row.renewal.as_ref().and_then(|contract| contract.end)))
        }
        "due" => {
            rows.sort_by_key(|row| (row.next_action.is_none(), row.next_action.as_ref().and_then(|action| action.due)))
        }
        _ => rows.sort_by_key(|row| row.arr),
    }
    if reversed {
        rows.reverse();
    }
    rows
}

#[component]
fn Table(all: Memo<Vec<Row>>, here: Here) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let replace = use_replace();
    let (sort, tier, status, search) =
        (here.query_memo("sort"), here.query_memo("tier"), here.query_memo("health"), here.query_memo("q"));
    let order = move || {
        let key = sort.get();
        let (key, turned) = key.strip_prefix('-').map_or((key.as_str(), false), |key| (key, true));
        (if key.is_empty() { "arr".to_owned() } else { key.to_owned() }, turned)
    };
    let shown = Memo::new(move |_| {
        let (by, turned) = order();
        let wanted = search.get().to_lowercase();
        let fits = |row: &Row| {
            let of_tier = tier.read().is_empty() || row.tier.map_or("none", Tier::key) == tier.read().as_str();
            let state = row.health.as_ref().map_or("none", |health| status_class(health.status()));
            let of_status = status.read().is_empty() || state == status.read().as_str();
            let text = format!("{} {} {}", row.account.name, row.account.industry, row.account.place).to_lowercase();
            of_tier && of_status && wanted.split_whitespace().all(|word| text.contains(word))
        };
        let rows = all.get().into_iter().filter(fits).collect();
        sorted(rows, &by, turned)
    });
    let count =
        move |wanted: Option<Tier>| all.read().iter().filter(|row| wanted.is_none() || row.tier == wanted).count();
    let tiers = [
        ("", "All", None),
        ("a", "Tier A", Some(Tier::A)),
        ("b", "Tier B", Some(Tier::B)),
        ("c", "Tier C", Some(Tier::C)),
    ];
    let tabs = tiers.map(|(key, label, wanted)| {
        view! {
            <a href=move || here.with("tier", key) aria-current=move || (tier.get() == key).then_some("true")>
                {label}
                " "
                <b>{move || count(wanted)}</b>
            </a>
        }
    });
    let heads = SORTS.map(|(key, label, right)| {
        let is_on = move || order().0 == key;
        let target =
            move || if is_on() && !order().1 { here.with("sort", &format!("-{key}")) } else { here.with("sort", key) };
        let direction = move || {
            is_on().then(|| {
                if (order().0 == "arr" || order().0 == "year") != order().1 { "descending" } else { "ascending" }
            })
        };
        (
            key,
            view! {
                <th scope="col" class:r=right aria-sort=direction>
                    <a href=target class:sorted=is_on>
                        {label}
                        {move || is_on().then(|| view! { <Icon glyph=Glyph::Sort /> })}
                    </a>
                </th>
            }
            .into_any(),
        )
    });
    let mut heads = heads.into_iter().collect::<std::collections::HashMap<_, _>>();
    let mut head = move |key: &str| heads.remove(key);
    let currency = Memo::new(move |_| store.workspace().currency);
    view! {
        <div class="filters">
            <nav class="seg" aria-label="Tiers">
                {tabs.collect_view()}
            </nav>
            <label class="inline">
                <span class="sr">"Health"</span>
                <select on:change={
                    let replace = replace.clone();
                    move |event| replace(untrack(|| here.with("health", &event_target_value(&event))))
                }>
                    {[
                        ("", "Any health"),
                        ("risk", "At risk"),
                        ("watch", "Watch"),
                        ("good", "Healthy"),
                        ("none", "Not measured"),
                    ]
                        .map(|(key, label)| {
                            view! {
                                <option value=key selected=move || status.get() == key>
                                    {label}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
            <label class="inline">
                <span class="sr">"Search accounts"</span>
                <input
                    type="search"
                    placeholder="Search"
                    prop:value=move || search.get()
                    on:input=move |event| replace(untrack(|| here.with("q", &event_target_value(&event))))
                />
            </label>
            <a
                class="more-link"
                href=move || here.with("archived", if here.query("archived").is_empty() { "yes" } else { "" })
            >
                {move || if here.query("archived").is_empty() { "Show archived" } else { "Show current" }}
            </a>
            <span class="push q wide">
                {move || format!("Money in thousands, on {}", locale.date_long(store.today()))}
            </span>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label="Accounts">
            <table class="tbl port">
                <thead>
                    <tr>
                        {head("account")}{head("tier")}{head("arr")}{head("year")}{head("health")}
                        <th scope="col">"90 days"</th><th scope="col">"Coverage"</th>{head("renewal")}
                        <th scope="col" class="nx">
                            "Next action"
                        </th>{head("due")}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || shown.get() key=|row| row_key(row) let:row>
                        <AccountRow row today=Signal::derive(move || store.today()) base=currency />
                    </For>
                </tbody>
                <tfoot>{move || foot(&shown.read(), currency.get(), &left(store), locale)}</tfoot>
            </table>
        </div>
        <Show when=move || shown.read().is_empty()>
            <p class="empty">"No account fits. Clear the search or the filter."</p>
        </Show>
    }
}

/// What a row shows, so that an edit redraws the row of its account alone.
fn row_key(row: &Row) -> String {
    let action = row.next_action.as_ref().map(|action| (action.title.clone(), action.due));
    let renewal = row.renewal.as_ref().and_then(|contract| contract.end);
    let health = row.health.as_ref().map(|health| health.shown()).ok();
    format!(
        "{}{}{}{:?}{}{}{health:?}{:?}{renewal:?}{action:?}{:?}",
        row.account.id,
        row.account.name,
        row.account.industry,
        row.tier,
        row.arr,
        row.year.change(),
        row.coverage.status,
        row.plan_day
    )
}

#[component]
fn AccountRow(row: Row, today: Signal<chrono::NaiveDate>, base: Memo<Currency>) -> impl IntoView {
    let locale = use_store().locale();
    let currency = row.account.currency;
    let foreign = move || (currency != base.get()).then(|| format!(" {}", currency.code()));
    let is_new = row.year.start == 0 && row.year.new > 0;
    let year = if is_new { "new".to_owned() } else { locale.signed_thousands(row.year.change(), currency) };
    let health = match &row.health {
        Ok(health) => {
            let status = health.status();
            view! {
                <span class="hv">
                    <Shape status />
                    <b>{health.shown()}</b>
                    <span class=format!("st-{}", status_class(status))>{status.label()}</span>
                </span>
            }
            .into_any()
        }
        Err(reason) => view! {
            <span class="hv" title=reason.clone()>
                <Shape status=Status::Unknown />
                <span class="q">"Not measured"</span>
            </span>
        }
        .into_any(),
    };
    let trend = match (&row.health, row.health_before, row.plan_day) {
        (Ok(health), Some(before), _) if !row.trend.is_empty() => {
            let hot = health.status() == Status::Risk;
            view! {
                <span class="h9">
                    <Sparkline values=row.trend.clone() hot />
                    <Trend change=health.measured() - before />
                </span>
            }
            .into_any()
        }
        (_, _, Some(day)) => view! { <span class="q">{format!("day {day} of 30")}</span> }.into_any(),
        _ => ().into_any(),
    };
    let now = today.get_untracked();
    let renewal = row.renewal.as_ref().and_then(|contract| contract.end).map(|end| {
        let days = days_between(now, end);
        let near = days <= 180;
        let distance =
            if days < 400 { format!("{days} d") } else { format!("{} y", locale.number(days as f64 / 365.25, 1)) };
        view! {
            {locale.date(end)}
            " "
            <span class=if near { "mid" } else { "q" }>{distance}</span>
        }
    });
    let due = row.next_action.as_ref().and_then(|action| action.due).map(|due| match days_between(due, now) {
        late @ 1.. => view! {
            <span class="late">
                <Shape status=Status::Risk />
                {format!("{late} d late")}
            </span>
        }
        .into_any(),
        0 => "Today".into_any(),
        -6..=-1 => locale.on_weekday_short(due, &locale.date_near(due, now)).into_any(),
        _ => locale.date_near(due, now).into_any(),
    });
    view! {
        <tr>
            <td>
                <a class="mid" href=Route::Account(row.account.id, Tab::Overview).href()>
                    {row.account.name.clone()}
                </a>
                <span class="ind q">{row.account.industry.clone()}</span>
            </td>
            <td>
                <TierBadge tier=row.tier />
            </td>
            <td class="r mid">{locale.thousands(row.arr, currency)}{foreign}</td>
            <td class="r q2">{year}</td>
            <td class="hcol">{health}</td>
            <td>{trend}</td>
            <td>
                <StatusWord status=row.coverage.status word=coverage_label(&row.coverage) />
            </td>
            <td class="nowrap">{renewal}</td>
            <td class="nx">
                <span>{row.next_action.as_ref().map(|action| action.title.clone())}</span>
            </td>
            <td class="r nowrap q2">{due}</td>
        </tr>
    }
}

/// Accounts that left this year, when, and what they took: no longer listed, and still a part of the year.
fn left(store: crate::state::Store) -> Vec<(String, chrono::NaiveDate, i64)> {
    let today = store.today();
    let year = Period::year_to_date(today);
    store.read(|records| {
        let gone = records
            .all::<Account>()
            .filter_map(|account| Some((account, account.churned_on.filter(|date| year.contains(*date))?)));
        gone.map(|(account, date)| {
            (account.name.clone(), date, crate::domain::revenue::steps(records.of(account.id), year).churn)
        })
        .collect()
    })
}

/// The total row, which explains the year. It sums where all shown accounts have the workspace's currency.
fn foot(rows: &[Row], base: Currency, left: &[(String, chrono::NaiveDate, i64)], locale: Locale) -> AnyView {
    let same = rows.iter().all(|row| row.account.currency == base);
    let arr: i64 = rows.iter().map(|row| row.arr).sum();
    let part = |part: fn(&Steps) -> i64| rows.iter().map(|row| part(&row.year)).sum::<i64>();
    let year = format!(
        "This year: expansion {}, new {}, contraction {}, churn {}",
        locale.thousands(part(|steps| steps.expansion), base),
        locale.thousands(part(|steps| steps.new), base),
        locale.signed_thousands(-part(|steps| steps.contraction), base),
        locale.signed_thousands(-part(|steps| steps.churn) - left.iter().map(|(.., churn)| churn).sum::<i64>(), base),
    );
    let gone: i64 = left.iter().map(|(.., churn)| churn).sum();
    let change = part(Steps::change_of) - gone;
    let names =
        left.iter().map(|(name, date, _)| format!("{name}, left on {}", locale.day_month(*date))).collect::<Vec<_>>();
    let year = if names.is_empty() { year } else { format!("{year} ({})", names.join("; ")) };
    let sums = if same {
        (locale.thousands(arr, base), locale.signed_thousands(change, base), year)
    } else {
        (String::new(), String::new(), "Accounts in several currencies: the figures above are converted.".into())
    };
    view! {
        <tr>
            <td>{locale.count(rows.len() as i64, "account")}</td>
            <td></td>
            <td class="r">{sums.0}</td>
            <td class="r">{sums.1}</td>
            <td colspan="6" class="q">
                {sums.2}
            </td>
        </tr>
    }
    .into_any()
}
