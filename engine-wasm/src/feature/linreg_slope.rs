//! `linreg_slope_P`: slope of the straight line that fits the last P closes best, per bar; P ≥ 2.
//!
//! Formula: least squares over x = 0 (oldest) … P−1. First value at bar P−1.
//! Source: TA-Lib's `LINEARREG_SLOPE`, in its order of additions: the difference of two large products
//! shows every rounding, so the sums slide and are added up anew every 32·P bars, as there, and after a
//! close that dwarfs the rest.

use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const LINREG_SLOPE: Family = Family {
    name: "linreg_slope",
    parameters: PERIOD,
    example: "linreg_slope_14",
    formula: "slope per bar of the least-squares line through the last period closes; period ≥ 2",
    warm_up: "period − 1",
    source: "TA-Lib LINEARREG_SLOPE",
    compute: |input| input.over([Close], &|[x]| linreg_slope(x, input.period(0))),
};

fn linreg_slope(x: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period < 2 {
        return out;
    }
    let count = period as f64;
    let ages = count * (count - 1.0) * 0.5;
    let squared_ages = count * (count - 1.0) * (2.0 * count - 1.0) / 6.0;
    let divisor = ages * ages - count * squared_ages;
    let anew_after = period.saturating_mul(32);
    let (mut sum, mut by_age, mut left) = (0.0, 0.0, 1);
    for (slot, closes) in out[period - 1..].iter_mut().zip(x.windows(period)) {
        sum += closes[period - 1];
        left -= 1;
        if left == 0 {
            left = anew_after;
            (sum, by_age) = sums(closes);
        }
        *slot = (count * by_age - ages * sum) / divisor;
        let oldest = closes[0];
        // In this order: TA-Lib adds the sum first.
        by_age = by_age + sum - count * oldest;
        sum -= oldest;
        // After a close far above the others their last digits are gone from the sums.
        if count * oldest.abs() > 16.0 * sum.abs() {
            left = 1;
        }
    }
    out
}

/// Returns the sum of the closes, and of each times its age in bars.
fn sums(closes: &[f64]) -> (f64, f64) {
    let (mut sum, mut by_age) = (0.0, 0.0);
    for (younger, &close) in closes.iter().enumerate() {
        sum += close;
        by_age += (closes.len() - 1 - younger) as f64 * close;
    }
    (sum, by_age)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_rises_by_2_a_bar_has_the_slope_2_and_one_step_up_a_tenth_of_3_bars() {
        let line: Vec<f64> = (0..200).map(|bar| 50.0 + 2.0 * f64::from(bar)).collect();
        let column = linreg_slope(&line, 3);
        assert!(column[1].is_nan());
        assert!(column[2..].iter().all(|slope| (slope - 2.0).abs() < 1e-12));
        // Through 0, 0, 0, 3 over x = 0 … 3: Σ(x − 1.5)·y / Σ(x − 1.5)² = 4.5/5.
        assert!((linreg_slope(&[0.0, 0.0, 0.0, 3.0], 4)[3] - 0.9).abs() < 1e-12);
    }

    #[test]
    fn after_a_bad_tick_has_passed_the_slope_is_what_it_was() {
        let mut x: Vec<f64> = (0..60).map(|bar| 100.0 + f64::from(bar % 5) * 0.01).collect();
        let clean = linreg_slope(&x, 3);
        x[12] = 1e7;
        let mended = linreg_slope(&x, 3);
        for bar in 15..60 {
            assert!((mended[bar] - clean[bar]).abs() < 1e-12, "bar {bar}");
        }
    }

    #[test]
    fn where_rounding_is_all_there_is_to_see_it_is_ta_libs() {
        let x = [0.0, 0.37, -0.61, 0.13, 1.17, 0.71, -0.29, 0.41].map(|moved| 15e6 + moved);
        // By TA-Lib 0.8.2; the true slopes are −0.305, −0.12, 0.89, 0.29, −0.73 and −0.15.
        let theirs = [
            -0.304_999_997_218_449_9,
            -0.119_999_994_834_264_11,
            0.890_000_005_563_100_2,
            0.290_000_011_523_564_64,
            -0.729_999_994_238_217_7,
            -0.150_000_000_993_410_74,
        ];
        assert_eq!(linreg_slope(&x, 3)[2..], theirs);
    }

    #[test]
    fn one_close_has_no_slope() {
        assert!(linreg_slope(&[1.0, 2.0], 1).iter().all(|value| value.is_nan()));
    }
}
