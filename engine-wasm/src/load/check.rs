//! What a person should know of the rows taken (profile `standard`): found in one pass each, counted,
//! with the first row of the file.

use std::ops::Range;

use super::column::Tally;
use super::order::Selection;
use crate::env::Warning;

/// Prices of a bar by reference; missing columns fall back to the close.
pub(super) struct Prices<'a> {
    pub(super) open: Option<&'a [f64]>,
    pub(super) high: Option<&'a [f64]>,
    pub(super) low: Option<&'a [f64]>,
    pub(super) close: &'a [f64],
}

/// Rows with a price that can't be traded, and rows whose prices contradict each other.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PriceTally {
    pub(super) bad: Tally,
    pub(super) ohlc: Tally,
}

/// Rows looked at in one go: a block in which nothing is wrong needs no second look.
const BLOCK: usize = 1024;

/// Looks at every row that is kept. Null rows were counted when read: their NaN is not counted again.
pub(super) fn check_prices(
    prices: &Prices,
    nulls: &[usize],
    is_kept: impl Fn(usize) -> bool,
) -> PriceTally {
    let mut tally = PriceTally::default();
    let close = prices.close;
    let [open, high, low] =
        [prices.open, prices.high, prices.low].map(|column| column.unwrap_or(close));
    let is_good = |price: f64| price > 0.0 && price < f64::INFINITY;
    for block in blocks(close.len()) {
        let [o, h, l, c] = [open, high, low, close].map(|column| &column[block.clone()]);
        if are_sound(o, h, l, c) {
            continue;
        }
        for row in block.filter(|row| is_kept(*row)) {
            let (open, high, low, close) = (open[row], high[row], low[row], close[row]);
            let all_good = is_good(open) && is_good(high) && is_good(low) && is_good(close);
            if !all_good && nulls.binary_search(&row).is_err() {
                tally.bad.add(row);
            }
            // Comparisons with NaN are false: a hole is not a contradiction.
            if high < low || close > high || close < low || open > high || open < low {
                tally.ohlc.add(row);
            }
        }
    }
    tally
}

/// Whether no price is bad and none contradicts another.
#[expect(clippy::needless_bitwise_bool, reason = "one pass without a branch a row")]
fn are_sound(open: &[f64], high: &[f64], low: &[f64], close: &[f64]) -> bool {
    open.iter().zip(high).zip(low).zip(close).fold(true, |sound, (((open, high), low), close)| {
        let is_inside = (low <= open) & (open <= high) & (low <= close) & (close <= high);
        sound & is_inside & (*low > 0.0) & (*high < f64::INFINITY)
    })
}

/// Counts kept rows without volume: zero, negative or NaN.
pub(super) fn check_volume(volume: &[f64], is_kept: impl Fn(usize) -> bool) -> Tally {
    let is_traded = |volume: &f64| *volume > 0.0;
    let mut empty = Tally::default();
    for block in blocks(volume.len()) {
        if volume[block.clone()].iter().fold(true, |all, volume| all & is_traded(volume)) {
            continue;
        }
        let rows = block.filter(|row| is_kept(*row) && !is_traded(&volume[*row]));
        rows.for_each(|row| empty.add(row));
    }
    empty
}

fn blocks(n: usize) -> impl Iterator<Item = Range<usize>> {
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
        Some(Self { least: (usual * JUMP_MOVES).max(JUMP_FRACTION) })
    }

    /// Whether a bar opens far from the close before: either way by the same factor, 2 for 1 is as far as 1 for 2.
    pub(super) fn is_between(&self, close_before: f64, open: f64) -> bool {
        // Nearer than this is no jump either way: most bars need no division.
        let near = self.least / (1.0 + self.least) * 0.999;
        if (open - close_before).abs() < close_before * near {
            return false;
        }
        let factor = open / close_before;
        let is_far = factor > 1.0 + self.least || factor < 1.0 / (1.0 + self.least);
        is_far && factor > 0.0 && factor < f64::INFINITY
    }
}

/// Counts rows that open far from the close before, in the order of the bars.
pub(super) fn check_jumps(open: &[f64], close: &[f64], selection: &Selection) -> Tally {
    let n = selection.as_ref().map_or(close.len(), Vec::len);
    let row = |bar: usize| selection.as_ref().map_or(bar, |rows| rows[bar]);
    let mut jumps = Tally::default();
    let Some(jump) = Jump::of(n, |bar| close[row(bar)]) else { return jumps };
    for bar in 1..n {
        if jump.is_between(close[row(bar - 1)], open[row(bar)]) {
            jumps.add(row(bar));
        }
    }
    jumps
}

/// The widest spacing that is no gap: one and a half usual ones.
pub(super) fn widest_spacing(usual: Option<i64>) -> i64 {
    usual.map_or(i64::MAX, |usual| usual.saturating_add(usual / 2))
}

/// Duplicate times and gaps in ascending times; `row` tells the file's row of each.
pub(super) fn check_times(
    ts: &[i64],
    usual: Option<i64>,
    row: impl Fn(usize) -> usize,
) -> (Tally, Tally) {
    let (mut duplicates, mut gaps) = (Tally::default(), Tally::default());
    // Most bars are as far apart as usual.
    let typical = usual.unwrap_or(-1);
    let widest = widest_spacing(usual);
    for block in blocks(ts.len().saturating_sub(1)) {
        let (before, after) = (&ts[block.clone()], &ts[block.start + 1..=block.end]);
        let steps = || before.iter().zip(after).map(|(before, after)| after.wrapping_sub(*before));
        // Counted rather than searched: one pass without a branch a row.
        if steps().filter(|step| *step == typical).count() == block.len() {
            continue;
        }
        for (i, step) in block.zip(steps()) {
            if step == 0 {
                duplicates.add(row(i + 1));
            } else if step < 0 || step > widest {
                gaps.add(row(i + 1));
            }
        }
    }
    (duplicates, gaps)
}

/// Collects the warnings that count at least once.
#[derive(Debug, Default)]
pub(super) struct Warnings(pub(super) Vec<Warning>);

impl Warnings {
    /// Returns them with places counted from the file's first row, where row 0 is its row `first_row`.
    pub(super) fn counted_from(mut self, first_row: usize) -> Vec<Warning> {
        for warning in &mut self.0 {
            warning.first = warning.first.map(|row| row + first_row);
        }
        self.0
    }

    /// Adds a `warn`; `message` gets the count as "1 row" or "n rows".
    pub(super) fn warn(
        &mut self,
        code: &'static str,
        tally: Tally,
        message: impl Fn(&str) -> String,
    ) {
        self.add("warn", code, tally, message);
    }

    pub(super) fn info(
        &mut self,
        code: &'static str,
        tally: Tally,
        message: impl Fn(&str) -> String,
    ) {
        self.add("info", code, tally, message);
    }

    pub(super) fn add(
        &mut self,
        level: &'static str,
        code: &'static str,
        Tally { count, first }: Tally,
        message: impl Fn(&str) -> String,
    ) {
        if count > 0 {
            let rows = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
            self.0.push(Warning { code, level, message: message(&rows), count, first });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_above_the_high_and_a_high_below_the_low_are_contradictions() {
        let tally = check_prices(
            &Prices {
                open: Some(&[10.0, 10.0, 10.0]),
                high: Some(&[11.0, 11.0, 8.0]),
                low: Some(&[9.0, 9.0, 9.0]),
                close: &[10.0, 12.0, 8.5],
            },
            &[],
            |_| true,
        );
        assert_eq!(tally.ohlc, Tally { count: 2, first: Some(1) });
        assert_eq!(tally.bad, Tally::default());
    }

    #[test]
    fn zero_nan_and_infinite_prices_are_bad_but_a_null_is_counted_elsewhere() {
        let close = [0.0, f64::NAN, f64::INFINITY, f64::NAN, 1.0];
        let prices = Prices { open: None, high: None, low: None, close: &close };
        assert_eq!(check_prices(&prices, &[3], |_| true).bad, Tally { count: 3, first: Some(0) });
        assert_eq!(check_prices(&prices, &[3], |row| row > 1).bad.count, 1);
    }

    #[test]
    fn one_bad_row_is_found_behind_a_thousand_sound_ones() {
        let mut close = vec![1.0; 3 * BLOCK];
        close[2 * BLOCK + 5] = -1.0;
        let prices = Prices { open: None, high: None, low: None, close: &close };
        let bad = Tally { count: 1, first: Some(2 * BLOCK + 5) };
        assert_eq!(check_prices(&prices, &[], |_| true).bad, bad);
        assert_eq!(check_volume(&close, |_| true), bad);
    }

    #[test]
    fn a_price_halved_overnight_is_a_jump_and_the_usual_moves_are_not() {
        let mut close: Vec<f64> = (0..40).map(|i| 100.0 + f64::from(i % 2) * 0.01).collect();
        close[20..].iter_mut().for_each(|price| *price /= 2.0);
        assert_eq!(check_jumps(&close, &close, &None), Tally { count: 1, first: Some(20) });
        // A market that moves 1 % a bar: 10 % are ten usual moves.
        let wild: Vec<f64> = (0..40).map(|i| if i % 2 == 0 { 100.0 } else { 101.0 }).collect();
        let mut open = wild.clone();
        open[30] = 111.0;
        assert_eq!(check_jumps(&open, &wild, &None), Tally::default());
    }

    #[test]
    fn a_gap_is_more_than_one_and_a_half_usual_spacings() {
        let (duplicates, gaps) = check_times(&[0, 60, 60, 150, 241], Some(60), |i| i);
        assert_eq!(duplicates, Tally { count: 1, first: Some(2) });
        assert_eq!(gaps, Tally { count: 1, first: Some(4) });
    }
}
