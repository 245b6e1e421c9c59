//! `alma_P` = `alma_P_0.85_6`: Arnaud Legoux's moving average.
//!
//! Formula: Σ wₖ·xₖ / Σ wₖ over the last P closes (k = 0 oldest), wₖ = exp(−(k − m)² / (2·s²)),
//! m = offset·(P − 1), s = P / sigma. No value unless 0 ≤ offset ≤ 1 and sigma > 0.
//! Source: Legoux and Kouzis-Loukas; talipp agrees.
//!
//! The weights have no exact sliding form: under `Rules::Reference`, whose order of additions is part of its
//! numbers, every window is added up anew, O(P) a bar. Else a long window slides as a sum of oscillations
//! (`bell.rs`), to 1e-13 of the prices, where the bell is one that those fit, as the usual one is.

use super::Rules;
use super::bell::Bell;
use super::family::{Family, Parameter};
use super::input::Column::Close;
// The C library's: Rust's own differs in the last bit on wasm32.
use moontest_lua::exp;

/// Its entry in the table.
pub(super) const ALMA: Family = Family {
    name: "alma",
    parameters: &[
        Parameter::window("period"),
        Parameter::number("offset").or(0.85),
        Parameter::number("sigma").or(6.0),
    ],
    example: "alma_9",
    formula: "mean of the last period closes under a bell that peaks at offset; offset 0.85, sigma 6",
    warm_up: "period − 1",
    source: "Legoux and Kouzis-Loukas",
    compute: |input| {
        let (offset, sigma) = (input.number(1), input.number(2));
        input.by_rules([Close], &|[x]| alma(x, input.period(0), offset, sigma, input.rules))
    },
};

/// Windows added up side by side: their additions do not wait for each other.
const LANES: usize = 8;

/// From this window on sliding is faster than adding up.
const LONG: usize = 64;

pub(super) fn alma(x: &[f64], period: usize, offset: f64, sigma: f64, rules: Rules) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period == 0 || x.len() < period || !(0.0..=1.0).contains(&offset) || sigma <= 0.0 {
        return out;
    }
    let middle = offset * (period as f64 - 1.0);
    let width = period as f64 / sigma;
    if rules == Rules::Standard && period >= LONG {
        let newest = period as f64 - 1.0;
        if let Some(bell) = Bell::new(&x[..period], newest - middle, width) {
            slide(bell, x, period, &mut out[period - 1..]);
            return out;
        }
    }
    add_up(x, period, middle, width, &mut out[period - 1..]);
    out
}

fn slide(mut bell: Bell, x: &[f64], period: usize, out: &mut [f64]) {
    out[0] = bell.value();
    for ((slot, &newest), &oldest) in out[1..].iter_mut().zip(&x[period..]).zip(x) {
        bell.slide(newest, oldest);
        *slot = bell.value();
    }
}

fn add_up(x: &[f64], period: usize, middle: f64, width: f64, out: &mut [f64]) {
    let weights: Vec<f64> = (0..period)
        .map(|k| {
            let distance = k as f64 - middle;
            exp(-(distance * distance) / (2.0 * width * width))
        })
        .collect();
    let total: f64 = weights.iter().sum();
    let mut blocks = out.chunks_exact_mut(LANES);
    let mut first = 0;
    for block in &mut blocks {
        for (slot, sum) in block.iter_mut().zip(weighted(&weights, &x[first..])) {
            *slot = sum / total;
        }
        first += LANES;
    }
    for (slot, window) in blocks.into_remainder().iter_mut().zip(x[first..].windows(period)) {
        let sum: f64 = weights.iter().zip(window).map(|(weight, x)| weight * x).sum();
        *slot = sum / total;
    }
}

/// Returns the sums of the first windows, each added up from its oldest close on.
fn weighted(weights: &[f64], x: &[f64]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (weight, closes) in weights.iter().zip(x.windows(LANES)) {
        for (sum, close) in sums.iter_mut().zip(closes) {
            *sum += weight * close;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_close_is_its_own_average() {
        let column = alma(&[5.0; 6], 4, 0.85, 6.0, Rules::Standard);
        assert!(column[..3].iter().all(|value| value.is_nan()));
        assert!(column[3..].iter().all(|value| (value - 5.0).abs() < 1e-14));
    }

    #[test]
    fn two_bars_weigh_by_the_bell_around_the_offset() {
        // m = 1, s = 2/2 = 1: weights e^(−1/2) and 1.
        let older = (-0.5_f64).exp();
        let expected = (older * 10.0 + 20.0) / (older + 1.0);
        assert!((alma(&[10.0, 20.0], 2, 1.0, 2.0, Rules::Standard)[1] - expected).abs() < 1e-12);
    }

    #[test]
    fn an_offset_or_sigma_out_of_range_gives_no_value() {
        for (offset, sigma) in [(1.5, 6.0), (0.5, 0.0)] {
            let column = alma(&[1.0, 2.0], 2, offset, sigma, Rules::Standard);
            assert!(column.iter().all(|value| value.is_nan()));
        }
    }

    #[test]
    fn sliding_agrees_with_adding_every_window_up_and_keeps_a_constant_close() {
        let x: Vec<f64> = (0..3_000).map(|i| 5_000.0 + f64::from(i * i % 97) * 0.25).collect();
        for (period, offset, sigma) in [(64, 0.85, 6.0), (200, 0.85, 6.0), (300, 0.9, 4.0)] {
            let slid = alma(&x, period, offset, sigma, Rules::Standard);
            let added = alma(&x, period, offset, sigma, Rules::Reference);
            assert_ne!(slid[period..], added[period..], "they differ in their last digits");
            for (a, b) in slid.iter().zip(&added).skip(period - 1) {
                assert!((a - b).abs() < 1e-10, "{period}: {a} {b}");
            }
        }
        let flat = alma(&[5.0; 400], 200, 0.85, 6.0, Rules::Standard);
        assert!(flat[199..].iter().all(|value| (value - 5.0).abs() < 1e-14));
    }
}
