//! Highest and lowest of a window: `highest_P` = `donchian_upper_P`, `lowest_P` = `donchian_lower_P`.
//!
//! Formula: highest high and lowest low of the last P bars, the present one included. First value at
//! bar P−1. Source: TA-Lib's MAX and MIN; Richard Donchian's channel.
//!
//! A window spans at most two blocks of P bars: its extreme is that of the rest of the one and of the
//! beginning of the other, each carried along (van Herk, Gil and Werman).

use super::family::{Family, PERIOD};
use super::input::Column::{High, Low};
use super::pair::Pair;

/// Its entry in the table.
pub(super) const HIGHEST: Family = Family {
    name: "highest",
    parameters: PERIOD,
    example: "highest_20",
    formula: "highest high of the last period bars",
    warm_up: "period − 1",
    source: "TA-Lib MAX of the high",
    compute: |input| input.over([High], &|[x]| highest(x, input.period(0))),
};

/// Its entry in the table.
pub(super) const LOWEST: Family = Family {
    name: "lowest",
    parameters: PERIOD,
    example: "lowest_20",
    formula: "lowest low of the last period bars",
    warm_up: "period − 1",
    source: "TA-Lib MIN of the low",
    compute: |input| input.over([Low], &|[x]| lowest(x, input.period(0))),
};

/// Its entry in the table.
pub(super) const DONCHIAN_UPPER: Family = Family {
    name: "donchian_upper",
    example: "donchian_upper_20",
    source: "Richard Donchian; TA-Lib DONCHIAN",
    ..HIGHEST
};

/// Its entry in the table.
pub(super) const DONCHIAN_LOWER: Family = Family {
    name: "donchian_lower",
    example: "donchian_lower_20",
    source: "Richard Donchian; TA-Lib DONCHIAN",
    ..LOWEST
};

fn highest(x: &[f64], period: usize) -> Vec<f64> {
    ranges(x, x, period, |_, highest, _| highest)
}

fn lowest(x: &[f64], period: usize) -> Vec<f64> {
    ranges(x, x, period, |_, _, lowest| lowest)
}

/// Makes a column of the bar, the highest high and the lowest low of its window; NaN before the first
/// whole one.
pub(super) fn ranges(
    high: &[f64],
    low: &[f64],
    period: usize,
    value: impl Fn(usize, f64, f64) -> f64,
) -> Vec<f64> {
    let mut out = vec![f64::NAN; high.len()];
    // The extremes from each bar of the block before to its end; NaN behind the end.
    let mut rest = vec![Pair::both(f64::NAN); period + 1];
    for start in (0..high.len()).step_by(period) {
        let end = (start + period).min(high.len());
        let (high, low) = (&high[start..end], &low[start..end]);
        let slots = out[start..end].iter_mut().zip(high.iter().zip(low));
        let mut beginning = Pair::new(high[0], -low[0]);
        for (at, ((slot, (&high, &low)), rest)) in slots.zip(&rest[1..]).enumerate() {
            beginning = beginning.larger(Pair::new(high, -low));
            let [highest, lowest] = beginning.larger(*rest).parts();
            *slot = value(start + at, highest, -lowest);
        }
        let mut last = Pair::new(high[high.len() - 1], -low[low.len() - 1]);
        for (slot, (&high, &low)) in rest.iter_mut().zip(high.iter().zip(low)).rev() {
            last = last.larger(Pair::new(high, -low));
            *slot = last;
        }
    }
    out[..period - 1].fill(f64::NAN);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_and_lowest_of_each_three_bars() {
        let x = [3.0, 1.0, 2.0, 5.0, 4.0, 0.0, 0.0, 0.5];
        let (high, low) = (highest(&x, 3), lowest(&x, 3));
        assert!(high[1].is_nan() && low[1].is_nan());
        assert_eq!(high[2..], [3.0, 5.0, 5.0, 5.0, 4.0, 0.5]);
        assert_eq!(low[2..], [1.0, 1.0, 2.0, 0.0, 0.0, 0.0]);
        assert_eq!(highest(&x, 1), x);
    }

    #[test]
    fn sliding_agrees_with_a_look_at_every_window() {
        let x: Vec<f64> = (0..300).map(|bar| f64::from(bar * bar % 101)).collect();
        for period in [1, 2, 3, 10, 99, 100, 101, 299, 300] {
            let looked: Vec<f64> = x
                .windows(period)
                .map(|window| window.iter().copied().fold(-1.0, f64::max))
                .collect();
            assert_eq!(highest(&x, period)[period - 1..], looked);
        }
    }
}
