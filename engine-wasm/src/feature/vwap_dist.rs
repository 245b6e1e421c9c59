//! `vwap_dist_P`: distance of the close from the volume-weighted average of P closes.
//!
//! Formula: (close − vwap)/vwap, vwap = Σ close·volume / Σ volume over P bars (closes, not typical prices);
//! bars that are not numbers are left out; no value where Σ volume or vwap is 0 (below 1e-12).
//! First value at bar P−1. Source: the volume-weighted average price of common charting tools.

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, Volume};
use super::sum::{ExactSum, PlainSum, WindowSum};

/// Its entry in the table.
pub(super) const VWAP_DIST: Family = Family {
    name: "vwap_dist",
    parameters: PERIOD,
    example: "vwap_dist_20",
    formula: "close over the volume-weighted mean of the last period closes, less 1",
    warm_up: "period − 1",
    source: "volume-weighted average price of common charting tools",
    compute: |input| {
        input.by_rules([Close, Volume], &|[c, v]| vwap_dist(c, v, input.period(0), input.rules))
    },
};

const ZERO: f64 = 1e-12;

pub(super) fn vwap_dist(close: &[f64], volume: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    match rules {
        Rules::Standard => distance::<ExactSum>(close, volume, period),
        Rules::Reference => distance::<PlainSum>(close, volume, period),
    }
}

fn distance<S: WindowSum>(close: &[f64], volume: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    if period == 0 {
        return out;
    }
    let usable = |bar: usize| close[bar].is_finite() && volume[bar].is_finite();
    let (mut values, mut volumes) = (S::default(), S::default());
    for bar in 0..close.len() {
        if usable(bar) {
            values.add(close[bar] * volume[bar]);
            volumes.add(volume[bar]);
        }
        if let Some(left) = bar.checked_sub(period).filter(|&left| usable(left)) {
            values.add(-(close[left] * volume[left]));
            volumes.add(-volume[left]);
        }
        if bar + 1 < period || volumes.value().abs() <= ZERO {
            continue;
        }
        let vwap = values.value() / volumes.value();
        if vwap.abs() > ZERO {
            out[bar] = (close[bar] - vwap) / vwap;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_of_12_is_a_fifth_above_a_vwap_of_10() {
        // (9·2 + 12·1)/3 = 10.
        let column = vwap_dist(&[9.0, 12.0], &[2.0, 1.0], 2, Rules::Standard);
        assert!(column[0].is_nan());
        assert_eq!(column[1], 0.2);
    }
}
