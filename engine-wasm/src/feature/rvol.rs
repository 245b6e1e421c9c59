//! `rvol_P`: volume relative to its average.
//!
//! Formula: volumeₜ / SMA(volume, P)ₜ, the present bar included; no value where the average is 0
//! (below 1e-12) or either is not a number. First value at bar P−1.
//! Source: the relative volume of common screeners. (TA-Lib's RVOL leaves the present bar out.)

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::Volume;
use super::sma::sma;

/// Its entry in the table.
pub(super) const RVOL: Family = Family {
    name: "rvol",
    parameters: PERIOD,
    example: "rvol_20",
    formula: "volume over the mean of the last period volumes",
    warm_up: "period − 1",
    source: "relative volume of common screeners",
    compute: |input| input.by_rules([Volume], &|[v]| rvol(v, input.period(0), input.rules)),
};

const ZERO: f64 = 1e-12;

pub(super) fn rvol(volume: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    let mut out = sma(volume, period, rules);
    for (slot, &volume) in out.iter_mut().zip(volume) {
        let usable = volume.is_finite() && slot.is_finite() && slot.abs() > ZERO;
        *slot = if usable { volume / *slot } else { f64::NAN };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_after_one_is_one_and_a_half_times_their_average() {
        let column = rvol(&[1.0, 3.0, 0.0, 0.0], 2, Rules::Standard);
        assert_eq!(column[1..3], [1.5, 0.0]);
        assert!(column[0].is_nan() && column[3].is_nan());
    }
}
