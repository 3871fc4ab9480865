//! The roadmap: steps over the months ahead, track by track, and where each of them is drawn.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Block, Cell, Mark, client::SharedMilestone};
use crate::domain::{
    Locale, Order,
    date::{days_between, plus_days, plus_months},
};
use crate::words::format::{cut, month, month_short};
use crate::words::paper::{common, document as text};

/// How many months a roadmap spans, at least and at most.
const MONTHS: (i32, i32) = (6, 12);

/// Steps over the months ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Roadmap {
    /// The first day of its first month.
    pub first: NaiveDate,
    /// The last day of its last month.
    pub last: NaiveDate,
    /// Its tracks, in the order of their first steps.
    pub tracks: Vec<Track>,
}

/// Steps that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Its name.
    pub name: String,
    /// Its steps, by date.
    pub steps: Vec<RoadmapStep>,
}

/// A date, or a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoadmapStep {
    /// Its track.
    pub track: String,
    /// What happens, as the client may read it.
    pub text: String,
    /// When, as people read it.
    pub when: String,
    /// The day, or the first.
    pub from: NaiveDate,
    /// The last day of a stretch.
    pub until: Option<NaiveDate>,
    /// Whether it is agreed, or only proposed.
    pub agreed: bool,
}

impl RoadmapStep {
    /// The step of a milestone.
    pub(super) fn of(milestone: &SharedMilestone, today: NaiveDate, locale: Locale) -> Self {
        let near = |day| locale.date_near(day, today);
        let when = match milestone.until {
            Some(until) => common::from_to(near(milestone.date), near(until)),
            None => near(milestone.date),
        };
        Self {
            track: milestone.track.clone(),
            text: milestone.text.clone(),
            when,
            from: milestone.date,
            until: milestone.until,
            agreed: milestone.agreed,
        }
    }

    fn end(&self) -> NaiveDate {
        self.until.unwrap_or(self.from)
    }

    fn state(&self) -> (Mark, &'static str) {
        if self.agreed { (Mark::Good, common::AGREED) } else { (Mark::Open, text::PROPOSED) }
    }
}

impl Roadmap {
    /// The months from `first`, a month's first day: as many as the steps take, from six to twelve. A step that has no
    /// day in them is left out; `None` where that leaves none.
    pub(super) fn of<'a>(steps: impl Iterator<Item = &'a RoadmapStep>, first: NaiveDate) -> Option<Self> {
        let month_end = |count: i32| plus_days(plus_months(first, count), -1);
        let shown = |step: &&RoadmapStep| step.from <= month_end(MONTHS.1) && step.end() >= first;
        let mut steps: Vec<&RoadmapStep> = steps.filter(shown).collect();
        steps.order_by_key(|step| (step.from, step.until));
        let ends = steps.iter().map(|step| step.end()).max()?;
        let count = (MONTHS.0..MONTHS.1).find(|count| month_end(*count) >= ends).unwrap_or(MONTHS.1);
        let mut tracks: Vec<Track> = Vec::new();
        for step in steps {
            match tracks.iter_mut().find(|track| track.name == step.track) {
                Some(track) => track.steps.push(step.clone()),
                None => tracks.push(Track { name: step.track.clone(), steps: vec![step.clone()] }),
            }
        }
        Some(Self { first, last: month_end(count), tracks })
    }

    /// The steps from `first` as blocks: drawn, and in words what lies after the months of the drawing.
    pub(super) fn blocks(steps: &[RoadmapStep], first: NaiveDate) -> Vec<Block> {
        let roadmap = Self::of(steps.iter(), first);
        let last = roadmap.as_ref().map_or_else(|| plus_days(plus_months(first, MONTHS.1), -1), |roadmap| roadmap.last);
        let later: Vec<String> = steps
            .iter()
            .filter(|step| step.from > last)
            .map(|step| format!("{}: {}, {}", step.when, step.text, step.state().1.to_lowercase()))
            .collect();
        let later = (!later.is_empty()).then(|| Block::Text(text::later(later.join("; "))));
        roadmap.map(Block::Roadmap).into_iter().chain(later).collect()
    }

    /// `Roadmap, November 2026 to October 2027`.
    pub fn title(&self) -> String {
        let name = |day: NaiveDate| format!("{} {}", month(day), day.year());
        text::roadmap_of(name(self.first), name(self.last))
    }

    /// Every step, track by track.
    pub fn steps(&self) -> impl Iterator<Item = &RoadmapStep> {
        self.tracks.iter().flat_map(|track| &track.steps)
    }

    /// The roadmap in words, for those who cannot see it.
    pub fn said(&self) -> String {
        let said = |step: &RoadmapStep| {
            format!("{}, {}, {}: {}", step.track, step.text, step.state().1.to_lowercase(), step.when)
        };
        format!("{}. {}", self.title(), self.steps().map(said).collect::<Vec<_>>().join("; "))
    }

    /// The roadmap in parts that are no higher than `most` when they are drawn.
    pub fn parts(&self, most: f64) -> Vec<Self> {
        // As many steps of a track as there are rows, should every step need its own.
        let rows = ((most - HEAD - 2.0 * PAD - Drawing::BAR) / ROW).max(0.0) as usize + 1;
        let pieces = self.tracks.iter().flat_map(|track| {
            track.steps.chunks(rows).map(|steps| Track { name: track.name.clone(), steps: steps.to_vec() })
        });
        let mut parts: Vec<Self> = Vec::new();
        for piece in pieces {
            if let Some(part) = parts.last_mut() {
                part.tracks.push(piece.clone());
                if part.drawing().height <= most {
                    continue;
                }
                part.tracks.pop();
            }
            parts.push(Self { tracks: vec![piece], ..self.clone() });
        }
        parts
    }

    /// The heads of [`Self::rows`].
    pub fn heads() -> [String; 4] {
        [common::TRACK, common::STEP, common::WHEN, common::STATE].map(str::to_owned)
    }

    /// The roadmap as a table, for formats that draw none.
    pub fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |step: &RoadmapStep| {
            let (mark, word) = step.state();
            vec![
                Cell::Text(step.track.clone()),
                Cell::Strong(step.text.clone()),
                Cell::Text(step.when.clone()),
                Cell::Mark(mark, word.into()),
            ]
        };
        self.steps().map(row).collect()
    }

    /// Where everything stands on a drawing that is [`Drawing::WIDTH`] wide.
    pub fn drawing(&self) -> Drawing {
        let days = days_between(self.first, self.last).max(1) as f64;
        let longest = self.tracks.iter().map(|track| track.name.chars().count()).max().unwrap_or(0);
        let left = (longest as f64 * LETTER + 10.0).clamp(NAMES.0, NAMES.1);
        let x = |day: NaiveDate| {
            let part = days_between(self.first, day) as f64 / days;
            left + part.clamp(0.0, 1.0) * (Drawing::WIDTH - left)
        };
        let count =
            (self.last.year() - self.first.year()) * 12 + self.last.month0() as i32 - self.first.month0() as i32;
        let months = (0..=count).map(|offset| {
            let day = plus_months(self.first, offset);
            let year = if offset > 0 && day.month() == 1 { format!(" {}", day.year()) } else { String::new() };
            (x(day), format!("{}{year}", month_short(day)))
        });
        let mut lanes = Vec::new();
        let mut drawn = Vec::new();
        let mut top = HEAD;
        for track in &self.tracks {
            // Steps that would cover each other stand in rows of their own.
            let mut rows: Vec<f64> = Vec::new();
            for step in &track.steps {
                let placed = place(step, left, x);
                let row = rows.iter().position(|end| *end <= placed.left).unwrap_or(rows.len());
                rows.resize(rows.len().max(row + 1), 0.0);
                rows[row] = placed.right + 6.0;
                drawn.push(DrawnStep { y: top + PAD + row as f64 * ROW, ..placed.step });
            }
            let height = 2.0 * PAD + (rows.len().max(1) - 1) as f64 * ROW + Drawing::BAR;
            lanes.push(Lane { y: top, height, name: fitted(&track.name, left - 6.0) });
            top += height;
        }
        Drawing { height: top, left, months: months.collect(), lanes, steps: drawn }
    }
}

/// The room for the names of months, above and below a track's steps, and from one row of steps to the next.
const HEAD: f64 = 16.0;
const PAD: f64 = 7.0;
const ROW: f64 = 24.0;
/// The room for the names of tracks, at least and at most.
const NAMES: (f64, f64) = (92.0, 180.0);
/// The width of a letter, about, and the room between a step and words beside it.
const LETTER: f64 = 5.7;
const BESIDE: f64 = 9.0;

/// A roadmap as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Its height.
    pub height: f64,
    /// Where the months begin; the names of tracks stand before it.
    pub left: f64,
    /// Where each month begins, and its name.
    pub months: Vec<(f64, String)>,
    /// Its tracks.
    pub lanes: Vec<Lane>,
    /// Its steps.
    pub steps: Vec<DrawnStep>,
}

impl Drawing {
    /// Its width, in the unit of all its lengths.
    pub const WIDTH: f64 = 694.0;
    /// The height of a step.
    pub const BAR: f64 = 20.0;
}

/// A track as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its upper edge.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// Its name, as much as there is room for.
    pub name: String,
}

/// A step as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnStep {
    /// Its upper edge.
    pub y: f64,
    /// Its left edge; the middle of a diamond.
    pub x: f64,
    /// Its width; a single day, which is a diamond, has none.
    pub width: Option<f64>,
    /// Whether it is agreed.
    pub agreed: bool,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub words: Beside,
}

/// Where the words of a step stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside {
    /// On it, from here.
    Inside(f64),
    /// To its right, from here.
    Right(f64),
    /// To its left, up to here.
    Left(f64),
}

struct Placed {
    step: DrawnStep,
    left: f64,
    right: f64,
}

fn place(step: &RoadmapStep, names: f64, x: impl Fn(NaiveDate) -> f64) -> Placed {
    let start = x(step.from);
    let width = step.until.map(|until| (x(plus_days(until, 1)) - start).max(4.0));
    let long = |text: &str| text.chars().count() as f64 * LETTER;
    // A diamond stands around its day.
    let (left, right) = width.map_or((start - 6.0, start + 6.0), |width| (start, start + width));
    let (after, before) = (Drawing::WIDTH - right - BESIDE, left - BESIDE - names);
    let fits = |room: f64| long(&step.text) <= room;
    let words = match width {
        Some(width) if fits(width - 10.0) => Beside::Inside(start + 5.0),
        _ if fits(after) => Beside::Right(right + BESIDE / 2.0),
        _ if fits(before) => Beside::Left(left - BESIDE / 2.0),
        // Nowhere whole: where there is most room.
        Some(width) if width > after.max(before) => Beside::Inside(start + 5.0),
        _ if after >= before => Beside::Right(right + BESIDE / 2.0),
        _ => Beside::Left(left - BESIDE / 2.0),
    };
    let room = match words {
        Beside::Inside(_) => width.unwrap_or_default() - 10.0,
        Beside::Right(_) => after,
        Beside::Left(_) => before,
    };
    let text = fitted(&step.text, room);
    let (left, right) = match words {
        Beside::Inside(_) => (left, right),
        Beside::Right(at) => (left, at + long(&text)),
        Beside::Left(at) => (at - long(&text), right),
    };
    Placed { step: DrawnStep { y: 0.0, x: start, width, agreed: step.agreed, text, words }, left, right }
}

/// As many of the letters as there is room for.
fn fitted(text: &str, room: f64) -> String {
    cut(text, (room / LETTER).max(0.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    fn step(track: &str, text: &str, from: NaiveDate, until: Option<NaiveDate>) -> RoadmapStep {
        RoadmapStep { track: track.into(), text: text.into(), when: String::new(), from, until, agreed: true }
    }

    fn roadmap(steps: &[RoadmapStep]) -> Roadmap {
        Roadmap::of(steps.iter(), day(1, 1)).unwrap_or_else(|| panic!("it has steps"))
    }

    #[test]
    fn it_spans_as_many_months_as_its_steps_take_from_six_to_twelve() {
        let ends = |until| roadmap(&[step("A", "a", day(1, 5), Some(until))]).last;
        assert_eq!(ends(day(2, 1)), day(6, 30));
        assert_eq!(ends(day(8, 3)), day(8, 31));
        assert_eq!(ends(plus_months(day(1, 1), 30)), day(12, 31));
        assert_eq!(Roadmap::of([step("A", "past", plus_days(day(1, 1), -1), None)].iter(), day(1, 1)), None);
        assert_eq!(Roadmap::of([].iter(), day(1, 1)), None);
        let far = plus_months(day(1, 1), 14);
        let both = Roadmap::blocks(&[step("A", "soon", day(2, 1), None), step("A", "far", far, None)], day(1, 1));
        assert!(matches!(&both[..], [Block::Roadmap(_), Block::Text(words)] if words.contains("far")));
        let none = Roadmap::blocks(&[step("A", "far", far, None)], day(1, 1));
        assert!(matches!(&none[..], [Block::Text(words)] if words.contains("far")));
    }

    #[test]
    fn nothing_covers_anything_or_leaves_the_drawing_and_no_step_is_lost() {
        let long = "Geschäftsführungsabstimmung über die Datenübernahmevereinbarung in allen Häusern der Gruppe";
        let mut steps = Vec::new();
        for number in 0..12 {
            let from = day(number % 12 + 1, 3);
            let until = (number % 3 != 0).then(|| plus_days(from, i64::from(number) * 9));
            steps.push(step(
                if number % 2 == 0 { "Clinic" } else { "Ward" },
                if number % 4 == 0 { long } else { "Go-live" },
                from,
                until,
            ));
        }
        let map = roadmap(&steps);
        let drawing = map.drawing();
        assert_eq!(drawing.steps.len(), 12);
        assert_eq!(drawing.months.len(), 12);
        let room = |each: &DrawnStep| {
            let (left, right) = each.width.map_or((each.x - 6.0, each.x + 6.0), |width| (each.x, each.x + width));
            let long = each.text.chars().count() as f64 * LETTER;
            match each.words {
                Beside::Inside(at) => (left, right.max(at + long)),
                Beside::Right(at) => (left, at + long),
                Beside::Left(at) => (at - long, right),
            }
        };
        for (position, each) in drawing.steps.iter().enumerate() {
            let (left, right) = room(each);
            assert!(left >= drawing.left - 6.0 && right <= Drawing::WIDTH + 6.0, "{each:?}");
            assert!(each.y + Drawing::BAR <= drawing.height);
            for other in drawing.steps.iter().skip(position + 1).filter(|other| other.y == each.y) {
                let (from, to) = room(other);
                assert!(to <= left || from >= right, "{each:?} covers {other:?}");
            }
        }
        let lanes: f64 = drawing.lanes.iter().map(|lane| lane.height).sum();
        assert_eq!(drawing.height, HEAD + lanes);
        assert!(map.said().contains(long) && map.rows().len() == 12);
        let parts = map.parts(90.0);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.drawing().height <= 90.0));
        assert_eq!(parts.iter().map(|part| part.steps().count()).sum::<usize>(), 12);
    }
}
