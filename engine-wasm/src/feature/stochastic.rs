//! `stoch_k_F_K_D` and `stoch_d_F_K_D`: slow stochastic, 0 to 100.
//!
//! Formula: fast = 100·(close − lowest low)/(highest high − lowest low) of the last F bars, 0 where they
//! are equal (to 1e-14 of both); `stoch_k` its mean over K bars, `stoch_d` the mean of `stoch_k` over D bars. Both have their first
//! value where `stoch_d` has, at bar F + K + D − 3. Source: George Lane; TA-Lib's STOCH with simple averages.

use super::compare::is_rounding;
use super::extremes::ranges;
use super::family::{Family, Parameter};
use super::input::Column::{Close, High, Low};
use super::input::Input;
use super::sum::ExactSum;

const PARAMETERS: &[Parameter] =
    &[Parameter::window("period"), Parameter::window("k"), Parameter::window("d")];

/// Its entry in the table.
pub(super) const STOCH_K: Family = Family {
    name: "stoch_k",
    parameters: PARAMETERS,
    example: "stoch_k_14_3_3",
    formula: "mean over k bars of 100·(close − lowest low)/(highest high − lowest low) of period bars",
    warm_up: "period + k + d − 3",
    source: "George Lane; TA-Lib STOCH",
    compute: |input| stochastic(input, false),
};

/// Its entry in the table.
pub(super) const STOCH_D: Family = Family {
    name: "stoch_d",
    example: "stoch_d_14_3_3",
    formula: "mean of stoch_k over d bars",
    compute: |input| stochastic(input, true),
    ..STOCH_K
};

fn stochastic(input: &Input, smoothed: bool) -> Vec<f64> {
    let [period, k, d] = [0, 1, 2].map(|index| input.period(index));
    input.over([High, Low, Close], &|[high, low, close]| {
        let mut out = fast(high, low, close, period);
        let (mut k_mean, mut d_mean) = (RunningMean::new(k), RunningMean::new(d));
        for slot in &mut out[period - 1..] {
            let k_value = k_mean.next(*slot);
            let d_value = k_value.and_then(|value| d_mean.next(value));
            *slot = d_value.and(if smoothed { d_value } else { k_value }).unwrap_or(f64::NAN);
        }
        out
    })
}

fn fast(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    ranges(high, low, period, |bar, highest, lowest| {
        let range = highest - lowest;
        let none = is_rounding(range, highest.abs() + lowest.abs());
        if none { 0.0 } else { (close[bar] - lowest) / (range / 100.0) }
    })
}

/// A mean that is fed value by value.
struct RunningMean {
    window: Vec<f64>,
    place: usize,
    missing: usize,
    sum: ExactSum,
}

impl RunningMean {
    fn new(period: usize) -> Self {
        Self { window: vec![0.0; period], place: 0, missing: period, sum: ExactSum::default() }
    }

    /// Takes a value; returns the mean of the last `period` once there are so many.
    fn next(&mut self, value: f64) -> Option<f64> {
        let left = std::mem::replace(&mut self.window[self.place], value);
        self.place = if self.place + 1 == self.window.len() { 0 } else { self.place + 1 };
        self.sum.slide(value, left);
        self.missing = self.missing.saturating_sub(1);
        (self.missing == 0).then(|| self.sum.value() / self.window.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::column_of;
    use super::*;

    #[test]
    fn fast_values_75_0_100_give_37_and_a_half_then_50() {
        let high = [8.0, 10.0, 6.0, 6.0, 9.0];
        let low = [6.0, 6.0, 6.0, 6.0, 5.0];
        let close = [7.0, 9.0, 6.0, 6.0, 9.0];
        let fast = fast(&high, &low, &close, 2);
        assert_eq!(fast[1..], [75.0, 0.0, 0.0, 100.0]);
        let k = column_of("stoch_k_2_2_2", &high, &low, &close);
        let d = column_of("stoch_d_2_2_2", &high, &low, &close);
        assert!(k[2].is_nan() && d[2].is_nan(), "both start with stoch_d");
        assert_eq!(k[3..], [0.0, 50.0]);
        assert_eq!(d[3..], [18.75, 25.0]);
    }
}
