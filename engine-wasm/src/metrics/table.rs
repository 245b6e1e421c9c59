//! The table of metrics: names, units and formulas, and the values of a run in its order.

use super::facts::Facts;
use super::{
    Reason, RunFacts, average_bars_held, average_loss, average_win, buy_and_hold, cagr, calmar,
    costs, cvar, days, drawdown, drawdown_money, drawdown_recovered, drawdown_seconds, expectancy,
    expectancy_return, exposure, losing_streak, losses, periods_per_year, profit_factor, sharpe,
    sortino, sqn, total_pnl, total_return, trades, turnover, var, volatility, win_rate, wins,
};

/// A metric's name on screen, its unit and its formula.
#[derive(Debug, Clone, Copy)]
pub struct MetricInfo {
    /// Key in the result.
    pub name: &'static str,
    /// Name on screen.
    pub label: &'static str,
    /// `$`, `fraction`, `ratio`, `count`, `bars`, `seconds`, `flag` or `days`.
    pub unit: &'static str,
    /// What is computed, in one line.
    pub formula: &'static str,
    /// Computes it, or says why there is no value.
    pub(super) value: fn(&Facts) -> Result<f64, Reason>,
}

/// One metric of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metric {
    /// Key in the result.
    pub name: &'static str,
    /// Its value, a finite number.
    pub value: Option<f64>,
    /// Why there is no value, if there is none.
    pub reason: Option<Reason>,
}

/// Every metric, in the order of the result.
pub const METRICS: &[MetricInfo] = &[
    total_pnl::INFO,
    total_return::INFO,
    cagr::INFO,
    volatility::INFO,
    sharpe::INFO,
    sortino::INFO,
    calmar::INFO,
    drawdown::INFO,
    drawdown_money::INFO,
    drawdown_seconds::INFO,
    drawdown_recovered::INFO,
    profit_factor::INFO,
    win_rate::INFO,
    trades::INFO,
    wins::INFO,
    losses::INFO,
    losing_streak::INFO,
    expectancy::INFO,
    expectancy_return::INFO,
    average_win::INFO,
    average_loss::INFO,
    sqn::INFO,
    exposure::INFO,
    turnover::INFO,
    costs::INFO,
    var::INFO,
    cvar::INFO,
    average_bars_held::INFO,
    buy_and_hold::INFO,
    periods_per_year::INFO,
    days::INFO,
];

/// Returns every metric of [`METRICS`] for a run, in its order.
pub fn standard(run: &RunFacts) -> Vec<Metric> {
    let facts = Facts::new(*run);
    METRICS.iter().map(|info| metric(info.name, (info.value)(&facts))).collect()
}

fn metric(name: &'static str, value: Result<f64, Reason>) -> Metric {
    match value {
        Ok(value) if value.is_finite() => Metric { name, value: Some(value), reason: None },
        Ok(_) => Metric { name, value: None, reason: Some("a price or equity is not a number") },
        Err(reason) => Metric { name, value: None, reason: Some(reason) },
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closed, midnights, run, trade};
    use super::*;
    use crate::env::BuyAndHold;

    #[test]
    fn each_metric_of_the_table_has_a_value_or_a_reason() {
        let trades = closed(&[3.0, -2.0, -1.0]);
        let ts = midnights(3);
        let held = BuyAndHold { bar: 0, price: 1.0, contracts: 1, costs: 0.0, pnl: 1.0 };
        let full =
            RunFacts { buy_and_hold: Some(held), ..run(&[100.0, 103.0, 100.0], &ts, &trades) };
        for (metric, info) in standard(&full).iter().zip(METRICS) {
            assert_eq!(metric.name, info.name);
            assert!(metric.value.is_some() && metric.reason.is_none(), "{metric:?}");
        }
        for metric in standard(&RunFacts { ts: None, ..run(&[], &[], &[]) }) {
            assert_ne!(metric.value.is_some(), metric.reason.is_some(), "{metric:?}");
        }
    }

    #[test]
    fn every_metric_has_a_name_of_its_own_a_unit_and_a_formula() {
        let units = ["$", "fraction", "ratio", "count", "bars", "seconds", "flag", "days"];
        for (at, info) in METRICS.iter().enumerate() {
            assert!(METRICS[..at].iter().all(|other| other.name != info.name), "{}", info.name);
            assert!(units.contains(&info.unit) && !info.formula.is_empty(), "{}", info.name);
        }
        assert_eq!(METRICS.len(), 31);
    }

    #[test]
    fn a_trade_that_is_still_open_is_outside_the_rates() {
        let trades = [trade(5.0, true), trade(-9.0, false)];
        let metrics = standard(&RunFacts { ts: None, ..run(&[100.0], &[], &trades) });
        let found = |name| *metrics.iter().find(|metric| metric.name == name).unwrap();
        assert_eq!(found("win_rate").value, Some(1.0));
        assert_eq!(found("trades").value, Some(1.0));
        assert_eq!(found("profit_factor").reason, Some("no losing trades"));
        assert_eq!(found("sharpe").reason, Some("the file has no times"));
    }

    #[test]
    fn a_value_that_is_no_number_has_a_reason_instead() {
        let ts = midnights(1);
        let metrics = standard(&run(&[f64::NAN], &ts, &[]));
        assert_eq!(metrics[0].reason, Some("a price or equity is not a number"));
        assert!(metrics.iter().all(|metric| metric.value.is_none_or(f64::is_finite)));
    }
}
