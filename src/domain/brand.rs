//! The look that documents carry: two colours and a logo. Contrast: WCAG 2.2, relative luminance.

/// The least contrast on white that a colour of documents must have: it is used for words.
pub const LEAST_CONTRAST: f64 = 4.5;
/// The most bytes of a logo.
pub const LARGEST_LOGO: usize = 200_000;

/// The look of a workspace's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The colour of figures, charts and marks: six hexadecimal digits.
    pub primary: String,
    /// The colour of what stands beside it: six hexadecimal digits.
    pub second: String,
    /// The logo.
    pub logo: Option<Logo>,
}

impl Default for Brand {
    fn default() -> Self {
        Self { primary: "1f55a3".into(), second: "5b6573".into(), logo: None }
    }
}

/// A logo: pixels, whatever the file was that they came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logo {
    /// A PNG in base 64.
    pub png: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Brand {
    /// The brand as documents may use it: what a file made unreadable is replaced by the usual.
    #[must_use]
    pub fn readable(mut self) -> Self {
        let usual = Self::default();
        for (colour, usual) in [(&mut self.primary, usual.primary), (&mut self.second, usual.second)] {
            match colour_of(colour) {
                Ok(read) => *colour = read,
                Err(_) => *colour = usual,
            }
        }
        self.logo = self.logo.filter(|logo| logo.width > 0 && logo.height > 0 && !logo.png.is_empty());
        self
    }
}

/// Why a text is no colour for documents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColourProblem {
    /// It is not six hexadecimal digits.
    NotSixDigits,
    /// Its contrast with white is too low for words.
    TooPale {
        /// What it has.
        contrast: f64,
        /// What is needed.
        least: f64,
    },
}

/// A colour as six hexadecimal digits, from what a person wrote.
///
/// # Errors
/// No colour, or too pale to be read on white.
pub fn colour_of(text: &str) -> Result<String, ColourProblem> {
    let digits = text.trim().trim_start_matches('#').to_ascii_lowercase();
    let is_hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_hex {
        return Err(ColourProblem::NotSixDigits);
    }
    let contrast = contrast_on_white(&digits);
    if contrast < LEAST_CONTRAST {
        return Err(ColourProblem::TooPale { contrast, least: LEAST_CONTRAST });
    }
    Ok(digits)
}

/// The contrast of a colour of six hexadecimal digits with white, from 1 to 21.
pub fn contrast_on_white(digits: &str) -> f64 {
    let channel = |at: usize| {
        let value = digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(255);
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
    1.05 / (luminance + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast_on_white("000000") - 21.0).abs() < 1e-9);
        assert!((contrast_on_white("ffffff") - 1.0).abs() < 1e-9);
        assert!((contrast_on_white("767676") - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_colour_is_taken_if_it_can_be_read() {
        assert_eq!(colour_of(" #1F55A3 "), Ok("1f55a3".into()));
        assert_eq!(colour_of("red"), Err(ColourProblem::NotSixDigits));
        let pale = colour_of("ffcc00");
        assert!(
            matches!(pale, Err(ColourProblem::TooPale { contrast, .. }) if (1.4..1.6).contains(&contrast)),
            "{pale:?}"
        );
    }

    #[test]
    fn what_a_file_made_unreadable_is_replaced() {
        let odd = Brand { primary: "\"/><x".into(), second: "0a6b3d".into(), logo: Some(Logo::default()) };
        assert_eq!(odd.readable(), Brand { second: "0a6b3d".into(), ..Brand::default() });
    }
}
