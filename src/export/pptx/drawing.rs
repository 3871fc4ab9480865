//! The vocabulary of DrawingML that slides and charts share: colours, fills, outlines, geometry, runs and paragraphs.

use crate::export::xml::{Element, el, is_rtl};

/// The language that words are checked in.
const LANGUAGE: &str = "en-GB";

/// A colour of the theme, or six hexadecimal digits.
pub fn colour(name: &str) -> Element {
    let is_hex = name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    el(if is_hex { "a:srgbClr" } else { "a:schemeClr" }).set("val", name)
}

/// Filled with one colour.
pub fn solid(name: &str) -> Element {
    el("a:solidFill").with(colour(name))
}

/// Not filled.
pub fn no_fill() -> Element {
    el("a:noFill")
}

/// An outline, `width` in English Metric Units.
pub fn outline(width: i64, name: &str) -> Element {
    el("a:ln").set("w", width).with(solid(name))
}

/// No outline.
pub fn no_outline() -> Element {
    el("a:ln").with(no_fill())
}

/// The outline of a shape.
pub fn geometry(shape: &str) -> Element {
    el("a:prstGeom").set("prst", shape).with(el("a:avLst"))
}

/// Where something stands: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

impl Frame {
    /// The offset and the extent.
    fn corners(self, offset: &'static str, extent: &'static str) -> [Element; 2] {
        let Self { x, y, w, h } = self;
        [el(offset).set("x", x).set("y", y), el(extent).set("cx", w).set("cy", h)]
    }

    /// The place of a shape, or of what stands in a frame (`p:xfrm`).
    pub fn transform(self, name: &'static str) -> Element {
        el(name).all(self.corners("a:off", "a:ext"))
    }

    /// The place of a group whose shapes have the coordinates of the slide.
    pub fn group_transform(self) -> Element {
        self.transform("a:xfrm").all(self.corners("a:chOff", "a:chExt"))
    }
}

/// A run of words as the placeholder sets it.
pub fn run(words: &str) -> Element {
    el("a:r").with(el("a:rPr").set("lang", LANGUAGE)).with(el("a:t").text(words))
}

/// A paragraph without words.
pub fn empty_paragraph() -> Element {
    el("a:p").with(end_of_paragraph())
}

/// What the next words would look like.
pub fn end_of_paragraph() -> Element {
    el("a:endParaRPr").set("lang", LANGUAGE)
}

/// A paragraph as the placeholder sets it, in the direction of its words.
pub fn plain_paragraph(words: &str) -> Element {
    let properties = match is_rtl(words) {
        true => el("a:pPr").set("algn", "r").set("rtl", 1),
        false => el("a:pPr").set("algn", "l"),
    };
    let looks = el("a:rPr").set("lang", LANGUAGE).set("dirty", 0);
    el("a:p").with(properties).with(el("a:r").with(looks).with(el("a:t").text(words)))
}

/// Where words stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Where their script begins.
    Start,
    /// On the left, whatever their script.
    Left,
    /// On the right, whatever their script.
    Right,
}

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Hundredths of a point.
    pub size: u32,
    pub bold: bool,
    /// A colour of the theme, or a hexadecimal one.
    pub colour: &'static str,
    pub align: Align,
}

impl Words {
    pub const fn new(size: u32, colour: &'static str) -> Self {
        Self { size, bold: false, colour, align: Align::Start }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// One paragraph.
    pub fn paragraph(self, words: &str) -> Element {
        let rtl = is_rtl(words);
        let align = match (self.align, rtl) {
            (Align::Right, _) | (Align::Start, true) => "r",
            _ => "l",
        };
        let looks = el("a:rPr")
            .set("lang", LANGUAGE)
            .set("sz", self.size)
            .set("b", u8::from(self.bold))
            .set("dirty", 0)
            .with(solid(self.colour))
            .with(el("a:latin").set("typeface", "+mn-lt"));
        let properties = el("a:pPr").set("algn", align).set("rtl", u8::from(rtl));
        el("a:p").with(properties).with(el("a:r").with(looks).with(el("a:t").text(words)))
    }
}

/// How a style sets words before anybody changes them.
pub fn default_run(size: u32, bold: bool, colour: &str) -> Element {
    el("a:defRPr").set("sz", size).set("b", u8::from(bold)).with(solid(colour))
}
