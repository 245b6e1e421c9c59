//! What other programs print under a metric's name, each by its own convention, for the same run.
//!
//! Same unit and sign as the metric it stands under. Each row was checked against the program itself, see
//! `tests/fixtures/outside`.

mod daily;
mod steps;
mod traded;

use super::facts::Facts;
use super::{Reason, RunFacts};

/// One row: who prints what, and how it is computed there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convention {
    /// Name of our metric that is meant by the same word.
    pub metric: &'static str,
    /// The program.
    pub program: &'static str,
    /// How it differs from ours, in one line.
    pub formula: &'static str,
    /// Its value, a finite number in our unit and sign.
    pub value: Option<f64>,
    /// Why there is no value, if there is none.
    pub reason: Option<Reason>,
}

struct Row {
    metric: &'static str,
    program: &'static str,
    formula: &'static str,
    value: fn(&Facts) -> Result<f64, Reason>,
}

const fn row(
    metric: &'static str,
    program: &'static str,
    formula: &'static str,
    value: fn(&Facts) -> Result<f64, Reason>,
) -> Row {
    Row { metric, program, formula, value }
}

const ROWS: &[Row] = &[
    row(
        "cagr",
        "backtesting.py, Return (Ann.)",
        "geometric mean of daily returns to the power P",
        daily::annual_return_p,
    ),
    row(
        "cagr",
        "empyrical, quantstats",
        "final ÷ first day's equity to the power 252 ÷ days",
        daily::annual_return_252,
    ),
    row(
        "cagr",
        "empyrical, annualization 365",
        "final ÷ first day's equity to the power 365 ÷ days",
        daily::annual_return_365,
    ),
    row(
        "volatility",
        "backtesting.py",
        "of a log-normal year with the mean and variance of daily returns",
        daily::volatility_log_normal,
    ),
    row(
        "volatility",
        "empyrical, quantstats",
        "daily returns without the first day, × √252",
        daily::volatility_252,
    ),
    row(
        "volatility",
        "empyrical, annualization 365",
        "daily returns without the first day, × √365",
        daily::volatility_365,
    ),
    row("sharpe", "backtesting.py", "its Return (Ann.) ÷ its volatility", daily::sharpe_log_normal),
    row(
        "sharpe",
        "empyrical, quantstats",
        "daily returns without the first day, × √252",
        daily::sharpe_252,
    ),
    row(
        "sharpe",
        "empyrical, annualization 365",
        "daily returns without the first day, × √365",
        daily::sharpe_365,
    ),
    row(
        "sharpe",
        "freqtrade",
        "daily returns without the first day, deviation by n, × √365",
        daily::sharpe_freqtrade,
    ),
    row(
        "sharpe",
        "LEAN",
        "((1 + mean)^252 − 1) ÷ (deviation × √252), without the first day",
        daily::sharpe_lean,
    ),
    row(
        "sharpe",
        "TradingView",
        "monthly returns less 2 % ÷ 12, deviation by n, not annualised",
        steps::sharpe_monthly,
    ),
    row("sharpe", "vectorbt", "returns of each bar × √(bars in 365 days)", steps::sharpe_of_bars),
    row(
        "sharpe",
        "per bar × √252",
        "returns of each bar taken for days: a common mistake",
        steps::sharpe_of_bars_252,
    ),
    row(
        "sortino",
        "backtesting.py",
        "its Return (Ann.) ÷ (downside of daily returns × √P)",
        daily::sortino_geometric,
    ),
    row(
        "sortino",
        "empyrical, quantstats",
        "daily returns without the first day, × √252",
        daily::sortino_252,
    ),
    row(
        "sortino",
        "empyrical, annualization 365",
        "daily returns without the first day, × √365",
        daily::sortino_365,
    ),
    row(
        "sortino",
        "freqtrade",
        "mean ÷ deviation (by n) of the losing days alone × √365",
        daily::sortino_freqtrade,
    ),
    row(
        "calmar",
        "backtesting.py",
        "its Return (Ann.) ÷ max drawdown on bars",
        daily::calmar_geometric,
    ),
    row(
        "calmar",
        "empyrical, quantstats",
        "annual return (252) ÷ max drawdown on days",
        daily::calmar_252,
    ),
    row(
        "calmar",
        "empyrical, annualization 365",
        "annual return (365) ÷ max drawdown on days",
        daily::calmar_365,
    ),
    row(
        "max_drawdown",
        "empyrical, quantstats",
        "on the last equity of each day",
        daily::max_drawdown,
    ),
    row(
        "max_drawdown_seconds",
        "backtesting.py",
        "the longest drawdown, however deep",
        steps::longest_drawdown,
    ),
    row(
        "profit_factor",
        "backtesting.py",
        "of the trades' returns, not their money",
        traded::profit_factor_of_returns,
    ),
    row("profit_factor", "quantstats", "of daily returns", daily::profit_factor),
    row(
        "win_rate",
        "vectorbt, jesse",
        "wins ÷ (wins + losses): break-even trades left out",
        traded::win_rate_of_decided,
    ),
    row("win_rate", "quantstats", "winning days ÷ days that won or lost", daily::win_rate),
    row(
        "expectancy_return",
        "backtesting.py, Avg. Trade",
        "geometric mean of the trades' returns",
        traded::geometric_return,
    ),
    row("sqn", "backtrader", "deviation by n", traded::sqn_by_count),
    row("sqn", "Van Tharp", "trades counted up to 100", traded::sqn_capped),
    row(
        "exposure",
        "backtesting.py",
        "bars from entry to exit, both included",
        traded::exposure_inclusive,
    ),
    row("var_95", "quantstats", "5th percentile of a normal distribution", daily::var_normal),
];

/// Returns every row for a run, in the order of the metrics.
pub fn conventions(run: &RunFacts) -> Vec<Convention> {
    let facts = Facts::new(*run);
    ROWS.iter()
        .map(|&Row { metric, program, formula, value }| {
            let (value, reason) = match value(&facts) {
                Ok(value) if value.is_finite() => (Some(value), None),
                Ok(_) => (None, Some("not a finite number")),
                Err(reason) => (None, Some(reason)),
            };
            Convention { metric, program, formula, value, reason }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closed, midnights, run};
    use super::super::{METRICS, standard};
    use super::*;

    #[test]
    fn every_row_stands_under_a_metric_in_the_order_of_the_metrics() {
        let place = |row: &Row| METRICS.iter().position(|info| info.name == row.metric).unwrap();
        assert!(ROWS.iter().map(place).is_sorted());
    }

    #[test]
    fn every_row_has_a_value_or_a_reason() {
        let trades = closed(&[3.0, -2.0, -1.0, 1.0]);
        let ts = midnights(50);
        let equity: Vec<f64> = (0..50).map(|i| 100.0 + f64::from(i * i % 13)).collect();
        for row in conventions(&run(&equity, &ts, &trades)) {
            assert!(row.value.is_some() && row.reason.is_none(), "{row:?}");
        }
        for equity in [&[][..], &[100.0], &[0.0, -1.0, f64::NAN]] {
            for row in conventions(&run(equity, &ts[..equity.len()], &[])) {
                assert_ne!(row.value.is_some(), row.reason.is_some(), "{row:?}");
            }
        }
    }

    #[test]
    fn with_a_first_day_of_no_change_the_convention_alone_makes_the_difference() {
        let ts = midnights(4);
        let facts = run(&[100.0, 101.0, 100.0, 102.0], &ts, &[]);
        let found = conventions(&facts);
        let of = |metric, program| {
            found.iter().find(|row| row.metric == metric && row.program == program).unwrap().value
        };
        let ours = standard(&facts).into_iter().find(|one| one.name == "max_drawdown").unwrap();
        assert_eq!(of("max_drawdown", "empyrical, quantstats"), ours.value);
        let ratio = of("volatility", "empyrical, annualization 365").unwrap()
            / of("volatility", "empyrical, quantstats").unwrap();
        assert!((ratio - (365.0_f64 / 252.0).sqrt()).abs() < 1e-12);
    }
}
