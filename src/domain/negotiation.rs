//! What an offer is worth. Definitions and the example: FORMULAS.md, Negotiation. Figures in any one unit of money.

/// The first year's price at a discount, a share between 0 and 1.
pub fn yearly_price(list: f64, discount: f64) -> f64 {
    list * (1.0 - discount)
}

/// The price over a term of whole years, with a yearly `rise` between 0 and 1, plus what we get less what we give.
pub fn effective_value(first_year: f64, rise: f64, years: i32, gets: f64, gives: f64) -> f64 {
    (0..years).map(|year| first_year * (1.0 + rise).powi(year)).sum::<f64>() + gets - gives
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_price_of_2140_at_10_percent_and_3_percent_rise_over_36_months() {
        let first = yearly_price(2140.0, 0.10);
        assert_eq!(first.round(), 1926.0);
        assert_eq!(effective_value(first, 0.03, 3, 0.0, 0.0).round(), 5953.0);
    }

    #[test]
    fn what_we_give_never_raises_the_value() {
        assert!(effective_value(100.0, 0.0, 1, 0.0, 5.0) < effective_value(100.0, 0.0, 1, 0.0, 0.0));
    }
}
