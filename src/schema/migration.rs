//! Migrations: each turns the fields of a record of one schema version into those of the next.
//!
//! Version 1 is the first, so there is none yet. A new one is a line in [`STEPS`], with a fixture of the version before.

use crate::domain::{Kind, json::Fields};

type Step = fn(Kind, Fields) -> Fields;

/// `STEPS[n]` brings version `n + 1` to version `n + 2`.
const STEPS: &[Step] = &[];

/// The fields of a record written in `version`, as this code's version has them.
pub(super) fn migrate(kind: Kind, fields: Fields, version: u32) -> Fields {
    let from = usize::try_from(version.saturating_sub(1)).unwrap_or(0);
    STEPS.iter().skip(from).fold(fields, |fields, step| step(kind, fields))
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_is_a_step_for_every_version_but_the_first() {
        assert_eq!(super::STEPS.len() + 1, super::super::VERSION as usize);
    }
}
