//! How a country writes numbers and dates, as a plain value. What is written with it: `words::number`.

/// How a country writes numbers and dates, as a plain value: whoever writes for a person is given one.
///
/// The words are English everywhere, as the rest of the product is. Three habits are the product's own everywhere:
/// a true minus, thousands and millions as `k` and `M`, and one decimal separator for numbers and amounts alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between the whole and its fraction.
    pub decimal: char,
    /// Between groups of digits.
    pub group: char,
    /// How many digits a group above the thousands has: three, or two in India.
    pub high_group: usize,
    /// Between a number and its percent sign.
    pub percent_gap: Option<char>,
    /// Between a currency's sign and its number.
    pub currency_gap: Option<char>,
    /// Whether the month stands before the day.
    pub month_first: bool,
    /// Whether a comma follows the weekday.
    pub weekday_comma: bool,
}

impl Default for Locale {
    fn default() -> Self {
        Self::INTERNATIONAL
    }
}

impl Locale {
    /// Where no country is chosen: `1,234.5`, `102.1 %` and `31 Mar 2027`.
    pub const INTERNATIONAL: Self = Self {
        decimal: '.',
        group: ',',
        high_group: 3,
        percent_gap: Some(' '),
        currency_gap: None,
        month_first: false,
        weekday_comma: false,
    };
}
