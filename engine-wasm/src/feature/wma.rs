//! `wma_P`: linearly weighted moving average of P closes.
//!
//! Formula: (1·xₜ₋ₚ₊₁ + … + P·xₜ) / (P(P+1)/2). First value at bar P−1.
//! Source: TA-Lib's WMA.

use std::ops::Div;

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::Close;
use super::pair::Pair;
use super::sum::{ExactSum, Number};

/// Its entry in the table.
pub(super) const WMA: Family = Family {
    name: "wma",
    parameters: PERIOD,
    example: "wma_20",
    formula: "mean of the last period closes weighted 1 (oldest) to period (newest)",
    warm_up: "period − 1",
    source: "TA-Lib WMA",
    compute: |input| input.by_rules([Close], &|[x]| wma(x, input.period(0), input.rules)),
};

/// Windows added up side by side: their additions do not wait for each other.
const LANES: usize = 8;

pub(super) fn wma(x: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    fill(x, period, rules, &mut out);
    out
}

/// Writes the average into a column from bar P−1 on, if there are so many bars.
pub(super) fn fill(x: &[f64], period: usize, rules: Rules, out: &mut [f64]) {
    if period == 0 || x.len() < period {
        return;
    }
    match rules {
        Rules::Standard => sliding(x, period, &mut out[period - 1..]),
        Rules::Reference => each_window(x, period, &mut out[period - 1..]),
    }
}

fn weight_sum(period: usize) -> f64 {
    let period = period as f64;
    period * (period + 1.0) / 2.0
}

/// Adds every window up from its oldest close on, as the native trainer does.
fn each_window(x: &[f64], period: usize, out: &mut [f64]) {
    let total = weight_sum(period);
    let mut blocks = out.chunks_exact_mut(LANES);
    let mut first = 0;
    for block in &mut blocks {
        let mut sums = [0.0; LANES];
        for k in 0..period {
            let weight = (k + 1) as f64;
            let closes = &x[first + k..first + k + LANES];
            for (sum, &close) in sums.iter_mut().zip(closes) {
                *sum += close * weight;
            }
        }
        for (slot, sum) in block.iter_mut().zip(sums) {
            *slot = sum / total;
        }
        first += LANES;
    }
    for (slot, window) in blocks.into_remainder().iter_mut().zip(x[first..].windows(period)) {
        let mut sum = 0.0;
        for (k, &close) in window.iter().enumerate() {
            sum += close * (k + 1) as f64;
        }
        *slot = sum / total;
    }
}

fn sliding(x: &[f64], period: usize, out: &mut [f64]) {
    let mut average = SlidingWma::new(&x[..period]);
    out[0] = average.value();
    for ((slot, &newest), &oldest) in out[1..].iter_mut().zip(&x[period..]).zip(x) {
        *slot = average.slide(newest, oldest);
    }
}

/// A weighted average that slides, or two side by side: its sum gains P × the newest close and loses the
/// plain sum of the window before.
pub(super) struct SlidingWma<T: Number = f64> {
    plain: ExactSum<T>,
    weighted: ExactSum<T>,
    period: T,
    total: T,
}

impl SlidingWma {
    pub(super) fn new(window: &[f64]) -> Self {
        let (mut plain, mut weighted) = (ExactSum::default(), ExactSum::default());
        for (k, &close) in window.iter().enumerate() {
            plain.add(close);
            weighted.add_product(close, (k + 1) as f64);
        }
        Self { plain, weighted, period: window.len() as f64, total: weight_sum(window.len()) }
    }

    /// Puts it beside another.
    pub(super) fn beside(&self, other: &Self) -> SlidingWma<Pair> {
        SlidingWma {
            plain: self.plain.beside(&other.plain),
            weighted: self.weighted.beside(&other.weighted),
            period: Pair::new(self.period, other.period),
            total: Pair::new(self.total, other.total),
        }
    }
}

impl<T: Number + Div<Output = T>> SlidingWma<T> {
    #[inline]
    pub(super) fn value(&self) -> T {
        self.weighted.value() / self.total
    }

    #[inline]
    pub(super) fn slide(&mut self, newest: T, oldest: T) -> T {
        self.weighted.add_product(newest, self.period);
        self.weighted.subtract(&self.plain);
        self.plain.slide(newest, oldest);
        self.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_three_closes_weighs_three_times_the_oldest() {
        for rules in [Rules::Standard, Rules::Reference] {
            let column = wma(&[1.0, 2.0, 6.0, 0.0], 3, rules);
            assert!(column[1].is_nan());
            assert_eq!(column[2..], [(1.0 + 4.0 + 18.0) / 6.0, (2.0 + 12.0) / 6.0]);
        }
    }

    #[test]
    fn a_flat_stretch_after_a_jump_has_averages_equal_to_the_price() {
        let mut x = vec![1e7, 3.3, 0.1];
        x.extend([0.7; 40]);
        let (fast, slow) = (wma(&x, 10, Rules::Standard), wma(&x, 30, Rules::Standard));
        assert_eq!((fast[42], slow[42]), (0.7, 0.7));
    }

    #[test]
    fn sliding_agrees_with_adding_every_window_up() {
        let x: Vec<f64> = (0..1_000).map(|i| 5_000.0 + f64::from(i * i % 97) * 0.25).collect();
        for period in [1, 2, 7, 8, 9, 100] {
            let (slid, added) =
                (wma(&x, period, Rules::Standard), wma(&x, period, Rules::Reference));
            for (a, b) in slid.iter().zip(&added).skip(period - 1) {
                assert!((a - b).abs() < 1e-11, "{period}: {a} {b}");
            }
        }
    }
}
