//! What the metrics read of a run, and what several of them need computed once.

use super::Reason;
use super::days::Days;
use super::drawdown::Deepest;
use crate::env::{Env, Trade, Zone};

pub use crate::env::BuyAndHold;

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
    /// Points of `equity` at which a position was held.
    pub bars_in_position: usize,
    /// Commission, fees and slippage paid, money.
    pub costs: f64,
    /// Sum of price × contracts × multiplier over all fills, money.
    pub turnover: f64,
    /// The same contracts bought once and held; `None` where the settings accept no purchase.
    pub buy_and_hold: Option<BuyAndHold>,
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
            bars_in_position: record.bars_in_position,
            costs: record.costs,
            turnover: record.turnover,
            buy_and_hold: record.buy_and_hold,
        }
    }

    /// Returns the trades that ended.
    pub fn closed_trades(&self) -> impl Iterator<Item = &'a Trade> + Clone + use<'a> {
        self.trades.iter().filter(|trade| !trade.is_open())
    }
}

/// A run with what several metrics need.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) run: RunFacts<'a>,
    /// Net profit of each closed trade, money.
    pub(super) net_pnl: Vec<f64>,
    days: Result<Days, Reason>,
    deepest: Deepest,
}

impl<'a> Facts<'a> {
    pub(super) fn new(run: RunFacts<'a>) -> Self {
        let net_pnl = run.closed_trades().map(|trade| trade.net_pnl).collect();
        let deepest = Deepest::of(run.equity, run.initial_balance);
        Self { net_pnl, days: Days::of(&run), deepest, run }
    }

    pub(super) fn final_equity(&self) -> f64 {
        self.run.equity.last().copied().unwrap_or(self.run.initial_balance)
    }

    /// Returns the days of the run.
    pub(super) fn days(&self) -> Result<&Days, Reason> {
        self.days.as_ref().map_err(|&reason| reason)
    }

    /// Returns the daily returns, at least one, and how many make a year.
    pub(super) fn daily(&self) -> Result<(&[f64], f64), Reason> {
        let days = self.days()?;
        let returns = days.returns.as_deref().map_err(|&reason| reason)?;
        Ok((returns, days.periods_per_year))
    }

    /// Returns the deepest drawdown.
    pub(super) fn deepest(&self) -> Result<&Deepest, Reason> {
        if self.run.initial_balance > 0.0 {
            Ok(&self.deepest)
        } else {
            Err("the initial balance is not above 0")
        }
    }

    /// Returns the net profits of closed trades, at least one.
    pub(super) fn closed(&self) -> Result<&[f64], Reason> {
        if self.net_pnl.is_empty() { Err("no closed trades") } else { Ok(&self.net_pnl) }
    }

    /// Returns the time from the first bar to the last in years of 365.25 days.
    pub(super) fn years(&self) -> Result<f64, Reason> {
        let ts = self.run.ts.ok_or("the file has no times")?;
        match (ts.first(), ts.last()) {
            (Some(&first), Some(&last)) if last > first => {
                Ok((last - first) as f64 / (365.25 * 86_400e9))
            }
            _ => Err("no time passes from the first bar to the last"),
        }
    }
}
