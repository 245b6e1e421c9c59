//! `stddev_P` and `zscore_P`: spread of the last P closes, and the close's distance from their mean in it.
//!
//! Formula: with m the mean of the last P closes, s = √(Σ(x − m)²/P), divided by P, not P − 1;
//! stddev = s; zscore = (x − m)/s, no value where s is 0. First value at bar P−1.
//! Source: TA-Lib's STDDEV, in its order of additions; the standard score of any textbook.

use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const STDDEV: Family = Family {
    name: "stddev",
    parameters: PERIOD,
    example: "stddev_20",
    formula: "standard deviation of the last period closes, divided by period (ddof 0)",
    warm_up: "period − 1",
    source: "TA-Lib STDDEV",
    compute: |input| input.over([Close], &|[x]| stddev(x, input.period(0))),
};

/// Its entry in the table.
pub(super) const ZSCORE: Family = Family {
    name: "zscore",
    parameters: PERIOD,
    example: "zscore_20",
    formula: "close less the mean of the last period closes, over their stddev; no value where that is 0",
    warm_up: "period − 1",
    source: "standard score",
    compute: |input| {
        input.over([Close], &|[x]| {
            column(x, input.period(0), 1e-2, |above, deviation| {
                if deviation == 0.0 { f64::NAN } else { above / deviation }
            })
        })
    },
};

pub(super) fn stddev(x: &[f64], period: usize) -> Vec<f64> {
    // TA-Lib's bound.
    column(x, period, 1e-6, |_, deviation| deviation)
}

/// Makes a column of each close's distance from the mean of its window and of the window's deviation. The
/// sums are made anew where the variance is less than the share `kept` of what it is a difference of.
fn column(x: &[f64], period: usize, kept: f64, value: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    let anew_after = period.saturating_mul(32);
    let mut left = anew_after;
    let mut sums = Sums::near(x[0], period);
    for &close in &x[..period - 1] {
        sums.add(close);
    }
    for (slot, closes) in out[period - 1..].iter_mut().zip(x.windows(period)) {
        let (oldest, newest) = (closes[0], closes[period - 1]);
        sums.add(newest);
        let (mut mean, mut variance) = (sums.mean(), sums.variance());
        let leaving = sums.remove(oldest);
        left -= 1;
        if left == 0 || sums.are_rounded_away(variance, leaving, kept) {
            left = anew_after;
            // Around equal closes the mean's own rounding would be all there is, again at each bar.
            let equal = closes.iter().all(|&close| close == newest);
            let mean_close = closes.iter().sum::<f64>() * sums.share;
            sums = Sums::near(if equal { newest } else { mean_close }, period);
            for &close in closes {
                sums.add(close);
            }
            (mean, variance) = (sums.mean(), sums.variance());
            if variance < 1e-12 * (sums.squares * sums.share) {
                variance = 0.0;
            }
            sums.remove(oldest);
        }
        *slot = value(newest - sums.near - mean, variance.sqrt());
    }
    out
}

/// Sums of distances from a price near the window, and of their squares: beside the price itself they
/// are small, and little is lost when they are taken from each other.
struct Sums {
    near: f64,
    share: f64,
    distances: f64,
    squares: f64,
}

impl Sums {
    fn near(near: f64, period: usize) -> Self {
        Self { near, share: 1.0 / period as f64, distances: 0.0, squares: 0.0 }
    }

    fn add(&mut self, close: f64) {
        let distance = close - self.near;
        self.distances += distance;
        self.squares += distance * distance;
    }

    /// Takes a close away; returns its squared distance.
    fn remove(&mut self, close: f64) -> f64 {
        let distance = close - self.near;
        self.distances -= distance;
        self.squares -= distance * distance;
        distance * distance
    }

    /// Returns the mean's distance from the price.
    fn mean(&self) -> f64 {
        self.distances * self.share
    }

    fn variance(&self) -> f64 {
        self.squares * self.share - self.mean() * self.mean()
    }

    /// Whether the window has gone so far from the price, or so much has just left it, that too few
    /// digits are left. A variance below 0 is always such a case.
    fn are_rounded_away(&self, variance: f64, leaving: f64, kept: f64) -> bool {
        variance < kept * (self.squares * self.share) || kept * leaving > self.squares
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;
    use super::*;

    #[test]
    fn closes_2_4_4_4_5_5_7_9_spread_by_2_around_5() {
        let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        let deviations = stddev(&x, 8);
        assert!(deviations[6].is_nan());
        assert_eq!(deviations[7], 2.0);
        assert_eq!(column("zscore_8", &x)[7], 2.0);
    }

    #[test]
    fn of_two_closes_the_later_is_one_deviation_from_their_mean_however_near_they_are() {
        // What the step to 101 and back has rounded away must not stay in the sums.
        let x = [100.0, 101.0, 100.003, 100.003_01, 100.003, 100.003_01];
        for (pair, score) in x.windows(2).zip(&column("zscore_2", &x)[1..]) {
            let expected = (pair[1] - pair[0]).signum();
            assert!((score - expected).abs() < 1e-9, "{pair:?}: {score}");
        }
    }

    #[test]
    fn a_flat_window_spreads_by_exactly_0_and_has_no_score() {
        let x = [1e7, 100.1, 3.3, 0.7, 0.7, 0.7, 0.7, 0.7];
        assert_eq!(stddev(&x, 3)[5..], [0.0; 3]);
        assert!(column("zscore_3", &x)[5..].iter().all(|score| score.is_nan()));
    }

    #[test]
    fn after_a_bad_tick_has_passed_the_spread_is_what_it_was() {
        let mut x: Vec<f64> = (0..40).map(|bar| 100.0 + f64::from(bar % 3) * 0.01).collect();
        let clean = stddev(&x, 6);
        x[12] = 1e9;
        let mended = stddev(&x, 6);
        for bar in 18..40 {
            assert!((mended[bar] - clean[bar]).abs() < 1e-12, "bar {bar}");
        }
    }
}
