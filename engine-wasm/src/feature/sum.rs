//! Sums over a sliding window in constant time a step.

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

/// A double and what rounding took from it, so that equal windows have equal sums however far apart.
/// (Knuth, The Art of Computer Programming 2, 4.2.2, theorem B.)
#[derive(Default)]
pub(super) struct ExactSum {
    high: f64,
    low: f64,
}

impl ExactSum {
    /// Adds `value × weight`; exact to some 80 bits for whole weights below 2^26.
    pub(super) fn add_product(&mut self, value: f64, weight: f64) {
        // The value's upper 26 bits, whose product has no rounding, and what is left of it.
        let upper = f64::from_bits(value.to_bits() & !0x07ff_ffff);
        self.add(upper * weight);
        self.low += (value - upper) * weight;
    }

    /// Takes another sum away.
    pub(super) fn subtract(&mut self, other: &Self) {
        self.add(-other.high);
        self.low -= other.low;
    }
}

impl WindowSum for ExactSum {
    fn add(&mut self, value: f64) {
        let sum = self.high + value;
        let taken = sum - self.high;
        self.low += (self.high - (sum - taken)) + (value - taken);
        self.high = sum;
    }

    fn slide(&mut self, newest: f64, oldest: f64) {
        self.add(newest);
        self.add(-oldest);
    }

    fn value(&self) -> f64 {
        self.high + self.low
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
