//! `trix_P`: change of a triple exponential moving average, in percent.
//!
//! Formula: e₃ = EMA of EMA of EMA of the close, each starting with a mean of P values;
//! 100·(e₃/e₃ one bar before − 1), 0 where the one before is 0. First value at bar 3(P−1) + 1.
//! Source: Jack Hutson, Good TRIX (1983); TA-Lib's TRIX.

use super::cascade::cascade;
use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const TRIX: Family = Family {
    name: "trix",
    parameters: PERIOD,
    example: "trix_15",
    formula: "change in percent of an ema of an ema of an ema",
    warm_up: "3·period − 2",
    source: "Hutson (1983); TA-Lib TRIX",
    compute: |input| input.over([Close], &|[x]| trix(x, input.period(0))),
};

fn trix(x: &[f64], period: usize) -> Vec<f64> {
    let mut out = cascade(x, period, |[_, _, third]| third);
    let mut before = f64::NAN;
    for slot in &mut out {
        let average = *slot;
        *slot = if before == 0.0 { 0.0 } else { (average / before - 1.0) * 100.0 };
        before = average;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_1_is_the_change_of_the_close_in_percent() {
        let column = trix(&[4.0, 5.0, 0.0, 3.0], 1);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [25.0, -100.0, 0.0]);
    }

    #[test]
    fn a_close_that_doubles_each_bar_ends_up_at_100_percent() {
        let x: Vec<f64> = (0..60).map(|bar| f64::from(bar).exp2()).collect();
        let column = trix(&x, 3);
        assert!(column[6].is_nan() && column[7].is_finite());
        assert!((column[59] - 100.0).abs() < 1e-9);
    }
}
