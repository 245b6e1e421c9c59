//! `max_consecutive_losses`, count: the longest run of losing trades, net of costs.
//! Break-even neither adds to a run nor ends it.

/// Returns the longest run of losses in the order given.
pub(super) fn max_consecutive_losses(net_pnl: impl Iterator<Item = f64>) -> usize {
    let (mut run, mut longest) = (0, 0);
    for net in net_pnl {
        if net < 0.0 {
            run += 1;
            longest = longest.max(run);
        } else if net > 0.0 {
            run = 0;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_even_neither_adds_to_a_run_nor_ends_it() {
        let trades = [-1.0, 0.0, -1.0, 2.0, -1.0];
        assert_eq!(max_consecutive_losses(trades.into_iter()), 2);
        assert_eq!(max_consecutive_losses(std::iter::empty()), 0);
    }
}
