//! The days of a 30-day plan, as the columns of its table.

use chrono::{Datelike, NaiveDate, Weekday};
use leptos::prelude::*;

use crate::domain::{
    Locale, Plan30,
    date::{Holiday, is_working_day, monday_of, plus_days},
    plan30::{self, DAYS},
};
use crate::words::screen::plan as text;

/// A working day of the plan, or a holiday among them.
#[derive(Clone, Copy, PartialEq)]
pub struct PlanDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether nobody works on it.
    pub is_holiday: bool,
}

impl PlanDay {
    /// The classes of its column.
    pub fn class(self, today: NaiveDate) -> String {
        let mut classes = Vec::new();
        if self.is_holiday {
            classes.push("hol");
        }
        if self.date == today {
            classes.push("td");
        }
        if self.date.weekday() == Weekday::Fri {
            classes.push("we");
        }
        classes.join(" ")
    }
}

/// Weekdays from the start to day 30, further where a task lies later.
pub fn plan_days(plan: &Plan30, last_task: Option<NaiveDate>, holidays: &[Holiday]) -> Vec<PlanDay> {
    let last_task = last_task.unwrap_or(plan.start);
    let last = last_task.max(plan30::date_of(plan.start, DAYS, holidays)).min(plus_days(plan.start, 45));
    let weekday = |date: &NaiveDate| date.weekday().num_days_from_monday() < 5;
    plan.start
        .iter_days()
        .take_while(|date| *date <= last)
        .filter(weekday)
        .map(|date| PlanDay { date, is_holiday: !is_working_day(date, holidays) })
        .collect()
}

/// The heads of the columns: weeks above, days below.
pub fn plan_head(days: &[PlanDay], today: NaiveDate, locale: Locale) -> AnyView {
    let mut weeks: Vec<(NaiveDate, usize)> = Vec::new();
    for PlanDay { date, .. } in days {
        match weeks.last_mut() {
            Some((first, count)) if monday_of(*first) == monday_of(*date) => *count += 1,
            _ => weeks.push((*date, 1)),
        }
    }
    let heads = weeks.iter().enumerate().map(|(position, (first, count))| {
        let text = if *count > 2 {
            text::week_from(position + 1, locale.date_near(*first, today))
        } else {
            text::week(position + 1)
        };
        view! {
            <th colspan=*count class="wk-h" scope="colgroup">
                {text}
            </th>
        }
    });
    let cells = days.iter().map(|day| {
        view! {
            <th class=day.class(today) scope="col">
                {day.date.day()}
            </th>
        }
    });
    let columns = days.iter().map(|_| view! { <col class="cd" /> }).collect_view();
    view! {
        <colgroup>
            <col class="c1" />
            <col class="c2" />
            <col class="ct" />
            <col class="c3" />
            {columns}
            <col class="c4" />
        </colgroup>
        <thead>
            <tr>
                <td colspan="4"></td>
                {heads.collect_view()}
                <th class="evh" scope="col">
                    {text::EVIDENCE}
                </th>
            </tr>
            <tr class="dd">
                <td colspan="4"></td>
                {cells.collect_view()}
                <td></td>
            </tr>
        </thead>
    }
    .into_any()
}
