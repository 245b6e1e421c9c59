//! The open position as lots that leave in the order they came, each a trade.

use std::collections::VecDeque;

use super::record::{Exit, Side, Trade};

/// Contracts bought or sold in one fill and still held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lot {
    /// Index of the bar of the fill.
    pub(super) bar: usize,
    pub(super) price: f64,
    /// Contracts, > 0.
    pub(super) size: i64,
    pub(super) cost_of_contract: f64,
}

impl Lot {
    /// Returns the trade of this lot as it stands at a price, with what leaving costs a contract.
    fn trade(self, side: Side, price: f64, cost_of_leaving: f64, multiplier: f64) -> Trade {
        let contracts = self.size as f64;
        let costs = (self.cost_of_contract + cost_of_leaving) * contracts;
        let gross_pnl = (price - self.price) * (side.sign() * self.size) as f64 * multiplier;
        let net_pnl = gross_pnl - costs;
        Trade {
            entry_bar: self.bar,
            entry_price: self.price,
            exit: None,
            side,
            size: self.size,
            gross_pnl,
            costs,
            net_pnl,
            return_fraction: net_pnl / (self.price * contracts * multiplier),
            bars_held: 0,
            mae: 0.0,
            mfe: 0.0,
        }
    }
}

/// Lots of one side, oldest first.
#[derive(Debug)]
pub(super) struct Lots {
    side: Side,
    held: VecDeque<Lot>,
    multiplier: f64,
}

impl Lots {
    pub(super) fn new(multiplier: f64) -> Self {
        Self { side: Side::Long, held: VecDeque::new(), multiplier }
    }

    pub(super) fn multiplier(&self) -> f64 {
        self.multiplier
    }

    /// Adds a lot; a side other than that of lots still held can't be.
    pub(super) fn enter(&mut self, side: Side, lot: Lot) {
        debug_assert!(self.held.is_empty() || self.side == side, "lots of both sides");
        self.side = side;
        self.held.push_back(lot);
    }

    /// Takes `contracts` out, oldest first, and writes a trade for each lot or part of one.
    /// Returns their profit before costs and the sum of their entry prices × contracts.
    pub(super) fn leave(
        &mut self,
        contracts: i64,
        exit: Exit,
        cost_of_contract: f64,
        trades: &mut Vec<Trade>,
    ) -> (f64, f64) {
        let (mut gross, mut entry_value) = (0.0, 0.0);
        let mut left = contracts;
        while left > 0 {
            let Some(oldest) = self.held.front_mut() else { break };
            let part = Lot { size: left.min(oldest.size), ..*oldest };
            let trade = part.trade(self.side, exit.price, cost_of_contract, self.multiplier);
            gross += trade.gross_pnl;
            entry_value += part.price * part.size as f64;
            trades.push(Trade { exit: Some(exit), bars_held: exit.bar - part.bar, ..trade });
            oldest.size -= part.size;
            left -= part.size;
            if oldest.size == 0 {
                self.held.pop_front();
            }
        }
        (gross, entry_value)
    }

    /// Writes a trade, marked at `mark`, for each lot still held at `last_bar`.
    pub(super) fn list_open(&self, mark: f64, last_bar: usize, trades: &mut Vec<Trade>) {
        for lot in &self.held {
            let trade = lot.trade(self.side, mark, 0.0, self.multiplier);
            trades.push(Trade { bars_held: last_bar.saturating_sub(lot.bar), ..trade });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::ExitReason;
    use super::*;

    fn lot(bar: usize, price: f64, size: i64, cost_of_contract: f64) -> Lot {
        Lot { bar, price, size, cost_of_contract }
    }

    #[test]
    fn lots_leave_first_in_first_out_and_a_part_takes_its_share_of_the_costs() {
        let mut lots = Lots::new(2.0);
        lots.enter(Side::Long, lot(1, 100.0, 3, 1.0));
        lots.enter(Side::Long, lot(2, 110.0, 1, 1.5));
        let mut trades = Vec::new();
        let exit = Exit { bar: 5, price: 105.0, reason: ExitReason::Order };
        assert_eq!(lots.leave(2, exit, 0.5, &mut trades), (20.0, 200.0));
        assert_eq!(lots.leave(2, exit, 0.5, &mut trades), (10.0 - 10.0, 210.0));
        let facts: Vec<_> =
            trades.iter().map(|t| (t.entry_bar, t.size, t.gross_pnl, t.costs)).collect();
        assert_eq!(facts, [(1, 2, 20.0, 3.0), (1, 1, 10.0, 1.5), (2, 1, -10.0, 2.0)]);
        assert_eq!((trades[0].net_pnl, trades[0].bars_held), (17.0, 4));
        assert_eq!(trades[0].return_fraction, 17.0 / 400.0);
    }

    #[test]
    fn what_is_left_at_the_end_is_a_trade_of_its_own_without_an_exit() {
        let mut lots = Lots::new(1.0);
        lots.enter(Side::Short, lot(3, 100.0, 2, 1.0));
        let mut trades = Vec::new();
        lots.list_open(98.0, 9, &mut trades);
        assert!(trades[0].is_open());
        assert_eq!((trades[0].gross_pnl, trades[0].net_pnl, trades[0].bars_held), (4.0, 2.0, 6));
    }
}
