//! Money: whole minor units and an ISO 4217 currency, never a float; and amounts that a rule has computed from it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::AmountProblem;

/// An ISO 4217 code. The default is the euro.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The pound sterling.
    pub const GBP: Self = Self(*b"GBP");

    /// The Swedish krona.
    pub const SEK: Self = Self(*b"SEK");

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
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom(code))
    }
}

/// An amount in minor units of a currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Money {
    /// Minor units: cents for the euro.
    minor: i64,
    currency: Currency,
}

/// The largest amount taken, in minor units: ten trillion units with two decimals. It leaves room for sums.
pub const LARGEST_MINOR: i64 = 1_000_000_000_000_000;

impl Money {
    /// `units` whole units of `currency`.
    pub fn units(units: i64, currency: Currency) -> Self {
        Self { minor: units.saturating_mul(currency.scale()), currency }
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// The same amount as if it were of another currency: for a price that is typed anew, never for a conversion.
    #[must_use]
    pub fn relabelled(self, currency: Currency) -> Self {
        let units = Amount::from(self).as_units();
        Self { minor: (units * currency.scale() as f64).round() as i64, currency }
    }

    /// The amount in units, for fields and tests.
    pub fn as_units(self) -> f64 {
        Amount::from(self).as_units()
    }

    /// Reads a plain decimal as files hold it: `-1234.5`. No thousands separators.
    ///
    /// # Errors
    /// Not a number, too many decimals, or out of range.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, AmountProblem> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(AmountProblem::NotANumber);
        }
        let decimals = currency.decimals() as usize;
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > decimals {
            return Err(AmountProblem::Decimals(currency));
        }
        let minor =
            format!("{whole}{fraction:0<decimals$}").parse::<i64>().ok().filter(|minor| *minor <= LARGEST_MINOR);
        match minor {
            Some(minor) => Ok(Self { minor: if negative { -minor } else { minor }, currency }),
            None => Err(AmountProblem::TooLarge),
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
}

/// An exact amount in one currency, computed from [`Money`]: it is rounded when it is shown, and only then.
///
/// Amounts add up in one currency alone. A sum over two currencies is no number: it stays [mixed](Amount::is_mixed)
/// whatever else is added, and is shown as not available. Converting happens in [`super::revenue::Books`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount(Sum);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Sum {
    /// Nothing, in no currency.
    #[default]
    Zero,
    /// Minor units of a currency; not whole where a share or a rate was applied.
    In(Currency, f64),
    /// Of several currencies.
    Mixed,
}

impl Amount {
    /// Nothing, of no currency yet.
    pub const ZERO: Self = Self(Sum::Zero);

    /// `units` whole units of `currency`.
    pub fn units(units: i64, currency: Currency) -> Self {
        Money::units(units, currency).into()
    }

    /// Nothing of a currency, which the sum then has.
    pub fn zero(currency: Currency) -> Self {
        Self(Sum::In(currency, 0.0))
    }

    /// The currency; `None` for nothing, and for a sum over several.
    pub fn currency(self) -> Option<Currency> {
        match self.0 {
            Sum::In(currency, _) => Some(currency),
            Sum::Zero | Sum::Mixed => None,
        }
    }

    /// Whether amounts of several currencies were added up.
    pub fn is_mixed(self) -> bool {
        self.0 == Sum::Mixed
    }

    /// In units of its currency, for charts and ratios; not a number where it is mixed.
    pub fn as_units(self) -> f64 {
        match self.0 {
            Sum::Zero => 0.0,
            Sum::In(currency, minor) => minor / currency.scale() as f64,
            Sum::Mixed => f64::NAN,
        }
    }

    /// Whether it is more than nothing.
    pub fn is_positive(self) -> bool {
        matches!(self.0, Sum::In(_, minor) if minor > 0.0)
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        matches!(self.0, Sum::In(_, minor) if minor < 0.0)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        matches!(self.0, Sum::Zero | Sum::In(_, 0.0))
    }

    /// A share or a multiple of it, exact.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        match self.0 {
            Sum::In(currency, minor) => Self(Sum::In(currency, minor * factor)),
            sum => Self(sum),
        }
    }

    /// The same in another currency at `rate` units of it for one of this.
    pub(super) fn converted(self, rate: f64, to: Currency) -> Self {
        match self.0 {
            Sum::In(from, minor) => Self(Sum::In(to, minor * rate * to.scale() as f64 / from.scale() as f64)),
            sum => Self(sum),
        }
    }

    /// The smaller of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        let difference = self - other;
        match difference {
            _ if difference.is_mixed() => difference,
            _ if difference.is_negative() => self,
            _ => other,
        }
    }

    /// The larger of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        let difference = self - other;
        match difference {
            _ if difference.is_mixed() => difference,
            _ if difference.is_negative() => other,
            _ => self,
        }
    }

    /// This as a ratio of `whole`; `None` where that is not above zero, or where currencies differ.
    pub fn ratio_of(self, whole: Self) -> Option<f64> {
        match (self.0, whole.0) {
            (Sum::Zero, Sum::In(_, all)) if all > 0.0 => Some(0.0),
            (Sum::In(own, part), Sum::In(of, all)) if own == of && all > 0.0 => Some(part / all),
            _ => None,
        }
    }

    /// The order of two amounts of one currency, for lists; what is mixed comes first.
    pub fn compare(self, other: Self) -> std::cmp::Ordering {
        let key = |amount: Self| match amount.0 {
            Sum::Zero => 0.0,
            Sum::In(_, minor) => minor,
            Sum::Mixed => f64::NEG_INFINITY,
        };
        key(self).total_cmp(&key(other))
    }

    /// As a whole number of minor units, rounded half away from zero; `None` for nothing of no currency, and where it
    /// is mixed.
    pub fn to_money(self) -> Option<Money> {
        match self.0 {
            Sum::In(currency, minor) => {
                Some(Money { minor: super::rounding::round_half_away(minor, 0) as i64, currency })
            }
            Sum::Zero | Sum::Mixed => None,
        }
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self(Sum::In(money.currency, money.minor as f64))
    }
}

impl std::ops::Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(match (self.0, other.0) {
            (Sum::Zero, sum) | (sum, Sum::Zero) => sum,
            (Sum::In(own, a), Sum::In(theirs, b)) if own == theirs => Sum::In(own, a + b),
            _ => Sum::Mixed,
        })
    }
}

impl std::ops::AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::ops::Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        self.times(-1.0)
    }
}

impl std::ops::Sub for Amount {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
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
            ("12,5", AmountProblem::NotANumber),
            ("", AmountProblem::NotANumber),
            ("1.234", AmountProblem::Decimals(Currency::EUR)),
            ("99999999999999999999", AmountProblem::TooLarge),
            ("10000000000001", AmountProblem::TooLarge),
            ("0x10", AmountProblem::NotANumber),
        ] {
            assert_eq!(Money::parse_decimal(text, Currency::EUR), Err(says), "{text}");
        }
    }

    #[test]
    fn a_price_typed_anew_in_another_currency_keeps_its_units() {
        let yen = Currency::parse("JPY").unwrap_or_default();
        let price = Money { minor: 125_000, currency: Currency::EUR };
        assert_eq!(price.relabelled(yen), Money { minor: 1250, currency: yen });
        assert_eq!(price.relabelled(yen).relabelled(Currency::EUR), price);
    }

    #[test]
    fn a_ratio_needs_a_whole_above_zero() {
        let euros = |units: i64| Amount::units(units, Currency::EUR);
        assert_eq!(euros(1).ratio_of(euros(4)), Some(0.25));
        assert_eq!(Amount::ZERO.ratio_of(euros(4)), Some(0.0));
        for whole in [Amount::ZERO, euros(0), euros(-4)] {
            assert_eq!(euros(1).ratio_of(whole), None, "{whole:?}");
        }
    }

    #[test]
    fn an_unknown_currency_in_a_file_is_an_error() {
        assert!(serde_json::from_str::<Currency>("\"euro\"").is_err());
        assert_eq!(serde_json::from_str::<Currency>("\"JPY\"").ok(), Currency::parse("JPY"));
    }

    #[test]
    fn a_sum_over_two_currencies_is_no_number() {
        let dollar = Currency::parse("USD").unwrap_or_default();
        let (euros, dollars) = (Amount::units(50, Currency::EUR), Amount::units(100, dollar));
        assert_eq!((euros + euros).as_units(), 100.0);
        let mixed = euros + dollars;
        assert!(mixed.is_mixed() && (mixed + euros).is_mixed() && (mixed - dollars).is_mixed());
        assert!(mixed.as_units().is_nan() && mixed.to_money().is_none() && !mixed.is_positive());
        assert_eq!(euros.ratio_of(dollars), None);
        assert_eq!(Amount::ZERO + euros, euros);
        assert_eq!(euros.ratio_of(euros + euros), Some(0.5));
        assert_eq!(Amount::ZERO.ratio_of(euros), Some(0.0));
    }

    #[test]
    fn an_amount_is_exact_until_it_is_rounded_half_away_from_zero() {
        let third = Amount::units(100, Currency::EUR).times(1.0 / 3.0);
        assert_eq!((third + third + third).to_money(), Some(Money::units(100, Currency::EUR)));
        let yen = Currency::parse("JPY").unwrap_or_default();
        assert_eq!(Amount::units(2, Currency::EUR).converted(160.25, yen).to_money(), Some(Money::units(321, yen)));
        assert_eq!(Amount::units(-2, Currency::EUR).converted(160.25, yen).to_money(), Some(Money::units(-321, yen)));
    }

    #[test]
    fn the_smaller_and_the_larger_of_two_and_what_is_nothing() {
        let (less, more) = (Amount::units(-5, Currency::EUR), Amount::units(3, Currency::EUR));
        assert_eq!((less.min(more), more.min(less)), (less, less));
        assert_eq!((less.max(more), more.max(less)), (more, more));
        let pound = Amount::units(1, Currency::GBP);
        assert!(less.min(pound).is_mixed() && less.max(pound).is_mixed());
        assert!(Amount::ZERO.is_zero() && Amount::zero(Currency::EUR).is_zero() && !more.is_zero());
        assert!(less.is_negative() && !more.is_negative() && !Amount::zero(Currency::EUR).is_negative());
        assert_eq!(Money::units(12, Currency::EUR).as_units(), 12.0);
        assert_eq!(format!("{:?}", Currency::SEK), "SEK");
    }

    #[test]
    fn a_price_typed_anew_keeps_its_number_and_decimals_have_a_sign_only_below_zero() {
        let yen = Currency::parse("JPY").unwrap_or_default();
        assert_eq!(Money::units(12, Currency::EUR).relabelled(yen), Money::units(12, yen));
        assert_eq!(Money::units(0, Currency::EUR).decimal(), "0.00");
        assert_eq!(Amount::units(5, Currency::EUR).ratio_of(Amount::zero(Currency::EUR)), None);
        assert_eq!(Amount::ZERO.ratio_of(Amount::units(-5, Currency::EUR)), None);
    }
}
