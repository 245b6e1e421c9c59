//! `obv`: on-balance volume; `vol_t1`: volume of the bar before.
//!
//! Formula: starts at 0; + volume when the close rises, − volume when it falls, unchanged when it is
//! equal or any of them is not a number. Source: Granville, New Key to Stock Market Profits (1963).

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
    let known = volume.len().saturating_sub(1);
    std::iter::once(f64::NAN).chain(volume.iter().copied()).take(known + 1).collect()
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
