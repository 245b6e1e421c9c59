//! The mean distance of a window's values from their mean, sliding.
//!
//! A mean moves little from bar to bar: only values near it change sides. So those within some reach of
//! where it was are kept aside, in order of time, and are measured at each bar; of the others, which stay on
//! their side, the count and the sum of distances from there are enough. When the mean leaves the reach
//! the window is sorted anew. With a reach of some √P values this takes O(√P) a bar.

use super::sum::{ExactSum, total};

/// Values looked at side by side.
const LANES: usize = 8;

/// Mean of a window and mean distance from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    pub(super) mean: f64,
    pub(super) distance: f64,
}

/// A window that slides over a column.
pub(super) struct Distances<'a> {
    x: &'a [f64],
    period: usize,
    share: f64,
    sum: ExactSum,
    /// Where the mean was when the window was sorted.
    middle: f64,
    reach: f64,
    /// Of the values out of reach: the sum of their distances from the middle, and how many more are above
    /// it than below.
    far: f64,
    excess: f64,
    /// The values within reach, less the middle, oldest first: those from `gone` to `end`; 0 behind them.
    near: Vec<f64>,
    gone: usize,
    end: usize,
}

/// Returns mean and mean distance of every window of `period` values. All values are numbers.
pub(super) fn each_spread(x: &[f64], period: usize, mut found: impl FnMut(usize, Spread)) {
    let mut window = Distances::new(x, period);
    let mut last = window.first();
    found(period - 1, last);
    for bar in period..x.len() {
        window.slide(bar);
        last = window.spread(bar, last.distance);
        found(bar, last);
    }
}

impl<'a> Distances<'a> {
    fn new(x: &'a [f64], period: usize) -> Self {
        let mut sum = ExactSum::default();
        x[..period].iter().for_each(|&value| sum.add(value));
        let share = 1.0 / period as f64;
        let near = vec![0.0; 2 * period + LANES];
        let (middle, reach, far, excess) = (0.0, 0.0, 0.0, 0.0);
        Self { x, period, share, sum, middle, reach, far, excess, near, gone: 0, end: 0 }
    }

    fn mean(&self) -> f64 {
        self.sum.value() * self.share
    }

    fn first(&mut self) -> Spread {
        let mean = self.mean();
        self.sort(self.period - 1, mean, 0.0);
        let first = Spread { mean, distance: self.distance(0.0) };
        self.sort(self.period - 1, mean, first.distance);
        first
    }

    /// Moves on to the window that ends at `bar`.
    #[inline]
    fn slide(&mut self, bar: usize) {
        let (newest, oldest) = (self.x[bar], self.x[bar - self.period]);
        self.sum.slide(newest, oldest);
        let (enters, leaves) = (newest - self.middle, oldest - self.middle);
        if enters.abs() <= self.reach {
            self.near[self.end] = enters;
            self.end += 1;
        } else {
            self.far += enters.abs();
            self.excess += 1.0_f64.copysign(enters);
        }
        if leaves.abs() <= self.reach {
            self.gone += 1;
        } else {
            self.far -= leaves.abs();
            self.excess -= 1.0_f64.copysign(leaves);
        }
    }

    #[inline]
    fn spread(&mut self, bar: usize, distance_before: f64) -> Spread {
        let mean = self.mean();
        let mut from_middle = mean - self.middle;
        if from_middle.abs() > self.reach || self.end == 2 * self.period {
            self.sort(bar, mean, distance_before);
            from_middle = 0.0;
        }
        Spread { mean, distance: self.distance(from_middle) }
    }

    /// Returns the mean distance from a place within reach of the middle.
    #[inline]
    fn distance(&self, from_middle: f64) -> f64 {
        // The last chunk is filled up with zeros, whose distance is taken back.
        let chunks = (self.end - self.gone).div_ceil(LANES);
        let filled = self.gone + chunks * LANES - self.end;
        let (chunks, _) = self.near[self.gone..self.gone + chunks * LANES].as_chunks::<LANES>();
        let mut sums = [0.0; LANES];
        for chunk in chunks {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += (value - from_middle).abs();
            }
        }
        let near = total(sums) - filled as f64 * from_middle.abs();
        (self.far - self.excess * from_middle + near) * self.share
    }

    /// Puts the window's values among the near or the far ones, by their distance from its mean.
    fn sort(&mut self, bar: usize, mean: f64, distance: f64) {
        let window = &self.x[bar + 1 - self.period..=bar];
        self.middle = mean;
        self.reach = distance * (5.0 / (self.period as f64).sqrt());
        let mut count = 0;
        for value in window {
            // Written in any case, kept only if it is near: a branch would be guessed wrong too often.
            self.near[count] = value - mean;
            count += usize::from((value - mean).abs() <= self.reach);
        }
        self.near[count..self.end.max(count + 1)].fill(0.0);
        (self.gone, self.end) = (0, count);
        // All, less those that are near.
        let all = far_of(window, mean);
        let near = far_of(&self.near[..count], 0.0);
        (self.far, self.excess) = (all.0 - near.0, all.1 - near.1);
    }
}

/// Returns the sum of the distances from `middle`, and how many more values are at or above it than below.
fn far_of(values: &[f64], middle: f64) -> (f64, f64) {
    let (chunks, rest) = values.as_chunks::<LANES>();
    let (mut far, mut excess) = ([0.0; LANES], [0.0; LANES]);
    let mut add = |chunk: &[f64]| {
        for ((far, excess), value) in far.iter_mut().zip(&mut excess).zip(chunk) {
            *far += (value - middle).abs();
            *excess += 1.0_f64.copysign(value - middle);
        }
    };
    for chunk in chunks {
        add(chunk);
    }
    add(rest);
    (total(far), total(excess))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_1_2_6_the_mean_is_3_and_the_distances_2_on_average() {
        let mut all = Vec::new();
        each_spread(&[1.0, 2.0, 6.0, 4.0], 3, |bar, spread| {
            all.push((bar, spread.mean, spread.distance));
        });
        // Distances of 2, 6, 4 from 4: 2, 2, 0.
        assert_eq!(all, [(2, 3.0, 2.0), (3, 4.0, 4.0 / 3.0)]);
    }

    #[test]
    fn sliding_agrees_with_a_look_at_every_window() {
        let noisy = |bar: u32| 5_000.0 + f64::from(bar * bar % 89) * 0.25;
        let drifting = |bar: u32| f64::from(bar) + noisy(bar);
        let tied = |bar: u32| 100.0 + f64::from(bar / 30 % 3);
        let spiked = |bar: u32| noisy(bar) + if bar == 700 { 1e9 } else { 0.0 };
        let shapes: [&dyn Fn(u32) -> f64; 5] = [&noisy, &drifting, &tied, &spiked, &|_| 7.5];
        for shape in shapes {
            let x: Vec<f64> = (0..2_000).map(shape).collect();
            for period in [1, 2, 64, 200, 1_999] {
                each_spread(&x, period, |bar, Spread { mean, distance }| {
                    let window = &x[bar + 1 - period..=bar];
                    let looked: f64 = window.iter().map(|value| (value - mean).abs()).sum();
                    let near = (distance - looked / period as f64).abs();
                    assert!(near <= 1e-12 * distance.max(1.0), "{period}, bar {bar}: {distance}");
                });
            }
        }
    }
}
