//! Trades of profile `reference`: its step machine keeps one position, not lots.

use super::lots::{Lot, Lots};
use super::record::{Exit, ExitReason, Record, Side};
use super::reference::StepInfo;

/// A change of the position: where it was filled, from what and to what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub(super) bar: usize,
    pub(super) price: f64,
    pub(super) before: i64,
    pub(super) after: i64,
}

/// Writes a change of the position into the lots, so that its trades can be listed; the money is the step
/// machine's own.
pub(super) fn list(change: Change, step: &StepInfo, lots: &mut Lots, record: &mut Record) {
    let Change { bar, price, before, after } = change;
    let contracts = (after - before).unsigned_abs() as f64;
    let costs = step.commission + step.slippage;
    let cost_of_contract = costs / contracts;
    let flips = before.signum() * after.signum() < 0;
    let kept = if flips { 0 } else { after };
    let left = before.abs() - kept.abs();
    if left > 0 {
        let reason = match (step.auto_closed, flips) {
            (true, _) => ExitReason::AutoClose,
            (false, true) => ExitReason::Flip,
            (false, false) => ExitReason::Order,
        };
        lots.leave(left, Exit { bar, price, reason }, cost_of_contract, &mut record.trades);
    }
    let entered = if flips { after.abs() } else { after.abs() - before.abs() };
    if entered > 0 {
        let side = if after > 0 { Side::Long } else { Side::Short };
        lots.enter(side, Lot { bar, price, size: entered, cost_of_contract });
    }
    record.costs += costs;
    record.turnover += price.abs() * contracts * lots.multiplier();
}
