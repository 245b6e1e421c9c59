//! `total_pnl`, money: final equity − initial balance.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "total_pnl",
    label: "Net PnL",
    unit: "$",
    formula: "final equity − initial balance",
    value,
};

#[expect(clippy::unnecessary_wraps, reason = "one form for every metric")]
fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.final_equity() - facts.run.initial_balance)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_days;
    use super::*;

    #[test]
    fn it_is_what_the_last_bar_has_more_than_the_start() {
        assert_eq!(of_days(&INFO, &[100.0, 90.0, 130.0]), Ok(30.0));
        assert_eq!(of_days(&INFO, &[]), Ok(0.0));
    }
}
