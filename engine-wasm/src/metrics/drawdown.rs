//! `max_drawdown`, fraction ≥ 0: the deepest fall below the highest equity before, on bars.
//!
//! The initial balance is the first peak. Source: backtesting.py and empyrical (with their sign turned).

/// Returns the deepest fall as a fraction of the peak it fell from; 0 without a fall.
pub(super) fn max_drawdown(equity: &[f64], initial_balance: f64) -> f64 {
    let mut peak = initial_balance;
    let mut deepest = 0.0_f64;
    for &equity in equity {
        peak = peak.max(equity);
        // Divided only where it is deeper than before: rarely.
        if peak - equity > deepest * peak {
            deepest = deepest.max((peak - equity) / peak);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_from_120_to_90_is_a_drawdown_of_a_quarter() {
        assert_eq!(max_drawdown(&[110.0, 120.0, 90.0, 119.0], 100.0), 0.25);
    }

    #[test]
    fn a_loss_at_the_first_bar_counts_from_the_initial_balance() {
        assert_eq!(max_drawdown(&[80.0, 90.0], 100.0), 0.2);
        assert_eq!(max_drawdown(&[], 100.0), 0.0);
    }
}
