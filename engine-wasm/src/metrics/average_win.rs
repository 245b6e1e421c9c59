//! `average_win`, money: the mean net profit of winning trades.

use super::Reason;
use super::facts::Facts;
use super::statistics::mean;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "average_win",
    label: "Average win",
    unit: "$",
    formula: "mean net profit of winning trades",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    facts.closed()?;
    let found: Vec<f64> = facts.net_pnl.iter().copied().filter(|&net| net > 0.0).collect();
    if found.is_empty() { Err("no winning trades") } else { Ok(mean(&found)) }
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn only_winning_trades_count() {
        assert_eq!(of_trades(&INFO, &[5.0, 3.0, -2.0, 0.0]), Ok(4.0));
        assert_eq!(of_trades(&INFO, &[-1.0, 0.0]), Err("no winning trades"));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
