//! `wins`, count: closed trades with a net profit.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "wins",
    label: "Winning trades",
    unit: "count",
    formula: "closed trades with a net profit",
    value,
};

#[expect(clippy::unnecessary_wraps, reason = "one form for every metric")]
fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.net_pnl.iter().filter(|&&net| net > 0.0).count() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn break_even_is_no_win() {
        assert_eq!(of_trades(&INFO, &[1.0, 0.0, -1.0]), Ok(1.0));
    }
}
