//! Revenue over time: what each movement made of it, and where the contract ends.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::{
    domain::{
        Amount, Locale, Order, Records, RevenueMovement,
        date::days_between,
        portfolio::AccountSummary,
        revenue::{Books, arr, signed},
    },
    ui::route::{Route, Tab},
    words::screen::{common, overview as text},
};

/// The width of the drawing.
const WIDTH: f64 = 700.0;
/// Where the line of zero stands.
const FLOOR: f64 = 126.0;
/// How far the largest value rises above it.
const RISE: f64 = 108.0;
/// A contract that ends later than this many days ahead is not drawn: the past would be too small.
const AHEAD: i64 = 1000;
/// How many of the latest movements say what they were.
const TOLD: usize = 2;

/// The days and amounts of a chart, and where they stand.
struct Chart<'a> {
    /// By date.
    movements: Vec<&'a RevenueMovement>,
    /// ARR after each movement until today.
    values: Vec<(NaiveDate, Amount)>,
    books: Books<'a>,
    first: NaiveDate,
    last: NaiveDate,
    top: f64,
}

impl<'a> Chart<'a> {
    /// The chart of an account; nothing without a movement.
    fn of(
        records: &'a Records,
        row: &AccountSummary,
        books: Books<'a>,
        last: NaiveDate,
        today: NaiveDate,
    ) -> Option<Self> {
        let mut movements: Vec<&RevenueMovement> = records.of(row.account.id).collect();
        movements.order_by_key(|movement| (movement.date, movement.id));
        let first = movements.first()?.date;
        let after =
            |movement: &&RevenueMovement| (movement.date, arr(movements.iter().copied(), movement.date, &books));
        let values: Vec<(NaiveDate, Amount)> = movements
            .iter()
            .copied()
            .filter(|movement| movement.date <= today)
            .map(|movement| after(&movement))
            .collect();
        let top = values.iter().map(|(_, value)| value.as_units()).fold(1.0, f64::max) * 1.1;
        Some(Self { movements, values, books, first, last: last.max(today), top })
    }

    fn x(&self, date: NaiveDate) -> f64 {
        let span = days_between(self.first, self.last).max(1) as f64;
        40.0 + days_between(self.first, date) as f64 / span * (WIDTH - 48.0)
    }

    fn y(&self, value: Amount) -> f64 {
        FLOOR - value.as_units() / self.top * RISE
    }

    /// The first value; zero while all movements lie ahead.
    fn begin(&self) -> Amount {
        self.values.first().map_or(Amount::ZERO, |(_, value)| *value)
    }

    /// The line of ARR until today.
    fn path(&self, today: NaiveDate) -> String {
        let mut path = format!("M{:.1} {FLOOR}V{:.1}", self.x(self.first), self.y(self.begin()));
        for (date, value) in self.values.iter().skip(1) {
            let _ = write!(path, "H{:.1}V{:.1}", self.x(*date), self.y(*value));
        }
        let _ = write!(path, "H{:.1}", self.x(today));
        path
    }

    fn years(&self) -> impl IntoView + use<> {
        let years = (self.first.year() + 1..=self.last.year()).filter_map(|year| {
            let at = self.x(NaiveDate::from_ymd_opt(year, 1, 1)?);
            Some(view! {
                <path class="ax" d=format!("M{at:.1} {FLOOR}v4") />
                <text class="yr" x=at y="144">
                    {year}
                </text>
            })
        });
        years.collect_view()
    }

    /// What the latest movements were.
    fn notes(&self, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
        let told = self.movements.iter().rev().take(TOLD);
        let told = told.filter(|movement| movement.date <= today && !movement.note.is_empty()).map(|movement| {
            let value = arr(self.movements.iter().copied(), movement.date, &self.books);
            let change = signed(movement, &self.books);
            let text = format!("{} {}", locale.signed_thousands(change), movement.note);
            // Beside the step, where no line runs: above the old level of a rise, under that of a fall, inside at the
            // first.
            let is_first = movement.date == self.first;
            let (at, anchor) = if is_first { (6.0, "start") } else { (-6.0, "end") };
            let down = if is_first || change.is_negative() { 14.0 } else { 3.0 };
            view! {
                <text class="halo" x=self.x(movement.date) + at y=self.y(value) + down text-anchor=anchor>
                    {text}
                </text>
            }
        });
        told.collect_view()
    }
}

/// The section.
pub fn revenue_chart(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> AnyView {
    let currency = row.account.currency;
    let settings = records.workspace();
    let books = Books::in_currency(&settings, currency, today);
    let end = row.decision.as_ref().map(|renewal| renewal.term.end);
    let end = end.filter(|end| *end > today && days_between(today, *end) < AHEAD);
    let Some(chart) = Chart::of(records, row, books, end.unwrap_or(today), today) else {
        return view! {
            <section>
                <h2 class="h2">{common::REVENUE}</h2>
                <p class="empty">
                    {text::NO_REVENUE_IS_ENTERED}
                    <a
                        class="more-link"
                        href=format!("{}?view=revenue", Route::Account(row.account.id, Tab::Growth).href())
                    >
                        {text::ADD_A_MOVEMENT}
                    </a>
                </p>
            </section>
        }
        .into_any();
    };
    let label = text::annual_recurring_revenue_from(
        locale.money(chart.begin()),
        locale.date_long(chart.first),
        locale.money(row.arr),
    );
    let (path, now, here) = (chart.path(today), chart.y(row.arr), chart.x(today));
    let ahead = end.map(|end| {
        let at = chart.x(end);
        view! {
            <path class="rev-f" d=format!("M{here:.1} {now:.1}H{at:.1}") />
            <path class="rev-e" d=format!("M{at:.1} 18V{FLOOR}") />
            <text x=at - 4.0 y="120" text-anchor="end">
                {text::contract_ends(locale.date(end))}
            </text>
        }
    });
    view! {
        <section>
            <h2 class="h2">{common::REVENUE}<small>{text::arr_in_thousands_of(currency.code())}</small></h2>
            <svg class="rev" viewBox=format!("0 0 {WIDTH} 148") role="img" aria-label=label>
                <path class="ax" d=format!("M40 126.5H{WIDTH}") />
                <g>{chart.years()}</g>
                <path class="rev-a" d=format!("{path}V{FLOOR}Z") />
                <path class="rev-l" d=path.clone() />
                <g>{ahead}</g>
                <circle class="rev-d" cx=here cy=now r="3" />
                <text class="tb halo" x=here y=now - 7.0 text-anchor="middle">
                    {locale.thousands(row.arr)}
                </text>
                <g>{chart.notes(today, locale)}</g>
            </svg>
        </section>
    }
    .into_any()
}
