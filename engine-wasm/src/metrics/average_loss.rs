//! `average_loss`, money: the mean net profit of losing trades. Below 0.

use super::Reason;
use super::facts::Facts;
use super::statistics::mean;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "average_loss",
    label: "Average loss",
    unit: "$",
    formula: "mean net profit of losing trades, below 0",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    facts.closed()?;
    let found: Vec<f64> = facts.net_pnl.iter().copied().filter(|&net| net < 0.0).collect();
    if found.is_empty() { Err("no losing trades") } else { Ok(mean(&found)) }
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn only_losing_trades_count() {
        assert_eq!(of_trades(&INFO, &[5.0, -3.0, -2.0, 0.0]), Ok(-2.5));
        assert_eq!(of_trades(&INFO, &[1.0, 0.0]), Err("no losing trades"));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
