//! The org chart as a tidy tree: who stands where, and the reporting lines between them. Lengths are in pixels of the
//! chart.
//!
//! A small group hangs under its head, indented like an outline; a large one spreads below it, the head centred above.
//! So a chart of ten people reads as one column per head, and a chart of three hundred stays within reach.

use std::collections::{BTreeMap, BTreeSet};

use super::{Id, Order, Person};

/// The width and height of a person's box.
pub const BOX: (f64, f64) = (184.0, 52.0);
/// Between two boxes beside each other.
const GAP: f64 = 40.0;
/// From one hanging box to the next.
const ROW: f64 = 64.0;
/// From a head to the row below it.
const LEVEL: f64 = 110.0;
/// How far a hanging box stands to the right of its head.
const INDENT: f64 = 24.0;
/// The margin around the chart.
const MARGIN: f64 = 2.0;
/// Up to so many people below a head hang under it.
const HANGING: usize = 6;

/// Where each person stands, and the lines between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The upper left corner of each person's box.
    pub at: BTreeMap<Id<Person>, (f64, f64)>,
    /// The reporting lines.
    pub lines: Vec<Line>,
    /// Width and height of the chart.
    pub size: (f64, f64),
    /// How many people stand below each head, shown or not.
    pub below: BTreeMap<Id<Person>, usize>,
}

/// A part of the tree, placed from its own upper left corner.
#[derive(Default)]
struct Branch {
    at: Vec<(Id<Person>, f64, f64)>,
    lines: Vec<Line>,
    size: (f64, f64),
    /// The middle of the head's box.
    middle: f64,
}

/// From a head's point down, along, and on to a report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    /// Down from `from` to the height of `to`, then across to it.
    Hanging {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
    },
    /// Down to half way, across, and down to `to`.
    Spread {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
    },
}

impl Line {
    fn moved(self, by: (f64, f64)) -> Self {
        let shift = |point: (f64, f64)| (point.0 + by.0, point.1 + by.1);
        match self {
            Self::Hanging { from, to } => Self::Hanging { from: shift(from), to: shift(to) },
            Self::Spread { from, to } => Self::Spread { from: shift(from), to: shift(to) },
        }
    }

    /// The points that it runs through, the first to the last.
    pub fn corners(self) -> Vec<(f64, f64)> {
        match self {
            Self::Hanging { from, to } => vec![from, (from.0, to.1), to],
            Self::Spread { from, to } => {
                let half = from.1 + (LEVEL - BOX.1) / 2.0;
                vec![from, (from.0, half), (to.0, half), to]
            }
        }
    }
}

impl Branch {
    fn put(&mut self, part: Self, x: f64, y: f64) {
        self.at.extend(part.at.into_iter().map(|(id, left, top)| (id, left + x, top + y)));
        self.lines.extend(part.lines.into_iter().map(|line| line.moved((x, y))));
        self.size = (self.size.0.max(x + part.size.0), self.size.1.max(y + part.size.1));
    }
}

struct Tree<'a> {
    reports: BTreeMap<Id<Person>, Vec<Id<Person>>>,
    below: BTreeMap<Id<Person>, usize>,
    collapsed: &'a BTreeSet<Id<Person>>,
    placed: BTreeSet<Id<Person>>,
}

impl Tree<'_> {
    fn reports(&self, id: Id<Person>) -> Vec<Id<Person>> {
        if self.collapsed.contains(&id) { Vec::new() } else { self.reports.get(&id).cloned().unwrap_or_default() }
    }

    /// How many people stand below `id`. Whoever reports in a circle is counted once.
    fn count(&mut self, id: Id<Person>, path: &mut BTreeSet<Id<Person>>) -> usize {
        if !path.insert(id) {
            return 0;
        }
        let reports = self.reports.get(&id).cloned().unwrap_or_default();
        let count =
            reports.into_iter().map(|report| usize::from(!path.contains(&report)) + self.count(report, path)).sum();
        self.below.insert(id, count);
        count
    }

    fn part(&mut self, id: Id<Person>) -> Branch {
        self.placed.insert(id);
        let reports: Vec<Id<Person>> =
            self.reports(id).into_iter().filter(|report| !self.placed.contains(report)).collect();
        let is_small = self.below.get(&id).copied().unwrap_or(0) <= HANGING;
        if reports.is_empty() || is_small { self.hanging(id, reports) } else { self.spread(id, reports) }
    }

    fn hanging(&mut self, id: Id<Person>, reports: Vec<Id<Person>>) -> Branch {
        let mut part = Branch { at: vec![(id, 0.0, 0.0)], size: BOX, middle: BOX.0 / 2.0, ..Branch::default() };
        let mut top = ROW;
        for report in reports {
            if self.placed.contains(&report) {
                continue;
            }
            self.placed.insert(report);
            let below: Vec<Id<Person>> = self.reports(report);
            let below = below.into_iter().filter(|id| !self.placed.contains(id)).collect();
            let hung = self.hanging(report, below);
            let height = hung.size.1;
            part.lines.push(Line::Hanging { from: (12.0, BOX.1), to: (INDENT, top + BOX.1 / 2.0) });
            part.put(hung, INDENT, top);
            top += height + ROW - BOX.1;
        }
        part
    }

    fn spread(&mut self, id: Id<Person>, reports: Vec<Id<Person>>) -> Branch {
        let mut part = Branch::default();
        let mut middles = Vec::new();
        let mut left = 0.0;
        for report in reports {
            if self.placed.contains(&report) {
                continue;
            }
            let below = self.part(report);
            let (width, middle) = (below.size.0, below.middle);
            middles.push(left + middle);
            part.put(below, left, LEVEL);
            left += width + GAP;
        }
        let ends = middles.first().copied().zip(middles.last().copied()).unwrap_or_default();
        part.middle = ((ends.0 + ends.1) / 2.0).max(BOX.0 / 2.0);
        part.at.push((id, part.middle - BOX.0 / 2.0, 0.0));
        part.size.0 = part.size.0.max(part.middle + BOX.0 / 2.0);
        let from = (part.middle, BOX.1);
        part.lines.extend(middles.into_iter().map(|middle| Line::Spread { from, to: (middle, LEVEL) }));
        part
    }
}

/// Lays people out. Those below a collapsed head are left out.
pub fn layout(people: &[&Person], collapsed: &BTreeSet<Id<Person>>) -> Layout {
    let known: BTreeSet<Id<Person>> = people.iter().map(|person| person.id).collect();
    let mut reports: BTreeMap<Id<Person>, Vec<Id<Person>>> = BTreeMap::new();
    let mut roots = Vec::new();
    for person in people {
        match person.manager.filter(|manager| known.contains(manager) && *manager != person.id) {
            Some(manager) => reports.entry(manager).or_default().push(person.id),
            None => roots.push(person.id),
        }
    }
    detach_deep(&mut reports, &mut roots);
    let mut tree = Tree { reports, below: BTreeMap::new(), collapsed, placed: BTreeSet::new() };
    for root in &roots {
        tree.count(*root, &mut BTreeSet::new());
    }
    roots.order_by_key(|root| std::cmp::Reverse(tree.below.get(root).copied().unwrap_or(0)));
    // Whoever reports in a circle has no head above them: the first of a circle stands as one.
    let reached = reached(&tree, &roots);
    let circular: Vec<Id<Person>> = known.iter().copied().filter(|id| !reached.contains(id)).collect();
    let mut all = Branch::default();
    let mut left = 0.0;
    for root in roots.into_iter().chain(circular) {
        if !tree.placed.contains(&root) {
            let part = tree.part(root);
            let width = part.size.0;
            all.put(part, left, 0.0);
            left += width + GAP;
        }
    }
    Layout {
        at: all.at.into_iter().map(|(id, x, y)| (id, (x + MARGIN, y + MARGIN))).collect(),
        lines: all.lines.into_iter().map(|line| line.moved((MARGIN, MARGIN))).collect(),
        size: (all.size.0 + 2.0 * MARGIN, all.size.1 + 2.0 * MARGIN),
        below: tree.below,
    }
}

/// So many levels below a head a line is cut, and whoever stands there is a head: deeper houses come from damaged
/// files.
const DEEPEST: usize = 150;

fn detach_deep(reports: &mut BTreeMap<Id<Person>, Vec<Id<Person>>>, roots: &mut Vec<Id<Person>>) {
    let mut open: Vec<(Id<Person>, usize)> = roots.iter().map(|root| (*root, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        if depth == DEEPEST {
            let detached = reports.remove(&id).unwrap_or_default();
            open.extend(detached.iter().map(|id| (*id, 0)));
            roots.extend(detached);
        } else {
            open.extend(reports.get(&id).into_iter().flatten().map(|id| (*id, depth + 1)));
        }
    }
}

/// Everybody whom the lines lead to from a head.
fn reached(tree: &Tree<'_>, roots: &[Id<Person>]) -> BTreeSet<Id<Person>> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<Id<Person>> = roots.to_vec();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(tree.reports.get(&id).into_iter().flatten().copied());
        }
    }
    reached
}

impl Person {
    /// Whether they fit what was searched for: every word begins a part of the name, the title, the unit or the region.
    pub fn fits(&self, wanted: &str) -> bool {
        let text = [&self.name, &self.title, &self.unit, &self.region].map(|text| text.to_lowercase());
        let parts = || text.iter().flat_map(|text| text.split_whitespace());
        wanted.to_lowercase().split_whitespace().all(|word| parts().any(|part| part.starts_with(word)))
    }
}

/// The heads that have no other head right below them: collapsing these leaves the shape of the house to be seen.
pub fn innermost<'a>(people: impl Iterator<Item = &'a Person>, heads: &BTreeSet<Id<Person>>) -> BTreeSet<Id<Person>> {
    let above: BTreeSet<Id<Person>> =
        people.filter(|person| heads.contains(&person.id)).filter_map(|person| person.manager).collect();
    heads.difference(&above).copied().collect()
}

/// Everybody above a person, the nearest first.
pub fn above(people: &[&Person], of: Id<Person>) -> Vec<Id<Person>> {
    let manager = |id: Id<Person>| people.iter().find(|person| person.id == id).and_then(|person| person.manager);
    let mut found = Vec::new();
    let mut next = manager(of);
    while let Some(id) = next.filter(|id| !found.contains(id) && *id != of) {
        found.push(id);
        next = manager(id);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(number: usize) -> Id<Person> {
        Id::new(Uuid::from_u128(number as u128))
    }

    fn person(number: usize, manager: Option<usize>) -> Person {
        Person { id: id(number), manager: manager.map(id), ..Person::default() }
    }

    fn of(people: &[Person], collapsed: &[usize]) -> Layout {
        let collapsed = collapsed.iter().map(|number| id(*number)).collect();
        layout(&people.iter().collect::<Vec<_>>(), &collapsed)
    }

    fn overlaps(layout: &Layout) -> usize {
        let at: Vec<_> = layout.at.values().collect();
        let hit = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < BOX.0 && (a.1 - b.1).abs() < BOX.1;
        let pairs = (0..at.len()).flat_map(|first| (first + 1..at.len()).map(move |second| (first, second)));
        pairs.filter(|(a, b)| hit(at[*a], at[*b])).count()
    }

    #[test]
    fn a_small_group_hangs_and_a_large_one_spreads_below_its_head() {
        let small: Vec<_> = (1..=4).map(|number| person(number, (number > 1).then_some(1))).collect();
        let layout = of(&small, &[]);
        assert_eq!(layout.at[&id(2)].0, layout.at[&id(1)].0 + INDENT);
        assert_eq!(layout.at[&id(3)].1 - layout.at[&id(2)].1, ROW);
        let large: Vec<_> = (1..=9).map(|number| person(number, (number > 1).then_some(1))).collect();
        let layout = of(&large, &[]);
        assert!((2..=9).all(|number| layout.at[&id(number)].1 == MARGIN + LEVEL));
        let middle = (layout.at[&id(2)].0 + layout.at[&id(9)].0) / 2.0;
        assert_eq!(layout.at[&id(1)].0, middle, "the head stands in the middle");
    }

    #[test]
    fn three_hundred_people_stand_apart_whatever_their_reporting_lines() {
        for width in [1, 3, 4, 20, 299] {
            let people: Vec<_> =
                (1..=300).map(|number| person(number, (number > 1).then(|| (number - 2) / width + 1))).collect();
            let layout = of(&people, &[]);
            assert_eq!((layout.at.len(), overlaps(&layout)), (300, 0), "{width} reports each");
        }
    }

    #[test]
    fn a_chain_of_thousands_is_drawn_in_pieces() {
        let people: Vec<_> = (1..=2000).map(|number| person(number, (number > 1).then(|| number - 1))).collect();
        assert_eq!(of(&people, &[]).at.len(), 2000);
    }

    #[test]
    fn below_a_collapsed_head_nobody_is_drawn_and_the_head_says_how_many() {
        let people: Vec<_> =
            (1..=30).map(|number| person(number, (number > 1).then(|| (number - 2) / 3 + 1))).collect();
        let layout = of(&people, &[2]);
        assert!(layout.at.contains_key(&id(2)) && !layout.at.contains_key(&id(5)));
        assert_eq!(layout.at.len() + layout.below[&id(2)], 30);
    }

    #[test]
    fn people_who_report_in_a_circle_are_drawn_all_the_same() {
        let layout = of(&[person(1, Some(2)), person(2, Some(1)), person(3, None), person(4, Some(4))], &[]);
        assert_eq!((layout.at.len(), overlaps(&layout)), (4, 0));
        assert_eq!(above(&[&person(1, Some(2)), &person(2, Some(1))], id(1)), [id(2)]);
    }

    proptest! {
        #[test]
        fn nobody_covers_anybody_and_everybody_is_drawn(
            managers in prop::collection::vec(prop::option::of(0..40usize), 1..40),
        ) {
            let people: Vec<_> = managers.iter().enumerate().map(|(at, manager)| person(at, *manager)).collect();
            let layout = of(&people, &[]);
            prop_assert_eq!(layout.at.len(), people.len());
            prop_assert_eq!(overlaps(&layout), 0);
            let (width, height) = layout.size;
            let inside = |(x, y): &(f64, f64)| *x >= 0.0 && *y >= 0.0 && x + BOX.0 <= width && y + BOX.1 <= height;
            prop_assert!(layout.at.values().all(inside));
        }
    }
}
