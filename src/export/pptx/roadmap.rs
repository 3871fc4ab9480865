//! A roadmap as native shapes in one group, so that a person can move and rewrite each of them.

use super::{
    look::LINE,
    shape::{Align, Place, Words},
};
use crate::{
    document::{Beside, Drawing, Roadmap},
    export::xml::text,
};

/// The outline of a shape: what is proposed is dashed.
const PROPOSED: &str = "<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:prstDash val=\"dash\"/></a:ln>";

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

/// The group of shapes; `next` gives an id for each.
pub fn group(mut next: impl FnMut() -> usize, place: Place, roadmap: &Roadmap) -> String {
    let unit = unit(place.w);
    let at = |x: f64, y: f64, w: f64, h: f64| Place {
        x: place.x + (x * unit) as i64,
        y: place.y + (y * unit) as i64,
        w: (w * unit) as i64,
        h: (h * unit) as i64,
    };
    // Hundredths of a point of a letter 8.7 units high.
    let size = (unit * 8.7 / 127.0) as u32;
    let Drawing { height, left, months, lanes, steps } = roadmap.drawing();
    let own = next();
    let mut shapes = String::new();
    for (x, name) in &months {
        shapes += &rule(next(), at(*x, 14.0, 0.0, height - 14.0));
        shapes += &words(next(), "Month", at(x + 2.0, 0.0, 48.0, 12.0), Words::new(size * 9 / 10, "tx2"), name);
    }
    if steps.iter().any(|step| !step.agreed) {
        let place = at(0.0, 0.0, left - 4.0, 12.0);
        shapes += &words(next(), "Key", place, Words::new(size * 9 / 10, "tx2"), "dashed: proposed");
    }
    for lane in &lanes {
        shapes += &rule(next(), at(0.0, lane.y + lane.height, Drawing::WIDTH, 0.0));
        let place = at(0.0, lane.y + 7.0, left - 4.0, Drawing::BAR);
        shapes += &words(next(), "Track", place, Words::new(size, "tx1").bold(), &lane.name);
    }
    for step in &steps {
        let (shape, bar) = match step.width {
            Some(width) => ("rect", at(step.x, step.y, width, Drawing::BAR)),
            None => ("diamond", at(step.x - 6.0, step.y + 4.0, 12.0, 12.0)),
        };
        let full = if step.width.is_some() { "accent1" } else { "tx1" };
        let solid = format!("<a:solidFill><a:schemeClr val=\"{full}\"/></a:solidFill><a:ln><a:noFill/></a:ln>");
        let look = if step.agreed { solid.as_str() } else { PROPOSED };
        let (inside, beside) = match step.words {
            Beside::Inside(_) => {
                let colour = if step.agreed { "bg1" } else { "tx1" };
                (Words::new(size, colour).aligned(Align::Left).paragraph(&step.text), None)
            }
            Beside::Right(x) => {
                ("<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned(), Some((x, Drawing::WIDTH, Align::Left)))
            }
            Beside::Left(x) => ("<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned(), Some((left, x, Align::Right))),
        };
        shapes += &boxed(next(), "Step", bar, (shape, look, bar.h / 6), &inside);
        if let Some((from, to, align)) = beside {
            let style = Words::new(size, "tx1").aligned(align);
            shapes += &words(next(), "Step in words", at(from, step.y, to - from, Drawing::BAR), style, &step.text);
        }
    }
    let Place { x, y, w, h } = place;
    format!(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"{own}\" name=\"Roadmap\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/><a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{w}\" cy=\"{h}\"/></a:xfrm></p:grpSpPr>{shapes}</p:grpSp>",
        text(&roadmap.said())
    )
}

/// Words on one line.
fn words(id: usize, name: &str, place: Place, style: Words, words: &str) -> String {
    boxed(id, name, place, ("rect", "<a:noFill/>", 0), &style.paragraph(words))
}

/// A shape with its look and the space beside its words.
fn boxed(id: usize, name: &str, place: Place, (shape, look, inset): (&str, &str, i64), paragraph: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"{shape}\"><a:avLst/></a:prstGeom>{look}</p:spPr><p:txBody><a:bodyPr wrap=\"none\" lIns=\"{inset}\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraph}</p:txBody></p:sp>",
        place.xfrm("a")
    )
}

/// A hairline.
fn rule(id: usize, place: Place) -> String {
    format!(
        "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"Line\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{}<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{LINE}\"/></a:solidFill></a:ln></p:spPr></p:cxnSp>",
        place.xfrm("a")
    )
}
