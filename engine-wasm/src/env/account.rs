//! The account of profile `standard`: cash, position and the mark.

use super::lots::{Lot, Lots};
use super::record::{Exit, ExitReason, Record, Side};

/// That an order was filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fill {
    pub(super) bar: usize,
    pub(super) price: f64,
    /// Position after the fill.
    pub(super) target: i64,
    /// Costs of each contract bought or sold.
    pub(super) cost_of_contract: f64,
    /// Reason written to trades that end by it.
    pub(super) reason: ExitReason,
}

/// Money and contracts. Only [`Account::apply_fill`] changes them; a mark moves the unrealised profit.
#[derive(Debug)]
pub(super) struct Account {
    cash: f64,
    realized: f64,
    position: i64,
    /// Sum of entry price × contracts of the open lots, and that over the contracts.
    entry_value: f64,
    average_entry: f64,
    mark: f64,
    /// Position × multiplier, so that marking a bar is one multiplication.
    money_per_point: f64,
    multiplier: f64,
    lots: Lots,
}

impl Account {
    pub(super) fn new(initial_balance: f64, multiplier: f64) -> Self {
        Self {
            cash: initial_balance,
            realized: 0.0,
            position: 0,
            entry_value: 0.0,
            average_entry: 0.0,
            mark: f64::NAN,
            money_per_point: 0.0,
            multiplier,
            lots: Lots::new(multiplier),
        }
    }

    #[inline]
    pub(super) fn position(&self) -> i64 {
        self.position
    }

    #[inline]
    pub(super) fn cash(&self) -> f64 {
        self.cash
    }

    #[inline]
    pub(super) fn realized(&self) -> f64 {
        self.realized
    }

    /// Returns the last price at which the account was marked.
    pub(super) fn mark(&self) -> f64 {
        self.mark
    }

    /// Marks the open position at a price; a price that is not a number keeps the last mark.
    #[inline]
    pub(super) fn mark_at(&mut self, price: f64) {
        if price.is_finite() {
            self.mark = price;
        }
    }

    /// Returns the open position's profit at the last mark, money.
    #[inline]
    pub(super) fn unrealized(&self) -> f64 {
        self.unrealized_at(self.mark)
    }

    /// Returns cash + unrealised profit at the last mark, money.
    #[inline]
    pub(super) fn equity(&self) -> f64 {
        self.cash + self.unrealized()
    }

    /// Returns what equity would be at a price, money.
    pub(super) fn equity_at(&self, price: f64) -> f64 {
        self.cash + self.unrealized_at(price)
    }

    /// Returns whether a position would be larger than now, or on the other side.
    pub(super) fn grows_to(&self, target: i64) -> bool {
        target.unsigned_abs() > self.position.unsigned_abs() || self.flips_to(target)
    }

    pub(super) fn flips_to(&self, target: i64) -> bool {
        target.signum() * self.position.signum() < 0
    }

    #[inline]
    fn unrealized_at(&self, price: f64) -> f64 {
        // Flat is exactly 0, also where no price has been a number yet.
        if self.position == 0 { 0.0 } else { (price - self.average_entry) * self.money_per_point }
    }

    /// Moves the position to the fill's target: what is left of the old side leaves first in, first out
    /// and is realised; costs are taken from cash.
    pub(super) fn apply_fill(&mut self, fill: &Fill, record: &mut Record) {
        let change = (fill.target - self.position).unsigned_abs() as f64;
        let same_side = if self.flips_to(fill.target) { 0 } else { fill.target };
        let left = self.position.unsigned_abs().saturating_sub(same_side.unsigned_abs());
        if left > 0 {
            let exit = Exit { bar: fill.bar, price: fill.price, reason: fill.reason };
            let size = left.cast_signed();
            let (gross, entry_value) =
                self.lots.leave(size, exit, fill.cost_of_contract, &mut record.trades);
            self.cash += gross;
            self.realized += gross;
            self.entry_value -= entry_value;
            self.position -= size * self.position.signum();
        }
        let entered = (fill.target - self.position).unsigned_abs().cast_signed();
        if self.position == 0 {
            self.entry_value = 0.0;
        }
        if entered > 0 {
            let side = if fill.target > 0 { Side::Long } else { Side::Short };
            let (bar, price, cost_of_contract) = (fill.bar, fill.price, fill.cost_of_contract);
            self.lots.enter(side, Lot { bar, price, size: entered, cost_of_contract });
            self.entry_value += fill.price * entered as f64;
        }
        let costs = fill.cost_of_contract * change;
        self.cash -= costs;
        self.position = fill.target;
        self.average_entry = self.entry_value / fill.target.unsigned_abs().max(1) as f64;
        self.money_per_point = fill.target as f64 * self.multiplier;
        if self.mark.is_nan() {
            self.mark = fill.price;
        }
        record.costs += costs;
        record.turnover += fill.price.abs() * change * self.multiplier;
    }

    /// Writes the lots still held at `last_bar` as open trades.
    pub(super) fn list_open_trades(&self, last_bar: usize, record: &mut Record) {
        self.lots.list_open(self.mark, last_bar, &mut record.trades);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(price: f64, target: i64) -> Fill {
        Fill { bar: 0, price, target, cost_of_contract: 1.0, reason: ExitReason::Order }
    }

    #[test]
    fn a_partial_exit_realises_its_part_and_the_rest_stays_unrealised() {
        let (mut account, mut record) = (Account::new(1_000.0, 5.0), Record::default());
        account.apply_fill(&fill(100.0, 2), &mut record);
        account.mark_at(110.0);
        // Two contracts × 10 points × 5 money less two contracts' costs.
        assert_eq!((account.unrealized(), account.equity()), (100.0, 1_098.0));
        account.apply_fill(&fill(110.0, 1), &mut record);
        assert_eq!((account.realized(), account.unrealized()), (50.0, 50.0));
        assert_eq!((account.cash(), record.costs), (1_047.0, 3.0));
    }

    #[test]
    fn a_flip_closes_the_old_side_and_opens_the_new_one_at_the_same_price() {
        let (mut account, mut record) = (Account::new(1_000.0, 1.0), Record::default());
        account.apply_fill(&fill(100.0, -2), &mut record);
        account.apply_fill(&fill(90.0, 2), &mut record);
        account.mark_at(95.0);
        assert_eq!((account.position(), account.realized(), account.unrealized()), (2, 20.0, 10.0));
        assert_eq!((record.trades.len(), record.costs, record.turnover), (1, 6.0, 560.0));
        assert_eq!(account.equity(), 1_000.0 + 20.0 + 10.0 - 6.0);
    }

    #[test]
    fn a_price_that_is_not_a_number_keeps_the_last_mark() {
        let (mut account, mut record) = (Account::new(1_000.0, 1.0), Record::default());
        account.apply_fill(&fill(100.0, 1), &mut record);
        account.mark_at(103.0);
        account.mark_at(f64::NAN);
        assert_eq!(account.unrealized(), 3.0);
    }

    #[test]
    fn lots_at_different_prices_are_marked_at_their_average() {
        let (mut account, mut record) = (Account::new(0.0, 1.0), Record::default());
        account.apply_fill(&fill(100.0, 1), &mut record);
        account.apply_fill(&fill(110.0, 2), &mut record);
        account.mark_at(108.0);
        assert_eq!(account.unrealized(), 6.0);
    }
}
