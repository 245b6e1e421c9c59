//! `total_pnl`, money: final equity − initial balance.

/// Returns final equity less the initial balance, money; 0 before the first bar.
pub(super) fn total_pnl(equity: &[f64], initial_balance: f64) -> f64 {
    equity.last().map_or(0.0, |last| last - initial_balance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_last_bar_has_more_than_the_start() {
        assert_eq!(total_pnl(&[100.0, 90.0, 130.0], 100.0), 30.0);
        assert_eq!(total_pnl(&[], 100.0), 0.0);
    }
}
