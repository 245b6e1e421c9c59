//! `sharpe`, ratio: mean / standard deviation (ddof 1) of daily returns · √P, risk-free rate 0.
//!
//! Source: Sharpe (1994), The Sharpe Ratio; as empyrical computes it with annualization = P.

use super::Reason;
use super::facts::Facts;
use super::statistics::{mean, variation};
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "sharpe",
    label: "Sharpe ratio",
    unit: "ratio",
    formula: "mean ÷ standard deviation (n − 1) of daily returns × √P; the first day counts from \
              the initial balance; no risk-free rate",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = facts.daily()?;
    let deviation = variation(returns, "fewer than two days", "every day has the same return")?;
    Ok(mean(returns) / deviation * periods.sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days};
    use super::*;

    #[test]
    fn returns_of_1_and_3_percent_have_a_ratio_of_root_2_a_day() {
        // Mean 2 %, deviation √2 %.
        assert_near(of_days(&INFO, &[101.0, 101.0 * 1.03]), 504.0_f64.sqrt());
    }

    #[test]
    fn without_variation_there_is_none() {
        assert_eq!(of_days(&INFO, &[100.0; 3]), Err("every day has the same return"));
        assert_eq!(of_days(&INFO, &[101.0]), Err("fewer than two days"));
    }
}
