//! Money: whole minor units and an ISO 4217 currency, never a float.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 code. The default is the euro.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a three-letter code in either case; `None` when it is not one.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.trim().to_ascii_uppercase().into_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code, for example `EUR`.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("EUR")
    }

    /// How many decimals its minor unit has (ISO 4217): 2 for most, 0 for the yen, 3 for the Kuwaiti dinar.
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in one unit: 100 for the euro.
    pub fn scale(self) -> i64 {
        10_i64.pow(self.decimals())
    }

    /// The sign people write, or the code followed by a space.
    pub fn symbol(&self) -> String {
        match &self.0 {
            b"EUR" => "€".into(),
            b"USD" => "$".into(),
            b"GBP" => "£".into(),
            b"JPY" => "¥".into(),
            _ => format!("{} ", self.code()),
        }
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::EUR
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom(format!("\"{code}\" is not a currency code")))
    }
}

/// An amount in minor units of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Money {
    /// Minor units: cents for the euro.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// The largest amount taken, in minor units: ten trillion units with two decimals. It leaves room for sums.
pub const LARGEST_MINOR: i64 = 1_000_000_000_000_000;

impl Money {
    /// `units` whole units of `currency`.
    pub fn units(units: i64, currency: Currency) -> Self {
        Self { minor: units.saturating_mul(currency.scale()), currency }
    }

    /// The amount in units, for arithmetic with shares and for charts.
    pub fn as_units(self) -> f64 {
        self.minor as f64 / self.currency.scale() as f64
    }

    /// Reads a plain decimal as files hold it: `-1234.5`. No thousands separators.
    ///
    /// # Errors
    /// A sentence that says what is wrong: not a number, too many decimals, or out of range.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, String> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(format!("“{text}” is not an amount"));
        }
        let decimals = currency.decimals() as usize;
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > decimals {
            return Err(format!("“{text}” has more decimals than {} has", currency.code()));
        }
        let minor =
            format!("{whole}{fraction:0<decimals$}").parse::<i64>().ok().filter(|minor| *minor <= LARGEST_MINOR);
        match minor {
            Some(minor) => Ok(Self { minor: if negative { -minor } else { minor }, currency }),
            None => Err(format!("“{text}” is larger than Mainstay can hold (10 trillion)")),
        }
    }

    /// The plain decimal of files: all decimals of the currency, a hyphen for minus.
    pub fn decimal(self) -> String {
        let decimals = self.currency.decimals() as usize;
        let scale = self.currency.scale() as u64;
        let sign = if self.minor < 0 { "-" } else { "" };
        let magnitude = self.minor.unsigned_abs();
        match decimals {
            0 => format!("{sign}{magnitude}"),
            _ => format!("{sign}{}.{:0decimals$}", magnitude / scale, magnitude % scale),
        }
    }

    /// `share` of the amount, rounded half away from zero to a minor unit.
    pub fn times(self, share: f64) -> Self {
        Self { minor: (self.minor as f64 * share).round() as i64, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_round_trip_in_every_minor_unit() {
        for (text, code, minor) in
            [("1840000.00", "EUR", 184_000_000), ("-0.05", "EUR", -5), ("1500", "JPY", 1500), ("1.250", "KWD", 1250)]
        {
            let currency = Currency::parse(code).unwrap_or_default();
            let money = Money::parse_decimal(text, currency);
            assert_eq!(money, Ok(Money { minor, currency }), "{text} {code}");
            assert_eq!(money.map(Money::decimal).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        for (text, says) in [
            ("12,5", "not an amount"),
            ("", "not an amount"),
            ("1.234", "more decimals"),
            ("99999999999999999999", "larger"),
            ("10000000000001", "larger"),
            ("0x10", "not an amount"),
        ] {
            let error = Money::parse_decimal(text, Currency::EUR).err().unwrap_or_default();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
