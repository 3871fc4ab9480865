//! The look of the slides: the theme, the master with its two layouts, and the master of the notes.

use super::{
    drawing::{Frame, default_run, end_of_paragraph, geometry, run, solid},
    package::Package,
    shape::{HEIGHT, LEFT, Placeholder, WIDTH, inch, slide_image, slide_number_field},
};
use crate::{
    document::Brand,
    export::xml::{Element, el},
    words::paper::{common, export as text},
};

/// Ink, second and third ink, hairline, ground, the three statuses. The colours of the screen in light.
pub const INK: &str = "161A20";
pub const INK_2: &str = "454C57";
pub const INK_3: &str = "616976";
pub const LINE: &str = "C9CED6";
pub const GOOD: &str = "176B43";
pub const WATCH: &str = "8A5300";
pub const RISK: &str = "B02A20";

/// The namespaces of drawings, relationships and presentations.
pub const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PRESENTATION: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";

/// The parts that slides refer to.
pub const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
pub const COVER: &str = "ppt/slideLayouts/slideLayout1.xml";
pub const CONTENT: &str = "ppt/slideLayouts/slideLayout2.xml";
pub const NOTES_MASTER: &str = "ppt/notesMasters/notesMaster1.xml";

/// The root of a part of a presentation, with what its names are short for.
pub fn part(name: &'static str) -> Element {
    el(name).set("xmlns:a", DRAWING).set("xmlns:r", RELATIONS).set("xmlns:p", PRESENTATION)
}

/// The tree of shapes of a part, inside its common data.
pub fn tree(data: Element, shapes: impl IntoIterator<Item = Element>) -> Element {
    let identity =
        el("p:nvGrpSpPr").with(el("p:cNvPr").set("id", 1).set("name", "")).with(el("p:cNvGrpSpPr")).with(el("p:nvPr"));
    let nowhere = Frame { x: 0, y: 0, w: 0, h: 0 };
    let place = el("p:grpSpPr").with(nowhere.group_transform());
    data.with(el("p:spTree").with(identity).with(place).all(shapes))
}

/// That a part has the colours of its master.
pub fn colours_of_master() -> Element {
    el("p:clrMapOvr").with(el("a:masterClrMapping"))
}

/// Which colour of the theme each use of a colour means.
fn colour_map() -> Element {
    let same = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = el("p:clrMap").set("bg1", "lt1").set("tx1", "dk1").set("bg2", "lt2").set("tx2", "dk2");
    same.into_iter().fold(map, |map, name| map.set(name, name))
}

fn theme(brand: &Brand) -> Element {
    let colours = [
        ("a:dk1", INK),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", INK_2),
        ("a:lt2", "F5F6F8"),
        ("a:accent1", &brand.primary),
        ("a:accent2", &brand.second),
        ("a:accent3", "1F8655"),
        ("a:accent4", "C17900"),
        ("a:accent5", "C9372C"),
        ("a:accent6", "5B6573"),
        ("a:hlink", &brand.primary),
        ("a:folHlink", INK_3),
    ];
    let colours = colours.map(|(name, hex)| el(name).with(el("a:srgbClr").set("val", hex)));
    let face = |name: &'static str, typeface: &str| el(name).set("typeface", typeface);
    let font = |name: &'static str| el(name).all([face("a:latin", "Calibri"), face("a:ea", ""), face("a:cs", "")]);
    // A theme has three of each, from subtle to intense; here all are plain.
    let thrice = |name: &'static str, one: Element| el(name).all([one.clone(), one.clone(), one]);
    let line = el("a:ln").set("w", 9525).with(solid("phClr"));
    let formats = el("a:fmtScheme")
        .set("name", "Mainstay")
        .with(thrice("a:fillStyleLst", solid("phClr")))
        .with(thrice("a:lnStyleLst", line))
        .with(thrice("a:effectStyleLst", el("a:effectStyle").with(el("a:effectLst"))))
        .with(thrice("a:bgFillStyleLst", solid("phClr")));
    let elements = el("a:themeElements")
        .with(el("a:clrScheme").set("name", "Mainstay").all(colours))
        .with(el("a:fontScheme").set("name", "Mainstay").with(font("a:majorFont")).with(font("a:minorFont")))
        .with(formats);
    el("a:theme").set("xmlns:a", DRAWING).set("name", "Mainstay").with(elements)
}

/// How a placeholder sets its words.
struct Style {
    /// Where they stand: `t`, `ctr` or `b`.
    anchor: &'static str,
    /// Hundredths of a point.
    size: u32,
    /// A colour of the theme.
    colour: &'static str,
    bold: bool,
    /// `l` or `r`.
    align: &'static str,
}

impl Style {
    const fn new(size: u32, colour: &'static str) -> Self {
        Self { anchor: "t", size, colour, bold: false, align: "l" }
    }

    /// The properties of its first level.
    fn level(&self) -> Element {
        let words = default_run(self.size, self.bold, self.colour).with(el("a:latin").set("typeface", "+mn-lt"));
        el("a:lvl1pPr").set("marL", 0).set("indent", 0).set("algn", self.align).with(el("a:buNone")).with(words)
    }

    /// A placeholder at its place, with what it holds until a slide fills it.
    fn placeholder(&self, id: usize, of: Placeholder, place: Frame, prompt: Element) -> Element {
        let properties = ["lIns", "tIns", "rIns", "bIns"]
            .into_iter()
            .fold(el("a:bodyPr"), |properties, side| properties.set(side, 0))
            .set("anchor", self.anchor)
            .with(el("a:normAutofit"));
        let words =
            el("p:txBody").with(properties).with(el("a:lstStyle").with(self.level())).with(el("a:p").with(prompt));
        let looks = el("p:spPr").with(place.transform("a:xfrm")).with(geometry("rect"));
        el("p:sp").with(of.identity(id)).with(looks).with(words)
    }
}

/// The title, the foot and the number, where content slides have them.
fn frame(first_id: usize) -> [Element; 3] {
    let foot = inch(7.0);
    let title = Style { anchor: "b", bold: true, ..Style::new(2600, "tx1") };
    let small = || Style { anchor: "ctr", ..Style::new(1000, "tx2") };
    let number = Style { bold: true, align: "r", ..small() };
    [
        title.placeholder(
            first_id,
            Placeholder::TITLE,
            Frame { x: LEFT, y: inch(0.42), w: WIDTH, h: inch(0.95) },
            run(text::HEADLINE_THE_RESULT_AS),
        ),
        small().placeholder(
            first_id + 1,
            Placeholder::FOOT,
            Frame { x: LEFT, y: foot, w: WIDTH - inch(1.0), h: inch(0.25) },
            end_of_paragraph(),
        ),
        number.placeholder(
            first_id + 2,
            Placeholder::NUMBER,
            Frame { x: LEFT + WIDTH - inch(0.8), y: foot, w: inch(0.8), h: inch(0.25) },
            slide_number_field("‹#›"),
        ),
    ]
}

/// Where content slides have their text.
fn text_place() -> Element {
    let place = Frame { x: LEFT, y: inch(1.6), w: WIDTH, h: inch(5.2) };
    Style::new(1600, "tx1").placeholder(5, Placeholder::TEXT, place, run(text::TEXT))
}

/// The placeholders of the cover.
fn cover() -> [Element; 4] {
    let place = |y: f64, h: f64| Frame { x: LEFT, y: inch(y), w: inch(6.2), h: inch(h) };
    [
        Style { anchor: "ctr", bold: true, ..Style::new(3600, "tx1") }.placeholder(
            2,
            Placeholder::HEADLINE,
            place(1.9, 2.3),
            run(text::HEADLINE),
        ),
        Style::new(1800, "tx2").placeholder(3, Placeholder::SUBTITLE, place(4.35, 0.45), run(text::WHAT_IT_IS)),
        Style { bold: true, ..Style::new(1800, "accent1") }.placeholder(
            4,
            Placeholder::CLIENT,
            place(1.2, 0.5),
            run(common::CLIENT),
        ),
        Style { anchor: "b", ..Style::new(1400, "tx2") }.placeholder(
            5,
            Placeholder::PEOPLE,
            place(6.2, 0.7),
            run(text::FRAME_DATE_WHO_PRESENTS),
        ),
    ]
}

/// How the levels of titles, texts and other words are set.
fn text_styles() -> Element {
    let level = |number: usize, size: u32| {
        el(format!("a:lvl{number}pPr"))
            .set("marL", 0)
            .set("indent", 0)
            .set("algn", "l")
            .with(el("a:lnSpc").with(el("a:spcPct").set("val", 100_000)))
            .with(el("a:buNone"))
            .with(el("a:defRPr").set("sz", size).with(solid("tx1")).with(el("a:latin").set("typeface", "+mn-lt")))
    };
    let levels = |name: &'static str, size: u32| el(name).all((1..=9).map(|number| level(number, size)));
    el("p:txStyles")
        .with(levels("p:titleStyle", 2600))
        .with(levels("p:bodyStyle", 1600))
        .with(levels("p:otherStyle", 1200))
}

fn layout(kind: &str, name: &str, shapes: impl IntoIterator<Item = Element>) -> Element {
    part("p:sldLayout")
        .set("type", kind)
        .set("preserve", 1)
        .with(tree(el("p:cSld").set("name", name), shapes))
        .with(colours_of_master())
}

/// Adds the theme, the masters and the layouts.
pub fn add(package: &mut Package, brand: &Brand, has_notes: bool) {
    const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
    const LAYOUT: &str = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml";
    const SLIDE_MASTER: &str = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml";
    package.xml("ppt/theme/theme1.xml", THEME, &theme(brand));
    let layouts = [(2_147_483_649_u32, COVER), (2_147_483_650, CONTENT)].map(|(id, layout)| {
        let relation = package.relate(MASTER, "slideLayout", layout);
        el("p:sldLayoutId").set("id", id).set("r:id", relation)
    });
    package.relate(MASTER, "theme", "ppt/theme/theme1.xml");
    let ground = el("p:bg").with(el("p:bgPr").with(solid("bg1")).with(el("a:effectLst")));
    let shapes = || frame(2).into_iter().chain([text_place()]);
    let master = part("p:sldMaster")
        .with(tree(el("p:cSld").with(ground), shapes()))
        .with(colour_map())
        .with(el("p:sldLayoutIdLst").all(layouts))
        .with(text_styles());
    package.xml(MASTER, SLIDE_MASTER, &master);
    package.xml(COVER, LAYOUT, &layout("title", text::COVER, cover()));
    package.xml(CONTENT, LAYOUT, &layout("obj", text::HEADLINE_AND_CONTENT, shapes()));
    package.relate(COVER, "slideMaster", MASTER);
    package.relate(CONTENT, "slideMaster", MASTER);
    if has_notes {
        package.xml("ppt/theme/theme2.xml", THEME, &theme(brand));
        add_notes_master(package);
    }
}

/// Adds the master of the notes: the slide above, the words below, on a page of 7.5 by 10 inches.
fn add_notes_master(package: &mut Package) {
    const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml";
    package.relate(NOTES_MASTER, "theme", "ppt/theme/theme2.xml");
    let (left, width) = (inch(0.75), inch(6.0));
    let image = Frame { x: left, y: inch(1.25), w: width, h: width * HEIGHT / inch(13.333) };
    let place = Frame { x: left, y: 4_400_550, w: width, h: 3_600_450 };
    let notes = Style::new(1200, "tx1").placeholder(3, Placeholder::NOTES, place, run(common::NOTES));
    let shapes = [slide_image(2, Some(image)), notes];
    package.xml(NOTES_MASTER, NOTES, &part("p:notesMaster").with(tree(el("p:cSld"), shapes)).with(colour_map()));
}
