//! The stakeholder map as an SVG that stands by itself: no script, no link, no style sheet, every word escaped.

use super::{Artifact, slug, xml::text};
use crate::words::format;
use crate::{
    document::{Face, PeopleMap, Shown, lines_path, tie_path},
    domain::{choice::TieKind, org::BOX, status::Status},
};

/// The margin around the drawing, and the height of its head line.
const MARGIN: f64 = 24.0;
const HEAD: f64 = 40.0;
const FONT: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, Arial, sans-serif";

fn cut(words: &str, most: usize) -> String {
    if words.chars().count() > most {
        format!("{}…", words.chars().take(most - 1).collect::<String>())
    } else {
        words.to_owned()
    }
}

/// The map as an SVG. Its name says whether it is internal or for the client.
pub fn map_svg(map: &PeopleMap) -> Artifact {
    let (width, height) = (map.layout.size.0 + 2.0 * MARGIN, map.layout.size.1 + 2.0 * MARGIN + HEAD);
    let face = match map.face {
        Face::Internal => "internal",
        Face::Client => "client",
    };
    let said = match map.face {
        Face::Internal => format!("{}, people, {}, internal only", map.client, map.day),
        Face::Client => format!("{}, people, {}", map.client, map.day),
    };
    let ties: String =
        map.ties.iter().filter_map(|(from, kind, to)| Some(tie(&tie_path(&map.layout, *from, *to)?, *kind))).collect();
    let boxes: String =
        map.people.iter().filter_map(|shown| Some(person(shown, *map.layout.at.get(&shown.id)?))).collect();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"{}\" font-size=\"11\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"{MARGIN}\" y=\"30\" font-size=\"14\" font-weight=\"600\" fill=\"#161a20\">{}</text>\n\
         <g transform=\"translate({MARGIN} {:.0})\">\n<path d=\"{}\" fill=\"none\" stroke=\"#848c98\"/>\n{ties}{boxes}</g>\n</svg>\n",
        text(FONT),
        text(&said),
        text(&said),
        MARGIN + HEAD,
        lines_path(&map.layout.lines),
    );
    let name = format!("mainstay-{}-people-{face}-{}.svg", slug(&map.client), map.date);
    Artifact { name, mime: "image/svg+xml", bytes: svg.into_bytes() }
}

fn tie((path, (x, y)): &(String, (f64, f64)), kind: TieKind) -> String {
    let (word, colour, dash) = match kind {
        TieKind::Influences => ("influences", "#1f55a3", "5 3"),
        TieKind::WorksWith => ("works with", "#616976", "1.5 3"),
        TieKind::Conflicts => ("conflicts", "#b02a20", "2 2"),
    };
    format!(
        "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" stroke-dasharray=\"{dash}\"/>\
         <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\">{word}</text>\n",
        y + 4.0
    )
}

fn person(shown: &Shown, (x, y): (f64, f64)) -> String {
    let (width, height) = BOX;
    let room = if shown.ours.is_some() { 18 } else { 22 };
    let ours = shown.ours.as_ref().map(|(status, owner)| {
        let mark = status.map(mark).unwrap_or_default();
        let owner = owner.as_deref().unwrap_or("no owner");
        format!("{mark}<text x=\"{:.0}\" y=\"40\" text-anchor=\"end\" font-size=\"10\" font-weight=\"600\" fill=\"#1f55a3\">{}</text>", width - 7.0, text(owner))
    });
    let lines = if shown.place.is_empty() { (22, 38) } else { (18, 31) };
    let place = if shown.place.is_empty() {
        String::new()
    } else {
        format!("<text x=\"43\" y=\"44\" font-size=\"10\" fill=\"#616976\">{}</text>", text(&cut(&shown.place, 20)))
    };
    format!(
        "<g transform=\"translate({x:.1} {y:.1})\"><rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#ffffff\" stroke=\"#848c98\"/>\
         <circle cx=\"22\" cy=\"26\" r=\"13\" fill=\"#e6e9ee\"/>\
         <text x=\"22\" y=\"29.5\" text-anchor=\"middle\" font-size=\"10\" font-weight=\"600\" fill=\"#454c57\">{}</text>\
         <text x=\"43\" y=\"{}\" font-size=\"12\" font-weight=\"500\" fill=\"#161a20\">{}</text>\
         <text x=\"43\" y=\"{}\" fill=\"#454c57\">{}</text>{place}{}</g>\n",
        text(&format::initials(&shown.name)),
        lines.0,
        text(&cut(&shown.name, 20)),
        lines.1,
        text(&cut(&shown.title, room)),
        ours.unwrap_or_default()
    )
}

/// The shape of a status: circle, triangle, diamond.
fn mark(status: Status) -> String {
    let shape = match status {
        Status::Good => "<circle cx=\"5\" cy=\"5\" r=\"4.25\" fill=\"#1f8655\"/>",
        Status::Watch => "<path d=\"M5 .6 9.7 9.2H.3z\" fill=\"#c17900\"/>",
        Status::Risk => "<path d=\"M5 0 10 5 5 10 0 5z\" fill=\"#c9372c\"/>",
        Status::Unknown => return String::new(),
    };
    format!("<g transform=\"translate(167 6) scale(.9)\">{shape}</g>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, org::Layout};

    #[test]
    fn a_name_is_never_markup_and_breaks_no_xml() {
        let shown = Shown {
            id: Id::default(),
            name: "<script>&\"\u{0}\u{b}\u{fffe}\nx".into(),
            title: "]]> & <b>".into(),
            place: "Lyon & <Loire>".into(),
            ours: None,
        };
        let layout = Layout { at: [(shown.id, (0.0, 0.0))].into_iter().collect(), ..Layout::default() };
        let map = PeopleMap {
            client: "A & <B>".into(),
            date: chrono::NaiveDate::default(),
            day: String::new(),
            face: Face::Client,
            layout,
            people: vec![shown],
            ties: Vec::new(),
        };
        let svg = String::from_utf8(map_svg(&map).bytes).unwrap_or_default();
        assert!(svg.contains("&lt;script&gt;&amp;&quot; x") && svg.contains("A &amp; &lt;B&gt;"), "{svg}");
        assert!(svg.contains("]]&gt; &amp; &lt;b&gt;"), "{svg}");
        assert!(svg.chars().all(|letter| letter == '\n' || !letter.is_control()), "{svg}");
    }
}
