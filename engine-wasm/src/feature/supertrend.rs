//! `supertrend_P_K`: a trailing stop K average true ranges from the middle of the bar.
//!
//! Formula: basic bands (high + low)/2 ± K·`atr_P`. The lower band in force only rises until a close
//! falls below it, the upper one only falls until a close rises above it (the close of the bar before
//! decides). The value is the upper band while the trend is down, which it is at first, and the lower
//! one while it is up; the trend turns up at a close above the upper band, down at one below the lower.
//! First value at bar P−1. Source: Olivier Seban; `TradingView`'s `ta.supertrend`; `PineTS` agrees.

use super::atr::averages;
use super::family::{Family, Parameter};
use super::input::Column::{Close, High, Low};
use super::pair::Pair;

/// Its entry in the table.
pub(super) const SUPERTREND: Family = Family {
    name: "supertrend",
    parameters: &[Parameter::window("period"), Parameter::number("multiplier")],
    example: "supertrend_10_3",
    formula: "(high + low)/2 ∓ multiplier·atr, trailing the close below in a rise and above in a fall",
    warm_up: "period − 1",
    source: "Olivier Seban; TradingView ta.supertrend",
    compute: |input| {
        input.over([High, Low, Close], &|[h, l, c]| {
            supertrend(h, l, c, input.period(0), input.number(1))
        })
    },
};

fn supertrend(
    high: &[f64],
    low: &[f64],
    close: &[f64],
    period: usize,
    multiplier: f64,
) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    // The upper band stands turned over beside the lower one, so that both rise.
    let mut bands = Pair::both(f64::NEG_INFINITY);
    let mut before = f64::NAN;
    let mut rising = false;
    let averages = averages(high, low, close, period);
    let bars = high.iter().zip(low).zip(close).zip(&mut out).skip(period - 1);
    for ((((high, low), &close), slot), average) in bars.zip(averages) {
        let middle = 0.5 * (high + low);
        let basic = Pair::new(middle, -middle) - Pair::both(multiplier * average);
        let broken = bands.above(Pair::new(before, -before));
        bands = basic.above(bands).or(broken).choose(basic, bands);
        let [lower, upper] = bands.parts();
        let upper = -upper;
        rising = !before.is_nan() && if rising { close >= lower } else { close > upper };
        *slot = if rising { lower } else { upper };
        before = close;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dozen_bars_up_and_down_again() {
        // Each bar spans 2 around its close, so with P = 1 the true range is 2 or what a gap adds to 1.
        let close = [10.0, 10.0, 9.0, 13.0, 14.0, 15.0, 14.0, 15.0, 11.0, 10.0, 9.0, 12.0];
        let (high, low) = (close.map(|x| x + 1.0), close.map(|x| x - 1.0));
        let column = supertrend(&high, &low, &close, 1, 1.0);
        let expected = [
            12.0, // down at first: 10 + 2
            12.0, //
            11.0, // 9 + 2
            8.0,  // 13 is above 11: up; lower band 13 − 5, true range 14 − 9
            12.0, // 14 − 2
            13.0, // 15 − 2
            13.0, // stays: 14 − 2 is lower
            13.0, //
            16.0, // 11 is below 13: down; upper band 11 + 5, true range 15 − 10
            12.0, // 10 + 2
            11.0, // 9 + 2
            8.0,  // 12 is above 11: up; lower band 12 − 4, true range 13 − 9
        ];
        assert_eq!(column, expected);
    }

    #[test]
    fn it_starts_with_the_average_true_range() {
        let column = supertrend(&[3.0; 4], &[1.0; 4], &[2.0; 4], 3, 2.0);
        assert!(column[1].is_nan());
        assert_eq!(column[2..], [6.0, 6.0]);
    }
}
