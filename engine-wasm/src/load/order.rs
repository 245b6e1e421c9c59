//! Which rows of the file become bars, and in which order.

use super::column::Tally;
use super::time::NO_TIME;

/// Rows of the file in the order of the bars; `None` when every row stays where it is.
pub(super) type Selection = Option<Vec<usize>>;

/// What was found while rows were put in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct OrderTally {
    pub(super) null_time: Tally,
    pub(super) unsorted: Tally,
}

/// Keeps rows that `wanted` says (all when `None`) and that have a time, in stable order of time.
pub(super) fn put_in_order(
    ts: Option<&[i64]>,
    wanted: Option<&[bool]>,
    rows: usize,
) -> (Selection, OrderTally) {
    let mut tally = OrderTally::default();
    // The usual file needs no more than this one look. NO_TIME is less than any time.
    let is_in_order = |ts: &[i64]| ts.first() != Some(&NO_TIME) && ts.is_sorted();
    if wanted.is_none() && ts.is_none_or(is_in_order) {
        return (None, tally);
    }
    let is_wanted = |row: usize| wanted.is_none_or(|wanted| wanted[row]);
    let mut last = NO_TIME;
    let mut n_kept = 0;
    for row in (0..rows).filter(|row| is_wanted(*row)) {
        let Some(ts) = ts else {
            n_kept += 1;
            continue;
        };
        if ts[row] == NO_TIME {
            tally.null_time.add(row);
            continue;
        }
        n_kept += 1;
        if ts[row] < last {
            tally.unsorted.add(row);
        }
        last = ts[row];
    }
    if n_kept == rows && tally.unsorted.count == 0 {
        return (None, tally);
    }
    let has_time = |row: usize| ts.is_none_or(|ts| ts[row] != NO_TIME);
    let mut kept: Vec<usize> = (0..rows).filter(|row| is_wanted(*row) && has_time(*row)).collect();
    if let Some(ts) = ts
        && tally.unsorted.count > 0
    {
        // A merge sort that uses runs: a file written backwards is reversed in one pass.
        kept.sort_by_key(|row| ts[*row]);
    }
    (Some(kept), tally)
}

/// Returns the selected values in order.
pub(super) fn select<T: Copy>(values: Vec<T>, selection: &Selection) -> Vec<T> {
    match selection {
        None => values,
        Some(rows) => rows.iter().map(|row| values[*row]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascending_rows_stay_where_they_are_without_a_copy() {
        assert_eq!(put_in_order(Some(&[1, 2, 2, 3]), None, 4), (None, OrderTally::default()));
    }

    #[test]
    fn rows_of_the_same_time_keep_their_order() {
        let (selection, tally) = put_in_order(Some(&[20, 10, 20, 10]), None, 4);
        assert_eq!(selection, Some(vec![1, 3, 0, 2]));
        assert_eq!(tally.unsorted, Tally { count: 2, first: Some(1) });
    }

    #[test]
    fn rows_without_a_time_or_of_another_symbol_are_left_out() {
        let (selection, tally) =
            put_in_order(Some(&[10, NO_TIME, 5, 30]), Some(&[true, true, false, true]), 4);
        assert_eq!(selection, Some(vec![0, 3]));
        assert_eq!(
            tally,
            OrderTally {
                null_time: Tally { count: 1, first: Some(1) },
                unsorted: Tally::default()
            }
        );
    }
}
