//! What a person should know of the prices and volumes taken (profile `standard`): all of it found in one pass,
//! a block of rows at a time, so that each value is fetched once.

use std::ops::Range;

use super::column::Tally;
use super::order::Selection;

/// Columns of numbers by reference; missing prices fall back to the close.
pub(super) struct Rows<'a> {
    pub(super) open: Option<&'a [f64]>,
    pub(super) high: Option<&'a [f64]>,
    pub(super) low: Option<&'a [f64]>,
    pub(super) close: &'a [f64],
    pub(super) volume: Option<&'a [f64]>,
}

/// Rows with a price that can't be traded, rows whose prices contradict each other, rows without volume
/// (zero, negative or NaN), and rows that open far from the close before.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RowTally {
    pub(super) bad: Tally,
    pub(super) ohlc: Tally,
    pub(super) empty: Tally,
    pub(super) jumps: Tally,
}

/// Rows looked at in one go: a block in which nothing is wrong needs no second look.
pub(super) const BLOCK: usize = 1024;

/// Looks at every row that is kept; jumps are between bars, in their order. Null rows were counted when read:
/// their NaN is not counted again.
pub(super) fn check_rows(
    rows: &Rows,
    nulls: &[usize],
    is_kept: impl Fn(usize) -> bool,
    order: &Selection,
) -> RowTally {
    let mut tally = RowTally::default();
    let close = rows.close;
    let [open, high, low] = [rows.open, rows.high, rows.low].map(|column| column.unwrap_or(close));
    let n_bars = order.as_ref().map_or(close.len(), Vec::len);
    let row = |bar: usize| order.as_ref().map_or(bar, |rows| rows[bar]);
    let jump = Jump::of(n_bars, |bar| close[row(bar)]);
    for block in blocks(close.len()) {
        let [o, h, l, c] = [open, high, low, close].map(|column| &column[block.clone()]);
        if !are_sound(o, h, l, c) {
            for row in block.clone().filter(|row| is_kept(*row)) {
                let prices = [open[row], high[row], low[row], close[row]];
                let is_null = || nulls.binary_search(&row).is_ok();
                if !prices.iter().all(|price| is_good(*price)) && !is_null() {
                    tally.bad.add(row);
                }
                if is_contradiction(prices) {
                    tally.ohlc.add(row);
                }
            }
        }
        if let Some(volume) = rows.volume
            && !volume[block.clone()].iter().fold(true, |all, volume| all & is_traded(*volume))
        {
            let rows = block.clone().filter(|row| is_kept(*row) && !is_traded(volume[*row]));
            rows.for_each(|row| tally.empty.add(row));
        }
        if let (Some(jump), None) = (&jump, order) {
            let bars = block.start.max(1)..block.end;
            let before = bars.start - 1..bars.end - 1;
            if !jump.is_near(&close[before], &open[bars.clone()]) {
                let far = bars.filter(|bar| jump.is_between(close[bar - 1], open[*bar]));
                far.for_each(|bar| tally.jumps.add(bar));
            }
        }
    }
    if let (Some(jump), Some(order)) = (&jump, order) {
        for pair in order.windows(2).filter(|pair| jump.is_between(close[pair[0]], open[pair[1]])) {
            tally.jumps.add(pair[1]);
        }
    }
    tally
}

fn is_good(price: f64) -> bool {
    price > 0.0 && price < f64::INFINITY
}

fn is_traded(volume: f64) -> bool {
    volume > 0.0
}

/// Comparisons with NaN are false: a hole is not a contradiction.
fn is_contradiction([open, high, low, close]: [f64; 4]) -> bool {
    high < low || close > high || close < low || open > high || open < low
}

/// Whether no price is bad and none contradicts another.
#[expect(clippy::needless_bitwise_bool, reason = "one pass without a branch a row")]
fn are_sound(open: &[f64], high: &[f64], low: &[f64], close: &[f64]) -> bool {
    open.iter().zip(high).zip(low).zip(close).fold(true, |sound, (((open, high), low), close)| {
        let is_inside = (low <= open) & (open <= high) & (low <= close) & (close <= high);
        sound & is_inside & (*low > 0.0) & (*high < f64::INFINITY)
    })
}

pub(super) fn blocks(n: usize) -> impl Iterator<Item = Range<usize>> {
    (0..n).step_by(BLOCK).map(move |start| start..(start + BLOCK).min(n))
}

/// Closes looked at to know the usual move.
const SAMPLE: usize = 4096;
/// A jump is more than this, and more than this many usual moves.
const JUMP_FRACTION: f64 = 0.02;
const JUMP_MOVES: f64 = 30.0;

/// What counts as a jump in one market.
pub(super) struct Jump {
    /// Fraction of the close before.
    least: f64,
    /// Nearer than this fraction of the close before is no jump either way: most bars need no division.
    near: f64,
}

impl Jump {
    /// Looks at the moves between the closes of `n` bars; `None` where nothing ever moves.
    pub(super) fn of(n: usize, close: impl Fn(usize) -> f64) -> Option<Self> {
        let step = n.div_ceil(SAMPLE).max(1);
        let move_of = |bar: usize| (close(bar) / close(bar - 1) - 1.0).abs();
        let mut moves: Vec<f64> = (1..n)
            .step_by(step)
            .map(move_of)
            .filter(|size| *size > 0.0 && size.is_finite())
            .collect();
        let middle = moves.len().checked_sub(1)? / 2;
        let usual = *moves.select_nth_unstable_by(middle, f64::total_cmp).1;
        let least = (usual * JUMP_MOVES).max(JUMP_FRACTION);
        Some(Self { least, near: least / (1.0 + least) * 0.999 })
    }

    /// Whether a bar opens far from the close before: either way by the same factor, 2 for 1 is as far as 1 for 2.
    pub(super) fn is_between(&self, close_before: f64, open: f64) -> bool {
        if (open - close_before).abs() < close_before * self.near {
            return false;
        }
        let factor = open / close_before;
        let is_far = factor > 1.0 + self.least || factor < 1.0 / (1.0 + self.least);
        is_far && factor > 0.0 && factor < f64::INFINITY
    }
    /// Whether each bar opens near the close before: one pass without a branch a bar.
    fn is_near(&self, close_before: &[f64], open: &[f64]) -> bool {
        let pairs = close_before.iter().zip(open);
        pairs.fold(true, |all, (before, open)| all & ((open - before).abs() < before * self.near))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closes(close: &[f64]) -> Rows<'_> {
        Rows { open: None, high: None, low: None, close, volume: None }
    }

    fn jumps(open: &[f64], close: &[f64], order: &Selection) -> Tally {
        let rows = Rows { open: Some(open), ..closes(close) };
        check_rows(&rows, &[], |_| true, order).jumps
    }

    #[test]
    fn a_close_above_the_high_and_a_high_below_the_low_are_contradictions() {
        let rows = Rows {
            open: Some(&[10.0, 10.0, 10.0]),
            high: Some(&[11.0, 11.0, 8.0]),
            low: Some(&[9.0, 9.0, 9.0]),
            close: &[10.0, 12.0, 8.5],
            volume: None,
        };
        let tally = check_rows(&rows, &[], |_| true, &None);
        assert_eq!(tally.ohlc, Tally { count: 2, first: Some(1) });
        assert_eq!(tally.bad, Tally::default());
    }

    #[test]
    fn zero_nan_and_infinite_prices_are_bad_but_a_null_is_counted_elsewhere() {
        let close = [0.0, f64::NAN, f64::INFINITY, f64::NAN, 1.0];
        let rows = closes(&close);
        let bad = |is_kept: fn(usize) -> bool| check_rows(&rows, &[3], is_kept, &None).bad;
        assert_eq!(bad(|_| true), Tally { count: 3, first: Some(0) });
        assert_eq!(bad(|row| row > 1).count, 1);
    }

    #[test]
    fn one_bad_row_is_found_behind_a_thousand_sound_ones() {
        let mut close = vec![1.0; 3 * BLOCK];
        close[2 * BLOCK + 5] = -1.0;
        let rows = Rows { volume: Some(&close), ..closes(&close) };
        let tally = check_rows(&rows, &[], |_| true, &None);
        let one = Tally { count: 1, first: Some(2 * BLOCK + 5) };
        assert_eq!((tally.bad, tally.empty), (one, one));
    }

    #[test]
    fn a_price_halved_overnight_is_a_jump_and_the_usual_moves_are_not() {
        let mut close: Vec<f64> = (0..40).map(|i| 100.0 + f64::from(i % 2) * 0.01).collect();
        close[20..].iter_mut().for_each(|price| *price /= 2.0);
        assert_eq!(jumps(&close, &close, &None), Tally { count: 1, first: Some(20) });
        // A market that moves 1 % a bar: 10 % are ten usual moves.
        let wild: Vec<f64> = (0..40).map(|i| if i % 2 == 0 { 100.0 } else { 101.0 }).collect();
        let mut open = wild.clone();
        open[30] = 111.0;
        assert_eq!(jumps(&open, &wild, &None), Tally::default());
    }

    #[test]
    fn a_jump_from_one_block_of_rows_to_the_next_is_seen() {
        let mut close: Vec<f64> = (0..2 * BLOCK).map(|i| 100.0 + (i % 2) as f64 * 0.01).collect();
        close[BLOCK..].iter_mut().for_each(|price| *price *= 2.0);
        assert_eq!(jumps(&close, &close, &None), Tally { count: 1, first: Some(BLOCK) });
    }

    #[test]
    fn jumps_are_between_bars_in_their_order_and_not_between_rows_of_the_file() {
        let close = [200.0, 200.1, 100.0, 100.1];
        let order = Some(vec![2, 3, 0, 1]);
        assert_eq!(jumps(&close, &close, &order), Tally { count: 1, first: Some(0) });
    }
}
