//! A roadmap as native shapes in one group, so that a person can move and rewrite each of them.

use super::{
    drawing::{Align, Frame, Words, empty_paragraph, geometry, no_fill, no_outline, outline, solid},
    look::LINE,
    shape::named,
};
use crate::{
    document::{Beside, Drawing, DrawnStep, Roadmap},
    export::xml::{Element, el},
    words::paper::{common, export as text},
};

/// The height of a roadmap in a column of this width.
pub fn height(roadmap: &Roadmap, width: i64) -> i64 {
    (roadmap.drawing().height * unit(width)) as i64
}

/// The parts of a roadmap that are no higher than `most` in a column of this width.
pub fn parts(roadmap: &Roadmap, width: i64, most: i64) -> Vec<Roadmap> {
    roadmap.parts(most as f64 / unit(width))
}

/// English Metric Units of the unit of a drawing.
fn unit(width: i64) -> f64 {
    width as f64 / Drawing::WIDTH
}

/// A roadmap that is being drawn.
struct Canvas<F> {
    /// Gives an id for each shape.
    next: F,
    place: Frame,
    /// English Metric Units of the unit of a drawing.
    unit: f64,
    /// Hundredths of a point of a letter 8.7 units high.
    size: u32,
    shapes: Vec<Element>,
}

impl<F: FnMut() -> usize> Canvas<F> {
    fn at(&self, x: f64, y: f64, w: f64, h: f64) -> Frame {
        let units = |length: f64| (length * self.unit) as i64;
        Frame { x: self.place.x + units(x), y: self.place.y + units(y), w: units(w), h: units(h) }
    }

    /// A hairline.
    fn rule(&mut self, place: Frame) {
        let identity =
            el("p:nvCxnSpPr").with(named((self.next)(), text::LINE)).with(el("p:cNvCxnSpPr")).with(el("p:nvPr"));
        let looks = el("p:spPr").with(place.transform("a:xfrm")).with(geometry("line")).with(outline(6350, LINE));
        self.shapes.push(el("p:cxnSp").with(identity).with(looks));
    }

    /// Words on one line.
    fn words(&mut self, name: &str, place: Frame, style: Words, words: &str) {
        let plain = Looks { shape: "rect", fill: no_fill(), outline: None, inset: 0 };
        self.shape(name, place, plain, style.paragraph(words));
    }

    /// A shape with words in it.
    fn shape(&mut self, name: &str, place: Frame, looks: Looks, paragraph: Element) {
        let identity = el("p:nvSpPr").with(named((self.next)(), name)).with(el("p:cNvSpPr")).with(el("p:nvPr"));
        let properties = el("a:bodyPr")
            .set("wrap", "none")
            .set("lIns", looks.inset)
            .set("tIns", 0)
            .set("rIns", 0)
            .set("bIns", 0)
            .set("anchor", "ctr")
            .with(el("a:noAutofit"));
        let drawn = el("p:spPr")
            .with(place.transform("a:xfrm"))
            .with(geometry(looks.shape))
            .with(looks.fill)
            .all(looks.outline);
        let words = el("p:txBody").with(properties).with(el("a:lstStyle")).with(paragraph);
        self.shapes.push(el("p:sp").with(identity).with(drawn).with(words));
    }

    /// A step with its words in it or beside it; `left` is where the tracks begin.
    fn step(&mut self, step: &DrawnStep, left: f64) {
        let (shape, bar) = match step.width {
            Some(width) => ("rect", self.at(step.x, step.y, width, Drawing::BAR)),
            None => ("diamond", self.at(step.x - 6.0, step.y + 4.0, 12.0, 12.0)),
        };
        let full = if step.width.is_some() { "accent1" } else { "tx1" };
        // What is proposed is dashed.
        let (fill, outline) = match step.agreed {
            true => (solid(full), no_outline()),
            false => (solid("bg1"), outline(12_700, "accent1").with(el("a:prstDash").set("val", "dash"))),
        };
        let inside = match step.words {
            Beside::Inside(_) => {
                let colour = if step.agreed { "bg1" } else { "tx1" };
                Words::new(self.size, colour).aligned(Align::Left).paragraph(&step.text)
            }
            Beside::Right(_) | Beside::Left(_) => empty_paragraph(),
        };
        self.shape(common::STEP, bar, Looks { shape, fill, outline: Some(outline), inset: bar.h / 6 }, inside);
        let (from, to, align) = match step.words {
            Beside::Inside(_) => return,
            Beside::Right(x) => (x, Drawing::WIDTH, Align::Left),
            Beside::Left(x) => (left, x, Align::Right),
        };
        let style = Words::new(self.size, "tx1").aligned(align);
        self.words(text::STEP_IN_WORDS, self.at(from, step.y, to - from, Drawing::BAR), style, &step.text);
    }
}

/// How a shape is drawn, and the space beside its words.
struct Looks {
    shape: &'static str,
    fill: Element,
    outline: Option<Element>,
    inset: i64,
}

/// The group of shapes; `next` gives an id for each.
pub fn group(mut next: impl FnMut() -> usize, place: Frame, roadmap: &Roadmap) -> Element {
    let unit = unit(place.w);
    let own = next();
    let size = (unit * 8.7 / 127.0) as u32;
    let mut canvas = Canvas { next, place, unit, size, shapes: Vec::new() };
    let Drawing { height, left, months, lanes, steps } = roadmap.drawing();
    let small = Words::new(size * 9 / 10, "tx2");
    for (x, name) in &months {
        canvas.rule(canvas.at(*x, 14.0, 0.0, height - 14.0));
        canvas.words(text::MONTH, canvas.at(x + 2.0, 0.0, 48.0, 12.0), small, name);
    }
    if steps.iter().any(|step| !step.agreed) {
        canvas.words(text::KEY, canvas.at(0.0, 0.0, left - 4.0, 12.0), small, text::DASHED_PROPOSED);
    }
    for lane in &lanes {
        canvas.rule(canvas.at(0.0, lane.y + lane.height, Drawing::WIDTH, 0.0));
        let place = canvas.at(0.0, lane.y + 7.0, left - 4.0, Drawing::BAR);
        canvas.words(common::TRACK, place, Words::new(size, "tx1").bold(), &lane.name);
    }
    for step in &steps {
        canvas.step(step, left);
    }
    let identity = el("p:nvGrpSpPr")
        .with(named(own, common::ROADMAP).set("descr", roadmap.said()))
        .with(el("p:cNvGrpSpPr"))
        .with(el("p:nvPr"));
    el("p:grpSp").with(identity).with(el("p:grpSpPr").with(place.group_transform())).all(canvas.shapes)
}
