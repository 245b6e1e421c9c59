//! What a person should know of the times taken (profile `standard`), and the warnings themselves: counted, with
//! the first row of the file.

use super::column::Tally;
use super::rows::blocks;
use crate::env::Warning;

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
    fn a_gap_is_more_than_one_and_a_half_usual_spacings() {
        let (duplicates, gaps) = check_times(&[0, 60, 60, 150, 241], Some(60), |i| i);
        assert_eq!(duplicates, Tally { count: 1, first: Some(2) });
        assert_eq!(gaps, Tally { count: 1, first: Some(4) });
    }
}
