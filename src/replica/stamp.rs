//! Stamps: which copy wrote a value, and in what order. A stamp says nothing of the time of day. MERGE.md, rules 5 and
//! 6.

use std::{fmt, str::FromStr};

/// One opening of one database. It is drawn at random and never used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CopyId(pub u64);

impl fmt::Display for CopyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for CopyId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// What every write is marked with. Of two stamps the greater one is shown first; nothing else is decided by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Counts up, below [`Stamp::END`].
    pub clock: u64,
    /// Who wrote.
    pub copy: CopyId,
}

impl Stamp {
    /// The end of the clocks: every number up to it is exact in JSON.
    pub const END: u64 = 1 << 52;

    /// How many stamps a transaction takes: as many values can be put side by side in one cell.
    pub const SPAN: u64 = 8;

    /// Stands for the stamp of a write that is not on the disk yet. The transaction turns it into its own.
    pub const fn local(number: u64) -> Self {
        Self { clock: Self::END + (number + 1) * Self::SPAN - 1, copy: CopyId(0) }
    }

    /// The number of a write that is not on the disk yet.
    pub fn local_number(self) -> Option<u64> {
        self.clock.checked_sub(Self::END).map(|local| local / Self::SPAN)
    }

    /// The stamp of a value that a transaction puts beside another: `places` below its own.
    pub fn below(self, places: usize) -> Self {
        let places = (places as u64).min(Self::SPAN - 1);
        Self { clock: self.clock.saturating_sub(places), ..self }
    }

    /// How far a stamp that is not on the disk yet is below the one of its transaction.
    pub fn places_below(self) -> usize {
        (Self::SPAN - 1 - self.clock.saturating_sub(Self::END) % Self::SPAN) as usize
    }
}
