//! Wilder's directional movement: `plus_di_P`, `minus_di_P`, `adx_P`, each 0 to 100.
//!
//! Formula: a bar's movement up is high − high before if that is above 0 and above low before − low,
//! its movement down the mirrored. Both and the true range are summed over the first P−1 bars that have
//! one, then sum − sum/P + new. `plus_di` = 100·up/range, `minus_di` = 100·down/range, 0 without range, from
//! bar P on (for P = 1 the bar's own ratio, not times 100). adx: dx = 100·|plus − minus|/(plus + minus);
//! at bar 2P−1 the mean of P of them (0 without movement), then (adx before·(P−1) + dx)/P, the one before
//! without movement. Source: Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib.

use super::compare::is_rounding;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};
use super::input::Input;
use super::pair::Pair;

/// Its entry in the table.
pub(super) const PLUS_DI: Family = Family {
    name: "plus_di",
    parameters: PERIOD,
    example: "plus_di_14",
    formula: "100·movement up/true range, both smoothed by Wilder",
    warm_up: "period",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib PLUS_DI",
    compute: |input| indicator(input, |[up, _]| up),
};

/// Its entry in the table.
pub(super) const MINUS_DI: Family = Family {
    name: "minus_di",
    example: "minus_di_14",
    formula: "100·movement down/true range, both smoothed by Wilder",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib MINUS_DI",
    compute: |input| indicator(input, |[_, down]| down),
    ..PLUS_DI
};

/// Its entry in the table.
pub(super) const ADX: Family = Family {
    name: "adx",
    parameters: PERIOD,
    example: "adx_14",
    formula: "Wilder's average of 100·|plus_di − minus_di|/(plus_di + minus_di)",
    warm_up: "2·period − 1",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib ADX",
    compute: |input| {
        input.over([High, Low, Close], &|[high, low, close]| adx(high, low, close, input.period(0)))
    },
};

/// Movement of one bar, or smoothed.
struct Movement {
    /// Up and down.
    moves: Pair,
    range: f64,
}

impl Movement {
    fn none() -> Self {
        Self { moves: Pair::both(0.0), range: 0.0 }
    }

    /// Returns the movement of each bar from the second on.
    fn of_bars(high: &[f64], low: &[f64], close: &[f64]) -> impl Iterator<Item = Self> {
        let ends = |high: &[f64], low: &[f64]| Pair::new(high[0], -low[0]);
        let mut before = ends(high, low);
        high[1..].iter().zip(&low[1..]).zip(close).map(move |((&high, &low), &close)| {
            let now = Pair::new(high, -low);
            let moved = now - before;
            before = now;
            let against = moved.swapped().larger(Pair::both(0.0));
            let ranges = (now - Pair::new(close, -close)).abs();
            let range = ranges.larger(ranges.swapped()).larger(Pair::both(high - low));
            Self { moves: moved.above(against).or_zero(moved), range: range.parts()[0] }
        })
    }

    fn add(&mut self, bar: &Self) {
        self.moves = self.moves + bar.moves;
        self.range += bar.range;
    }

    /// Takes 1/P of itself away and adds the bar's.
    #[inline]
    fn smooth(&mut self, bar: &Self, share: f64) {
        self.moves = self.moves - self.moves * Pair::both(share) + bar.moves;
        self.range = self.range - self.range * share + bar.range;
    }

    /// Returns `plus_di` and `minus_di`.
    #[inline]
    fn percent(&self) -> Pair {
        if self.range > 0.0 {
            Pair::both(100.0) * (self.moves / Pair::both(self.range))
        } else {
            Pair::both(0.0)
        }
    }

    #[inline]
    fn index(&self) -> Option<f64> {
        let [plus, minus] = self.percent().parts();
        let both = plus + minus;
        if is_rounding(both, 1.0) { None } else { Some(100.0 * ((minus - plus).abs() / both)) }
    }
}

fn indicator(input: &Input, part: impl Fn([f64; 2]) -> f64) -> Vec<f64> {
    let period = input.period(0);
    let share = 1.0 / period as f64;
    input.over([High, Low, Close], &|[high, low, close]| {
        let mut out = vec![f64::NAN; close.len()];
        let mut bars = Movement::of_bars(high, low, close).zip(&mut out[1..]);
        if period == 1 {
            for (bar, slot) in bars {
                // TA-Lib's ratio of a single bar is not in percent.
                *slot = part(bar.percent().parts()) / 100.0;
            }
            return out;
        }
        let mut smoothed = Movement::none();
        bars.by_ref().take(period - 1).for_each(|(bar, _)| smoothed.add(&bar));
        for (bar, slot) in bars {
            smoothed.smooth(&bar, share);
            *slot = part(smoothed.percent().parts());
        }
        out
    })
}

fn adx(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    let share = 1.0 / period as f64;
    let mut bars = Movement::of_bars(high, low, close).zip(&mut out[1..]);
    let mut smoothed = Movement::none();
    bars.by_ref().take(period - 1).for_each(|(bar, _)| smoothed.add(&bar));
    let mut average = 0.0;
    for (at, (bar, slot)) in bars.by_ref().take(period).enumerate() {
        smoothed.smooth(&bar, share);
        average += smoothed.index().unwrap_or(0.0);
        if at + 1 == period {
            average /= period as f64;
            *slot = average;
        }
    }
    for (bar, slot) in bars {
        smoothed.smooth(&bar, share);
        if let Some(index) = smoothed.index() {
            average -= (average - index) * share;
        }
        *slot = average;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::column_of;

    const HIGH: [f64; 5] = [10.0, 12.0, 13.0, 13.0, 12.0];
    const LOW: [f64; 5] = [8.0, 9.0, 11.0, 9.0, 8.0];
    const CLOSE: [f64; 5] = [9.0, 11.0, 12.0, 10.0, 9.0];

    #[test]
    fn two_up_of_a_range_of_three_then_one_of_two() {
        let plus = column_of("plus_di_2", &HIGH, &LOW, &CLOSE);
        let minus = column_of("minus_di_2", &HIGH, &LOW, &CLOSE);
        assert!(plus[1].is_nan());
        // Up 2, 1, 0, 0; down 0, 0, 2, 1; ranges 3, 2, 4, 4. Smoothed: up 2, 2, 1, ½; down 0, 0, 2, 2;
        // range 3, 3.5, 5.75, 6.875.
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(near(plus[2], 200.0 / 3.5) && near(plus[3], 100.0 / 5.75));
        assert!(near(minus[2], 0.0) && near(minus[4], 200.0 / 6.875));
    }

    #[test]
    fn the_index_starts_with_the_mean_of_two() {
        // dx: 100, 100·1/3, 100·1.5/2.5 = 60.
        let adx = column_of("adx_2", &HIGH, &LOW, &CLOSE);
        assert!(adx[2].is_nan());
        assert!((adx[3] - 200.0 / 3.0).abs() < 1e-12);
        assert!((adx[4] - (100.0 / 3.0 + 30.0)).abs() < 1e-12);
    }

    #[test]
    fn bars_that_never_move_have_none() {
        let flat = [5.0; 6];
        for name in ["plus_di_2", "minus_di_1", "adx_2"] {
            assert_eq!(column_of(name, &flat, &flat, &flat)[3..], [0.0; 3], "{name}");
        }
    }
}
