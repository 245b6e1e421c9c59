//! `expectancy_return`, fraction: the mean return of a closed trade on its entry's notional.
//!
//! Source: backtesting.py's Expectancy [%].

use super::Reason;
use super::facts::Facts;
use super::statistics::mean;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "expectancy_return",
    label: "Expectancy per trade",
    unit: "fraction",
    formula: "mean of the closed trades' returns: net profit ÷ (entry price × size × multiplier)",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    facts.closed()?;
    let returns: Vec<f64> = facts.run.closed_trades().map(|trade| trade.return_fraction).collect();
    Ok(mean(&returns))
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_trades};
    use super::*;

    #[test]
    fn gains_of_5_and_losses_of_2_percent_are_1_and_a_half() {
        // Entries at 100: 5 of money are 5 %.
        assert_near(of_trades(&INFO, &[5.0, -2.0]), 0.015);
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
