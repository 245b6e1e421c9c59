//! `sortino`, ratio: mean of daily returns / root mean square of those below 0, over all days · √P.
//!
//! Source: Sortino & Price (1994); as empyrical computes it with required return 0 and annualization = P.

use super::Reason;
use super::facts::Facts;
use super::statistics::{downside, mean};
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "sortino",
    label: "Sortino ratio",
    unit: "ratio",
    formula: "mean of daily returns ÷ √(sum of squared negative returns ÷ all days) × √P",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = facts.daily()?;
    if returns.len() < 2 {
        return Err("fewer than two days");
    }
    let downside = downside(returns);
    if downside == 0.0 {
        return Err("no day lost");
    }
    Ok(mean(returns) / downside * periods.sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days};
    use super::*;

    #[test]
    fn the_days_that_gained_count_among_all_days() {
        // +3 %, −1 %, +3 %, −1 %: mean 1 %, downside 1/√2 %.
        let equity = [103.0, 103.0 * 0.99, 103.0 * 0.99 * 1.03, 103.0 * 0.99 * 1.03 * 0.99];
        assert_near(of_days(&INFO, &equity), 504.0_f64.sqrt());
    }

    #[test]
    fn without_a_losing_day_there_is_none() {
        assert_eq!(of_days(&INFO, &[101.0, 102.0]), Err("no day lost"));
        assert_eq!(of_days(&INFO, &[99.0]), Err("fewer than two days"));
    }
}
