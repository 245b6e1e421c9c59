//! `max_drawdown`, fraction ≥ 0: the deepest fall below the highest equity before, on bars.
//!
//! The initial balance is the first peak. Source: backtesting.py and empyrical (with their sign turned).

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "max_drawdown",
    label: "Max drawdown",
    unit: "fraction",
    formula: "largest (peak − equity) ÷ peak over all bars; the initial balance is the first peak",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.deepest()?.depth)
}

/// The deepest falls of an equity curve, by share and by money, which need not be the same fall.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Deepest {
    /// Fraction of the peak; 0 without a fall.
    pub(super) depth: f64,
    /// Deepest fall in money, ≥ 0.
    pub(super) money: f64,
    /// Point of the last peak before the fall of `depth`.
    pub(super) peak_at: usize,
    /// Point at which the equity was back at that peak; `None` if it never was.
    pub(super) recovered_at: Option<usize>,
}

impl Deepest {
    pub(super) fn of(equity: &[f64], initial_balance: f64) -> Self {
        let mut deepest = Self::default();
        let (mut peak, mut peak_at) = (initial_balance, 0);
        for (at, &equity) in equity.iter().enumerate() {
            if equity >= peak {
                if deepest.recovered_at.is_none() && peak_at == deepest.peak_at {
                    deepest.recovered_at = Some(at);
                }
                (peak, peak_at) = (equity, at);
                continue;
            }
            let fall = peak - equity;
            if fall > deepest.money {
                deepest.money = fall;
            }
            // Divided only where it is deeper than before: rarely.
            if fall > deepest.depth * peak && fall / peak > deepest.depth {
                deepest.depth = fall / peak;
                (deepest.peak_at, deepest.recovered_at) = (peak_at, None);
            }
        }
        deepest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_from_120_to_90_is_a_drawdown_of_a_quarter() {
        let deepest = Deepest::of(&[110.0, 120.0, 90.0, 119.0], 100.0);
        assert_eq!((deepest.depth, deepest.money, deepest.peak_at), (0.25, 30.0, 1));
        assert_eq!(deepest.recovered_at, None);
    }

    #[test]
    fn a_loss_at_the_first_bar_counts_from_the_initial_balance() {
        assert_eq!(Deepest::of(&[80.0, 90.0], 100.0).depth, 0.2);
        assert_eq!(Deepest::of(&[], 100.0).depth, 0.0);
    }

    #[test]
    fn it_ends_where_the_peak_it_fell_from_is_reached_again() {
        let deepest = Deepest::of(&[100.0, 50.0, 100.0, 130.0, 120.0, 140.0], 100.0);
        assert_eq!((deepest.peak_at, deepest.recovered_at), (0, Some(2)));
        // Equal peaks in a row: the fall starts at the last of them.
        let deepest = Deepest::of(&[100.0, 100.0, 90.0, 99.0], 100.0);
        assert_eq!((deepest.peak_at, deepest.recovered_at), (1, None));
    }

    #[test]
    fn the_largest_fall_in_money_may_be_another_one() {
        let deepest = Deepest::of(&[50.0, 1_000.0, 900.0], 100.0);
        assert_eq!((deepest.depth, deepest.money), (0.5, 100.0));
    }
}
