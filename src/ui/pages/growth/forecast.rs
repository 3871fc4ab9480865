//! The forecast by quarter against the target, with what closes by how sure it is; targets and budgets.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Budget, Id, Kind, Locale, Money, Records, Target,
        choice::Commitment,
        date::FiscalStart,
        forecast::{Ahead, Sources},
        revenue::Books,
        target::{attainment, reached},
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, rates_note},
        use_store,
    },
    words::{
        self, explain,
        screen::{common, growth as text},
    },
};

/// The view.
#[component]
pub fn ForecastView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let targets = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| target_rows(records, id, today, locale))
    });
    let budgets = Memo::new(move |_| {
        store.read_account(id, |records| {
            records.in_order::<Budget>(id).into_iter().map(|budget| budget_row(budget, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        <Quarters id />
        <Listing
            title=text::TARGETS
            kind=Kind::Target
            account=id
            head=&[
                Column::Text(text::MEASURE),
                Column::Text(common::PERIOD),
                Column::Number(common::TARGET),
                Column::Number(text::REACHED),
                Column::Number(text::ATTAINMENT),
            ]
            rows=targets
            empty=text::REVENUE_TARGET_AND_DATE
        />
        <Listing
            title=text::BUDGETS
            kind=Kind::Budget
            account=id
            head=&[
                Column::Text(text::BUDGET),
                Column::Text(common::FROM),
                Column::Text(common::TO),
                Column::Number(common::PLANNED),
                Column::Number(text::SPENT),
                Column::Number(text::LEFT),
            ]
            rows=budgets
            empty=text::WHAT_MAY_BE_SPENT
        />
    }
}

/// The forecast at the end of each quarter, drawn and as a table.
#[component]
fn Quarters(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency).unwrap_or_default());
    let ahead = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let quarters = Sources::of(records, id, &settings, today).by_quarter(&books);
            (quarters, settings.fiscal(), books.missing())
        })
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::FORECAST_BY_QUARTER}
                <small>{move || common::recurring_revenue_thousands_of(currency.read().code())}</small>
            </h2>
            {move || chart(&ahead.read().0, ahead.read().1, locale)}
            <div class="scroll" tabindex="0" role="region" aria-label=text::FORECAST_BY_QUARTER>
                {move || table(&ahead.read().0, ahead.read().1, locale)}
            </div>
            {move || rates_note(&ahead.read().2, locale)}
            <p class="q small">{text::forecast_note(locale.percent(0.75, 0), locale.percent(0.5, 0))}</p>
        </section>
    }
}

fn target_rows(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<ListRow> {
    let settings = records.workspace();
    let books = Books::of_account(records, &settings, id, today);
    let row = |target: &Target| {
        let has_begun = target.from <= today;
        let actual = reached(records, target, today, &books);
        let part = attainment(actual, books.enter(target.amount));
        let period = common::from_to(locale.date(target.from), locale.date(target.to));
        let attained = || {
            let explanation = explain::target(target, actual, part, locale);
            ListCell::Figure(text::ATTAINMENT, explanation.result.clone(), explanation)
        };
        let cells = vec![
            target.measure.label().into(),
            period.into(),
            locale.money(target.amount).into(),
            if has_begun { locale.money(actual) } else { text::NOT_BEGUN.to_owned() }.into(),
            if has_begun { attained() } else { "".into() },
        ];
        ListRow::new(target.id, cells)
    };
    records.in_order::<Target>(id).into_iter().map(row).collect()
}

fn budget_row(budget: &Budget, locale: Locale) -> ListRow {
    let date = |date: Option<NaiveDate>| date.map(|it| locale.date(it)).unwrap_or_default();
    let money = |money: Option<Money>| money.map(|it| locale.money(it)).unwrap_or_default();
    let left = budget.planned.zip(budget.spent).map(|(planned, spent)| {
        let left = Amount::from(planned) - Amount::from(spent);
        format!("{}{}", locale.money(left), if left.is_negative() { text::AND_OVER } else { "" })
    });
    let cells = vec![
        budget.name.clone().into(),
        date(budget.from).into(),
        date(budget.to).into(),
        money(budget.planned).into(),
        money(budget.spent).into(),
        left.unwrap_or_default().into(),
    ];
    ListRow::new(budget.id, cells)
}

fn table(ahead: &[Ahead], fiscal: FiscalStart, locale: Locale) -> AnyView {
    let money = |amount: Amount| locale.thousands(amount);
    let signed = |amount: Amount| locale.signed_thousands(amount);
    let line = |name: &'static str, class: &'static str, cell: &dyn Fn(&Ahead) -> String| {
        let cells = ahead.iter().map(|each| view! { <td class="r">{cell(each)}</td> }).collect_view();
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    };
    let closing = |commitment: Commitment| {
        move |each: &Ahead| {
            let amount = each.closing.of(commitment);
            if amount.is_positive() { locale.thousands(amount) } else { String::new() }
        }
    };
    let heads = ahead
        .iter()
        .map(|each| {
            view! {
                <th scope="col" class="r">
                    {words::quarter(each.quarter, fiscal)}
                </th>
            }
        })
        .collect_view();
    view! {
        <table class="tbl fq">
            <thead>
                <tr>
                    <td></td>
                    {heads}
                </tr>
            </thead>
            <tbody>
                {line(text::BASE_ARR_AND_DATED, "", &|each| money(each.forecast.today + each.forecast.dated))}
                {line(text::RENEWALS_AT_RISK, "", &|each| signed(each.forecast.renewals))}
                {line(text::PIPELINE_WEIGHTED, "", &|each| signed(each.forecast.pipeline))}
                {line(common::FORECAST, "sum", &|each| money(each.forecast.total()))}
                {line(common::TARGET, "", &|each| each.target.map_or(common::NONE_LOWER.into(), &money))}
                {line(
                    text::AGAINST_TARGET,
                    "",
                    &|each| each.target.map_or(String::new(), |target| signed(each.forecast.total() - target)),
                )}
            </tbody>
            <tbody>
                {line(text::CLOSING_COMMIT, "", &closing(Commitment::Commit))}
                {line(text::CLOSING_BEST_CASE, "", &closing(Commitment::BestCase))}
                {line(text::CLOSING_PIPELINE, "", &closing(Commitment::Pipeline))}
            </tbody>
        </table>
    }
    .into_any()
}

/// A bar per quarter: base less what is at risk, the weighted pipeline on top, the target as a line. The table says the
/// same.
fn chart(ahead: &[Ahead], fiscal: FiscalStart, locale: Locale) -> AnyView {
    const HEIGHT: f64 = 140.0;
    const STEP: f64 = 150.0;
    let highest = |each: &Ahead| each.forecast.total().as_units().max(each.target.unwrap_or_default().as_units());
    let top = ahead.iter().map(highest).fold(1.0, f64::max) * 1.08;
    let y = |amount: Amount| HEIGHT - (amount.as_units() / top).clamp(0.0, 1.0) * HEIGHT;
    let bars = ahead.iter().enumerate().map(|(position, each)| {
        let left = position as f64 * STEP + 24.0;
        let kept = each.forecast.today + each.forecast.dated + each.forecast.renewals;
        let total = each.forecast.total();
        let target = each.target.map(|target| {
            let at = y(target);
            view! {
                <path class="fq-t" d=format!("M{:.1} {at:.1}h96", left - 12.0) />
                <text x=left + 86.0 y=at + 4.0>
                    {text::TARGET}
                </text>
            }
        });
        view! {
            <rect class="fq-b" x=left y=y(kept) width="72" height=HEIGHT - y(kept) />
            <rect class="fq-p" x=left y=y(total) width="72" height=(y(kept) - y(total)).max(0.0) />
            <text class="tb" x=left + 36.0 y=y(total) - 6.0 text-anchor="middle">
                {locale.thousands(total)}
            </text>
            <text x=left + 36.0 y=HEIGHT + 16.0 text-anchor="middle">
                {words::quarter(each.quarter, fiscal)}
            </text>
            <g>{target}</g>
        }
    });
    let width = ahead.len() as f64 * STEP;
    view! {
        <svg
            class="fqc"
            viewBox=format!("0 -20 {width} {:.0}", HEIGHT + 44.0)
            width=width
            height=HEIGHT + 44.0
            aria-hidden="true"
        >
            <g>{bars.collect_view()}</g>
            <path class="ax2" d=format!("M0 {HEIGHT}H{width}") />
        </svg>
        <p class="lg fq-l" aria-hidden="true">
            <i class="fq-b"></i>
            {text::BASE_LESS_RENEWALS_AT}
            <i class="fq-p"></i>
            {text::PIPELINE_WEIGHTED_LOWER}
        </p>
    }
    .into_any()
}
