//! `calmar`, ratio: CAGR / max drawdown.
//!
//! Source: Young (1991), Calmar Ratio: A Smoother Tool; here over the whole run and on bars.

use super::Reason;
use super::cagr;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "calmar",
    label: "Calmar ratio",
    unit: "ratio",
    formula: "CAGR ÷ max drawdown",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let depth = facts.deepest()?.depth;
    if depth == 0.0 {
        return Err("no drawdown");
    }
    Ok(cagr::value(facts)? / depth)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days, run};
    use super::*;

    #[test]
    fn a_yearly_300_percent_through_a_fall_of_a_half_is_6() {
        let ts = [0, 1, 15_778_800_000_000_000];
        assert_near(value(&Facts::new(run(&[100.0, 50.0, 200.0], &ts, &[]))), 6.0);
        assert_eq!(of_days(&INFO, &[100.0, 101.0]), Err("no drawdown"));
    }
}
