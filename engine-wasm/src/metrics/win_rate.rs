//! `win_rate`, fraction: winning trades over closed trades, net of costs; break-even is no win.
//!
//! Source: `TradingView`'s Percent Profitable, backtesting.py's Win Rate.

use super::Reason;

/// Returns the share of closed trades with a net profit.
///
/// # Errors
/// No closed trades.
pub(super) fn win_rate(net_pnl: impl Iterator<Item = f64>) -> Result<f64, Reason> {
    let (mut wins, mut trades) = (0_usize, 0_usize);
    for net in net_pnl {
        trades += 1;
        wins += usize::from(net > 0.0);
    }
    if trades == 0 { Err("no closed trades") } else { Ok(wins as f64 / trades as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_win_a_loss_and_two_break_evens_are_a_quarter() {
        assert_eq!(win_rate([1.0, -1.0, 0.0, 0.0].into_iter()), Ok(0.25));
        assert_eq!(win_rate(std::iter::empty()), Err("no closed trades"));
    }
}
