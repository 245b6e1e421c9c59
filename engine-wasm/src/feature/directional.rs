//! Wilder's directional movement: `plus_di_P`, `minus_di_P`, `adx_P`, each 0 to 100.
//!
//! Formula: a bar's movement up is high − high before if that is above 0 and above low before − low,
//! its movement down the mirrored. Both and the true range are summed over the first P−1 bars that have
//! one, then sum − sum/P + new. `plus_di` = 100·up/range, `minus_di` = 100·down/range, 0 without range, from
//! bar P on (for P = 1 the bar's own ratio, not times 100). adx: dx = 100·|plus − minus|/(plus + minus);
//! at bar 2P−1 the mean of P of them (0 without movement), then (adx before·(P−1) + dx)/P, the one before
//! without movement. Source: Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib.

use super::compare::{is_rounding, larger};
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};
use super::input::Input;

/// Its entry in the table.
pub(super) const PLUS_DI: Family = Family {
    name: "plus_di",
    parameters: PERIOD,
    example: "plus_di_14",
    formula: "100·movement up/true range, both smoothed by Wilder",
    warm_up: "period",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib PLUS_DI",
    compute: |input| indicator(input, |movement| movement.up),
};

/// Its entry in the table.
pub(super) const MINUS_DI: Family = Family {
    name: "minus_di",
    example: "minus_di_14",
    formula: "100·movement down/true range, both smoothed by Wilder",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib MINUS_DI",
    compute: |input| indicator(input, |movement| movement.down),
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
#[derive(Default)]
struct Movement {
    up: f64,
    down: f64,
    range: f64,
}

impl Movement {
    /// Returns the movement of each bar from the second on.
    fn of_bars(high: &[f64], low: &[f64], close: &[f64]) -> impl Iterator<Item = Self> {
        high.windows(2).zip(low.windows(2)).zip(close).map(|((high, low), before)| {
            let (rise, fall) = (high[1] - high[0], low[0] - low[1]);
            let range = larger(high[1] - low[1], (high[1] - before).abs());
            Self {
                // Times 1 or 0: a branch would be guessed wrong at every other bar.
                up: rise * f64::from(u8::from(rise > 0.0 && rise > fall)),
                down: fall * f64::from(u8::from(fall > 0.0 && rise < fall)),
                range: larger(range, (low[1] - before).abs()),
            }
        })
    }

    fn add(&mut self, bar: &Self) {
        self.up += bar.up;
        self.down += bar.down;
        self.range += bar.range;
    }

    /// Takes 1/P of itself away and adds the bar's.
    fn smooth(&mut self, bar: &Self, share: f64) {
        self.up = self.up - self.up * share + bar.up;
        self.down = self.down - self.down * share + bar.down;
        self.range = self.range - self.range * share + bar.range;
    }

    fn percent(&self, part: f64) -> f64 {
        if self.range > 0.0 { 100.0 * (part / self.range) } else { 0.0 }
    }

    fn index(&self) -> Option<f64> {
        let (plus, minus) = (self.percent(self.up), self.percent(self.down));
        let both = plus + minus;
        if is_rounding(both, 1.0) { None } else { Some(100.0 * ((minus - plus).abs() / both)) }
    }
}

fn indicator(input: &Input, part: impl Fn(&Movement) -> f64) -> Vec<f64> {
    let period = input.period(0);
    let share = 1.0 / period as f64;
    input.over([High, Low, Close], &|[high, low, close]| {
        let mut out = vec![f64::NAN; close.len()];
        let mut smoothed = Movement::default();
        for (slot, (bar, movement)) in
            out[1..].iter_mut().zip((1..).zip(Movement::of_bars(high, low, close)))
        {
            if period == 1 {
                // TA-Lib's ratio of a single bar is not in percent.
                *slot = movement.percent(part(&movement)) / 100.0;
                continue;
            }
            if bar < period {
                smoothed.add(&movement);
                continue;
            }
            smoothed.smooth(&movement, share);
            *slot = smoothed.percent(part(&smoothed));
        }
        out
    })
}

fn adx(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    let share = 1.0 / period as f64;
    let mut smoothed = Movement::default();
    let mut average = 0.0;
    for (slot, (bar, movement)) in
        out[1..].iter_mut().zip((1..).zip(Movement::of_bars(high, low, close)))
    {
        if bar < period {
            smoothed.add(&movement);
            continue;
        }
        smoothed.smooth(&movement, share);
        if bar < 2 * period {
            average += smoothed.index().unwrap_or(0.0);
            if bar + 1 == 2 * period {
                average /= period as f64;
                *slot = average;
            }
            continue;
        }
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
