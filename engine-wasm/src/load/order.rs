//! Which rows of the file become bars, and in which order.

use super::column::Tally;
use super::time::NO_TIME;

/// Rows of the file in the order of the bars; `None` when every row stays where it is.
pub(super) type Selection = Option<Vec<usize>>;

/// Keeps rows that `wanted` says (all when `None`) and that have a time, in stable order of time.
/// The tally is of rows without one.
pub(super) fn put_in_order(
    ts: Option<&[i64]>,
    wanted: Option<&[bool]>,
    rows: usize,
) -> (Selection, Tally) {
    let mut null_time = Tally::default();
    // The usual file needs no more than this one look. NO_TIME is less than any time.
    let is_in_order = |ts: &[i64]| ts.first() != Some(&NO_TIME) && ts.is_sorted();
    if wanted.is_none() && ts.is_none_or(is_in_order) {
        return (None, null_time);
    }
    let is_wanted = |row: usize| wanted.is_none_or(|wanted| wanted[row]);
    let mut kept: Vec<usize> = (0..rows).filter(|row| is_wanted(*row)).collect();
    if let Some(ts) = ts {
        kept.retain(|row| {
            let has_time = ts[*row] != NO_TIME;
            if !has_time {
                null_time.add(*row);
            }
            has_time
        });
        if !kept.is_sorted_by_key(|row| ts[*row]) {
            // A merge sort that uses runs: a file written backwards is reversed in one pass.
            kept.sort_by_key(|row| ts[*row]);
            return (Some(kept), null_time);
        }
    }
    let is_all = kept.len() == rows;
    ((!is_all).then_some(kept), null_time)
}

/// Counts the selected rows that are earlier than the selected row before them in the file.
pub(super) fn count_unsorted(ts: &[i64], selection: &Selection) -> Tally {
    let mut tally = Tally::default();
    let Some(kept) = selection else { return tally };
    if kept.is_sorted() {
        return tally;
    }
    let mut rows = kept.clone();
    rows.sort_unstable();
    for pair in rows.windows(2).filter(|pair| ts[pair[1]] < ts[pair[0]]) {
        tally.add(pair[1]);
    }
    tally
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
        assert_eq!(put_in_order(Some(&[1, 2, 2, 3]), None, 4), (None, Tally::default()));
    }

    #[test]
    fn rows_of_the_same_time_keep_their_order() {
        let ts = [20, 10, 20, 10];
        let (selection, _) = put_in_order(Some(&ts), None, 4);
        assert_eq!(selection, Some(vec![1, 3, 0, 2]));
        assert_eq!(count_unsorted(&ts, &selection), Tally { count: 2, first: Some(1) });
    }

    #[test]
    fn rows_without_a_time_or_of_another_symbol_are_left_out() {
        let ts = [10, NO_TIME, 5, 30];
        let (selection, null_time) = put_in_order(Some(&ts), Some(&[true, true, false, true]), 4);
        assert_eq!(count_unsorted(&ts, &selection), Tally::default());
        assert_eq!(selection, Some(vec![0, 3]));
        assert_eq!(null_time, Tally { count: 1, first: Some(1) });
    }
}
