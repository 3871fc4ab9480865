//! Satisfaction from answers: NPS and CSAT. Definitions and examples: FORMULAS.md.

use super::{Figure, Missing, choice::Survey};

/// How many people chose a step of a survey's scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The step.
    pub score: u8,
    /// How many chose it.
    pub count: u32,
}

/// How many people chose a step of `scores`.
pub fn count(answers: &[Answers], scores: std::ops::RangeInclusive<u8>) -> usize {
    let chosen = answers.iter().filter(|answers| scores.contains(&answers.score));
    chosen.map(|answers| answers.count as usize).sum()
}

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

/// What the answers to a survey come to: points for the net promoter score, percent for satisfaction.
///
/// # Errors
/// Not available without answers.
pub fn result(survey: Survey, answers: &[Answers]) -> Figure<f64> {
    match survey {
        Survey::Nps => nps_of_counts(count(answers, 9..=10), count(answers, 7..=8), count(answers, 0..=6)),
        Survey::Csat => csat([5, 4, 3, 2, 1].map(|score| count(answers, score..=score))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_as_in_the_worked_examples() {
        let result = |survey, counts: &[u32]| {
            let answers: Vec<Answers> =
                scale(survey).zip(counts).map(|(score, count)| Answers { score, count: *count }).collect();
            super::result(survey, &answers)
        };
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
