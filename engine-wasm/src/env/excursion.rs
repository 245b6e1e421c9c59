//! How far each trade went against and for it: one pass over the closes after the run.

use std::collections::VecDeque;

use super::record::Trade;

/// Lowest or highest close since a bar, for bars that only move forward.
struct Extremes {
    /// (bar, close), each close beyond those after it; the first is the answer.
    kept: VecDeque<(usize, f64)>,
    lowest: bool,
}

impl Extremes {
    fn add(&mut self, bar: usize, close: f64) {
        let beaten = |old: f64| if self.lowest { old >= close } else { old <= close };
        while self.kept.back().is_some_and(|&(_, old)| beaten(old)) {
            self.kept.pop_back();
        }
        self.kept.push_back((bar, close));
    }

    fn since(&mut self, bar: usize) -> Option<f64> {
        while self.kept.front().is_some_and(|&(kept, _)| kept < bar) {
            self.kept.pop_front();
        }
        self.kept.front().map(|&(_, close)| close)
    }
}

/// Fills `mae` and `mfe` of all trades from the closes of `bars` bars at which each was held (from its
/// entry's bar up to the bar before its exit) and its exit price. A close that is not a number counts for nothing.
///
/// Trades leave in the order they came, so entries and exits both ascend and every close is read once.
pub(super) fn measure(trades: &mut [Trade], close: &[f64], bars: usize, multiplier: f64) {
    let mut low = Extremes { kept: VecDeque::new(), lowest: true };
    let mut high = Extremes { kept: VecDeque::new(), lowest: false };
    let mut read = 0;
    for trade in trades {
        let until = trade.exit.map_or(bars, |exit| exit.bar).min(close.len());
        // Nothing between two trades is ever asked for.
        read = read.max(trade.entry_bar.min(until));
        for (bar, &value) in close.iter().enumerate().take(until).skip(read) {
            if value.is_finite() {
                low.add(bar, value);
                high.add(bar, value);
            }
        }
        read = read.max(until);
        let entry = trade.entry_price;
        let last = trade.exit.map_or(entry, |exit| exit.price);
        let lowest = low.since(trade.entry_bar).unwrap_or(last).min(last);
        let highest = high.since(trade.entry_bar).unwrap_or(last).max(last);
        let money =
            |price: f64| (price - entry) * (trade.side.sign() * trade.size) as f64 * multiplier;
        let (a, b) = (money(lowest), money(highest));
        trade.mae = (-a.min(b)).max(0.0);
        trade.mfe = a.max(b).max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Exit, ExitReason, Side};
    use super::*;

    fn trade(side: Side, entry_bar: usize, entry_price: f64, exit: Option<(usize, f64)>) -> Trade {
        Trade {
            entry_bar,
            entry_price,
            exit: exit.map(|(bar, price)| Exit { bar, price, reason: ExitReason::Order }),
            side,
            size: 2,
            gross_pnl: 0.0,
            costs: 0.0,
            net_pnl: 0.0,
            return_fraction: 0.0,
            bars_held: 0,
            mae: 0.0,
            mfe: 0.0,
        }
    }

    #[test]
    fn a_long_from_100_that_saw_closes_of_97_and_104_was_down_3_and_up_4_a_contract() {
        let close = [90.0, 99.0, 97.0, f64::NAN, 104.0, 80.0];
        let mut trades = [trade(Side::Long, 1, 100.0, Some((5, 101.0)))];
        measure(&mut trades, &close, 6, 10.0);
        assert_eq!((trades[0].mae, trades[0].mfe), (60.0, 80.0));
    }

    #[test]
    fn overlapping_trades_and_shorts_see_their_own_closes_only() {
        let close = [100.0, 90.0, 95.0, 105.0, 85.0];
        let mut trades = [
            trade(Side::Short, 0, 100.0, Some((3, 105.0))),
            trade(Side::Short, 2, 95.0, Some((4, 85.0))),
            trade(Side::Short, 4, 85.0, None),
        ];
        measure(&mut trades, &close, 5, 1.0);
        let found: Vec<_> = trades.iter().map(|t| (t.mae, t.mfe)).collect();
        assert_eq!(found, [(10.0, 20.0), (20.0, 20.0), (0.0, 0.0)]);
    }
}
