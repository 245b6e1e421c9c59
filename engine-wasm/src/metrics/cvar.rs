//! `cvar_95`, fraction: the mean of the worst twentieth of daily returns.
//!
//! Source: empyrical's `conditional_value_at_risk`.

use super::Reason;
use super::facts::Facts;
use super::statistics::mean;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "cvar_95",
    label: "CVaR 95 % (daily)",
    unit: "fraction",
    formula: "mean of the worst ⌊0.05 × (days − 1)⌋ + 1 daily returns; below 0 is a loss",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let mut returns = facts.daily()?.0.to_vec();
    returns.sort_unstable_by(f64::total_cmp);
    // A twentieth in whole numbers: as empyrical's ⌊(n − 1) × 0.05⌋, without its rounding at multiples of 20.
    let worst = (returns.len() - 1) / 20 + 1;
    Ok(mean(&returns[..worst]))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days};
    use super::*;

    #[test]
    fn of_two_days_it_is_the_worse_and_of_twenty_one_the_two_worst() {
        assert_near(of_days(&INFO, &[110.0, 99.0]), -0.1);
        let mut equity = vec![90.0, 72.0];
        equity.resize(21, 72.0);
        assert_near(of_days(&INFO, &equity), -0.15);
    }
}
