//! The portfolio's figures over a chosen period, for all accounts, a tier, a region or a group; each opens to its
//! inputs.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::left_out_note;
use crate::{
    domain::{
        Account, Id, Locale, Region,
        choice::Tier,
        date::{FiscalStart, Quarter, plus_days},
        group::heads,
        kpi::{Filter, Kpis, kpis, region_names},
        revenue::{AccountSteps, Period},
    },
    export,
    ui::{
        browser,
        kit::{BarMenu, Figure, Glyph, Icon, MenuOption},
        route::{use_here, use_navigator},
        use_store,
    },
    words::{
        self, explain, noun,
        screen::{common, portfolio as text},
    },
};

/// The periods that are offered: the key in the URL and the name.
const PERIODS: [(&str, &str); 6] = [
    ("", text::TRAILING_TWELVE_MONTHS),
    ("year", text::THIS_YEAR),
    ("lastyear", text::LAST_YEAR),
    ("quarter", text::THIS_QUARTER),
    ("lastquarter", text::LAST_QUARTER),
    ("own", text::FROM_AND_TO),
];

/// The period of a key, ending today at the latest. Years and quarters are those of the fiscal year.
fn period(key: &str, from: &str, to: &str, fiscal: FiscalStart, today: NaiveDate) -> Period {
    let quarter = |quarter: Quarter| Period { from: quarter.first_day(), to: quarter.last_day().min(today) };
    let year = fiscal.first_day(today);
    match key {
        "year" => Period { from: year, to: today },
        "lastyear" => Period { from: fiscal.first_day(plus_days(year, -1)), to: plus_days(year, -1) },
        "quarter" => quarter(fiscal.quarter(today)),
        "lastquarter" => quarter(fiscal.quarter(today).before()),
        "own" => {
            let usual = Period::trailing_year(today);
            let to = to.parse().unwrap_or(usual.to).min(today);
            Period { from: from.parse().unwrap_or(usual.from).min(to), to }
        }
        _ => Period::trailing_year(today),
    }
}

/// What an offered period is called: a year or a quarter by its name.
fn period_label(key: &str, label: &str, fiscal: FiscalStart, today: NaiveDate) -> String {
    let year = fiscal.first_day(today);
    let name = match key {
        "year" => words::fiscal_year(today, fiscal),
        "lastyear" => words::fiscal_year(plus_days(year, -1), fiscal),
        "quarter" => words::quarter(fiscal.quarter(today), fiscal),
        "lastquarter" => words::quarter(fiscal.quarter(today).before(), fiscal),
        _ => return label.to_owned(),
    };
    format!("{label}, {name}")
}

/// The view.
#[component]
pub fn FiguresView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let (span, from, to) = (here.query_memo("period"), here.query_memo("from"), here.query_memo("to"));
    let (tier, region, group) = (here.query_memo("tier"), here.query_memo("region"), here.query_memo("group"));
    let chosen = Memo::new(move |_| {
        Chosen(period(&span.read(), &from.read(), &to.read(), store.workspace().fiscal(), store.today()))
    });
    let filter = Memo::new(move |_| Filter {
        tier: Tier::ALL.iter().copied().find(|each| each.key() == *tier.read()),
        region: Some(region.get()).filter(|name| !name.is_empty()),
        group: group.read().parse::<Id<Account>>().ok(),
    });
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| kpis(records, &filter.read(), chosen.get().0, today))
    });
    let export = move |_| {
        let shown = explain::kpis(&figures.get_untracked(), locale);
        browser::download(&export::figures_csv(&shown, chosen.get_untracked().0.to));
    };
    view! {
        <div class="filters">
            <PeriodMenu />
            <AccountMenus />
            <button type="button" class="btn push" on:click=export>
                <Icon glyph=Glyph::Download />
                <span>{text::EXPORT_FIGURES}</span>
            </button>
        </div>
        {move || show(&figures.read(), chosen.get().0, locale)}
    }
}

/// Sets a value of the address.
fn set(key: &'static str) -> Callback<String> {
    let (here, navigator) = (use_here(), use_navigator());
    Callback::new(move |value: String| navigator.replace(&untrack(|| here.with(key, &value))))
}

/// Over which time.
#[component]
fn PeriodMenu() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let span = here.query_memo("period");
    let options = move || {
        let (fiscal, today) = (store.workspace().fiscal(), store.today());
        let option = |(key, label): (&str, &str)| MenuOption::new(key, period_label(key, label, fiscal, today));
        PERIODS.map(option).to_vec()
    };
    let date = move |label: &'static str, key: &'static str| {
        let (value, set) = (here.query_memo(key), set(key));
        view! {
            <label class="inline">
                <span class="sr">{label}</span>
                <input
                    type="date"
                    prop:value=move || value.get()
                    on:change=move |event| set.run(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <BarMenu label=common::PERIOD options=Signal::derive(options) chosen=span on_choose=set("period") />
        <Show when=move || *span.read() == "own">{date(common::FROM, "from")}{date(common::TO, "to")}</Show>
    }
}

/// Of which accounts.
#[component]
fn AccountMenus() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let regions = Memo::new(move |_| store.read_kind::<Region, _>(region_names));
    let heads = Memo::new(move |_| {
        store.read_kind::<Account, _>(|records| {
            let option =
                |account: &Account| MenuOption::new(account.id.to_string(), text::and_its_parts(&account.name));
            heads(records).into_iter().map(option).collect::<Vec<_>>()
        })
    });
    let with_all =
        |all: &str, rest: Vec<MenuOption>| std::iter::once(MenuOption::new("", all)).chain(rest).collect::<Vec<_>>();
    let tier = |tier: &Tier| MenuOption::new(tier.key(), common::tier(tier.label()));
    let tiers = with_all(text::EVERY_TIER, Tier::ALL.iter().map(tier).collect());
    let region_options = move || {
        let named = regions.get().into_iter().map(|name| MenuOption::new(name.clone(), name));
        with_all(text::EVERY_REGION, named.collect())
    };
    let (set_region, set_group) = (set("region"), set("group"));
    view! {
        <BarMenu label=common::TIER options=tiers chosen=here.query_memo("tier") on_choose=set("tier") />
        <Show when=move || !regions.read().is_empty()>
            <BarMenu
                label=common::REGION
                options=Signal::derive(region_options)
                chosen=here.query_memo("region")
                on_choose=set_region
            />
        </Show>
        <Show when=move || !heads.read().is_empty()>
            <BarMenu
                label=common::GROUP
                options=Signal::derive(move || with_all(text::EVERY_GROUP, heads.get()))
                chosen=here.query_memo("group")
                on_choose=set_group
            />
        </Show>
    }
}

/// A period that memos can compare.
#[derive(Clone, Copy, PartialEq)]
struct Chosen(Period);

fn show(figures: &Kpis, period: Period, locale: Locale) -> impl IntoView + use<> {
    let about =
        text::period_caption(locale.date_long(period.from), locale.date_long(period.to), figures.currency.code());
    let missing = left_out_note(&figures.left_out, locale);
    let cells = explain::kpis(figures, locale).into_iter().map(|shown| {
        let explanation = Some(shown.explanation(&about, locale));
        let text = shown.text(locale);
        let missing = shown.value.as_ref().err();
        // What is not available is set quietly; its reason stands beneath.
        let class = missing.map(|_| "na");
        let sub = missing.map_or(shown.sub, |missing| words::missing(missing, locale));
        view! {
            <Figure label=shown.label sub explanation>
                <span class=class>{text}</span>
            </Figure>
        }
    });
    view! {
        {missing}
        <dl class="kpis">{cells.collect_view()}</dl>
        {movements(figures, locale)}
    }
}

/// What the period did to each account.
fn movements(figures: &Kpis, locale: Locale) -> impl IntoView + use<> {
    let count = locale.count(figures.steps.len() as i64, noun::ACCOUNT);
    let steps = figures.steps.clone();
    let export = move |_| browser::download(&export::movements_csv(&steps));
    let touched = figures
        .steps
        .iter()
        .filter(|own| [own.steps.start, own.steps.end(), own.steps.churn].iter().any(|amount| !amount.is_zero()));
    let rows = touched.map(|AccountSteps { account, steps }| {
        let parts = [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn, steps.win_back];
        let cells = parts.map(|amount| {
            let text = if amount.is_zero() { String::new() } else { locale.thousands(amount) };
            view! { <td class="r q2">{text}</td> }
        });
        view! {
            <tr>
                <td>{account.clone()}</td>
                {cells.collect_view()}
                <td class="r mid">{locale.thousands(steps.end())}</td>
            </tr>
        }
    });
    let heads = [common::START, text::NEW, text::EXPANSION, text::CONTRACTION, text::CHURN, text::WIN_BACK, text::END]
        .map(|head| {
            view! {
                <th scope="col" class="r">
                    {head}
                </th>
            }
        });
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::WHAT_THE_PERIOD_DID}<small>{text::count_and_currency(&count, figures.currency.code())}</small>
                <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>{text::EXPORT_MOVEMENTS}</span>
                </button>
            </h2>
            <div class="scroll" tabindex="0" role="region" aria-label=text::WHAT_THE_PERIOD_DID>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">{common::ACCOUNT}</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
