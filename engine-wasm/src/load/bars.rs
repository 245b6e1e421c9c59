//! Which of the rows that came are bars: picked, put in order, repaired and cut to the part asked for.

use super::column::{Column, Tally, keep_range};
use super::finish::Wanted;
use super::fix::{Fixed, plan_fixes};
use super::order::{Selection, put_in_order};
use super::slice::{Cut, Slice, cut};
use crate::env::Profile;
use crate::error::EngineError;

/// Rows are places among those that are left of the columns.
#[derive(Debug)]
pub(super) struct Bars {
    /// How many rows are left.
    pub(super) rows: usize,
    /// The file's row of the first one.
    pub(super) first_row: usize,
    /// The bars before any repair.
    pub(super) order: Selection,
    /// The bars after it.
    pub(super) fixed: Fixed,
    /// Rows of the file without a time.
    pub(super) null_time: Tally,
    pub(super) cut: Option<Cut>,
}

impl Bars {
    /// Finds the bars; with a slice the rows around it leave the columns where they can.
    pub(super) fn find(
        wanted: &Wanted,
        columns: &mut [Column],
        ts: &mut Option<Vec<i64>>,
        picked: Option<&[bool]>,
    ) -> Result<Self, EngineError> {
        let (order, null_time) = match wanted.profile {
            Profile::Reference => (None, Tally::default()),
            Profile::Standard => put_in_order(ts.as_deref(), picked, wanted.rows),
        };
        let fixed = plan_fixes(wanted.fixes, columns, ts.as_deref(), &order, wanted.rows);
        let (rows, first_row) = (wanted.rows, wanted.span.before);
        let mut bars = Self { rows, first_row, order, fixed, null_time, cut: None };
        bars.cut(wanted, columns, ts)?;
        Ok(bars)
    }

    /// How many bars there are after repairs.
    pub(super) fn len(&self) -> usize {
        self.fixed.kept.as_ref().map_or(self.rows, Vec::len)
    }

    fn cut(
        &mut self,
        wanted: &Wanted,
        columns: &mut [Column],
        ts: &mut Option<Vec<i64>>,
    ) -> Result<(), EngineError> {
        let at_least = match wanted.profile {
            Profile::Standard => 1,
            Profile::Reference => 2,
        };
        let n_bars = self.len();
        if n_bars < at_least {
            return Err(EngineError::Data {
                code: "NO_ROWS",
                message: format!(
                    "{n_bars} of {} rows can be used; at least {at_least} are needed.",
                    self.rows
                ),
            });
        }
        let Some(slice) = wanted.slice else { return Ok(()) };
        if ts.is_none() && matches!(slice, Slice::Times { .. }) {
            return Err(EngineError::Setting {
                name: "slice".to_owned(),
                message: "The file's bars have no times by which a part could be taken.".to_owned(),
            });
        }
        let times = ts.as_deref().unwrap_or_default();
        let row = |bar: usize| self.fixed.kept.as_ref().map_or(bar, |rows| rows[bar]);
        // Under profile reference times need not ascend: then it is the first bar that reaches the time.
        let first_at =
            |time: i64| (0..n_bars).find(|bar| times[row(*bar)] >= time).unwrap_or(n_bars);
        let (range, cut) = cut(slice, wanted.span, self.rows, n_bars, at_least, first_at)?;
        self.cut = Some(cut);
        if let (None, None) = (&self.order, &self.fixed.kept) {
            for column in columns {
                column.keep(&range);
            }
            if let Some(ts) = ts {
                keep_range(ts, &range);
            }
            self.first_row += range.start;
            self.rows = range.len();
            return Ok(());
        }
        // What is told of the rows is what stood between the first bar kept and the last before any repair.
        let (start, end) = (range.start, range.end);
        let order = self.order.take().unwrap_or_else(|| (0..self.rows).collect());
        let place = |bar: usize| match &self.fixed.kept {
            Some(kept) if bar < n_bars => order.iter().position(|row| *row == kept[bar]),
            _ => None,
        };
        let from = if start == 0 { 0 } else { place(start).unwrap_or(start) };
        let to = place(end).unwrap_or(order.len());
        self.order = Some(order[from..to].to_vec());
        if let Some(kept) = &mut self.fixed.kept {
            keep_range(kept, &range);
        }
        Ok(())
    }
}
