//! Trades and refused orders as columns, so that many cross to the page at once.

use crate::env::{RefusedOrder, Trade};
use crate::run::Run;

/// Returns the numbers of all trades, one column after the other: entry bar and price, exit bar and price,
/// side (0 long, 1 short), size, profit before costs, costs, net profit, return, bars held, MAE, MFE and exit reason (place
/// in [`crate::env::ExitReason::ALL`]). NaN where an open trade has none. Units as in the result JSON.
pub fn trade_columns(run: &Run) -> Vec<f64> {
    let exit_bar = |trade: &Trade| trade.exit.map_or(f64::NAN, |exit| exit.bar as f64);
    let exit_price = |trade: &Trade| trade.exit.map_or(f64::NAN, |exit| exit.price);
    let reason = |trade: &Trade| trade.exit.map_or(f64::NAN, |exit| f64::from(exit.reason as u8));
    columns(
        &run.record().trades,
        &[
            &|trade| trade.entry_bar as f64,
            &|trade| trade.entry_price,
            &exit_bar,
            &exit_price,
            &|trade| f64::from(trade.side as u8),
            &|trade| trade.size as f64,
            &|trade| trade.gross_pnl,
            &|trade| trade.costs,
            &|trade| trade.net_pnl,
            &|trade| trade.return_fraction,
            &|trade| trade.bars_held as f64,
            &|trade| trade.mae,
            &|trade| trade.mfe,
            &reason,
        ],
    )
}

/// Returns the starts of the trades' entry bars and then of their exit bars (0 for an open trade), ns since
/// 1970 UTC; nothing without times.
pub fn trade_times(run: &Run) -> Option<Vec<i64>> {
    let ts = run.bars().ts()?;
    let trades = &run.record().trades;
    let entries = trades.iter().map(|trade| ts[trade.entry_bar]);
    let exits = trades.iter().map(|trade| trade.exit.map_or(0, |exit| ts[exit.bar]));
    Some(entries.chain(exits).collect())
}

/// Returns the refused orders listed in the run's record, one column after the other: bar of the fill that was
/// not, its close, and the reason (place in [`crate::env::Refusal::ALL`]). See
/// [`crate::env::LISTED_REFUSALS`] for how many are listed.
pub fn refused_columns(run: &Run) -> Vec<f64> {
    let close = run.bars().close();
    let reason = |order: &RefusedOrder| f64::from(order.reason as u8);
    columns(
        &run.record().refused_orders,
        &[&|order| order.bar as f64, &|order| close[order.bar], &reason],
    )
}

/// Returns the starts of the bars of [`refused_columns`], ns since 1970 UTC; nothing without times.
pub fn refused_times(run: &Run) -> Option<Vec<i64>> {
    let ts = run.bars().ts()?;
    Some(run.record().refused_orders.iter().map(|order| ts[order.bar]).collect())
}

fn columns<T>(rows: &[T], columns: &[&dyn Fn(&T) -> f64]) -> Vec<f64> {
    let mut flat = Vec::with_capacity(rows.len() * columns.len());
    for column in columns {
        // −0 is 0, as in the result JSON.
        flat.extend(rows.iter().map(|row| column(row) + 0.0));
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::env::{ExitReason, Refusal};

    #[test]
    fn columns_stand_one_after_the_other() {
        let flat = columns(&[1.0, -0.0], &[&|row| *row, &|row| row * 10.0]);
        assert_eq!(flat, [1.0, 0.0, 10.0, 0.0]);
        assert!(flat[1].is_sign_positive());
    }

    #[test]
    fn a_reason_is_its_place_among_all() {
        for (place, reason) in ExitReason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place);
        }
        for (place, reason) in Refusal::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place);
        }
    }
}
