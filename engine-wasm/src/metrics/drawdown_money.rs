//! `max_drawdown_money`, money ≥ 0: the largest fall below the highest equity before, on bars.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "max_drawdown_money",
    label: "Max drawdown in money",
    unit: "$",
    formula: "largest peak − equity over all bars; it may be another fall than the largest fraction's",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.deepest()?.money)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_days;
    use super::*;

    #[test]
    fn a_fall_from_120_to_90_is_30() {
        assert_eq!(of_days(&INFO, &[110.0, 120.0, 90.0]), Ok(30.0));
        assert_eq!(of_days(&INFO, &[110.0]), Ok(0.0));
    }
}
