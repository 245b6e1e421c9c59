//! `buy_and_hold_pnl`, money: what buying at the first chance and doing nothing would have made.
//!
//! As many contracts as the run may hold, at the first fill its settings accept, with its costs.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "buy_and_hold_pnl",
    label: "Buy and hold",
    unit: "$",
    formula: "max(1, max_position) contracts bought at the first fill the settings accept and held to \
              the end, with the same costs",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    facts
        .run
        .buy_and_hold
        .map(|held| held.pnl)
        .ok_or("no bar at which the settings accept the purchase")
}

#[cfg(test)]
mod tests {
    use super::super::RunFacts;
    use super::super::trial::run;
    use super::*;
    use crate::env::BuyAndHold;

    #[test]
    fn where_nothing_could_be_bought_there_is_none() {
        let held = BuyAndHold { bar: 1, price: 100.0, contracts: 1, costs: 0.0, pnl: 7.0 };
        let facts = RunFacts { buy_and_hold: Some(held), ..run(&[], &[], &[]) };
        assert_eq!(value(&Facts::new(facts)), Ok(7.0));
        assert!(value(&Facts::new(run(&[], &[], &[]))).is_err());
    }
}
