//! `atr_P`: average true range.
//!
//! Formula: a bar's true range is max(|high − low|, |high − close before|, |low − close before|), the
//! first bar's |high − low|; at bar P−1 the mean of the first P, then (value before·(P−1) + true range)/P.
//! Source: Wilder, New Concepts in Technical Trading Systems (1978); his smoothing. (TA-Lib's ATR leaves
//! the first bar out and so starts one bar later.)

use super::compare::larger;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};

/// Its entry in the table.
pub(super) const ATR: Family = Family {
    name: "atr",
    parameters: PERIOD,
    example: "atr_14",
    formula: "Wilder's average of the true range; starts with a mean",
    warm_up: "period − 1",
    source: "Wilder, New Concepts in Technical Trading Systems (1978)",
    compute: |input| input.by_rules([High, Low, Close], &|[h, l, c]| atr(h, l, c, input.period(0))),
};

pub(super) fn atr(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    if period > 0 && period <= close.len() {
        let averages = averages(high, low, close, period);
        out[period - 1..].iter_mut().zip(averages).for_each(|(slot, average)| *slot = average);
    }
    out
}

/// Returns the average from bar P−1 on; there are P bars at least.
pub(super) fn averages(
    high: &[f64],
    low: &[f64],
    close: &[f64],
    period: usize,
) -> impl Iterator<Item = f64> {
    let count = period as f64;
    let mut ranges = true_ranges(high, low, close);
    let first = ranges.by_ref().take(period).fold(0.0, |sum, range| sum + range) / count;
    let later = ranges.scan(first, move |average, range| {
        *average = (*average * (count - 1.0) + range) / count;
        Some(*average)
    });
    std::iter::once(first).chain(later)
}

pub(super) fn true_ranges(high: &[f64], low: &[f64], close: &[f64]) -> impl Iterator<Item = f64> {
    let first = (high[0] - low[0]).abs();
    let later = high[1..].iter().zip(&low[1..]).zip(close).map(|((high, low), before)| {
        larger(larger((high - low).abs(), (high - before).abs()), (low - before).abs())
    });
    std::iter::once(first).chain(later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_counts_from_the_close_before() {
        // True ranges 2, 6 (gap from 9 up to 15) and 1.
        let column = atr(&[10.0, 15.0, 14.0], &[8.0, 14.0, 13.0], &[9.0, 14.0, 13.5], 2);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [4.0, 2.5]);
    }
}
