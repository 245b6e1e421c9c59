//! `psar_A_M`: Wilder's parabolic stop and reverse, with acceleration A and its limit M.
//!
//! Formula: long or short at bar 1, short if the low fell further than the high rose from bar 0; it starts
//! at bar 0's low (long) or high (short). Each bar the stop moves by the acceleration times its distance
//! from the highest high (lowest low) since the turn; the acceleration starts at A and grows by A with each
//! new extreme up to M (A itself not above M). The stop never enters the last two bars' range. Touched, it
//! turns: the value is then the extreme. First value at bar 1.
//! Source: Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib's SAR.

use super::family::{Family, Parameter};
use super::input::Column::{High, Low};
use super::pair::Pair;

/// Its entry in the table.
pub(super) const PSAR: Family = Family {
    name: "psar",
    parameters: &[Parameter::number("acceleration"), Parameter::number("maximum")],
    example: "psar_0.02_0.2",
    formula: "stop that nears the extreme ever faster and turns when touched",
    warm_up: "1",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib SAR",
    compute: |input| {
        input.over([High, Low], &|[high, low]| psar(high, low, input.number(0), input.number(1)))
    },
};

fn psar(high: &[f64], low: &[f64], acceleration: f64, maximum: f64) -> Vec<f64> {
    let mut out = vec![f64::NAN; high.len()];
    if high.len() < 2 {
        return out;
    }
    let first = acceleration.min(maximum);
    let (rise, fall) = (high[1] - high[0], low[0] - low[1]);
    let mut long = !(fall > 0.0 && rise < fall);
    // Short is long with prices turned over: `far` is where they are to go, `near` where the stop is.
    let turned = |long: bool, high: f64, low: f64| if long { (high, low) } else { (-low, -high) };
    let (_, mut stop) = turned(long, high[0], low[0]);
    // At bar 1 the bar before counts as bar 1 itself.
    let (mut extreme, mut near_before) = turned(long, high[1], low[1]);
    let mut far_before = extreme;
    let mut rate = first;
    for (slot, (&high, &low)) in out[1..].iter_mut().zip(high[1..].iter().zip(&low[1..])) {
        let (mut far, mut near) = turned(long, high, low);
        // Keeps the stop out of this bar and the one before.
        let outside = |stop: f64, near_before: f64, near: f64| {
            Pair::both(stop).smaller(Pair::both(near_before).smaller(Pair::both(near)))
        };
        let touched = near <= stop;
        if touched {
            long = !long;
            (far, near) = (-near, -far);
            near_before = -far_before;
            [stop, _] = outside(-extreme, near_before, near).parts();
            rate = first;
            extreme = far;
        }
        *slot = if long { stop } else { -stop };
        // At a turn the extreme is the bar's own.
        let (bar, limit) = (Pair::both(far), Pair::both(extreme));
        let further = bar.above(limit).or_zero(Pair::both(first));
        [rate, _] = (Pair::both(rate) + further).smaller(Pair::both(maximum)).parts();
        [extreme, _] = limit.larger(bar).parts();
        [stop, _] = outside(stop + rate * (extreme - stop), near_before, near).parts();
        (far_before, near_before) = (far, near);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dozen_bars_with_a_turn_at_bar_7_and_back_at_bar_11() {
        let high = [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 15.0, 13.0, 11.0, 10.0, 10.0, 13.0];
        let low = high.map(|high| high - 1.0);
        let column = psar(&high, &low, 0.25, 0.5);
        let expected = [
            9.0,  // long, at bar 0's low
            9.5,  // + ¼·(11 − 9)
            10.0, // + ½·(12 − 9.5) = 10.75, but not above the low of bar 1
            11.0, // + ½·(13 − 10.75) = 11.875, but not above the low of bar 2
            12.0, // + ½·(14 − 11) = 12.5, but not above the low of bar 3
            13.0, // + ½·(15 − 12) = 13.5, but not above the low of bar 4
            15.0, // bar 7's low, 12, is below 14 (13 + ½·(15 − 13)): short, at the highest high
            15.0, // + ¼·(12 − 15) = 14.25, but not below the high of bar 6
            13.0, // + ½·(10 − 15) = 12.5, but not below the high of bar 7
            11.0, // + ½·(9 − 13) = 11, the high of bar 8
            9.0,  // bar 11's high, 13, is above 10: long, at the lowest low
        ];
        assert!(column[0].is_nan());
        assert_eq!(column[1..], expected);
    }

    #[test]
    fn one_bar_has_none() {
        assert!(psar(&[1.0], &[0.5], 0.02, 0.2)[0].is_nan());
    }
}
