//! Metrics: what a run amounts to, one number a file.
//!
//! They read results only. Each file has the metric's name, unit and formula beside the code that computes
//! it; where there is no value there is a reason, never 0, infinity or NaN. What other programs print under
//! the same names is in `conventions`; months and drawdowns are in `periods` and `drawdowns`.

mod average_bars_held;
mod average_loss;
mod average_win;
mod buy_and_hold;
mod cagr;
mod calmar;
mod conventions;
mod costs;
mod cvar;
mod days;
mod drawdown;
mod drawdown_money;
mod drawdown_recovered;
mod drawdown_seconds;
mod drawdowns;
mod expectancy;
mod expectancy_return;
mod exposure;
mod facts;
mod losing_streak;
mod losses;
mod monthly;
mod periods_per_year;
mod profit_factor;
mod reference;
mod sharpe;
mod sortino;
mod sqn;
mod statistics;
mod table;
mod total_pnl;
mod total_return;
mod trades;
mod turnover;
mod var;
mod volatility;
mod win_rate;
mod wins;

pub use conventions::{Convention, conventions};
pub use drawdowns::{Drawdown, drawdowns};
pub use facts::{BuyAndHold, RunFacts};
pub use monthly::{Month, monthly_returns};
pub use reference::{ReferenceMetrics, reference, simple_returns};
pub use table::{METRICS, Metric, MetricInfo, standard};

/// Why a metric has no value: one short clause.
pub type Reason = &'static str;

#[cfg(test)]
mod trial;
