//! `total_return`, fraction: what the run gained of the initial balance.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "total_return",
    label: "Total return",
    unit: "fraction",
    formula: "final equity ÷ initial balance − 1",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    if facts.run.initial_balance > 0.0 {
        Ok((facts.final_equity() - facts.run.initial_balance) / facts.run.initial_balance)
    } else {
        Err("the initial balance is not above 0")
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_days;
    use super::*;

    #[test]
    fn from_100_to_130_is_a_return_of_three_tenths() {
        assert_eq!(of_days(&INFO, &[90.0, 130.0]), Ok(0.3));
        assert_eq!(of_days(&INFO, &[]), Ok(0.0));
    }
}
