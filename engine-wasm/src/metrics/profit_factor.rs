//! `profit_factor`, ratio: net profits of winning trades over net losses of losing ones, in money.
//!
//! Source: `TradingView`, LEAN, freqtrade.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "profit_factor",
    label: "Profit factor",
    unit: "ratio",
    formula: "sum of net profits ÷ sum of net losses of closed trades",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    profit_factor(facts.closed()?).ok_or("no losing trades")
}

/// Returns profits over losses; `None` without a loss to divide by.
pub(super) fn profit_factor(results: &[f64]) -> Option<f64> {
    let profits: f64 = results.iter().filter(|&&result| result > 0.0).sum();
    let losses: f64 = results.iter().filter(|&&result| result < 0.0).sum();
    (losses < 0.0).then(|| profits / -losses)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn winning_6_and_losing_4_is_one_and_a_half() {
        assert_eq!(of_trades(&INFO, &[5.0, -4.0, 1.0, 0.0]), Ok(1.5));
    }

    #[test]
    fn without_losses_or_trades_there_is_none() {
        assert_eq!(of_trades(&INFO, &[5.0, 0.0]), Err("no losing trades"));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
