//! `var_95`, fraction: value at risk, the daily return that one day in twenty falls below.
//!
//! Historical, so below 0 for most runs. Source: empyrical's `value_at_risk`.

use super::Reason;
use super::facts::Facts;
use super::statistics::percentile;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "var_95",
    label: "VaR 95 % (daily)",
    unit: "fraction",
    formula: "5th percentile of daily returns (linear between neighbours); below 0 is a loss",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(percentile(facts.daily()?.0, 5.0))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days};
    use super::*;

    #[test]
    fn between_the_worst_day_and_the_next_it_lies_a_twentieth_up() {
        // Returns +10 % and −10 %: −0.1 + 0.05 × 0.2.
        assert_near(of_days(&INFO, &[110.0, 99.0]), -0.09);
        assert_eq!(of_days(&INFO, &[]), Err("no bars"));
    }
}
