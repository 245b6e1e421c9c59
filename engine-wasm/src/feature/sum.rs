//! Sums over a sliding window in constant time a step.

use std::ops::{Add, Mul, Neg, Sub};

use super::pair::Pair;

/// A sum that a window slides over.
pub(super) trait WindowSum: Default {
    /// Adds a value.
    fn add(&mut self, value: f64);
    /// Adds the newest value and takes the oldest away.
    fn slide(&mut self, newest: f64, oldest: f64);
    /// Returns the sum.
    fn value(&self) -> f64;
}

/// One double, as the native trainer keeps it: rounding errors add up over the bars.
#[derive(Default)]
pub(super) struct PlainSum(f64);

impl WindowSum for PlainSum {
    fn add(&mut self, value: f64) {
        self.0 += value;
    }

    fn slide(&mut self, newest: f64, oldest: f64) {
        self.0 += newest - oldest;
    }

    fn value(&self) -> f64 {
        self.0
    }
}

/// A number, or two side by side.
pub(super) trait Number:
    Copy + Default + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Neg<Output = Self>
{
    /// Returns the upper 26 bits: times a whole number below 2^26 they are not rounded.
    fn upper(self) -> Self;
}

impl Number for f64 {
    #[inline]
    fn upper(self) -> Self {
        Self::from_bits(self.to_bits() & !LOWER)
    }
}

/// Bits of a double's lower half.
pub(super) const LOWER: u64 = 0x07ff_ffff;

/// A number and what rounding took from it, so that equal windows have equal sums however far apart.
/// (Knuth, The Art of Computer Programming 2, 4.2.2, theorem B.)
#[derive(Default)]
pub(super) struct ExactSum<T: Number = f64> {
    high: T,
    low: T,
}

impl<T: Number> ExactSum<T> {
    #[inline]
    pub(super) fn add(&mut self, value: T) {
        let sum = self.high + value;
        let taken = sum - self.high;
        self.low = self.low + ((self.high - (sum - taken)) + (value - taken));
        self.high = sum;
    }

    /// Adds `value × weight`; exact to some 80 bits for whole weights below 2^26.
    #[inline]
    pub(super) fn add_product(&mut self, value: T, weight: T) {
        let upper = value.upper();
        self.add(upper * weight);
        self.low = self.low + (value - upper) * weight;
    }

    /// Takes another sum away.
    #[inline]
    pub(super) fn subtract(&mut self, other: &Self) {
        self.add(-other.high);
        self.low = self.low - other.low;
    }

    /// Adds the newest value and takes the oldest away.
    #[inline]
    pub(super) fn slide(&mut self, newest: T, oldest: T) {
        self.add(newest);
        self.add(-oldest);
    }

    #[inline]
    pub(super) fn value(&self) -> T {
        self.high + self.low
    }
}

impl ExactSum {
    /// Puts it beside another.
    pub(super) fn beside(&self, other: &Self) -> ExactSum<Pair> {
        ExactSum { high: Pair::new(self.high, other.high), low: Pair::new(self.low, other.low) }
    }
}

impl WindowSum for ExactSum {
    fn add(&mut self, value: f64) {
        self.add(value);
    }

    fn slide(&mut self, newest: f64, oldest: f64) {
        self.slide(newest, oldest);
    }

    fn value(&self) -> f64 {
        self.value()
    }
}

/// Returns the sum of eight sums that were added up side by side.
#[inline]
pub(super) fn total(sums: [f64; 8]) -> f64 {
    let fours: [f64; 4] = std::array::from_fn(|lane| sums[lane] + sums[lane + 4]);
    (fours[0] + fours[2]) + (fours[1] + fours[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slid_back<S: WindowSum>() -> f64 {
        let mut sum = S::default();
        sum.add(0.1);
        sum.slide(1e9, 0.1);
        sum.slide(0.3, 1e9);
        sum.value()
    }

    #[test]
    fn after_a_large_value_has_passed_only_the_exact_sum_is_what_is_left() {
        assert_eq!(slid_back::<ExactSum>(), 0.3);
        assert!((slid_back::<PlainSum>() - 0.3).abs() > 1e-9);
    }
}
