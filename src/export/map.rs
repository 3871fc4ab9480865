//! The stakeholder map as an SVG that stands by itself: no script, no link, no style sheet, every word escaped.

use super::{
    Artifact, slug,
    xml::{Element, el},
};
use crate::{
    document::{Face, PeopleMap, Shown, lines_path, tie_path},
    domain::{choice::TieKind, org::BOX, status::Status},
    words::{
        format,
        paper::{common, export as text},
    },
};

/// The margin around the drawing, and the height of its head line.
const MARGIN: f64 = 24.0;
const HEAD: f64 = 40.0;
/// The colours of the screen in light: ground, edges, three inks, accent.
const GROUND: &str = "#ffffff";
const EDGE: &str = "#848c98";
const INK: &str = "#161a20";
const INK_2: &str = "#454c57";
const INK_3: &str = "#616976";
const ACCENT: &str = "#1f55a3";
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
        Face::Internal => text::people_internal(&map.client, &map.day),
        Face::Client => text::people_title(&map.client, &map.day),
    };
    let ties = map.ties.iter().filter_map(|(from, kind, to)| {
        let (path, (x, y)) = tie_path(&map.layout, *from, *to)?;
        Some(tie(path, (x, y), *kind))
    });
    let people = map.people.iter().filter_map(|shown| Some(person(shown, *map.layout.at.get(&shown.id)?)));
    let title = el("text")
        .set("x", MARGIN)
        .set("y", 30)
        .set("font-size", 14)
        .set("font-weight", 600)
        .set("fill", INK)
        .text(&said);
    let lines = el("path").set("d", lines_path(&map.layout.lines)).set("fill", "none").set("stroke", EDGE);
    let drawing = el("g")
        .set("transform", format!("translate({MARGIN} {:.0})", MARGIN + HEAD))
        .with(lines)
        .all(ties.flatten())
        .all(people);
    let svg = el("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("viewBox", format!("0 0 {width:.0} {height:.0}"))
        .set("width", format!("{width:.0}"))
        .set("height", format!("{height:.0}"))
        .set("font-family", FONT)
        .set("font-size", 11)
        .set("role", "img")
        .with(el("title").text(&said))
        .with(el("rect").set("width", "100%").set("height", "100%").set("fill", GROUND))
        .with(title)
        .with(drawing);
    let name = format!("mainstay-{}-people-{face}-{}.svg", slug(&map.client), map.date);
    Artifact { name, mime: "image/svg+xml", bytes: svg.to_string().into_bytes() }
}

/// A line between two people, and its word.
fn tie(path: String, (x, y): (f64, f64), kind: TieKind) -> [Element; 2] {
    let (word, colour, dash) = match kind {
        TieKind::Influences => (text::INFLUENCES, ACCENT, "5 3"),
        TieKind::WorksWith => (text::WORKS_WITH, INK_3, "1.5 3"),
        TieKind::Conflicts => (text::CONFLICTS, "#b02a20", "2 2"),
    };
    let line = el("path")
        .set("d", path)
        .set("fill", "none")
        .set("stroke", colour)
        .set("stroke-width", 1.5)
        .set("stroke-dasharray", dash);
    // The word has the ground around it, so that it reads across lines.
    let word = el("text")
        .set("x", format!("{x:.1}"))
        .set("y", format!("{:.1}", y + 4.0))
        .set("text-anchor", "middle")
        .set("fill", colour)
        .set("stroke", GROUND)
        .set("stroke-width", 4)
        .set("paint-order", "stroke")
        .text(word);
    [line, word]
}

/// The box of a person: initials, name, title, place; inside also their status and who of us owns them.
fn person(shown: &Shown, (x, y): (f64, f64)) -> Element {
    let (width, height) = BOX;
    let room = if shown.ours.is_some() { 18 } else { 22 };
    let (name_y, title_y) = if shown.place.is_empty() { (22, 38) } else { (18, 31) };
    let frame =
        el("rect").set("width", width).set("height", height).set("rx", 6).set("fill", GROUND).set("stroke", EDGE);
    let ring = el("circle").set("cx", 22).set("cy", 26).set("r", 13).set("fill", "#e6e9ee");
    let small = |words: &str, x: f64, y: f64| el("text").set("x", x).set("y", y).set("font-size", 10).text(words);
    let initials = small(&format::initials(&shown.name), 22.0, 29.5)
        .set("text-anchor", "middle")
        .set("font-weight", 600)
        .set("fill", INK_2);
    let name = el("text")
        .set("x", 43)
        .set("y", name_y)
        .set("font-size", 12)
        .set("font-weight", 500)
        .set("fill", INK)
        .text(cut(&shown.name, 20));
    let title = el("text").set("x", 43).set("y", title_y).set("fill", INK_2).text(cut(&shown.title, room));
    let place = (!shown.place.is_empty()).then(|| small(&cut(&shown.place, 20), 43.0, 44.0).set("fill", INK_3));
    let ours = shown.ours.iter().flat_map(|(status, owner)| {
        let owner = small(owner.as_deref().unwrap_or(common::NO_OWNER), width - 7.0, 40.0)
            .set("text-anchor", "end")
            .set("font-weight", 600)
            .set("fill", ACCENT);
        status.and_then(mark).into_iter().chain([owner])
    });
    el("g")
        .set("transform", format!("translate({x:.1} {y:.1})"))
        .all([frame, ring, initials, name, title])
        .all(place)
        .all(ours)
}

/// The shape of a status: circle, triangle, diamond.
fn mark(status: Status) -> Option<Element> {
    let shape = match status {
        Status::Good => el("circle").set("cx", 5).set("cy", 5).set("r", 4.25).set("fill", "#1f8655"),
        Status::Watch => el("path").set("d", "M5 .6 9.7 9.2H.3z").set("fill", "#c17900"),
        Status::Risk => el("path").set("d", "M5 0 10 5 5 10 0 5z").set("fill", "#c9372c"),
        Status::Unknown => return None,
    };
    Some(el("g").set("transform", "translate(167 6) scale(.9)").with(shape))
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
