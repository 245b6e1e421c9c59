//! `obv`: on-balance volume; `vol_t1`: volume of the bar before.
//!
//! Formula: starts at 0; + volume when the close rises, − volume when it falls, unchanged when it is
//! equal or any of them is not a number. Source: Granville, New Key to Stock Market Profits
//! (1963). (TA-Lib's OBV starts at the first volume.)

use super::family::Family;
use super::input::Column::{Close, Volume};

/// Its entry in the table.
pub(super) const OBV: Family = Family {
    name: "obv",
    parameters: &[],
    example: "obv",
    formula: "running sum of volume, + on a rise of the close, − on a fall; starts at 0",
    warm_up: "0",
    source: "Granville, New Key to Stock Market Profits (1963)",
    compute: |input| input.by_rules([Close, Volume], &|[c, v]| obv(c, v)),
};

/// Its entry in the table.
pub(super) const VOL_T1: Family = Family {
    name: "vol_t1",
    parameters: &[],
    example: "vol_t1",
    formula: "volume of the bar before",
    warm_up: "1",
    source: "the native trainer",
    compute: |input| {
        let volume = input.columns([Volume]);
        volume.map_or_else(|| input.no_value(), |[volume]| volume_before(volume))
    },
};

pub(super) fn obv(close: &[f64], volume: &[f64]) -> Vec<f64> {
    let mut total = 0.0;
    let mut before = f64::NAN;
    close
        .iter()
        .zip(volume)
        .map(|(&close, &volume)| {
            if [close, before, volume].iter().all(|value| value.is_finite()) {
                if close > before {
                    total += volume;
                } else if close < before {
                    total -= volume;
                }
            }
            before = close;
            total
        })
        .collect()
}

/// Returns the volume shifted by one bar; the first is not known.
pub(super) fn volume_before(volume: &[f64]) -> Vec<f64> {
    std::iter::once(f64::NAN).chain(volume.iter().copied()).take(volume.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volume_is_added_on_a_rise_and_taken_on_a_fall() {
        let column = obv(&[1.0, 2.0, 2.0, 1.0], &[10.0, 20.0, 30.0, 40.0]);
        assert_eq!(column, [0.0, 20.0, 20.0, -20.0]);
    }

    #[test]
    fn the_volume_before_is_one_bar_late() {
        let column = volume_before(&[5.0, 6.0, 7.0]);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [5.0, 6.0]);
    }
}
