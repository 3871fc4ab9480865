//! A revision of a document: how many came before it, and a keyed sum of what it holds, so that two copies that have
//! made the same of it have made the same revision.

use std::{fmt, str::FromStr};

/// A revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Revision {
    /// Its place in its branch, from 1.
    pub number: u64,
    /// The sum.
    pub sum: String,
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.number, self.sum)
    }
}

/// No revision.
pub(super) struct NoRevision;

impl FromStr for Revision {
    type Err = NoRevision;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (number, sum) = text.split_once('-').ok_or(NoRevision)?;
        // A number that another could not follow is none.
        let number =
            number.parse().ok().filter(|number| (1..u64::from(u32::MAX)).contains(number)).ok_or(NoRevision)?;
        let is_sum = !sum.is_empty() && sum.len() <= 64 && sum.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_sum { Ok(Self { number, sum: sum.to_owned() }) } else { Err(NoRevision) }
    }
}

/// The end of a branch of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    pub at: Revision,
    /// Whether the branch was ended there: what it held is in another.
    pub is_ended: bool,
}

/// The branch that the servers show: of those that go on, the longest, then the greater sum.
pub(super) fn winner(leaves: &[Leaf]) -> Option<&Leaf> {
    leaves.iter().max_by(|a, b| (!a.is_ended, &a.at).cmp(&(!b.is_ended, &b.at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(text: &str, is_ended: bool) -> Leaf {
        Leaf { at: text.parse().unwrap_or_else(|_| panic!("{text}")), is_ended }
    }

    #[test]
    fn a_revision_is_read_as_written_and_nothing_else_is_one() {
        for text in ["1-ab", "4000000000-00ff"] {
            assert_eq!(text.parse::<Revision>().map(|at| at.to_string()).ok().as_deref(), Some(text));
        }
        for none in ["", "1", "1-", "-ab", "0-ab", "x-ab", "1-a/b", "99999999999-ab", "1-\u{e9}"] {
            assert!(none.parse::<Revision>().is_err(), "{none}");
        }
    }

    #[test]
    fn the_longest_branch_that_goes_on_is_shown() {
        let leaves = [leaf("9-aa", true), leaf("2-bb", false), leaf("2-ba", false), leaf("1-ff", false)];
        assert_eq!(winner(&leaves).map(|leaf| leaf.at.to_string()).as_deref(), Some("2-bb"));
        assert_eq!(winner(&leaves[..1]).map(|leaf| leaf.is_ended), Some(true));
    }
}
