//! The portfolio: figures over all accounts, and the table of them.

use std::collections::BTreeSet;

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
        Account, Amount, Currency, Id, Kind, Locale, Order,
        agenda::NOTICE_DAYS,
        choice::Tier,
        date::{days_between, plus_days},
        kpi::LeftOut,
        portfolio::{self, AccountSummary, Departure, HealthCount, SortBy, Totals, departures, row, totals},
        revenue::{Period, Steps, growth, grr, logos, nrr, retained},
        status::Status,
    },
    export,
    state::Store,
    ui::{
        browser,
        kit::{
            Explanation, Figure, Glyph, Icon, Preset, Shape, Sparkline, StatusShape, StatusWord, TierBadge, Trend,
            Views, status_class,
        },
        route::{Here, PORTFOLIO_VIEWS, Route, Tab, use_here, use_replace},
        shell::use_adding,
        use_store,
    },
    words,
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
    let all = Memo::new(move |_| rows.get().into_iter().filter_map(|row| row.get()).collect::<Vec<AccountSummary>>());
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
                                        "No account is listed here. Add one, or bring them from a CSV file under \
                                        “Data and backups”."
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
fn Strip(all: Memo<Vec<AccountSummary>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| totals(records, today))
    });
    move || strip(&figures.read(), &all.read(), store, locale)
}

fn strip(totals: &Totals, rows: &[AccountSummary], store: Store, locale: Locale) -> impl IntoView + use<> {
    let today = store.today();
    let trailing: Vec<Steps> = totals.trailing.iter().map(|(_, steps)| *steps).collect();
    let year = totals.year_steps();
    let since = growth(year.start, year.end()).map_or_else(
        |missing| words::missing(&missing, locale),
        |ratio| {
            let from = locale.day_month(totals.year_to_date.from);
            format!("{} since {from}", locale.signed_percent(ratio, 1))
        },
    );
    let percent = |figure: crate::domain::Figure<f64>| {
        figure.map_or_else(|_| "not available".to_owned(), |ratio| locale.percent(ratio, 1))
    };
    let (net, gross) = (percent(nrr(&trailing)), percent(grr(&trailing)));
    let (kept, had) = logos(&trailing);
    let of_arr = |part: Amount, what: &str| {
        part.ratio_of(totals.arr).map(|ratio| format!("{} of ARR{what}", locale.percent(ratio, 0)))
    };
    let renewing_share = of_arr(totals.renewing, "").map(|share| format!(", {share}")).unwrap_or_default();
    let renewing_sub = format!("{}{renewing_share}", locale.count(totals.renewing_accounts.len() as i64, "account"));
    let count = HealthCount::of(rows);
    let risk_share = of_arr(count.arr_at_risk, " at risk").unwrap_or_default();
    let forecast = totals.forecast;
    let in_millions = |amount: Amount| locale.signed(amount.as_units() / 1e6, 2);
    let parts = format!("pipeline {}, renewals {}", in_millions(forecast.pipeline), in_millions(forecast.renewals));
    let sum = retained(&trailing);
    let net_sub = format!(
        "{} + {} − {} − {}",
        locale.millions(sum.start),
        locale.millions(sum.expansion + sum.win_back),
        locale.millions(sum.contraction),
        locale.millions(sum.churn)
    );
    let (arr, renewing, ahead) =
        (locale.money(totals.arr), locale.money(totals.renewing), locale.money(forecast.total()));
    let left_out = left_out_note(&totals.left_out, locale);
    view! {
        {left_out}
        <dl class="figs kpi">
            <Figure label="Annual recurring revenue" sub=since explanation=Some(explain_arr(totals, locale))>
                {arr}
            </Figure>
            <Figure label="Net revenue retention" sub=net_sub explanation=Some(explain_net(totals, today, locale))>
                {net}
            </Figure>
            <Figure
                label="Gross revenue retention"
                sub=format!("{kept} of {had} accounts kept")
                explanation=Some(explain_gross(totals, today, locale))
            >
                {gross}
            </Figure>
            <Figure label="Renewing in 180 days" sub=renewing_sub explanation=Some(explain_renewing(totals, locale))>
                {renewing}
            </Figure>
            <Figure
                label=format!("Forecast, {}", locale.date_long(totals.forecast_date))
                sub=parts
                explanation=Some(explain_forecast(totals, locale))
            >
                {ahead}
            </Figure>
            <Figure label=format!("Health of {} measured", count.measured()) sub=risk_share>
                <span class="hb">
                    <Shape status=Status::Good />
                    <span class="sr">"Healthy "</span>
                    {count.good}
                    " "
                    <Shape status=Status::Watch />
                    <span class="sr">"Watch "</span>
                    {count.watch}
                    " "
                    <Shape status=Status::Risk />
                    <span class="sr">"At risk "</span>
                    {count.risk}
                </span>
            </Figure>
        </dl>
    }
}

/// How many accounts a sum leaves out for want of a rate, after the sum.
pub fn without(left_out: &BTreeSet<Id<Account>>, locale: Locale) -> String {
    match left_out.len() {
        0 => String::new(),
        count => format!(", without {} for want of a rate", locale.count(count as i64, "account")),
    }
}

/// Names the accounts that figures leave out, and the rates they lack.
pub fn left_out_note(left_out: &[LeftOut], locale: Locale) -> Option<impl IntoView + use<>> {
    if left_out.is_empty() {
        return None;
    }
    let said = |one: &LeftOut| format!("{} is left out. {}.", one.account, words::missing_rates(&one.rates, locale));
    let text = left_out.iter().map(said).collect::<Vec<_>>().join(" ");
    Some(view! {
        <p class="note watch">
            {text} " " <a class="more-link" href=Route::Settings.href()>
                "Add the rate"
            </a>
        </p>
    })
}

/// The largest parts of a sum, by the first word of each name.
fn contributors(parts: impl Iterator<Item = (String, Amount)>, locale: Locale) -> String {
    let mut all: Vec<(String, Amount)> = parts.filter(|(_, amount)| amount.is_positive()).collect();
    all.order_by(|a, b| b.1.compare(a.1));
    let named = all
        .iter()
        .take(3)
        .map(|(name, amount)| format!("{} {}", name.split(' ').next().unwrap_or(name), locale.thousands(*amount)));
    let named: Vec<String> = named.collect();
    let more = if all.len() > 3 { format!(", {} more", all.len() - 3) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

fn explain_arr(totals: &Totals, locale: Locale) -> Explanation {
    let year = totals.year_steps();
    let who = |part: fn(&Steps) -> Amount| {
        contributors(totals.year.iter().map(|(name, steps)| (name.clone(), part(steps))), locale)
    };
    let from = locale.date(plus_days(totals.year_to_date.from, -1));
    Explanation {
        about: format!(
            "The sum of all revenue movements up to today, in thousands of {}, at the rates of today.",
            totals.currency.code()
        ),
        rows: vec![
            (format!("On {from}"), String::new(), locale.thousands(year.start)),
            ("New".into(), who(|steps| steps.new), locale.signed_thousands(year.new)),
            ("Expansion".into(), who(|steps| steps.expansion), locale.signed_thousands(year.expansion)),
            ("Win-back".into(), who(|steps| steps.win_back), locale.signed_thousands(year.win_back)),
            ("Contraction".into(), who(|steps| steps.contraction), locale.signed_thousands(-year.contraction)),
            ("Churn".into(), who(|steps| steps.churn), locale.signed_thousands(-year.churn)),
        ],
        formula: locale.sum_of(&[year.start, year.new, year.expansion, year.win_back, -year.contraction, -year.churn]),
        result: locale.money(totals.arr),
    }
}

/// The period of retention, and how many accounts it is about.
fn retention_about(totals: &Totals, had: usize, today: chrono::NaiveDate, locale: Locale) -> String {
    let period = Period::trailing_year(today);
    format!(
        "{} to {}, the {} with revenue at the start. Thousands of {}.",
        locale.date_long(period.from),
        locale.date_long(period.to),
        locale.count(had as i64, "account"),
        totals.currency.code()
    )
}

fn explain_net(totals: &Totals, today: chrono::NaiveDate, locale: Locale) -> Explanation {
    let had: Vec<&(String, Steps)> = totals.trailing.iter().filter(|(_, steps)| steps.start.is_positive()).collect();
    let steps: Vec<Steps> = totals.trailing.iter().map(|(_, steps)| *steps).collect();
    let sum = retained(&steps);
    let who =
        |part: fn(&Steps) -> Amount| contributors(had.iter().map(|(name, steps)| (name.clone(), part(steps))), locale);
    let from = Period::trailing_year(today).from;
    let end = sum.start + sum.expansion - sum.contraction - sum.churn + sum.win_back;
    let parts = [sum.start, sum.expansion, sum.win_back, -sum.contraction, -sum.churn];
    Explanation {
        about: retention_about(totals, had.len(), today, locale),
        rows: vec![
            ("Start".into(), locale.date(plus_days(from, -1)), locale.thousands(sum.start)),
            ("Expansion".into(), who(|steps| steps.expansion), locale.signed_thousands(sum.expansion)),
            ("Win-back".into(), who(|steps| steps.win_back), locale.signed_thousands(sum.win_back)),
            ("Contraction".into(), who(|steps| steps.contraction), locale.signed_thousands(-sum.contraction)),
            ("Churn".into(), who(|steps| steps.churn), locale.signed_thousands(-sum.churn)),
            ("End".into(), "without new accounts".into(), locale.thousands(end)),
        ],
        formula: format!("({}) / {}", locale.sum_of(&parts), locale.thousands(sum.start)),
        result: nrr(&steps).map_or_else(|missing| words::missing(&missing, locale), |ratio| locale.percent(ratio, 1)),
    }
}

fn explain_gross(totals: &Totals, today: chrono::NaiveDate, locale: Locale) -> Explanation {
    let had: Vec<&(String, Steps)> = totals.trailing.iter().filter(|(_, steps)| steps.start.is_positive()).collect();
    let steps: Vec<Steps> = totals.trailing.iter().map(|(_, steps)| *steps).collect();
    let start: Amount = had.iter().map(|(_, steps)| steps.start).sum();
    let lost = contributors(had.iter().map(|(name, steps)| (name.clone(), steps.lost())), locale);
    let all_lost: Amount = had.iter().map(|(_, steps)| steps.lost()).sum();
    Explanation {
        about: format!(
            "{} What an account lost counts up to what it had; what came back counts up to what left.",
            retention_about(totals, had.len(), today, locale)
        ),
        rows: vec![
            ("Start".into(), String::new(), locale.thousands(start)),
            ("Contraction and churn".into(), lost, locale.signed_thousands(-all_lost)),
        ],
        formula: format!("({}) / {}", locale.sum_of(&[start, -all_lost]), locale.thousands(start)),
        result: grr(&steps).map_or_else(|missing| words::missing(&missing, locale), |ratio| locale.percent(ratio, 1)),
    }
}

fn explain_renewing(totals: &Totals, locale: Locale) -> Explanation {
    let mut parts = totals.renewing_accounts.clone();
    parts.order_by(|a, b| b.1.compare(a.1));
    let amounts: Vec<Amount> = parts.iter().map(|(_, amount)| *amount).collect();
    Explanation {
        about: format!(
            "Annual value of running contracts whose term ends within 180 days, in thousands of {}.",
            totals.currency.code()
        ),
        rows: parts.into_iter().map(|(name, amount)| (name, String::new(), locale.thousands(amount))).collect(),
        formula: locale.sum_of(&amounts),
        result: locale.money(totals.renewing),
    }
}

fn explain_forecast(totals: &Totals, locale: Locale) -> Explanation {
    let forecast = totals.forecast;
    Explanation {
        about: format!("ARR on {}. Thousands of {}.", locale.date_long(totals.forecast_date), totals.currency.code()),
        rows: vec![
            ("ARR today".into(), String::new(), locale.thousands(forecast.today)),
            ("Dated movements".into(), "already entered for later".into(), locale.signed_thousands(forecast.dated)),
            (
                "Pipeline".into(),
                "recurring amount × probability, without renewals and overdue deals".into(),
                locale.signed_thousands(forecast.pipeline),
            ),
            (
                "Renewals".into(),
                words::renewals_in_forecast(forecast.assumed, locale),
                locale.signed_thousands(forecast.renewals),
            ),
        ],
        formula: locale.sum_of(&[forecast.today, forecast.dated, forecast.pipeline, forecast.renewals]),
        result: locale.money(forecast.total()),
    }
}

/// The columns that the table can be ordered by, in their order, and whether they stand to the right.
const SORTS: [(SortBy, &str, bool); 7] = [
    (SortBy::Name, "Account", false),
    (SortBy::Tier, "Tier", false),
    (SortBy::Arr, "ARR", true),
    (SortBy::Year, "This year", true),
    (SortBy::Health, "Health", false),
    (SortBy::Renewal, "Next renewal", false),
    (SortBy::Due, "Due", false),
];

#[component]
fn Table(all: Memo<Vec<AccountSummary>>, here: Here) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let replace = use_replace();
    let (sort, tier, status, search) =
        (here.query_memo("sort"), here.query_memo("tier"), here.query_memo("health"), here.query_memo("q"));
    let order = move || {
        let key = sort.get();
        let (key, turned) = key.strip_prefix('-').map_or((key.as_str(), false), |key| (key, true));
        (SortBy::ALL.into_iter().find(|by| by.key() == key).unwrap_or(SortBy::Arr), turned)
    };
    let shown = Memo::new(move |_| {
        let (by, turned) = order();
        let wanted = search.get().to_lowercase();
        let fits = |row: &AccountSummary| {
            let of_tier = tier.read().is_empty() || row.tier.map_or("none", Tier::key) == tier.read().as_str();
            let state = row.health.as_ref().map_or("none", |health| status_class(health.status()));
            let of_status = status.read().is_empty() || state == status.read().as_str();
            let text = format!("{} {} {}", row.account.name, row.account.industry, row.account.place).to_lowercase();
            of_tier && of_status && wanted.split_whitespace().all(|word| text.contains(word))
        };
        let mut rows: Vec<AccountSummary> = all.get().into_iter().filter(fits).collect();
        portfolio::sort(&mut rows, by, turned);
        rows
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
    let heads = SORTS.map(|(by, label, right)| {
        let key = by.key();
        let is_on = move || order().0 == by;
        let target =
            move || if is_on() && !order().1 { here.with("sort", &format!("-{key}")) } else { here.with("sort", key) };
        let direction =
            move || is_on().then(|| if by.is_largest_first() != order().1 { "descending" } else { "ascending" });
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
                <tfoot>
                    {move || {
                        let today = store.today();
                        let left = store.read(|records| departures(records, today));
                        foot(&shown.read(), &left, &this_year(store), locale)
                    }}
                </tfoot>
            </table>
        </div>
        <Show when=move || shown.read().is_empty()>
            <p class="empty">"No account fits. Clear the search or the filter."</p>
        </Show>
    }
}

/// What a row shows, so that an edit redraws the row of its account alone.
fn row_key(row: &AccountSummary) -> String {
    let action = row.next_action.as_ref().map(|action| (action.title.clone(), action.due));
    let renewal = row.renewal.as_ref().map(|renewal| renewal.term.end);
    let notice = row.decision.as_ref().map(|decision| (decision.term.notice_day, &decision.contract.name));
    let health = row.health.as_ref().map(|health| health.shown()).ok();
    format!(
        "{}{}{}{:?}{:?}{:?}{health:?}{:?}{renewal:?}{notice:?}{action:?}{:?}",
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
fn AccountRow(row: AccountSummary, today: Signal<chrono::NaiveDate>, base: Memo<Currency>) -> impl IntoView {
    let locale = use_store().locale();
    let currency = row.account.currency;
    // A sum from which something is left out is marked, and says what it lacks.
    let lacks = Some(words::missing_rates(&row.missing, locale)).filter(|rates| !rates.is_empty());
    let partly =
        lacks.is_some().then(|| view! { <StatusShape status=Status::Watch word="Without what lacks a rate" /> });
    // The list compares in the workspace's currency; what is kept in another stands beside, or alone where a rate is
    // missing.
    let (listed, is_converted, own) = (row.listed(), row.comparable.is_ok(), row.arr);
    let is_foreign = move || currency != base.get();
    let own_currency =
        move || (is_foreign() && is_converted).then(|| view! { <span class="ind q">{locale.money(own)}" "</span> });
    let unit = move || (is_foreign() && !is_converted).then(|| format!(" {}", currency.code()));
    let is_new = row.year.start.is_zero() && row.year.new.is_positive();
    let year = if is_new { "new".to_owned() } else { locale.signed_thousands(listed.year.change()) };
    let health = match &row.health {
        Ok(health) => {
            let status = health.status();
            view! {
                <span class="hv">
                    <Shape status />
                    <b>{health.shown()}</b>
                    <span class=format!("st-{}", status_class(status))>{words::status_label(status)}</span>
                </span>
            }
            .into_any()
        }
        Err(reason) => view! {
            <span class="hv" title=words::missing(reason, locale)>
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
    let renewal = row.renewal.as_ref().map(|renewal| renewal.term.end).map(|end| {
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
    // A notice day of another contract than the one that ends first would go unseen.
    let decision = row.decision.as_ref().filter(|decision| Some(*decision) != row.renewal.as_ref());
    let notice = decision.and_then(|decision| Some((decision.term.notice_day?, decision.contract.name.clone())));
    let notice = notice.filter(|(day, _)| (0..=NOTICE_DAYS).contains(&days_between(now, *day))).map(|(day, name)| {
        view! {
            <br />
            <span class="mid">{format!("notice {}, {name}", locale.date_near(day, now))}</span>
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
            <td class="r mid" title=lacks>
                {partly}
                " "
                {own_currency}
                {locale.thousands(listed.arr)}
                {unit}
            </td>
            <td class="r q2">{year}</td>
            <td class="hcol">{health}</td>
            <td>{trend}</td>
            <td>
                <StatusWord status=row.coverage.status word=words::coverage_label(&row.coverage) />
            </td>
            <td class="nowrap">{renewal} {notice}</td>
            <td class="nx">
                <span>{row.next_action.as_ref().map(|action| action.title.clone())}</span>
            </td>
            <td class="r nowrap q2">{due}</td>
        </tr>
    }
}

/// The total row, which explains the year, in the workspace's currency. What lacks a rate is named.
fn foot(rows: &[AccountSummary], left: &[Departure], year: &str, locale: Locale) -> AnyView {
    let comparable = || rows.iter().filter_map(|row| row.comparable.as_ref().ok());
    let arr: Amount = comparable().map(|own| own.arr).sum();
    let gone: Steps = left.iter().map(|departure| departure.year).sum();
    let all = comparable().map(|own| own.year).sum::<Steps>() + gone;
    let said = format!(
        "{year}: expansion {}, new {}, contraction {}, churn {}",
        locale.thousands(all.expansion + all.win_back),
        locale.thousands(all.new),
        locale.signed_thousands(-all.contraction),
        locale.signed_thousands(-all.churn),
    );
    let names: Vec<String> = left
        .iter()
        .map(|departure| format!("{}, churned on {}", departure.account, locale.day_month(departure.on)))
        .collect();
    let said = if names.is_empty() { said } else { format!("{said} ({})", names.join("; ")) };
    // The note above the figures says which accounts lack a rate.
    let without = rows.iter().filter(|row| row.comparable.is_err()).count();
    let said = if without == 0 { said } else { format!("{said}; without {}", locale.count(without as i64, "account")) };
    view! {
        <tr>
            <td>{locale.count(rows.len() as i64, "account")}</td>
            <td></td>
            <td class="r">{locale.thousands(arr)}</td>
            <td class="r">{locale.signed_thousands(all.change())}</td>
            <td colspan="6" class="q">
                {said}
            </td>
        </tr>
    }
    .into_any()
}

/// What the fiscal year is called in a sentence: “This year”, or its name where it does not begin in January.
fn this_year(store: Store) -> String {
    let fiscal = store.workspace().fiscal();
    if fiscal.is_january() { "This year".into() } else { words::fiscal_year(store.today(), fiscal) }
}
