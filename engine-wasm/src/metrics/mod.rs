//! Metrics: what a run amounts to, one number a file.
//!
//! They read results only. Each is a pure function with its formula and unit; where there is no
//! value there is a reason, never 0, infinity or NaN.

mod daily;
mod drawdown;
mod losing_streak;
mod profit_factor;
mod reference;
mod sharpe;
mod table;
mod total_pnl;
mod win_rate;

pub use daily::DailyReturns;
pub use reference::{ReferenceMetrics, reference, simple_returns};
pub use table::{METRICS, Metric, MetricInfo, standard};

use crate::env::{Env, Trade, Zone};

/// Why a metric has no value: one short clause.
pub type Reason = &'static str;

/// What the metrics read of a run.
#[derive(Debug, Clone, Copy)]
pub struct RunFacts<'a> {
    /// Cash + unrealised at each bar, money.
    pub equity: &'a [f64],
    /// Start of each of these bars in ns since 1970 UTC, if the file has times.
    pub ts: Option<&'a [i64]>,
    /// Trades, closed and open.
    pub trades: &'a [Trade],
    /// Money before the first bar.
    pub initial_balance: f64,
    /// Zone whose calendar days count.
    pub zone: Zone,
}

impl<'a> RunFacts<'a> {
    /// Takes the facts of a run whose books are closed.
    pub fn of(env: &'a Env) -> Self {
        let record = env.record();
        let points = record.first_bar..record.first_bar + record.equity.len();
        Self {
            equity: &record.equity,
            ts: env.bars().ts().map(|ts| &ts[points]),
            trades: &record.trades,
            initial_balance: env.settings().initial_balance,
            zone: env.settings().timezone,
        }
    }

    /// Returns the trades that ended.
    pub fn closed_trades(&self) -> impl Iterator<Item = &'a Trade> + Clone + use<'a> {
        self.trades.iter().filter(|trade| !trade.is_open())
    }
}

#[cfg(test)]
mod trial {
    //! Trades for the tests of this module.

    use crate::env::{Exit, ExitReason, Side, Trade};

    /// Makes closed trades of the given net profits.
    pub(super) fn closed(net_pnl: &[f64]) -> Vec<Trade> {
        net_pnl.iter().map(|&net| trade(net, true)).collect()
    }

    pub(super) fn trade(net_pnl: f64, closed: bool) -> Trade {
        let exit = Exit { bar: 1, price: 100.0, reason: ExitReason::Order };
        Trade {
            entry_bar: 0,
            entry_price: 100.0,
            exit: closed.then_some(exit),
            side: Side::Long,
            size: 1,
            gross_pnl: net_pnl + 1.0,
            costs: 1.0,
            net_pnl,
            return_fraction: net_pnl / 100.0,
            bars_held: 1,
            mae: 0.0,
            mfe: 0.0,
        }
    }
}
