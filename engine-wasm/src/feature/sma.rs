//! `sma_P`: simple moving average of P closes.
//!
//! Formula: (xₜ + … + xₜ₋ₚ₊₁) / P. First value at bar P−1.
//! Source: any textbook; TA-Lib's SMA.

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::Close;
use super::sum::{ExactSum, PlainSum, WindowSum};

/// Its entry in the table.
pub(super) const SMA: Family = Family {
    name: "sma",
    parameters: PERIOD,
    example: "sma_20",
    formula: "mean of the last period closes",
    warm_up: "period − 1",
    source: "TA-Lib SMA",
    compute: |input| input.by_rules([Close], &|[x]| sma(x, input.period(0), input.rules)),
};

pub(super) fn sma(x: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    match rules {
        Rules::Standard => average::<ExactSum>(x, period),
        Rules::Reference => average::<PlainSum>(x, period),
    }
}

fn average<S: WindowSum>(x: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period == 0 || x.len() < period {
        return out;
    }
    let count = period as f64;
    let mut sum = S::default();
    for &value in &x[..period] {
        sum.add(value);
    }
    out[period - 1] = sum.value() / count;
    for ((slot, &newest), &oldest) in out[period..].iter_mut().zip(&x[period..]).zip(x) {
        sum.slide(newest, oldest);
        *slot = sum.value() / count;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_of_1_2_6_over_2_bars_is_1_5_then_4() {
        for rules in [Rules::Standard, Rules::Reference] {
            let column = sma(&[1.0, 2.0, 6.0], 2, rules);
            assert!(column[0].is_nan());
            assert_eq!(column[1..], [1.5, 4.0]);
        }
    }

    #[test]
    fn a_flat_stretch_after_a_jump_has_averages_equal_to_the_price() {
        let mut x = vec![1e7, 3.3, 0.1];
        x.extend([0.7; 40]);
        let (fast, slow) = (sma(&x, 10, Rules::Standard), sma(&x, 30, Rules::Standard));
        assert_eq!((fast[42], slow[42]), (0.7, 0.7));
    }
}
