//! Documents: pages made of blocks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Roadmap, WaterfallStep};
use crate::domain::{Locale, metric::TargetStatus, review::Slide};
use crate::words::paper::{common, document as text};

/// Who a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Face {
    /// The client.
    Client,
    /// Us.
    Internal,
}

impl Face {
    /// What a file's name says of it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Internal => "internal",
        }
    }

    /// What stands on every page of an internal document; nothing on one for the client.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Client => "",
            Self::Internal => text::INTERNAL_NOT_FOR_THE,
        }
    }
}

/// A document: pages in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Who it is for.
    pub face: Face,
    /// Who made it.
    #[serde(default)]
    pub by: String,
    /// Its day.
    #[serde(default)]
    pub date: NaiveDate,
    /// Its day as people read it.
    #[serde(default)]
    pub day: String,
    /// The line at the foot of each page.
    pub foot: String,
    /// Its pages.
    pub pages: Vec<Page>,
}

impl Document {
    /// A document that was kept before its day and its steps had their words, with them.
    #[must_use]
    pub(super) fn with_words(mut self, locale: Locale) -> Self {
        if self.day.is_empty() {
            self.day = locale.date_long(self.date);
        }
        for block in self.pages.iter_mut().flat_map(|page| &mut page.blocks) {
            if let Block::Waterfall { steps, .. } = block {
                for step in steps.iter_mut().filter(|step| step.shown.is_empty()) {
                    step.shown = locale.number(step.amount, 2);
                }
            }
        }
        self
    }
}

/// One page: a slide of a review, or a section of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Which slide it is; none in a paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slide: Option<Slide>,
    /// The sentence that states the result.
    pub headline: String,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Where its figures come from.
    pub source: String,
    /// Speaker notes: only in internal documents.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// The cover: client, subtitle, place and people.
    Cover {
        /// The client.
        client: String,
        /// What it is.
        subtitle: String,
        /// Place and date, then who presents.
        lines: Vec<String>,
        /// A series that shows the result, with its name.
        series: Option<Series>,
    },
    /// A paragraph.
    Text(String),
    /// The one thing to agree.
    Ask(String),
    /// Points.
    List(Vec<String>),
    /// Large figures with their labels.
    Figures(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// Measures with target, status and trend.
    Scorecard {
        /// The period of the values.
        period: String,
        /// The period before.
        before: String,
        /// The measures, grouped.
        groups: Vec<(String, Vec<Measure>)>,
    },
    /// Steps over the months ahead.
    Roadmap(Roadmap),
    /// Outcomes that add up, minus cost.
    Waterfall {
        /// The unit of the amounts.
        unit: String,
        /// The steps.
        steps: Vec<WaterfallStep>,
    },
}

/// A series of values, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// Label and value.
    pub points: Vec<(String, f64)>,
    /// How values are written.
    pub shown: Vec<String>,
    /// How many decimals that is, for a chart that writes its own numbers; none in what was kept before it was known.
    #[serde(default)]
    pub decimals: Option<usize>,
}

impl Series {
    /// The series in words, for those who cannot see it.
    pub fn said(&self) -> String {
        let points = self.points.iter().zip(&self.shown).map(|((when, _), shown)| format!("{when} {shown}"));
        format!("{}: {}", self.name, points.collect::<Vec<_>>().join(", "))
    }
}

/// A table: the last cell of a row may carry a status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows of cells.
    pub rows: Vec<Vec<Cell>>,
    /// What stands instead where there is no row.
    pub empty: String,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Plain text.
    Text(String),
    /// Text that leads the row.
    Strong(String),
    /// A status: its mark and its word.
    Mark(Mark, String),
}

/// The three marks of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// A circle.
    Good,
    /// A triangle.
    Watch,
    /// A diamond.
    Risk,
    /// A hollow circle.
    Open,
}

impl Mark {
    /// Its shape as a letter, for formats that draw none.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Good => "●",
            Self::Watch => "▲",
            Self::Risk => "◆",
            Self::Open => "○",
        }
    }
}

impl From<TargetStatus> for Mark {
    fn from(standing: TargetStatus) -> Self {
        match standing {
            TargetStatus::OnTarget => Self::Good,
            TargetStatus::Close => Self::Watch,
            TargetStatus::OffTarget => Self::Risk,
        }
    }
}

/// One measure of a scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// The value of the period, with its unit; or why there is none.
    pub value: String,
    /// The target, with its direction.
    pub target: String,
    /// Where it stands.
    pub standing: Option<(Mark, String)>,
    /// The change since the period before.
    pub change: String,
    /// Values of the last eight periods.
    pub trend: Vec<f64>,
    /// The target as a number.
    pub target_value: Option<f64>,
}

impl Measure {
    /// The heads of a scorecard, for formats that draw no trend.
    pub fn heads(period: &str, before: &str) -> [String; 5] {
        [common::MEASURE, period, common::TARGET, common::STATUS, &text::since(before)].map(str::to_owned)
    }

    /// The measure as a row under [`Self::heads`].
    pub fn cells(&self) -> Vec<Cell> {
        let standing = self.standing.clone().map(|(mark, word)| Cell::Mark(mark, word));
        vec![
            Cell::Text(self.name.clone()),
            Cell::Strong(self.value.clone()),
            Cell::Text(self.target.clone()),
            standing.unwrap_or_else(|| Cell::Text(String::new())),
            Cell::Text(self.change.clone()),
        ]
    }
}
