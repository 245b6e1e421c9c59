//! `trades`, count: closed trades; what is open at the end is not among them.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "trades",
    label: "Trades",
    unit: "count",
    formula: "closed trades; one trade is one lot from entry to exit",
    value,
};

#[expect(clippy::unnecessary_wraps, reason = "one form for every metric")]
fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.net_pnl.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn every_closed_trade_counts_break_even_too() {
        assert_eq!(of_trades(&INFO, &[1.0, 0.0, -1.0]), Ok(3.0));
    }
}
