//! The org chart: columns of reporting lines under the head, ties drawn between people, a table of the ties.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Id, Kind, Person, Teammate, Tie,
        choice::TieKind,
        coverage::Coverage,
        format::{date_near, initials},
        status::Status,
    },
    ui::{
        kit::{Glyph, Icon, Preset, Shape, status_class},
        route::{use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
};

const BOX: (f64, f64) = (184.0, 52.0);
const GAP: f64 = 52.0;
const ROW: f64 = 64.0;
const INDENT: f64 = 24.0;

/// Where each person stands, and the lines between them.
struct Layout {
    at: HashMap<Id<Person>, (f64, f64)>,
    lines: Vec<String>,
    size: (f64, f64),
}

/// Lays people out: a single head on top, a column per person below it, everybody further down indented in the column.
fn layout(people: &[&Person]) -> Layout {
    let known: HashSet<Id<Person>> = people.iter().map(|person| person.id).collect();
    let mut reports: HashMap<Id<Person>, Vec<Id<Person>>> = HashMap::new();
    let mut roots = Vec::new();
    for person in people {
        match person.manager.filter(|manager| known.contains(manager) && *manager != person.id) {
            Some(manager) => reports.entry(manager).or_default().push(person.id),
            None => roots.push(person.id),
        }
    }
    let mut layout = Layout { at: HashMap::new(), lines: Vec::new(), size: (0.0, 0.0) };
    let heads = |id: &Id<Person>| reports.get(id).map_or(0, Vec::len);
    roots.sort_by_key(|root| std::cmp::Reverse(heads(root)));
    let (columns, head) = match roots.first() {
        Some(first) if heads(first) > 1 => (reports[first].iter().chain(&roots[1..]).copied().collect(), Some(*first)),
        _ => (roots.clone(), None),
    };
    let top = if head.is_some() { 112.0 } else { 2.0 };
    let mut placed: HashSet<Id<Person>> = head.into_iter().collect();
    // Whoever reports in a circle has no head above them: each stands in a column of their own.
    let circular = people.iter().map(|person| person.id);
    let mut left = 0.0;
    for column in columns.into_iter().chain(circular) {
        if !placed.contains(&column) {
            let mut y = top;
            let right = place(column, left, &mut y, 0, &reports, &mut placed, &mut layout);
            left = right + GAP;
        }
    }
    if let Some(head) = head {
        let under: Vec<f64> =
            reports[&head].iter().filter_map(|id| layout.at.get(id)).map(|(x, _)| x + BOX.0 / 2.0).collect();
        let (left, right) =
            (under.iter().copied().fold(f64::INFINITY, f64::min), under.iter().copied().fold(0.0, f64::max));
        let middle = (left + right) / 2.0;
        layout.at.insert(head, (middle - BOX.0 / 2.0, 2.0));
        layout.lines.push(format!("M{middle:.1} 54V82M{left:.1} 82H{right:.1}"));
        layout.lines.extend(under.iter().map(|x| format!("M{x:.1} 82V112")));
    }
    let bottom = layout.at.values().map(|(_, y)| y + BOX.1).fold(0.0, f64::max);
    let right = layout.at.values().map(|(x, _)| x + BOX.0).fold(0.0, f64::max);
    layout.size = (right + 4.0, bottom + 4.0);
    layout
}

/// Places a person and all below them, and tells how far to the right they reach.
fn place(
    id: Id<Person>,
    x: f64,
    y: &mut f64,
    depth: usize,
    reports: &HashMap<Id<Person>, Vec<Id<Person>>>,
    placed: &mut HashSet<Id<Person>>,
    layout: &mut Layout,
) -> f64 {
    if !placed.insert(id) {
        return x;
    }
    let (left, top) = (x + INDENT * depth.min(6) as f64, *y);
    layout.at.insert(id, (left, top));
    let mut right = left + BOX.0;
    *y += ROW;
    for report in reports.get(&id).into_iter().flatten() {
        let below = *y + BOX.1 / 2.0;
        if !placed.contains(report) {
            layout.lines.push(format!("M{:.1} {:.1}V{below:.1}H{:.1}", left + 12.0, top + BOX.1, left + INDENT));
        }
        right = right.max(place(*report, x, y, depth + 1, reports, placed, layout));
    }
    right
}

/// The org chart of an account.
#[component]
pub fn OrgChart(
    /// Which account.
    id: Id<Account>,
    /// Who is on the map, and how they stand.
    coverage: Memo<Coverage>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let ties = Memo::new(move |_| store.read_account(id, |records| records.of::<Tie>(id).cloned().collect::<Vec<_>>()));
    let chart = move || {
        let coverage = coverage.read();
        let people: Vec<&Person> = coverage.standings.iter().map(|standing| &standing.person).collect();
        let layout = layout(&people);
        let lines = layout.lines.join("");
        let boxes = coverage.standings.iter().filter_map(|standing| {
            let (x, y) = *layout.at.get(&standing.person.id)?;
            let owner = standing
                .owner
                .and_then(|owner| store.peek(|records| records.get::<Teammate>(owner).map(|t| initials(&t.name))));
            Some(view! { <PersonBox person=standing.person.clone() x y status=standing.status() owner /> })
        });
        let drawn = ties.get().into_iter().filter_map(|tie| tie_line(&tie, &layout));
        let (width, height) = layout.size;
        view! {
            <svg class="org" viewBox=format!("0 0 {width} {height}") width=width height=height role="group" aria-label="Org chart">
                <path class="rp" d=lines />
                <g>{drawn.collect_view()}</g>
                <g>{boxes.collect_view()}</g>
            </svg>
        }
    };
    let name = move |person: Id<Person>| {
        coverage.read().standing(person).map(|standing| standing.person.name.clone()).unwrap_or_default()
    };
    view! {
        <div class="scroll org-scroll" tabindex="0" role="region" aria-label="Org chart, scrolls">{chart}</div>
        <h2 class="h2">"Ties"<small>{move || ties.read().len()}</small><button type="button" class="more-link push" on:click=move |_| adding.open(Kind::Tie, Some(id), Preset::default())>"Add a tie"</button></h2>
        <Show when=move || !ties.read().is_empty() fallback=|| view! { <p class="empty">"Who influences whom, who conflicts? Informal ties are drawn on the chart."</p> }>
            <table class="tbl ties">
                <thead><tr><th>"Informal tie"</th><th>"Between"</th><th>"What we make of it"</th><th class="r">"Seen"</th></tr></thead>
                <tbody>{move || ties.get().into_iter().map(|tie| {
                    let glyph = if tie.kind == TieKind::Conflicts { Glyph::Close } else { Glyph::Right };
                    view! {
                        <tr>
                            <td><Icon glyph />" "<a href=move || panel_link(here, tie.id)>{tie.kind.label()}</a></td>
                            <td class="mid">{format!("{}, {}", name(tie.from), name(tie.to))}</td>
                            <td class="q2">{tie.note.clone()}</td>
                            <td class="r q">{tie.seen.map(|date| date_near(date, store.today()))}</td>
                        </tr>
                    }
                }).collect_view()}</tbody>
            </table>
        </Show>
    }
}

fn tie_line(tie: &Tie, layout: &Layout) -> Option<AnyView> {
    let (from, to) = (*layout.at.get(&tie.from)?, *layout.at.get(&tie.to)?);
    let (start, end) = if from.0 + BOX.0 <= to.0 {
        ((from.0 + BOX.0, from.1 + 26.0), (to.0, to.1 + 26.0))
    } else if to.0 + BOX.0 <= from.0 {
        ((from.0, from.1 + 26.0), (to.0 + BOX.0, to.1 + 26.0))
    } else {
        ((from.0 + BOX.0, from.1 + 26.0), (to.0 + BOX.0, to.1 + 26.0))
    };
    let same_side = (start.0 - end.0).abs() < 60.0;
    let (class, word) = match tie.kind {
        TieKind::Influences => ("inf", "influences"),
        TieKind::WorksWith => ("wrk", "works with"),
        TieKind::Conflicts => ("con", "conflicts"),
    };
    let bend = if same_side { 44.0 } else { 0.0 };
    let reach = start.0.max(end.0) + bend;
    let path = if same_side {
        format!(
            "M{:.1} {:.1}C{reach:.1} {:.1} {reach:.1} {:.1} {:.1} {:.1}",
            start.0, start.1, start.1, end.1, end.0, end.1
        )
    } else {
        format!("M{:.1} {:.1}L{:.1} {:.1}", start.0, start.1, end.0, end.1)
    };
    let (x, y) = (if same_side { reach - 10.0 } else { (start.0 + end.0) / 2.0 }, (start.1 + end.1) / 2.0);
    let half = word.len() as f64 * 3.1;
    Some(view! {
        <path class=format!("tie {class}") d=path />
        <g class="tl"><rect x=x - half y=y - 8.0 width=half * 2.0 height="16" /><text x=x y=y + 4.0 text-anchor="middle" class=class>{word}</text></g>
    }.into_any())
}

#[component]
fn PersonBox(person: Person, x: f64, y: f64, status: Option<Status>, owner: Option<String>) -> impl IntoView {
    let here = use_here();
    let replace = use_replace();
    let open = here.query_memo("open");
    let id = person.id;
    let class = format!("ob ob-{}", status.map_or("none", status_class));
    let show = {
        let replace = replace.clone();
        move || replace(untrack(|| panel_link(here, id)))
    };
    let clicked = show.clone();
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            show();
        }
    };
    let cut = |text: &str, most: usize| {
        if text.chars().count() > most {
            format!("{}…", text.chars().take(most - 1).collect::<String>())
        } else {
            text.to_owned()
        }
    };
    let room = if owner.is_some() { 18 } else { 13 };
    let owner_text = owner.clone().unwrap_or_else(|| "no owner".into());
    // Read with the box, not seen: the mark beside the name says it to the eye.
    let said = status.map(super::people::player_word).unwrap_or_default();
    view! {
        <g class="on" class:sel=move || open.get() == id.to_string() transform=format!("translate({x} {y})") role="button" tabindex="0"  on:click=move |_| clicked() on:keydown=pressed>
            <text class="t0">{said}</text>
        <g>
            <rect class=class width=BOX.0 height=BOX.1 rx="6" />
            <circle class="oa" cx="22" cy="26" r="13" />
            <text class="oi" x="22" y="29.5" text-anchor="middle">{initials(&person.name)}</text>
            <text class="t1 of" x="43" y="22">{cut(&person.name, 20)}</text>
            <text x="43" y="38">{cut(&person.title, room)}</text>
            <g transform="translate(167 6) scale(.9)">{status.map(|status| view! { <Shape status /> })}</g>
            <text class="ous" class:no=owner.is_none() x="177" y="40" text-anchor="end">{owner_text}</text>
        </g>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(number: u128, manager: Option<u128>) -> Person {
        Person {
            id: Id::new(Uuid::from_u128(number)),
            manager: manager.map(|id| Id::new(Uuid::from_u128(id))),
            ..Person::default()
        }
    }

    fn overlaps(people: &[Person]) -> usize {
        let layout = layout(&people.iter().collect::<Vec<_>>());
        let at: Vec<_> = layout.at.values().collect();
        let hit = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < BOX.0 && (a.1 - b.1).abs() < BOX.1;
        (0..at.len())
            .flat_map(|first| (first + 1..at.len()).map(move |second| (first, second)))
            .filter(|(a, b)| hit(at[*a], at[*b]))
            .count()
    }

    #[test]
    fn a_hundred_and_fifty_people_do_not_overlap() {
        let people: Vec<_> = (1..=150)
            .map(|number| person(number, (number > 1).then_some(number / 4 + 1).filter(|m| *m != number)))
            .collect();
        assert_eq!(layout(&people.iter().collect::<Vec<_>>()).at.len(), 150);
        assert_eq!(overlaps(&people), 0);
    }

    #[test]
    fn people_who_report_in_a_circle_are_drawn_all_the_same() {
        let people = [person(1, Some(2)), person(2, Some(1)), person(3, None)];
        assert_eq!(layout(&people.iter().collect::<Vec<_>>()).at.len(), 3);
        assert_eq!(overlaps(&people), 0);
    }
}
