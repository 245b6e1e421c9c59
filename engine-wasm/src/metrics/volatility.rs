//! `volatility`, fraction a year: the standard deviation of daily returns over a year.
//!
//! Source: empyrical's `annual_volatility` with annualization = P.

use super::Reason;
use super::facts::Facts;
use super::statistics::variation;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "volatility",
    label: "Volatility",
    unit: "fraction",
    formula: "standard deviation (n − 1) of daily returns × √P",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = facts.daily()?;
    if returns.len() < 2 {
        return Err("fewer than two days");
    }
    let deviation = variation(returns, "", "");
    Ok(deviation.unwrap_or(0.0) * periods.sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days};
    use super::*;

    #[test]
    fn returns_of_1_and_3_percent_deviate_by_root_2_percent_a_day() {
        assert_near(
            of_days(&INFO, &[101.0, 101.0 * 1.03]),
            0.02_f64.sqrt() / 10.0 * 252.0_f64.sqrt(),
        );
    }

    #[test]
    fn days_that_are_all_the_same_have_none() {
        assert_eq!(of_days(&INFO, &[100.0; 3]), Ok(0.0));
        assert_eq!(of_days(&INFO, &[100.0]), Err("fewer than two days"));
    }
}
