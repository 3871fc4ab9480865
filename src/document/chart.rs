//! Charts, laid out once: where the bars of a waterfall and the points of a line stand. The screen and the web page
//! only draw them; PowerPoint draws its own from the same steps.

use serde::{Deserialize, Serialize};

use super::Series;
use crate::words::format;
use crate::words::paper::document as text;

/// A waterfall in words, for those who cannot see it.
pub fn waterfall_said(steps: &[WaterfallStep]) -> String {
    let said: Vec<String> = steps.iter().map(|step| format!("{} {}", step.name, step.shown)).collect();
    text::waterfall(said.join(", "))
}

/// A step of a waterfall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaterfallStep {
    /// Its name.
    pub name: String,
    /// Its height, in the chart's unit.
    pub amount: f64,
    /// Its height as people read it.
    #[serde(default)]
    pub shown: String,
    /// How it is drawn.
    pub kind: StepKind,
}

/// Where each step of a waterfall begins and ends: a sum stands on the ground, the others on the step before.
pub fn levels(steps: &[WaterfallStep]) -> Vec<(f64, f64)> {
    let mut level = 0.0;
    let bar = |step: &WaterfallStep| {
        let from = if step.kind == StepKind::Total { 0.0 } else { level };
        level = from + step.amount;
        (from, level)
    };
    steps.iter().map(bar).collect()
}

/// How a step is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// Confirmed: full.
    Confirmed,
    /// Estimated: hatched.
    Estimated,
    /// A cost, downwards.
    Cost,
    /// A sum, from the ground.
    Total,
}

/// The room that a waterfall is drawn in.
#[derive(Clone, Copy, Debug)]
pub struct WaterfallRoom {
    /// From the first bar to the last.
    pub width: f64,
    /// The room above the highest bar, for its amount.
    pub top: f64,
    /// The lower end of the lowest bar; the names stand below it.
    pub ground: f64,
    /// The room between two bars, as a share of a bar.
    pub gap: f64,
    /// The width of a letter of a name, and the height of a line.
    pub letter: f64,
    /// The height of a line of a name.
    pub line: f64,
}

/// A waterfall as it is drawn, in the units of its room.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallDrawing {
    /// Its bars.
    pub bars: Vec<WaterfallBar>,
    /// The height of zero.
    pub zero: f64,
}

/// A bar of a waterfall.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallBar {
    /// How it is drawn.
    pub kind: StepKind,
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height; a step of nothing is still seen.
    pub height: f64,
    /// Its amount, which stands above it.
    pub shown: String,
    /// The lines of its name, each with its height.
    pub name: Vec<(f64, String)>,
    /// From where to where, at which height, a line leads to the next bar.
    pub link: Option<(f64, f64, f64)>,
}

impl WaterfallBar {
    /// The middle, over which its words stand.
    pub fn middle(&self) -> f64 {
        self.x + self.width / 2.0
    }
}

/// The most lines that a name may take.
const NAME_LINES: usize = 3;

/// Where the bars of a waterfall stand.
pub fn waterfall_drawing(steps: &[WaterfallStep], room: WaterfallRoom) -> WaterfallDrawing {
    let count = steps.len().max(1) as f64;
    let width = room.width / (count + (count - 1.0) * room.gap);
    let pitch = width * (1.0 + room.gap);
    let levels = levels(steps);
    let most = levels.iter().map(|(from, to)| from.max(*to)).fold(0.0, f64::max).max(0.01);
    let least = levels.iter().map(|(from, to)| from.min(*to)).fold(0.0, f64::min);
    let y = |value: f64| room.top + (most - value) / (most - least) * (room.ground - room.top);
    let letters = (pitch / room.letter) as usize;
    let bar = |(position, (step, (from, to))): (usize, (&WaterfallStep, &(f64, f64)))| {
        let x = position as f64 * pitch;
        let (high, low) = (y(from.max(*to)), y(from.min(*to)));
        let lines = format::wrap(&step.name, letters).into_iter().take(NAME_LINES).enumerate();
        let name =
            lines.map(|(line, words)| (room.ground + room.line * (line as f64 + 1.3), format::cut(&words, letters)));
        WaterfallBar {
            kind: step.kind,
            x,
            y: high,
            width,
            height: (low - high).max(1.0),
            shown: step.shown.clone(),
            name: name.collect(),
            link: (position + 1 < steps.len()).then(|| (x + width, x + pitch, y(*to))),
        }
    };
    let bars = steps.iter().zip(&levels).enumerate().map(bar).collect();
    WaterfallDrawing { bars, zero: y(0.0) }
}

/// The room that a line is drawn in: its first and last point, the highest and the lowest.
#[derive(Clone, Copy, Debug)]
pub struct LineRoom {
    /// Where the first point stands.
    pub left: f64,
    /// Where the last point stands.
    pub right: f64,
    /// The height of the highest point.
    pub top: f64,
    /// The height of the lowest point.
    pub bottom: f64,
}

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct LineDrawing {
    /// Its points.
    pub points: Vec<(f64, f64)>,
    /// The line through them, as a path of SVG.
    pub path: String,
}

/// Where the points of a series stand.
pub fn line_drawing(series: &Series, room: LineRoom) -> LineDrawing {
    let values = || series.points.iter().map(|(_, value)| *value);
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let span = (most - least).max(f64::EPSILON);
    let step = (room.right - room.left) / (series.points.len().max(2) - 1) as f64;
    let at = |(position, value): (usize, f64)| {
        (room.left + step * position as f64, room.top + (most - value) / span * (room.bottom - room.top))
    };
    let points: Vec<(f64, f64)> = values().enumerate().map(at).collect();
    let to =
        |(position, (x, y)): (usize, &(f64, f64))| format!("{}{x:.1} {y:.1}", if position == 0 { "M" } else { "L" });
    let path = points.iter().enumerate().map(to).collect();
    LineDrawing { points, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: WaterfallRoom =
        WaterfallRoom { width: 250.0, top: 0.0, ground: 100.0, gap: 0.5, letter: 5.0, line: 10.0 };

    fn step(amount: f64, kind: StepKind) -> WaterfallStep {
        WaterfallStep { name: "Fewer night calls".into(), amount, shown: amount.to_string(), kind }
    }

    #[test]
    fn bars_stand_on_each_other_and_a_sum_on_the_ground() {
        let steps = [step(60.0, StepKind::Confirmed), step(-80.0, StepKind::Cost), step(-20.0, StepKind::Total)];
        let drawing = waterfall_drawing(&steps, ROOM);
        let bars: Vec<_> = drawing.bars.iter().map(|bar| (bar.x, bar.y, bar.width, bar.height)).collect();
        assert_eq!(bars, [(0.0, 0.0, 62.5, 75.0), (93.75, 0.0, 62.5, 100.0), (187.5, 75.0, 62.5, 25.0)]);
        assert_eq!(drawing.zero, 75.0);
        let links: Vec<_> = drawing.bars.iter().map(|bar| bar.link).collect();
        assert_eq!(links, [Some((62.5, 93.75, 0.0)), Some((156.25, 187.5, 100.0)), None]);
    }

    #[test]
    fn a_step_of_nothing_is_seen_and_no_steps_draw_nothing() {
        assert_eq!(waterfall_drawing(&[step(0.0, StepKind::Confirmed)], ROOM).bars[0].height, 1.0);
        assert_eq!(waterfall_drawing(&[], ROOM).bars, []);
    }

    #[test]
    fn a_line_runs_from_edge_to_edge_and_from_its_most_to_its_least() {
        let points = [("Q1", 4.0), ("Q2", 2.0), ("Q3", 3.0)].map(|(name, value)| (name.to_owned(), value)).to_vec();
        let series = Series { name: "Hours".into(), points, shown: Vec::new(), decimals: None };
        let room = LineRoom { left: 10.0, right: 90.0, top: 0.0, bottom: 40.0 };
        let drawing = line_drawing(&series, room);
        assert_eq!(drawing.points, [(10.0, 0.0), (50.0, 40.0), (90.0, 20.0)]);
        assert_eq!(drawing.path, "M10.0 0.0L50.0 40.0L90.0 20.0");
    }
}
