//! `wma_P`: linearly weighted moving average of P closes.
//!
//! Formula: (1·xₜ₋ₚ₊₁ + … + P·xₜ) / (P(P+1)/2). First value at bar P−1.
//! Source: TA-Lib's WMA.

use super::Rules;
use super::sum::{ExactSum, WindowSum};

/// Windows added up side by side: their additions do not wait for each other.
const LANES: usize = 8;

pub(super) fn wma(x: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period == 0 || x.len() < period {
        return out;
    }
    match rules {
        Rules::Standard => sliding(x, period, &mut out[period - 1..]),
        Rules::Reference => each_window(x, period, &mut out[period - 1..]),
    }
    out
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

/// Slides: the weighted sum gains P × the newest close and loses the plain sum of the window before.
fn sliding(x: &[f64], period: usize, out: &mut [f64]) {
    let total = weight_sum(period);
    let count = period as f64;
    let (mut plain, mut weighted) = (ExactSum::default(), ExactSum::default());
    for (k, &close) in x[..period].iter().enumerate() {
        plain.add(close);
        add_product(&mut weighted, close, (k + 1) as f64);
    }
    out[0] = weighted.value() / total;
    for ((slot, &newest), &oldest) in out[1..].iter_mut().zip(&x[period..]).zip(x) {
        add_product(&mut weighted, newest, count);
        weighted.subtract(&plain);
        plain.slide(newest, oldest);
        *slot = weighted.value() / total;
    }
}

/// Adds `close × weight` without rounding: the close in two halves of which each product is exact
/// for weights below 2^26.
fn add_product(sum: &mut ExactSum, close: f64, weight: f64) {
    let high = f64::from_bits(close.to_bits() & !0x07ff_ffff);
    sum.add(high * weight);
    sum.add((close - high) * weight);
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
    fn sliding_agrees_with_adding_every_window_up() {
        let x: Vec<f64> = (0..1_000).map(|i| 5_000.0 + f64::from(i * i % 97) * 0.25).collect();
        for period in [1, 2, 7, 8, 9, 100] {
            let (slid, added) = (wma(&x, period, Rules::Standard), wma(&x, period, Rules::Reference));
            for (a, b) in slid.iter().zip(&added).skip(period - 1) {
                assert!((a - b).abs() < 1e-11, "{period}: {a} {b}");
            }
        }
    }
}
