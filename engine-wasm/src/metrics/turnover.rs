//! `turnover`, money: the notional of all fills, entries and exits.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "turnover",
    label: "Turnover",
    unit: "$",
    formula: "sum of price × contracts × multiplier over all fills",
    value,
};

#[expect(clippy::unnecessary_wraps, reason = "one form for every metric")]
fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.run.turnover)
}

#[cfg(test)]
mod tests {
    use super::super::RunFacts;
    use super::super::trial::run;
    use super::*;

    #[test]
    fn it_is_what_the_account_added_up() {
        let facts = RunFacts { turnover: 12.5, ..run(&[], &[], &[]) };
        assert_eq!(value(&Facts::new(facts)), Ok(12.5));
    }
}
