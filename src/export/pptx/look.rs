//! The look of the slides: the theme, the master with its three layouts, and the master of the notes.

use super::{
    package::Package,
    shape::{HEIGHT, LEFT, WIDTH, inch},
};
use crate::document::Brand;

/// Ink, second and third ink, hairline, ground, the three statuses. The colours of the screen in light.
pub const INK: &str = "161A20";
pub const INK_2: &str = "454C57";
pub const INK_3: &str = "616976";
pub const LINE: &str = "C9CED6";
pub const GOOD: &str = "176B43";
pub const WATCH: &str = "8A5300";
pub const RISK: &str = "B02A20";

/// What the parts of a presentation are declared as.
pub const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

const MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The parts that slides refer to.
pub const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
pub const COVER: &str = "ppt/slideLayouts/slideLayout1.xml";
pub const CONTENT: &str = "ppt/slideLayouts/slideLayout2.xml";
pub const NOTES_MASTER: &str = "ppt/notesMasters/notesMaster1.xml";

/// The tree of shapes of a part.
pub fn tree(shapes: &str) -> String {
    format!("<p:cSld><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>")
}

fn theme(brand: &Brand) -> String {
    let colour = |name: &str, hex: &str| format!("<a:{name}><a:srgbClr val=\"{hex}\"/></a:{name}>");
    let colours: String = [
        ("dk1", INK),
        ("lt1", "FFFFFF"),
        ("dk2", INK_2),
        ("lt2", "F5F6F8"),
        ("accent1", &brand.primary),
        ("accent2", &brand.second),
        ("accent3", "1F8655"),
        ("accent4", "C17900"),
        ("accent5", "C9372C"),
        ("accent6", "5B6573"),
        ("hlink", &brand.primary),
        ("folHlink", INK_3),
    ]
    .iter()
    .map(|(name, hex)| colour(name, hex))
    .collect();
    let font = "<a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Mainstay\"><a:themeElements><a:clrScheme name=\"Mainstay\">{colours}</a:clrScheme><a:fontScheme name=\"Mainstay\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Mainstay\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

/// A placeholder: where it stands, and what it holds until a slide fills it.
fn placeholder(
    id: usize,
    name: &str,
    kind: &str,
    (x, y, w, h): (i64, i64, i64, i64),
    style: &Style,
    prompt: &str,
) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{}\"><a:normAutofit/></a:bodyPr><a:lstStyle>{}</a:lstStyle><a:p>{prompt}</a:p></p:txBody></p:sp>",
        style.anchor,
        style.level(),
    )
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
    fn level(&self) -> String {
        let Self { size, colour, align, .. } = self;
        let bold = u8::from(self.bold);
        format!(
            "<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"{align}\"><a:buNone/><a:defRPr sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
        )
    }
}

/// The title, the foot and the number, where content slides have them.
fn frame(first_id: usize) -> String {
    let prompt = "<a:r><a:rPr lang=\"en-GB\"/><a:t>Headline: the result, as a sentence</a:t></a:r>";
    let number = "<a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>‹#›</a:t></a:fld>";
    let foot = inch(7.0);
    [
        placeholder(
            first_id,
            "Title",
            "type=\"title\"",
            (LEFT, inch(0.42), WIDTH, inch(0.95)),
            &Style { anchor: "b", bold: true, ..Style::new(2600, "tx1") },
            prompt,
        ),
        placeholder(
            first_id + 1,
            "Foot",
            "type=\"ftr\" sz=\"quarter\" idx=\"11\"",
            (LEFT, foot, WIDTH - inch(1.0), inch(0.25)),
            &Style { anchor: "ctr", ..Style::new(1000, "tx2") },
            "<a:endParaRPr lang=\"en-GB\"/>",
        ),
        placeholder(
            first_id + 2,
            "Slide number",
            "type=\"sldNum\" sz=\"quarter\" idx=\"12\"",
            (LEFT + WIDTH - inch(0.8), foot, inch(0.8), inch(0.25)),
            &Style { anchor: "ctr", bold: true, align: "r", ..Style::new(1000, "tx2") },
            number,
        ),
    ]
    .concat()
}

/// Adds the theme, the masters and the layouts.
pub fn add(package: &mut Package, brand: &Brand, has_notes: bool) {
    const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
    const LAYOUT: &str = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml";
    package.xml("ppt/theme/theme1.xml", THEME, &theme(brand));
    let first = package.relate(MASTER, "slideLayout", COVER);
    let second = package.relate(MASTER, "slideLayout", CONTENT);
    package.relate(MASTER, "theme", "ppt/theme/theme1.xml");
    let body = placeholder(
        5,
        "Text",
        "type=\"body\" idx=\"1\"",
        (LEFT, inch(1.6), WIDTH, inch(5.2)),
        &Style::new(1600, "tx1"),
        "<a:r><a:rPr lang=\"en-GB\"/><a:t>Text</a:t></a:r>",
    );
    let levels = |size: u32| {
        (1..=9).map(|level| format!("<a:lvl{level}pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:buNone/><a:defRPr sz=\"{size}\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl{level}pPr>")).collect::<String>()
    };
    let styles = format!(
        "<p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles>",
        levels(2600),
        levels(1600),
        levels(1200)
    );
    let ground = "<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>";
    let master = tree(&format!("{}{body}", frame(2))).replacen("<p:cSld>", &format!("<p:cSld>{ground}"), 1);
    package.xml(
        MASTER,
        "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
        &format!("<p:sldMaster {NAMESPACES}>{master}{MAP}<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"{first}\"/><p:sldLayoutId id=\"2147483650\" r:id=\"{second}\"/></p:sldLayoutIdLst>{styles}</p:sldMaster>"),
    );
    let words = |text: &str| format!("<a:r><a:rPr lang=\"en-GB\"/><a:t>{text}</a:t></a:r>");
    let cover = [
        placeholder(
            2,
            "Headline",
            "type=\"ctrTitle\"",
            (LEFT, inch(1.9), inch(6.2), inch(2.3)),
            &Style { anchor: "ctr", bold: true, ..Style::new(3600, "tx1") },
            &words("Headline"),
        ),
        placeholder(
            3,
            "Subtitle",
            "type=\"subTitle\" idx=\"1\"",
            (LEFT, inch(4.35), inch(6.2), inch(0.45)),
            &Style::new(1800, "tx2"),
            &words("What it is"),
        ),
        placeholder(
            4,
            "Client",
            "type=\"body\" sz=\"quarter\" idx=\"13\"",
            (LEFT, inch(1.2), inch(6.2), inch(0.5)),
            &Style { bold: true, ..Style::new(1800, "accent1") },
            &words("Client"),
        ),
        placeholder(
            5,
            "Place and people",
            "type=\"body\" sz=\"quarter\" idx=\"14\"",
            (LEFT, inch(6.2), inch(6.2), inch(0.7)),
            &Style { anchor: "b", ..Style::new(1400, "tx2") },
            &words("Place, date, who presents"),
        ),
    ];
    let layout = |kind: &str, name: &str, shapes: &str| {
        let body = tree(shapes).replacen("<p:cSld>", &format!("<p:cSld name=\"{name}\">"), 1);
        format!(
            "<p:sldLayout {NAMESPACES} type=\"{kind}\" preserve=\"1\">{body}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
    };
    package.xml(COVER, LAYOUT, &layout("title", "Cover", &cover.concat()));
    package.xml(CONTENT, LAYOUT, &layout("obj", "Headline and content", &format!("{}{body}", frame(2))));
    package.relate(COVER, "slideMaster", MASTER);
    package.relate(CONTENT, "slideMaster", MASTER);
    if has_notes {
        package.xml("ppt/theme/theme2.xml", THEME, &theme(brand));
        package.relate(NOTES_MASTER, "theme", "ppt/theme/theme2.xml");
        let picture = format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"{}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>",
            5_486_400 * HEIGHT / inch(13.333)
        );
        let notes = placeholder(
            3,
            "Notes",
            "type=\"body\" sz=\"quarter\" idx=\"3\"",
            (685_800, 4_400_550, 5_486_400, 3_600_450),
            &Style::new(1200, "tx1"),
            &words("Notes"),
        );
        package.xml(
            NOTES_MASTER,
            "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
            &format!("<p:notesMaster {NAMESPACES}>{}{MAP}</p:notesMaster>", tree(&format!("{picture}{notes}"))),
        );
    }
}
