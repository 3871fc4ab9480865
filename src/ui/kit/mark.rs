//! Marks that carry a meaning: status, tier, people, trend.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::{
    domain::{Locale, MissingRates, status::Status},
    words::{self, format::initials, screen::kit as text},
};

/// The class suffix of a status.
pub fn status_class(status: Status) -> &'static str {
    match status {
        Status::Good => "good",
        Status::Watch => "watch",
        Status::Risk => "risk",
        Status::Unknown => "none",
    }
}

/// The shape of a status: circle, triangle, diamond, hollow circle.
#[component]
pub fn Shape(
    /// Which status.
    status: Status,
) -> impl IntoView {
    let form = match status {
        Status::Good => view! { <circle cx="5" cy="5" r="4.25" /> }.into_any(),
        Status::Watch => view! { <path d="M5 .6 9.7 9.2H.3z" /> }.into_any(),
        Status::Risk => view! { <path d="M5 0 10 5 5 10 0 5z" /> }.into_any(),
        Status::Unknown => {
            view! { <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.4" /> }.into_any()
        }
    };
    view! {
        <svg
            class=format!("sh sh-{}", status_class(status))
            viewBox="0 0 10 10"
            width="10"
            height="10"
            aria-hidden="true"
        >
            <g>{form}</g>
        </svg>
    }
}

/// Shape and word.
#[component]
pub fn StatusWord(
    /// Which status.
    status: Status,
    /// The word for it here.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! {
        <span class=format!("st st-{}", status_class(status))>
            <Shape status />
            {word}
        </span>
    }
}

/// The shape alone, with its word for screen readers.
#[component]
pub fn StatusShape(
    /// Which status.
    status: Status,
    /// The word for it here.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! {
        <Shape status />
        <span class="sr">{word}</span>
    }
}

/// The tier in its box.
#[component]
pub fn TierBadge(
    /// The letter; nothing is drawn without one.
    tier: Option<crate::domain::choice::Tier>,
) -> impl IntoView {
    tier.map(|tier| {
        view! {
            <span class="tier">
                <span class="sr">{text::TIER}</span>
                {tier.label()}
            </span>
        }
    })
}

/// Initials of one of theirs: round and grey.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="av" aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// Initials of one of us: squared and blue.
#[component]
pub fn OurAvatar(
    /// Whose.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="av us" aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// An arrow and a signed number, never coloured: down is not always bad.
#[component]
pub fn Trend(
    /// The change.
    change: i64,
) -> impl IntoView {
    let glyph = match change {
        0 => Glyph::Right,
        1.. => Glyph::Up,
        _ => Glyph::Down,
    };
    view! {
        <span class="tr">
            <Icon glyph />
            <span>{crate::ui::use_store().locale().signed(change as f64, 0)}</span>
        </span>
    }
}

/// The mark of what never leaves.
#[component]
pub fn InternalOnly() -> impl IntoView {
    view! {
        <span class="int">
            <Icon glyph=Glyph::Lock />
            {text::INTERNAL_ONLY}
        </span>
    }
}

/// Says which rates some amounts lack, above or below the figures that leave them out.
pub fn rates_note(missing: &MissingRates, locale: Locale) -> Option<AnyView> {
    let rates = words::missing_rates(missing, locale);
    let said = (!rates.is_empty()).then(|| text::some_amounts_are_left(&rates));
    said.map(|said| view! { <p class="note watch">{said}</p> }.into_any())
}
