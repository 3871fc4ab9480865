//! Examples of all that comes from outside, changed at random: none stops the program, and none leaves something that
//! cannot be restored. `FUZZ=100000 cargo test --test fuzz` tries more of them; `fuzz/` is for cargo-fuzz.
#![cfg(not(target_arch = "wasm32"))]

mod examples;
mod targets;

use std::{fs, panic, path::Path};

/// How many changed examples are tried of each target.
const TRIES: u64 = 10_000;

/// Knuth's generator: the same steps every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

fn examples(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new("fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap_or_default()).collect()
}

/// One to four changes: a bit, a byte, a piece of itself or of another example, a piece less, a number or a word that
/// hurts.
fn changed(example: &[u8], others: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    const HURTS: [&str; 14] = [
        "null",
        "-1",
        "0",
        "1e308",
        "18446744073709551615",
        "[]",
        "{}",
        "\"\"",
        "\"\\u0000\"",
        "true",
        "[[[[[[[[",
        "../..",
        "\"\u{202e}\"",
        "9999-12-31",
    ];
    let mut bytes = example.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let end = (at + 1 + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << chance.below(8),
            1 if !bytes.is_empty() => bytes[at] = chance.below(256) as u8,
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let other = &others[chance.below(others.len())];
                let from = chance.below(other.len());
                let piece = other[from..(from + chance.below(64)).min(other.len())].to_vec();
                drop(bytes.splice(at..at, piece));
            }
            4 => drop(bytes.splice(at.min(end)..end, HURTS[chance.below(HURTS.len())].bytes())),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

#[test]
fn whatever_comes_from_outside_stops_nothing_and_breaks_nothing() {
    if std::env::var_os("UPDATE").is_some() {
        examples::write();
    }
    let tries = std::env::var("FUZZ").ok().and_then(|tries| tries.parse().ok()).unwrap_or(TRIES);
    for (name, target) in targets::TARGETS {
        let examples = examples(name);
        assert!(!examples.is_empty(), "fuzz/corpus/{name} has examples");
        examples.iter().for_each(|example| target(example));
        for seed in 0..tries {
            let mut chance = Chance(seed);
            let example = &examples[chance.below(examples.len())];
            let bytes = changed(example, &examples, &mut chance);
            let done = panic::catch_unwind(|| target(&bytes));
            assert!(done.is_ok(), "{name}, seed {seed}: {}", String::from_utf8_lossy(&bytes));
        }
    }
}
