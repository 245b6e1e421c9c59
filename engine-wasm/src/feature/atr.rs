//! `atr_P`: average true range.
//!
//! Formula: TR₀ = |high − low|, TRₜ = max(|high − low|, |high − closeₜ₋₁|, |low − closeₜ₋₁|);
//! at bar P−1 the mean of TR₀ … TRₚ₋₁, then (atrₜ₋₁·(P−1) + TRₜ)/P.
//! Source: Wilder, New Concepts in Technical Trading Systems (1978); his smoothing.

pub(super) fn atr(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    if period == 0 || close.len() < period {
        return out;
    }
    let count = period as f64;
    let mut sum = 0.0;
    for bar in 0..period {
        sum += true_range(high, low, close, bar);
    }
    let mut average = sum / count;
    out[period - 1] = average;
    for (bar, slot) in out.iter_mut().enumerate().skip(period) {
        average = (average * (count - 1.0) + true_range(high, low, close, bar)) / count;
        *slot = average;
    }
    out
}

/// `f64::max` leaves out what is not a number.
fn true_range(high: &[f64], low: &[f64], close: &[f64], bar: usize) -> f64 {
    let range = (high[bar] - low[bar]).abs();
    let Some(before) = bar.checked_sub(1) else { return range };
    let close = close[before];
    range.max((high[bar] - close).abs()).max((low[bar] - close).abs())
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
