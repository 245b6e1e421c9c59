//! `willr_P`: Williams' %R, −100 (at the lowest) to 0 (at the highest).
//!
//! Formula: −100·(highest high − close)/(highest high − lowest low) of the last P bars; 0 where they are
//! equal. First value at bar P−1. Source: Larry Williams; TA-Lib's WILLR.

use super::extremes::ranges;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};

/// Its entry in the table.
pub(super) const WILLR: Family = Family {
    name: "willr",
    parameters: PERIOD,
    example: "willr_14",
    formula: "−100·(highest high − close)/(highest high − lowest low); 0 without a range",
    warm_up: "period − 1",
    source: "Larry Williams; TA-Lib WILLR",
    compute: |input| input.over([High, Low, Close], &|[h, l, c]| willr(h, l, c, input.period(0))),
};

fn willr(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    ranges(high, low, period, |bar, highest, lowest| {
        let share = (highest - lowest) / -100.0;
        if share == 0.0 { 0.0 } else { (highest - close[bar]) / share }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_a_quarter_below_the_top_of_the_range_is_minus_25() {
        let column = willr(&[8.0, 10.0, 6.0, 6.0], &[6.0, 7.0, 6.0, 6.0], &[7.0, 9.0, 6.0, 6.0], 2);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [-25.0, -100.0, 0.0]);
    }
}
