//! What is wrong with a value, a colour, an offer or an undo, and what to do.

use super::format;
use crate::domain::{
    AmountProblem, Circle, Expected, Kind, Locale, Problem, Wrong,
    brand::ColourProblem,
    change::LeftAlone,
    negotiation::{Crossed, Offer},
};

/// A problem of a record's field, with the field's name where it helps.
pub fn problem(kind: Kind, problem: &Problem) -> String {
    let label = super::field_label(kind, &problem.field);
    match &problem.wrong {
        Wrong::Missing | Wrong::NotBetween(..) | Wrong::YearNotBetween(..) | Wrong::LongerThan(_) | Wrong::NotATime
            if !label.is_empty() =>
        {
            format!("{label} {}", wrong(&problem.wrong))
        }
        Wrong::Circle(circle) => format!("{}. Choose another.", self::circle(circle)),
        other => format::sentence(&wrong(other)),
    }
}

/// What is wrong with a value, as it follows the name of its field or its place.
pub fn wrong(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => "is missing".into(),
        Wrong::NoAccount => "it belongs to no account".into(),
        Wrong::NotBetween(least, most) => format!("must be a whole number from {least} to {most}"),
        Wrong::YearNotBetween(first, last) => format!("must lie between {first} and {last}"),
        Wrong::LongerThan(most) => format!("is longer than {most} characters"),
        Wrong::NotATime => "must be a time such as 09:30".into(),
        Wrong::NotA(what, shown) => format!("{} is not {}", shown.0, expected(*what)),
        Wrong::NoneOf(keys, shown) => format!("{} is not one of {}", shown.0, keys.join(", ")),
        Wrong::Amount(problem, text) => amount_problem(*problem, text),
        Wrong::Circle(circle) => self::circle(circle),
        Wrong::Deleted => "it was deleted meanwhile. Undo brings it back.".into(),
    }
}

fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::Flag => "true or false",
        Expected::Number => "a number",
        Expected::Whole => "a whole number that fits here",
        Expected::Date => "a date such as 2026-11-23",
        Expected::Id => "an id",
        Expected::Currency => "a currency code such as EUR",
        Expected::Money => "an amount with its currency, such as {\"amount\": \"12.50\", \"currency\": \"EUR\"}",
        Expected::List => "a list",
        Expected::Texts => "an object of texts",
        Expected::Part => "an object",
        Expected::Slide => "a slide of a review, such as cover",
    }
}

/// Why a text is no amount.
pub fn amount_problem(problem: AmountProblem, text: &str) -> String {
    match problem {
        AmountProblem::NotANumber => format!("“{text}” is not an amount"),
        AmountProblem::Decimals(currency) => format!("“{text}” has more decimals than {} has", currency.code()),
        AmountProblem::TooLarge => format!("“{text}” is larger than Mainstay can hold (10 trillion)"),
    }
}

/// Records that lead back to themselves, without a full stop.
pub fn circle(circle: &Circle) -> String {
    let verb = match circle.kind {
        Kind::Person => "reports to",
        Kind::Account => "is a part of",
        _ => "depends on",
    };
    format!("This runs in a circle: {}", circle.names.join(&format!(" {verb} ")))
}

/// Why a colour is none for documents.
pub fn colour_problem(problem: ColourProblem, locale: Locale) -> String {
    match problem {
        ColourProblem::NotSixDigits => "Write a colour as six digits, such as 1f55a3".into(),
        ColourProblem::TooPale { contrast, least } => format!(
            "Too pale for words on white: a contrast of {}, and {} is needed. Choose a darker one",
            locale.number(contrast, 1),
            locale.number(least, 1)
        ),
    }
}

/// The terms in which an offer lies beyond the walk-away.
pub fn crossed(crossed: &[Crossed], locale: Locale) -> String {
    let each = crossed.iter().map(|crossed| {
        let word = if crossed.lever.is_worse_above() { "above" } else { "below" };
        let (value, limit) = (locale.plain(crossed.value), locale.plain(crossed.limit));
        format!("{} {value} is {word} the walk-away of {limit}", crossed.name.to_lowercase())
    });
    format::list(&each.collect::<Vec<_>>())
}

/// Why an offer of ours is refused.
pub fn refused(beyond: &[Crossed], locale: Locale) -> String {
    format!("This cannot be our offer: {}.", crossed(beyond, locale))
}

/// What to do where their ask lies beyond the walk-away.
pub fn ask_beyond(beyond: &[Crossed], locale: Locale) -> String {
    let crossed = crossed(beyond, locale);
    format!("Their {crossed}. It cannot be our offer: go back with the value anchor, or end the round.")
}

/// An offer: discount, rise and length.
pub fn offer(offer: Offer, locale: Locale) -> String {
    let [discount, rise] = [offer.discount, offer.rise].map(|percent| locale.plain_percent(percent));
    format!("{discount}, {rise} rise, {}", locale.count(offer.months.into(), "month"))
}

/// What undo has left alone.
pub fn left_alone(left: &[LeftAlone]) -> String {
    let each = left.iter().map(|left| match &left.field {
        Some(field) => super::field_label(left.kind, field).to_owned(),
        None => format!("the {}", left.kind.one()),
    });
    format!("Left as it is, because it has changed since: {}", format::list(&each.collect::<Vec<_>>()))
}
