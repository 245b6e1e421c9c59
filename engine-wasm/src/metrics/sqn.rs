//! `sqn`, ratio: System Quality Number, how far the mean net profit is from chance.
//!
//! Source: Van Tharp (2008), Definitive Guide to Position Sizing; as backtesting.py, without a cap on the count.

use super::Reason;
use super::facts::Facts;
use super::statistics::{mean, variation};
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "sqn",
    label: "SQN",
    unit: "ratio",
    formula: "√trades × mean ÷ standard deviation (n − 1) of net profits of closed trades",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?;
    let deviation =
        variation(trades, "fewer than two closed trades", "every trade has the same net profit")?;
    Ok((trades.len() as f64).sqrt() * mean(trades) / deviation)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn profits_of_1_and_3_have_an_sqn_of_2() {
        // √2 × 2 ÷ √2.
        assert_eq!(of_trades(&INFO, &[1.0, 3.0]), Ok(2.0));
        assert_eq!(of_trades(&INFO, &[1.0]), Err("fewer than two closed trades"));
        assert_eq!(of_trades(&INFO, &[1.0, 1.0]), Err("every trade has the same net profit"));
    }
}
