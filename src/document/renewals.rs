//! Renewals on a line of time, laid out once for every place that draws them.

use chrono::NaiveDate;

use crate::domain::{
    date::{days_between, month_of, plus_months},
    renewal::Renewal,
};

/// The room of a drawing, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct RenewalRoom {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Where the first day stands.
    pub left: f64,
    /// Where the last day stands.
    pub right: f64,
    /// Above the rows.
    pub head: f64,
    /// The height of a row.
    pub row: f64,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct RenewalDrawing {
    /// The first of each month in it.
    pub months: Vec<MonthMark>,
    /// A row per renewal, in their order.
    pub rows: Vec<RenewalMark>,
    /// The lower edge.
    pub bottom: f64,
}

/// The first day of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthMark {
    /// From the left.
    pub at: f64,
    /// The day.
    pub first: NaiveDate,
}

/// A renewal on the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RenewalMark {
    /// The upper edge of its row.
    pub top: f64,
    /// Where its term ends.
    pub end: f64,
    /// The last day for notice, while it has not passed.
    pub notice: Option<f64>,
}

/// Lays renewals out. What lies outside of the days stands at the edge.
pub fn renewal_drawing<'a>(renewals: impl Iterator<Item = &'a Renewal>, room: RenewalRoom) -> RenewalDrawing {
    let days = days_between(room.from, room.to).max(1) as f64;
    let at = |date: NaiveDate| {
        let part = (days_between(room.from, date) as f64 / days).clamp(0.0, 1.0);
        room.left + part * (room.right - room.left)
    };
    let rows: Vec<RenewalMark> = renewals
        .enumerate()
        .map(|(position, renewal)| RenewalMark {
            top: room.head + position as f64 * room.row,
            end: at(renewal.term.end),
            notice: renewal.term.notice_day.filter(|day| *day >= room.from).map(at),
        })
        .collect();
    let first = month_of(room.from);
    let months = (1..).map(|offset| plus_months(first, offset)).take_while(|month| *month <= room.to);
    RenewalDrawing {
        months: months.map(|first| MonthMark { at: at(first), first }).collect(),
        bottom: room.head + rows.len() as f64 * room.row,
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contract, contract::Term};

    #[test]
    fn a_renewal_stands_where_its_days_are_and_never_outside() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default();
        let room = RenewalRoom { from: day(1, 15), to: day(4, 25), left: 10.0, right: 110.0, head: 20.0, row: 30.0 };
        let of = |end, notice_day| Renewal { contract: Contract::default(), term: Term { end, notice_day } };
        let all = [of(day(3, 6), Some(day(2, 4))), of(day(12, 31), Some(day(1, 14)))];
        let drawing = renewal_drawing(all.iter(), room);
        assert_eq!(
            drawing.rows,
            [
                RenewalMark { top: 20.0, end: 60.0, notice: Some(30.0) },
                RenewalMark { top: 50.0, end: 110.0, notice: None },
            ]
        );
        assert_eq!(drawing.bottom, 80.0);
        let months: Vec<NaiveDate> = drawing.months.iter().map(|month| month.first).collect();
        assert_eq!(months, [day(2, 1), day(3, 1), day(4, 1)]);
    }
}
