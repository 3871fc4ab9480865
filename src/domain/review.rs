//! The slides of a quarterly business review, and what its author may change on each.

use serde::{Deserialize, Serialize};

macro_rules! slides {
    ($( $(#[$doc:meta])* $name:ident = $key:literal $title:literal ),* $(,)?) => {
        /// A slide of a review, in the order in which they are shown.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Slide {
            #[default]
            $( $(#[$doc])* #[serde(rename = $key)] $name ),*
        }

        impl Slide {
            /// Every slide, in order.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// Its name in the outline.
            pub fn title(self) -> &'static str {
                match self { $( Self::$name => $title ),* }
            }
        }
    };
}

slides! {
    /// Client, quarter, headline.
    Cover = "cover" "Cover",
    /// The actions of the review before, and what became of them.
    Agreed = "agreed" "What we agreed last time",
    /// The executive summary: decisions, commitments, follow-ups.
    Summary = "summary" "Executive summary",
    /// Target, status and trend of each shared metric.
    Scorecard = "scorecard" "Scorecard",
    /// Outcomes with their worth.
    Value = "value" "Value delivered",
    /// Shared risks with mitigations.
    Risks = "risks" "Risks we share",
    /// The plan of the next quarter.
    NextQuarter = "nextQuarter" "Next quarter",
    /// What is asked of the client.
    Decisions = "decisions" "Decisions we ask for",
    /// Two or three actions with owners and dates.
    Actions = "actions" "Owners and dates",
}

/// What the author changed on one slide. Empty text means that the slide fills itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SlideText {
    /// The slide.
    pub slide: Slide,
    /// The headline, a sentence that states the result.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// A sentence of one's own, under the content.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Speaker notes: for us alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

impl super::Review {
    /// What the author changed on `slide`.
    pub fn slide(&self, slide: Slide) -> SlideText {
        let own = self.slides.iter().find(|text| text.slide == slide).cloned();
        own.unwrap_or(SlideText { slide, ..SlideText::default() })
    }

    /// The review with the author's text for one slide.
    pub fn with_slide(mut self, text: SlideText) -> Self {
        self.slides.retain(|other| other.slide != text.slide);
        let says_something = text != SlideText { slide: text.slide, ..SlideText::default() };
        self.slides.extend(says_something.then_some(text));
        self.slides.sort_by_key(|text| text.slide);
        self
    }

    /// The quarter it is about.
    pub fn period(&self) -> Option<super::date::Quarter> {
        super::date::Quarter::parse(&self.quarter)
    }
}
