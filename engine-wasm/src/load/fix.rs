//! Repairs that the person asked for, see [`DataFixes`].

use super::column::{Column, Role, Values};
use super::order::Selection;
use crate::env::{BadBars, DataFixes};

const PRICES: [Role; 4] = [Role::Open, Role::High, Role::Low, Role::Close];

/// Returns which rows stay, in order; prices that are filled are written in place.
pub(super) fn fix_rows(
    fixes: DataFixes,
    columns: &mut [Column],
    ts: Option<&[i64]>,
    selection: Selection,
    rows: usize,
) -> Selection {
    if fixes == DataFixes::NONE {
        return selection;
    }
    let mut kept = selection.unwrap_or_else(|| (0..rows).collect());
    if let Some(ts) = ts
        && fixes.drop_duplicates
    {
        // Stable order of time: the row after one of the same time is the newer one.
        let mut next = None;
        kept.reverse();
        kept.retain(|row| next.replace(ts[*row]) != Some(ts[*row]));
        kept.reverse();
    }
    if fixes.bad_bars != BadBars::Keep {
        fix_bars(fixes.bad_bars, columns, &mut kept);
    }
    Some(kept)
}

fn fix_bars(wanted: BadBars, columns: &mut [Column], kept: &mut Vec<usize>) {
    let mut prices: Vec<(Role, &mut Vec<f64>)> = columns
        .iter_mut()
        .filter(|column| PRICES.contains(&column.role))
        .filter_map(|column| match &mut column.values {
            Values::Numbers(values) => Some((column.role, values)),
            _ => None,
        })
        .collect();
    let mut last_close = None;
    kept.retain(|row| {
        let at = |wanted: Role| prices.iter().find(|(role, _)| *role == wanted);
        let Some(close) = at(Role::Close).map(|(_, values)| values[*row]) else { return true };
        let price = |role: Role| at(role).map_or(close, |(_, values)| values[*row]);
        if is_sound(price(Role::Open), price(Role::High), price(Role::Low), close) {
            last_close = Some(close);
            return true;
        }
        let Some(close) = last_close.filter(|_| wanted == BadBars::Fill) else { return false };
        for (_, values) in &mut prices {
            values[*row] = close;
        }
        true
    });
}

/// Whether all four are positive numbers and open and close lie between low and high.
fn is_sound(open: f64, high: f64, low: f64, close: f64) -> bool {
    let is_inside = low <= open && open <= high && low <= close && close <= high;
    is_inside && low > 0.0 && high < f64::INFINITY
}
