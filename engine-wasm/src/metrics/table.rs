//! The table of metrics: names, units and formulas, and the values of a run in its order.

use super::daily::DailyReturns;
use super::drawdown::max_drawdown;
use super::losing_streak::max_consecutive_losses;
use super::profit_factor::profit_factor;
use super::sharpe::sharpe;
use super::total_pnl::total_pnl;
use super::win_rate::win_rate;
use super::{Reason, RunFacts};

/// A metric's name on screen, its unit and its formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricInfo {
    /// Key in the result.
    pub name: &'static str,
    /// Name on screen.
    pub label: &'static str,
    /// `$`, `fraction`, `ratio`, `count`, `bars`, `seconds`, `flag` or `days`.
    pub unit: &'static str,
    /// What is computed, in one line.
    pub formula: &'static str,
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
    MetricInfo {
        name: "total_pnl",
        label: "Net PnL",
        unit: "$",
        formula: "final equity − initial balance",
    },
    MetricInfo {
        name: "sharpe",
        label: "Sharpe ratio",
        unit: "ratio",
        formula: "mean ÷ standard deviation (n − 1) of daily returns × √P; the first day counts from \
                  the initial balance; P = 365 if weekends trade, else 252 (weekly bars 52, monthly 12)",
    },
    MetricInfo {
        name: "max_drawdown",
        label: "Max drawdown",
        unit: "fraction",
        formula: "largest (peak − equity) ÷ peak over all bars; the initial balance is the first peak",
    },
    MetricInfo {
        name: "profit_factor",
        label: "Profit factor",
        unit: "ratio",
        formula: "sum of net profits ÷ sum of net losses of closed trades",
    },
    MetricInfo {
        name: "win_rate",
        label: "Win rate",
        unit: "fraction",
        formula: "closed trades with a net profit ÷ closed trades",
    },
    MetricInfo {
        name: "trades",
        label: "Trades",
        unit: "count",
        formula: "closed trades; one trade is one lot from entry to exit",
    },
    MetricInfo {
        name: "max_consecutive_losses",
        label: "Max consecutive losses",
        unit: "count",
        formula: "longest run of closed trades with a net loss; break-even neither adds nor ends it",
    },
];

/// Returns every metric of [`METRICS`] for a run, in its order.
pub fn standard(run: &RunFacts) -> Vec<Metric> {
    let daily = DailyReturns::of(run);
    let net_pnl = run.closed_trades().map(|trade| trade.net_pnl);
    METRICS
        .iter()
        .map(|info| {
            let value = match info.name {
                "total_pnl" => Ok(total_pnl(run.equity, run.initial_balance)),
                "sharpe" => daily.as_ref().map_err(|&reason| reason).and_then(sharpe),
                "max_drawdown" => Ok(max_drawdown(run.equity, run.initial_balance)),
                "profit_factor" => profit_factor(net_pnl.clone()),
                "win_rate" => win_rate(net_pnl.clone()),
                "trades" => Ok(net_pnl.clone().count() as f64),
                "max_consecutive_losses" => Ok(max_consecutive_losses(net_pnl.clone()) as f64),
                _ => Err("not computed"),
            };
            metric(info.name, value)
        })
        .collect()
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
    use super::super::trial::{closed, trade};
    use super::*;
    use crate::env::Zone;

    #[test]
    fn each_metric_of_the_table_has_a_value_or_a_reason() {
        let trades = closed(&[3.0, -2.0, -1.0]);
        let run = RunFacts {
            equity: &[100.0, 103.0, 100.0],
            ts: Some(&[0, 86_400_000_000_000, 172_800_000_000_000]),
            trades: &trades,
            initial_balance: 100.0,
            zone: Zone::Utc,
        };
        let metrics = standard(&run);
        for (metric, info) in metrics.iter().zip(METRICS) {
            assert_eq!(metric.name, info.name);
            assert!(metric.value.is_some() && metric.reason.is_none(), "{metric:?}");
        }
        let value = |name| metrics.iter().find(|metric| metric.name == name).unwrap().value;
        assert_eq!(value("trades"), Some(3.0));
        assert_eq!(value("max_consecutive_losses"), Some(2.0));
        assert_eq!(value("profit_factor"), Some(1.0));
        for metric in standard(&RunFacts { equity: &[], ts: None, trades: &[], ..run }) {
            assert_ne!(metric.value.is_some(), metric.reason.is_some(), "{metric:?}");
        }
    }

    #[test]
    fn a_trade_that_is_still_open_is_outside_the_rates() {
        let trades = [trade(5.0, true), trade(-9.0, false)];
        let run = RunFacts {
            equity: &[100.0],
            ts: None,
            trades: &trades,
            initial_balance: 100.0,
            zone: Zone::Utc,
        };
        let metrics = standard(&run);
        let found = |name| *metrics.iter().find(|metric| metric.name == name).unwrap();
        assert_eq!(found("win_rate").value, Some(1.0));
        assert_eq!(found("trades").value, Some(1.0));
        assert_eq!(found("profit_factor").reason, Some("no losing trades"));
        assert_eq!(found("sharpe").reason, Some("the file has no times"));
    }

    #[test]
    fn a_value_that_is_no_number_has_a_reason_instead() {
        let run = RunFacts {
            equity: &[f64::NAN],
            ts: None,
            trades: &[],
            initial_balance: 100.0,
            zone: Zone::Utc,
        };
        assert_eq!(standard(&run)[0].reason, Some("a price or equity is not a number"));
    }
}
