//! `win_rate`, fraction: winning trades over closed trades, net of costs; break-even is no win.
//!
//! Source: `TradingView`'s Percent Profitable, backtesting.py's Win Rate.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "win_rate",
    label: "Win rate",
    unit: "fraction",
    formula: "closed trades with a net profit ÷ closed trades",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?;
    Ok(trades.iter().filter(|&&net| net > 0.0).count() as f64 / trades.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn one_win_a_loss_and_two_break_evens_are_a_quarter() {
        assert_eq!(of_trades(&INFO, &[1.0, -1.0, 0.0, 0.0]), Ok(0.25));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
