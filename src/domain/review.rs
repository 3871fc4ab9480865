//! The slides of a quarterly business review, and what its author may change on each.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Order,
    choice::PreparationTask,
    date::{Holiday, on_or_after_working_day, on_or_before_working_day, plus_days},
};

impl PreparationTask {
    /// How many days before the review it is due; after it where the number is below zero. FORMULAS.md, Dates.
    pub fn days_before(self) -> i64 {
        match self {
            Self::Data => 21,
            Self::Sponsor => 14,
            Self::DryRun => 7,
            Self::PreRead => 2,
            Self::Minutes => -1,
        }
    }
}

/// How many days after a review its steps are no longer asked for.
const OVER: i64 = 14;

macro_rules! slides {
    ($( $(#[$doc:meta])* $name:ident = $key:literal ),* $(,)?) => {
        /// A slide of a review, in the order in which they are shown.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Slide {
            #[default]
            $( $(#[$doc])* #[serde(rename = $key)] $name ),*
        }

        impl Slide {
            /// Every slide, in order.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// Its key in files.
            pub fn key(self) -> &'static str {
                match self { $( Self::$name => $key ),* }
            }

            /// The slide of a key.
            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|slide| slide.key() == key)
            }
        }
    };
}

slides! {
    /// Client, quarter, headline.
    Cover = "cover",
    /// The actions of the review before, and what became of them.
    Agreed = "agreed",
    /// The executive summary: decisions, commitments, follow-ups.
    Summary = "summary",
    /// Target, status and trend of each shared metric.
    Scorecard = "scorecard",
    /// Outcomes with their worth.
    Value = "value",
    /// Shared risks with mitigations.
    Risks = "risks",
    /// The plan of the next quarter.
    NextQuarter = "nextQuarter",
    /// What is asked of the client.
    Decisions = "decisions",
    /// Two or three actions with owners and dates.
    Actions = "actions",
    /// Two quarters side by side. Shown only where its author added it.
    Compare = "compare",
    /// What no other slide says, in the author's words. Shown only where its author added it.
    Own = "own",
}

/// What the author changed on one slide. Empty text means that the slide fills itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SlideText {
    /// The slide.
    pub slide: Slide,
    /// The headline, a sentence that states the result.
    pub headline: String,
    /// A sentence of one's own, under the content.
    pub text: String,
    /// The points of a slide of one's own, one a line.
    pub points: String,
    /// Speaker notes: for us alone.
    pub notes: String,
    /// Left out.
    pub hidden: bool,
}

impl Slide {
    /// Whether it is shown only where the author put it.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Compare | Self::Own)
    }
}

impl super::Review {
    /// What the author changed on `slide`.
    pub fn slide(&self, slide: Slide) -> SlideText {
        let own = self.slides.iter().find(|text| text.slide == slide).cloned();
        own.unwrap_or(SlideText { slide, ..SlideText::default() })
    }

    /// The slides in the order in which they are shown, hidden ones included: the author's order, then the rest of the
    /// usual ones. An optional one is there only where the author put it.
    pub fn order(&self) -> Vec<Slide> {
        let mut order: Vec<Slide> = Vec::new();
        for slide in &self.order {
            if !order.contains(slide) {
                order.push(*slide);
            }
        }
        let usual: Vec<Slide> =
            Slide::ALL.iter().copied().filter(|slide| !slide.is_optional() && !order.contains(slide)).collect();
        order.extend(usual);
        order
    }

    /// The review with a slide moved to a place among [`Self::order`].
    #[must_use]
    pub fn with_slide_at(mut self, slide: Slide, place: usize) -> Self {
        let mut order = self.order();
        order.retain(|other| *other != slide);
        order.insert(place.min(order.len()), slide);
        self.order = order;
        self
    }

    /// The review without an optional slide; what was written on it is kept.
    #[must_use]
    pub fn without_slide(mut self, slide: Slide) -> Self {
        self.order = self.order();
        self.order.retain(|other| *other != slide);
        self
    }

    /// The review with the author's text for one slide.
    pub fn with_slide(mut self, text: SlideText) -> Self {
        self.slides.retain(|other| other.slide != text.slide);
        let says_something = text != SlideText { slide: text.slide, ..SlideText::default() };
        self.slides.extend(says_something.then_some(text));
        self.slides.order_by_key(|text| text.slide);
        self
    }

    /// The first task of its preparation that is not done, with its day; none without a date, too early, or once the
    /// review is long over. The minutes are due once its day has come.
    pub fn next_task(&self, holidays: &[Holiday], today: NaiveDate) -> Option<(PreparationTask, NaiveDate)> {
        let day = self.date.filter(|day| *day >= plus_days(today, -OVER))?;
        let is_open = |task: &PreparationTask| {
            let is_time = if task.days_before() > 0 { day > today && self.held_on.is_none() } else { day <= today };
            is_time && !self.prepared.contains(task)
        };
        let task = PreparationTask::ALL.iter().copied().find(is_open)?;
        let due = plus_days(day, -task.days_before());
        let due = match task.days_before() {
            1.. => on_or_before_working_day(due, holidays),
            _ => on_or_after_working_day(due, holidays),
        };
        Some((task, due))
    }

    /// The quarter it is about.
    pub fn period(&self) -> Option<super::date::Quarter> {
        super::date::Quarter::parse(&self.quarter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Review;

    #[test]
    fn slides_keep_their_usual_order_until_one_is_moved() {
        let usual: Vec<Slide> = Slide::ALL.iter().copied().filter(|slide| !slide.is_optional()).collect();
        assert_eq!(Review::default().order(), usual);
        let moved = Review::default().with_slide_at(Slide::Value, 1);
        assert_eq!(moved.order()[..3], [Slide::Cover, Slide::Value, Slide::Agreed]);
        let added = moved.with_slide_at(Slide::Compare, 99);
        assert_eq!(added.order().last(), Some(&Slide::Compare));
        let odd = Review { order: vec![Slide::Value, Slide::Value], ..Review::default() };
        assert_eq!(odd.order().len(), usual.len(), "a slide is shown once, whatever a file says");
    }

    #[test]
    fn preparation_goes_step_by_step_and_minutes_come_after() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        let today = day(9).unwrap_or_default();
        let review = Review { date: day(26), ..Review::default() };
        let next = |review: &Review, today| review.next_task(&[], today).map(|(task, due)| (task, Some(due)));
        let [first, second, third, fourth, last] = [0, 1, 2, 3, 4].map(|at| PreparationTask::ALL[at]);
        assert_eq!(next(&review, today), Some((first, day(5))));
        let later = Review { prepared: vec![first, second, third], ..review.clone() };
        assert_eq!(next(&later, today), Some((fourth, day(24))));
        let ready = Review { prepared: vec![first, second, third, fourth], ..review };
        assert_eq!(next(&ready, today), None);
        assert_eq!(next(&ready, day(27).unwrap_or_default()), Some((last, day(27))), "the minutes");
        assert_eq!(next(&Review::default(), today), None, "no day, no tasks");
    }
}
