//! `expectancy`, money: the mean net profit of a closed trade.
//!
//! Source: LEAN, freqtrade, vectorbt.

use super::Reason;
use super::facts::Facts;
use super::statistics::mean;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "expectancy",
    label: "Expectancy",
    unit: "$",
    formula: "mean net profit of closed trades",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(mean(facts.closed()?))
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn winning_5_and_losing_2_is_an_expectancy_of_1_and_a_half() {
        assert_eq!(of_trades(&INFO, &[5.0, -2.0]), Ok(1.5));
        assert_eq!(of_trades(&INFO, &[]), Err("no closed trades"));
    }
}
