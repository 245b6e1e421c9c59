//! `average_bars_held`, bars: how long a closed trade lasted, on average.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "average_bars_held",
    label: "Average bars held",
    unit: "bars",
    formula: "mean bars from a closed trade's entry to its exit",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?.len();
    let bars: usize = facts.run.closed_trades().map(|trade| trade.bars_held).sum();
    Ok(bars as f64 / trades as f64)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn trades_of_one_bar_last_one_bar() {
        assert_eq!(of_trades(&INFO, &[1.0, 3.0]), Ok(1.0));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
