//! `profit_factor`, ratio: net profits of winning trades over net losses of losing ones, in money.
//!
//! Source: `TradingView`, LEAN, freqtrade.

use super::Reason;

/// Returns profits over losses of closed trades' net profits.
///
/// # Errors
/// Why there is none: no closed trades, or no loss to divide by.
pub(super) fn profit_factor(net_pnl: impl Iterator<Item = f64>) -> Result<f64, Reason> {
    let (mut profits, mut losses, mut trades) = (0.0, 0.0, 0_usize);
    for net in net_pnl {
        trades += 1;
        if net > 0.0 {
            profits += net;
        } else {
            losses -= net;
        }
    }
    if trades == 0 {
        Err("no closed trades")
    } else if losses > 0.0 {
        Ok(profits / losses)
    } else {
        Err("no losing trades")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winning_6_and_losing_4_is_one_and_a_half() {
        assert_eq!(profit_factor([5.0, -4.0, 1.0, 0.0].into_iter()), Ok(1.5));
    }

    #[test]
    fn without_losses_or_trades_there_is_none() {
        assert_eq!(profit_factor([5.0, 0.0].into_iter()), Err("no losing trades"));
        assert_eq!(profit_factor(std::iter::empty()), Err("no closed trades"));
    }
}
