//! Repairs that the person asked for, see [`DataFixes`].

use super::column::{Column, Role, Values};
use super::order::Selection;
use crate::env::{BadBars, DataFixes};

/// What the repairs come to: which rows stay, in order, and the closes to be written over bad bars.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    pub(super) kept: Selection,
    fills: Vec<(usize, f64)>,
}

/// Finds out what to repair; nothing is changed yet, for what is told of the rows is what the file holds.
pub(super) fn plan_fixes(
    fixes: DataFixes,
    columns: &[Column],
    ts: Option<&[i64]>,
    selection: &Selection,
    rows: usize,
) -> Fixed {
    if fixes == DataFixes::NONE {
        return Fixed { kept: selection.clone(), fills: Vec::new() };
    }
    let mut kept = selection.clone().unwrap_or_else(|| (0..rows).collect());
    if let Some(ts) = ts
        && fixes.drop_duplicates
    {
        // Stable order of time: the row after one of the same time is the newer one.
        let mut next = None;
        kept.reverse();
        kept.retain(|row| next.replace(ts[*row]) != Some(ts[*row]));
        kept.reverse();
    }
    let fills = match fixes.bad_bars {
        BadBars::Keep => Vec::new(),
        wanted => fix_bars(wanted, columns, &mut kept),
    };
    Fixed { kept: Some(kept), fills }
}

impl Fixed {
    /// Writes the closes over the prices of bad bars.
    pub(super) fn fill(&self, columns: &mut [Column]) {
        for column in columns.iter_mut().filter(|column| column.role.is_price()) {
            let Values::Numbers(values) = &mut column.values else { continue };
            self.fills.iter().for_each(|(row, close)| values[*row] = *close);
        }
    }
}

fn fix_bars(wanted: BadBars, columns: &[Column], kept: &mut Vec<usize>) -> Vec<(usize, f64)> {
    let numbers = |wanted: Role| {
        columns.iter().find(|column| column.role == wanted).and_then(|column| {
            match &column.values {
                Values::Numbers(values) => Some(values.as_slice()),
                _ => None,
            }
        })
    };
    let mut fills = Vec::new();
    let Some(closes) = numbers(Role::Close) else { return fills };
    let [open, high, low] =
        [Role::Open, Role::High, Role::Low].map(|role| numbers(role).unwrap_or(closes));
    let mut last_close = None;
    kept.retain(|row| {
        if is_sound(open[*row], high[*row], low[*row], closes[*row]) {
            last_close = Some(closes[*row]);
            return true;
        }
        let Some(close) = last_close.filter(|_| wanted == BadBars::Fill) else { return false };
        fills.push((*row, close));
        true
    });
    fills
}

/// Whether all four are positive numbers and open and close lie between low and high.
fn is_sound(open: f64, high: f64, low: f64, close: f64) -> bool {
    let is_inside = low <= open && open <= high && low <= close && close <= high;
    is_inside && low > 0.0 && high < f64::INFINITY
}
