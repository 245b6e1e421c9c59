//! Runs for the tests of this module.

use super::RunFacts;
use super::facts::Facts;
use super::table::MetricInfo;
use crate::env::{Exit, ExitReason, Side, Trade, Zone};

const NS_PER_DAY: i64 = 86_400_000_000_000;

/// Midnights in UTC from 2024-01-01, a Monday, on.
pub(super) fn midnights(count: usize) -> Vec<i64> {
    (19_723..).take(count).map(|day| day * NS_PER_DAY).collect()
}

/// A trade that gained `net_pnl` from an entry at 100, with 1 of costs.
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

/// Makes closed trades of the given net profits.
pub(super) fn closed(net_pnl: &[f64]) -> Vec<Trade> {
    net_pnl.iter().map(|&net| trade(net, true)).collect()
}

/// A run from 100 of initial balance in UTC; the rest is left out.
pub(super) fn run<'a>(equity: &'a [f64], ts: &'a [i64], trades: &'a [Trade]) -> RunFacts<'a> {
    RunFacts {
        equity,
        ts: Some(ts),
        trades,
        initial_balance: 100.0,
        zone: Zone::UTC,
        bars_in_position: 0,
        costs: 0.0,
        turnover: 0.0,
        buy_and_hold: None,
    }
}

/// Returns a metric of an equity curve of one point a day.
pub(super) fn of_days(info: &MetricInfo, equity: &[f64]) -> Result<f64, super::Reason> {
    (info.value)(&Facts::new(run(equity, &midnights(equity.len()), &[])))
}

/// Returns a metric of closed trades.
pub(super) fn of_trades(info: &MetricInfo, net_pnl: &[f64]) -> Result<f64, super::Reason> {
    (info.value)(&Facts::new(run(&[], &[], &closed(net_pnl))))
}

/// Asserts that a metric has a value, to twelve digits.
pub(super) fn assert_near(found: Result<f64, super::Reason>, expected: f64) {
    let value = found.expect("a value");
    assert!((value - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{value}, not {expected}");
}
