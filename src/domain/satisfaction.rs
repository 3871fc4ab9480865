//! Satisfaction from answers: NPS and CSAT. Definitions and examples: FORMULAS.md.

use super::{Figure, Missing, choice::Survey};

/// The net promoter score from counts of promoters, passives and detractors.
///
/// # Errors
/// Not available without answers.
pub fn nps_of_counts(promoters: usize, passives: usize, detractors: usize) -> Figure<f64> {
    match promoters + passives + detractors {
        0 => Err(Missing::Answers),
        all => Ok((promoters as f64 - detractors as f64) / all as f64 * 100.0),
    }
}

/// CSAT in percent: answers of 4 and 5 out of all, from the counts of answers 5, 4, 3, 2 and 1.
///
/// # Errors
/// Not available without answers.
pub fn csat(counts: [usize; 5]) -> Figure<f64> {
    match counts.iter().sum::<usize>() {
        0 => Err(Missing::Answers),
        all => Ok((counts[0] + counts[1]) as f64 / all as f64 * 100.0),
    }
}

/// The lowest and the highest step of a survey's scale.
pub fn scale(survey: Survey) -> std::ops::RangeInclusive<u8> {
    match survey {
        Survey::Nps => 0..=10,
        Survey::Csat => 1..=5,
    }
}

/// What the answers to a survey come to: points for the net promoter score, percent for satisfaction. `answers` counts them
/// per step of the scale, the lowest first.
///
/// # Errors
/// Not available without answers.
pub fn result(survey: Survey, answers: &[u32]) -> Figure<f64> {
    let count = |step: usize| answers.get(step).map_or(0, |count| *count as usize);
    match survey {
        Survey::Nps => nps_of_counts((9..=10).map(count).sum(), (7..=8).map(count).sum(), (0..=6).map(count).sum()),
        Survey::Csat => csat([count(4), count(3), count(2), count(1), count(0)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_as_in_the_worked_examples() {
        let answers = [0, 0, 0, 1, 1, 1, 1, 0, 3, 1, 2];
        assert_eq!(result(Survey::Nps, &answers).map(f64::round), Ok(-10.0), "six detracts, eight is passive");
        assert_eq!(result(Survey::Nps, &[0, 0, 0, 0, 0, 0, 1, 1, 0, 1]).map(f64::round), Ok(0.0));
        assert_eq!(nps_of_counts(60, 25, 15), Ok(45.0));
        let csat = csat([42, 32, 10, 9, 14]).unwrap_or_default();
        assert_eq!(((csat * 100.0).round() / 100.0, csat.round()), (69.16, 69.0));
        assert_eq!(result(Survey::Csat, &[14, 9, 10, 32, 42]).map(f64::round), Ok(69.0));
        assert_eq!(result(Survey::Nps, &[0, 0, 0, 15, 0, 0, 0, 0, 25, 0, 60]), Ok(45.0));
        assert!(result(Survey::Nps, &[]).is_err());
    }
}
