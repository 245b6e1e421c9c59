//! `ema_P`: exponential moving average.
//!
//! Formula: α = 2/(P+1); at bar P−1 the mean of the first P closes, then α·xₜ + (1−α)·emaₜ₋₁.
//! Source: TA-Lib's EMA (the classic seed).

use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const EMA: Family = Family {
    name: "ema",
    parameters: PERIOD,
    example: "ema_20",
    formula: "2/(period+1) of the close and the rest of the value before; starts with a mean",
    warm_up: "period − 1",
    source: "TA-Lib EMA",
    compute: |input| input.by_rules([Close], &|[x]| ema(x, input.period(0))),
};

pub(super) fn ema(x: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period == 0 || x.len() < period {
        return out;
    }
    let alpha = 2.0 / (period as f64 + 1.0);
    let mut average = x[..period].iter().sum::<f64>() / period as f64;
    out[period - 1] = average;
    for (slot, &value) in out[period..].iter_mut().zip(&x[period..]) {
        average = alpha * value + (1.0 - alpha) * average;
        *slot = average;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_3_starts_with_the_mean_of_three_and_then_goes_half_way() {
        let column = ema(&[1.0, 2.0, 3.0, 10.0, 0.0], 3);
        assert!(column[1].is_nan());
        assert_eq!(column[2..], [2.0, 6.0, 3.0]);
    }
}
