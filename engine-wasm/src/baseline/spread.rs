//! Where one value lies among others.

/// Five numbers of a list, and one value's place in it. Values that are no number are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Values, ascending.
    pub sorted: Vec<f64>,
    /// Mean of the values.
    pub mean: f64,
    /// Place of the value among all of them and itself: 1 is the highest.
    pub rank: usize,
    /// Share of the values that are lower, equal ones counted half; 0.5 is the middle.
    pub percentile: f64,
}

impl Spread {
    /// Places `value` among `others`; `None` where there is nothing to compare.
    pub fn of(value: f64, others: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> =
            others.iter().copied().filter(|other| other.is_finite()).collect();
        if sorted.is_empty() || !value.is_finite() {
            return None;
        }
        sorted.sort_unstable_by(f64::total_cmp);
        let below = sorted.partition_point(|&other| other < value);
        let not_above = sorted.partition_point(|&other| other <= value);
        let count = sorted.len() as f64;
        let equal = (not_above - below) as f64;
        Some(Self {
            mean: sorted.iter().sum::<f64>() / count,
            rank: 1 + sorted.len() - not_above,
            percentile: (below as f64 + equal / 2.0) / count,
            sorted,
        })
    }

    /// Returns minimum, first quartile, median, third quartile and maximum.
    pub fn five_numbers(&self) -> [f64; 5] {
        [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| self.quantile(share))
    }

    /// Returns the value at a share of the way through the list, between neighbours by a straight line
    /// (Hyndman & Fan's type 7, as numpy's default).
    fn quantile(&self, share: f64) -> f64 {
        let place = share * (self.sorted.len() - 1) as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ place < n"
        )]
        let low = place.floor() as usize;
        let high = (low + 1).min(self.sorted.len() - 1);
        let (below, above) = (self.sorted[low], self.sorted[high]);
        below + (above - below) * (place - low as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_of_1_to_4_lie_between_the_values() {
        let spread = Spread::of(2.5, &[4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(spread.five_numbers(), [1.0, 1.75, 2.5, 3.25, 4.0]);
        assert_eq!((spread.mean, spread.rank, spread.percentile), (2.5, 3, 0.5));
    }

    #[test]
    fn the_best_of_all_has_rank_1_and_the_worst_comes_last() {
        let best = Spread::of(9.0, &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((best.rank, best.percentile), (1, 1.0));
        let worst = Spread::of(0.0, &[1.0, 2.0, 3.0]).unwrap();
        assert_eq!((worst.rank, worst.percentile), (4, 0.0));
    }

    #[test]
    fn equal_values_count_half() {
        let spread = Spread::of(2.0, &[2.0, 2.0, 2.0, 2.0]).unwrap();
        assert_eq!((spread.rank, spread.percentile), (1, 0.5));
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let spread = Spread::of(1.0, &[f64::NAN, 0.0, f64::INFINITY]).unwrap();
        assert_eq!((spread.sorted.as_slice(), spread.percentile), (&[0.0][..], 1.0));
        assert_eq!(Spread::of(f64::NAN, &[0.0]), None);
        assert_eq!(Spread::of(0.0, &[]), None);
    }
}
