//! Random histories of several copies with an oracle: what a person saw as saved, and nobody who had seen it replaced,
//! stands; copies that have exchanged everything are equal; and what a row or a file holds of a version is all of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Chance, CopyId, LIFE, Part, Stamp, Version, Write, deletion_value, histories, read_part, read_stamps,
    section::{Section, Standing},
    version::is_death,
    write_part, write_stamps,
};
use crate::domain::{Deletion, Key, Kind, cell};

const KIND: Kind = Kind::Review;
/// Fields that colleagues get, parts of two slides, and what is said beside one.
const PATHS: [&str; 6] =
    ["place", "summary", "slides/cover/headline", "slides/risks/headline", "slides/risks/text", "slides/cover/notes"];

type Records = BTreeMap<u8, Version>;

/// One browser: what is stored.
#[derive(Clone)]
struct Browser {
    copy: CopyId,
    skew: u64,
    clock: u64,
    records: Records,
}

impl Browser {
    fn shown(&self, record: u8, path: &str) -> Standing {
        let version = self.records.get(&record);
        version.and_then(|version| version.standing(KIND, path)).cloned().unwrap_or_default()
    }

    /// One write in one transaction. Returns its stamp, and the lives that it renewed.
    fn write(&mut self, now: u64, record: u8, write: Write) -> (Stamp, Vec<Write>) {
        let seen = self.records.values().map(Version::clock).max().unwrap_or(0);
        self.clock = (now + self.skew).max(self.clock).max(seen) + 1;
        let stamp = Stamp { clock: self.clock, copy: self.copy };
        let renewed = self.records.entry(record).or_default().write(KIND, &[write], stamp);
        (stamp, renewed)
    }

    fn is_dead(&self, record: u8) -> bool {
        let lives = self.shown(record, LIFE);
        !lives.is_empty() && lives.values().all(is_death)
    }

    fn file(&self, is_full: bool) -> Records {
        let travels = |version: &Version| match is_full {
            true => version.clone(),
            false => Version { private: Section::default(), ..version.clone() },
        };
        self.records.iter().map(|(record, version)| (*record, travels(version))).collect()
    }

    fn take(&mut self, file: &Records) {
        for (record, version) in file {
            self.records.entry(*record).or_default().merge(version);
        }
    }
}

/// What is known of a history from outside.
#[derive(Default)]
struct Oracle {
    replaced: BTreeSet<(u8, String, Stamp)>,
    /// What each deletion, of a record or of a part, had seen of what colleagues get.
    deaths: BTreeMap<(u8, String, Stamp), BTreeSet<Stamp>>,
    purged: BTreeSet<(u8, Stamp)>,
}

struct World {
    chance: Chance,
    now: u64,
    copies: u64,
    group: Vec<Browser>,
    oracle: Oracle,
    /// What each tab has in sight of a cell: by browser, tab, record and path.
    sights: BTreeMap<(usize, u64, u8, &'static str), Vec<Stamp>>,
    files: Vec<Records>,
    disks: Vec<(usize, Browser)>,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut world = Self {
            chance: Chance::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            now: 1_000_000,
            copies: 0,
            group: Vec::new(),
            oracle: Oracle::default(),
            sights: BTreeMap::new(),
            files: Vec::new(),
            disks: Vec::new(),
        };
        for _ in 0..3 + world.chance.below(3) {
            let skew = *world.chance.one_of(&[0, 0, 0, 5_000, 400_000]);
            let copy = world.draw();
            world.group.push(Browser { copy, skew, clock: 0, records: Records::new() });
        }
        world
    }

    fn draw(&mut self) -> CopyId {
        self.copies += 1;
        CopyId(self.copies)
    }

    fn say(&mut self, at: usize, record: u8, path: &str, replaces: Vec<Stamp>, value: Value) -> Stamp {
        let saw = self.group[at].records.get(&record).into_iter();
        let saw = saw.flat_map(|version| version.shared.cells.values()).flat_map(Standing::keys).copied().collect();
        let (dies, value) = (is_death(&value), Some(value));
        let write = Write { path: path.into(), value, beside: Vec::new(), replaces: replaces.clone() };
        let (stamp, renewed) = self.group[at].write(self.now, record, write);
        if dies {
            self.oracle.deaths.insert((record, path.to_owned(), stamp), saw);
        }
        let renewals =
            renewed.into_iter().flat_map(|life| life.replaces.into_iter().map(move |s| (life.path.clone(), s)));
        let all = replaces.into_iter().map(|stamp| (path.to_owned(), stamp)).chain(renewals);
        self.oracle.replaced.extend(all.map(|(path, stamp)| (record, path, stamp)));
        stamp
    }

    fn step(&mut self, number: u64) {
        self.now += self.chance.below(4);
        let at = self.chance.below(self.group.len() as u64) as usize;
        let (record, path) = (self.chance.below(2) as u8, *self.chance.one_of(&PATHS));
        let shown: Vec<Stamp> = self.group[at].shown(record, path).into_iter().map(|(stamp, _)| stamp).collect();
        match self.chance.below(100) {
            0..48 => self.type_a_letter(at, record, path, number),
            48..55 => {
                let path = *self.chance.one_of(&[LIFE, LIFE, "slides/cover", "slides/risks"]);
                let lives: Vec<Stamp> =
                    self.group[at].shown(record, path).into_iter().map(|(stamp, _)| stamp).collect();
                let life = match (path == LIFE, self.chance.percent(30)) {
                    (true, true) => json!(true),
                    (true, false) => death(number),
                    (false, true) => json!("n"),
                    (false, false) => json!(false),
                };
                if !lives.is_empty() {
                    self.say(at, record, path, lives, life);
                }
            }
            55..62 => self.undo(at, number),
            62..68 if shown.len() > 1 => drop(self.say(at, record, path, shown, json!(format!("settled {number}")))),
            68..72 if self.group[at].is_dead(record) => self.purge(at, record),
            72..77 => self.disks.push((at, self.group[at].clone())),
            77..80 if !self.disks.is_empty() => {
                let (at, disk) = self.chance.one_of(&self.disks).clone();
                // A disk that was rolled back, or a profile that was cloned, is another copy.
                self.group[at] = Browser { copy: self.draw(), ..disk };
                self.sights.retain(|(browser, ..), _| *browser != at);
            }
            80..90 => {
                let is_full = self.chance.percent(50);
                self.files.push(self.group[at].file(is_full));
            }
            90..100 if !self.files.is_empty() => {
                let file = self.chance.one_of(&self.files).clone();
                self.group[at].take(&file);
            }
            _ => {}
        }
    }

    /// A letter in one of three tabs, whose focus came earlier or comes now.
    fn type_a_letter(&mut self, at: usize, record: u8, path: &'static str, number: u64) {
        let tab = (at, self.chance.below(3), record, path);
        if !self.sights.contains_key(&tab) || self.chance.percent(40) {
            self.sights.insert(tab, self.group[at].shown(record, path).into_iter().map(|(stamp, _)| stamp).collect());
        }
        let replaces = self.sights.get(&tab).cloned().unwrap_or_default();
        let stamp = self.say(at, record, path, replaces, json!(format!("letter {number}")));
        self.sights.entry(tab).or_default().push(stamp);
    }

    fn undo(&mut self, at: usize, number: u64) {
        let browser = &self.group[at];
        let own: Vec<(u8, &str, Stamp)> = [0, 1]
            .iter()
            .flat_map(|record| PATHS.iter().map(move |path| (*record, *path)))
            .flat_map(|(record, path)| {
                browser.shown(record, path).into_iter().map(|(stamp, _)| stamp).map(move |stamp| (record, path, stamp))
            })
            .filter(|(_, _, stamp)| stamp.copy == browser.copy)
            .collect();
        if own.is_empty() {
            return;
        }
        let (record, path, stamp) = *self.chance.one_of(&own);
        if self.group[at].shown(record, path).len() == 1 {
            self.say(at, record, path, vec![stamp], json!(format!("undone {number}")));
        }
    }

    fn purge(&mut self, at: usize, record: u8) {
        let copy = self.draw();
        let browser = &mut self.group[at];
        if let Some(version) = browser.records.get_mut(&record) {
            let values = version.shared.cells.values().chain(version.private.cells.values());
            self.oracle.purged.extend(values.flat_map(Standing::keys).map(|stamp| (record, *stamp)));
            version.purge();
            browser.copy = copy;
        }
    }

    /// At last, everybody meets everybody.
    fn meet(&mut self) {
        for _ in 0..2 {
            for one in 0..self.group.len() {
                for other in (0..self.group.len()).filter(|other| *other != one) {
                    let file = self.group[other].file(true);
                    self.group[one].take(&file);
                }
            }
        }
    }

    fn standing(&self) -> BTreeSet<(u8, String, Stamp)> {
        let all = self.group.iter().flat_map(|browser| &browser.records);
        let cells = all.flat_map(|(record, version)| {
            version.sections().into_iter().flat_map(|section| section.cells.iter()).map(move |cell| (*record, cell))
        });
        cells
            .flat_map(|(record, (path, values))| values.keys().map(move |stamp| (record, path.clone(), *stamp)))
            .collect()
    }

    /// A change that colleagues get, and that no deletion had seen, keeps its record and its part in sight.
    fn hidden(&self) -> Vec<(u8, String, Stamp)> {
        let mut hidden = Vec::new();
        for (record, version) in &self.group[0].records {
            for (path, values) in version.shared.cells.iter().filter(|(path, _)| !cell::is_place(KIND, path)) {
                for life in [Some(LIFE), cell::life_of_part(path)].into_iter().flatten() {
                    let lives = self.group[0].shown(*record, life);
                    if lives.is_empty() || !lives.values().all(is_death) {
                        continue;
                    }
                    let is_hidden = |stamp: &&Stamp| {
                        let saw = |death: &Stamp| {
                            let death = (*record, life.to_owned(), *death);
                            self.oracle.deaths.get(&death).is_some_and(|saw| saw.contains(stamp))
                        };
                        !lives.keys().any(saw) && !self.oracle.purged.contains(&(*record, **stamp))
                    };
                    hidden.extend(values.keys().filter(is_hidden).map(|stamp| (*record, path.clone(), *stamp)));
                }
            }
        }
        hidden
    }
}

fn death(number: u64) -> Value {
    deletion_value(&Deletion { at: number as i64, of: Uuid::nil(), taken_back: false })
}

fn seeds() -> std::ops::Range<u64> {
    histories(1_000)
}

#[test]
fn nothing_is_lost_in_random_histories_and_all_copies_agree_at_last() {
    for seed in seeds() {
        let mut world = World::new(seed);
        (0..90).for_each(|number| world.step(number));
        let before = world.standing();
        world.meet();
        let after = world.standing();
        let lost: Vec<_> = before.difference(&after).filter(|stood| !world.oracle.replaced.contains(*stood)).collect();
        assert!(lost.is_empty(), "seed {seed}: lost {lost:?}");
        let hidden = world.hidden();
        assert!(hidden.is_empty(), "seed {seed}: out of sight {hidden:?}");
        for browser in &world.group[1..] {
            for (record, version) in &world.group[0].records {
                let cells = |version: &Version| version.sections().map(|section| section.cells.clone());
                let same = browser.records.get(record).map(cells);
                assert_eq!(same, Some(cells(version)), "seed {seed}: two copies differ");
            }
        }
    }
}

#[test]
fn merging_commutes_associates_and_is_idempotent() {
    for seed in seeds() {
        let mut world = World::new(seed);
        (0..60).for_each(|number| world.step(number));
        let version = |at: usize| world.group[at].records.get(&0).cloned().unwrap_or_default();
        let merged = |one: &Version, other: &Version| {
            let mut merged = one.clone();
            merged.merge(other);
            merged
        };
        let (x, y, z) = (version(0), version(1), version(2));
        assert_eq!(merged(&x, &y), merged(&y, &x), "seed {seed}");
        assert_eq!(merged(&merged(&x, &y), &z), merged(&x, &merged(&y, &z)), "seed {seed}");
        assert_eq!(merged(&x, &x), x, "seed {seed}");
    }
}

#[test]
fn a_row_holds_all_of_a_version() {
    for seed in seeds() {
        let mut world = World::new(seed);
        (0..60).for_each(|number| world.step(number));
        for (record, version) in world.group.iter().flat_map(|browser| &browser.records) {
            let key = Key { kind: KIND, id: Uuid::from_u128(u128::from(*record) + 1) };
            let stored = version.stored(key).unwrap_or_else(|problem| panic!("seed {seed}: {problem:?}"));
            let copies = version.copies();
            let read = read_stamps(&stored, &write_stamps(version, &stored, &copies), &copies);
            assert_eq!(read.as_ref(), Some(version), "seed {seed}");
        }
    }
}

#[test]
fn the_parts_of_a_version_travel_alone_and_are_all_of_it() {
    for seed in seeds() {
        let mut world = World::new(seed);
        (0..60).for_each(|number| world.step(number));
        for (record, version) in world.group.iter().flat_map(|browser| &browser.records) {
            let key = Key { kind: KIND, id: Uuid::from_u128(u128::from(*record) + 1) };
            let mut arrived = Version::default();
            for text in Part::ALL.iter().filter_map(|part| write_part(version, key, *part)) {
                let (read_key, part, read) = read_part(&text).unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
                assert_eq!(read_key, key);
                assert_eq!(write_part(&read, key, part), Some(text), "seed {seed}: the same text every time");
                arrived.merge(&read);
            }
            assert_eq!(&arrived, version, "seed {seed}");
        }
    }
}
