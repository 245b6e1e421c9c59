//! Which of a file's bars are kept.

use std::ops::Range;

use crate::error::EngineError;

/// A part of a file's bars, counted after rows were sorted, picked by symbol and repaired.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slice {
    /// `limit` bars, or all, from the bar `offset` on.
    Rows {
        /// Bars left out before.
        offset: usize,
        /// Bars kept at most.
        limit: Option<usize>,
    },
    /// So many bars from the start.
    First(usize),
    /// So many bars up to the end.
    Last(usize),
    /// Shares of all bars, 0 to 100. Both ends are rounded down, so that parts which meet share no bar.
    Percent {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// Bars that start at `from` or later and before `to`, in ns since 1970 UTC.
    Times {
        /// No value: from the first bar on.
        from: Option<i64>,
        /// No value: to the last bar.
        to: Option<i64>,
    },
}

impl Slice {
    /// Reads a kind (`rows`, `first`, `last`, `percent`, `times`) with its two numbers; an empty text is
    /// an end left open, and `first` and `last` have one number.
    ///
    /// # Errors
    /// A setting's problem that shows what was found.
    pub fn parse(kind: &str, from: &str, to: &str) -> Result<Self, EngineError> {
        let count = |text: &str| text.parse::<usize>().ok();
        let share =
            |text: &str| text.parse::<f64>().ok().filter(|part| (0.0..=100.0).contains(part));
        let time = |text: &str| match text {
            "" => Some(None),
            text => text.parse::<i64>().ok().map(Some),
        };
        let read = || match kind {
            "rows" if to.is_empty() => Some(Self::Rows { offset: count(from)?, limit: None }),
            "rows" => Some(Self::Rows { offset: count(from)?, limit: Some(count(to)?) }),
            "first" => count(from).map(Self::First),
            "last" => count(from).map(Self::Last),
            "percent" => Some(Self::Percent { from: share(from)?, to: share(to)? }),
            "times" => Some(Self::Times { from: time(from)?, to: time(to)? }),
            _ => None,
        };
        read().ok_or_else(|| EngineError::Setting {
            name: "slice".to_owned(),
            message: format!("There is no part {kind:?} of a file from {from:?} to {to:?}."),
        })
    }

    /// Returns the bars meant of `n_bars`, cut to what is there. `first_at` tells the first bar that
    /// starts at a time or later.
    fn range(self, n_bars: usize, first_at: impl Fn(i64) -> usize) -> Range<usize> {
        let (start, end) = match self {
            Self::Rows { offset, limit } => {
                (offset, limit.map_or(n_bars, |limit| offset.saturating_add(limit)))
            }
            Self::First(n) => (0, n),
            Self::Last(n) => (n_bars.saturating_sub(n), n_bars),
            Self::Percent { from, to } => (share_of(n_bars, from), share_of(n_bars, to)),
            Self::Times { from, to } => (from.map_or(0, &first_at), to.map_or(n_bars, &first_at)),
        };
        let start = start.min(n_bars);
        start..end.clamp(start, n_bars)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count is no larger than the count"
)]
fn share_of(n_bars: usize, percent: f64) -> usize {
    (n_bars as f64 * percent / 100.0).floor() as usize
}

/// Which of the file's rows came: those from `before` on, of `of` in all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) before: usize,
    pub(super) of: usize,
}

/// The bars kept of those that came, and what is said of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Bars of the file left out before the first one kept.
    pub offset: usize,
    /// Bars kept at most: as asked for, else how many there are.
    pub limit: Option<usize>,
    /// Bars of the whole file.
    pub of: usize,
}

/// Returns which of the `n_bars` bars that came are kept. `first_at` counts among those that came.
///
/// # Errors
/// `NO_ROWS` when too few are left, `CORRUPT` when bars are wanted of which the rows did not come.
pub(super) fn cut(
    slice: Slice,
    span: Span,
    n_rows: usize,
    n_bars: usize,
    at_least: usize,
    first_at: impl Fn(i64) -> usize,
) -> Result<(Range<usize>, Cut), EngineError> {
    let is_part = span.of != n_rows;
    // Rows that became no bars would move all after them: a part is read only of files without any.
    if is_part && n_bars != n_rows {
        return Err(EngineError::Data {
            code: "CORRUPT",
            message: format!(
                "{} rows have no time, but the file's statistics say that all have one.",
                n_rows - n_bars
            ),
        });
    }
    let of = if is_part { span.of } else { n_bars };
    let wanted = slice.range(of, |ts| span.before + first_at(ts));
    if wanted.len() < at_least {
        return Err(EngineError::Data {
            code: "NO_ROWS",
            message: format!(
                "The run needs at least {at_least} rows, but rows {} to {} of {of} are {}.",
                wanted.start,
                wanted.end,
                wanted.len()
            ),
        });
    }
    let here = span.before..span.before + n_bars;
    if wanted.start < here.start || wanted.end > here.end {
        return Err(EngineError::Data {
            code: "CORRUPT",
            message: format!(
                "Bars {} to {} are wanted, but rows {} to {} were read.",
                wanted.start, wanted.end, here.start, here.end
            ),
        });
    }
    let (offset, limit) = match slice {
        Slice::Rows { offset, limit } => (offset, limit),
        _ => (wanted.start, Some(wanted.len())),
    };
    Ok((wanted.start - span.before..wanted.end - span.before, Cut { offset, limit, of }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(kind: &str, from: &str, to: &str) -> Range<usize> {
        // Ten bars at 0, 10, … 90.
        let first_at = |ts: i64| usize::try_from((ts.clamp(0, 100) + 9) / 10).unwrap();
        Slice::parse(kind, from, to).unwrap().range(10, first_at)
    }

    #[test]
    fn bars_are_counted_from_either_end_and_cut_to_what_is_there() {
        assert_eq!(range("first", "3", ""), 0..3);
        assert_eq!(range("first", "30", ""), 0..10);
        assert_eq!(range("last", "3", ""), 7..10);
        assert_eq!(range("last", "30", ""), 0..10);
        assert_eq!(range("rows", "4", "2"), 4..6);
        assert_eq!(range("rows", "8", ""), 8..10);
        assert_eq!(range("rows", "12", "2"), 10..10);
    }

    #[test]
    fn parts_that_meet_share_no_bar_and_leave_none_out() {
        assert_eq!((range("percent", "0", "33.3"), range("percent", "33.3", "100")), (0..3, 3..10));
        assert_eq!(range("percent", "70", "30"), 7..7);
    }

    #[test]
    fn times_take_the_bar_at_the_start_and_leave_the_one_at_the_end() {
        assert_eq!(range("times", "20", "50"), 2..5);
        assert_eq!(range("times", "21", "51"), 3..6);
        assert_eq!(range("times", "", "50"), 0..5);
        assert_eq!(range("times", "20", ""), 2..10);
    }

    #[test]
    fn what_is_no_part_is_a_setting_that_can_not_be_used() {
        for (kind, from, to) in [("first", "-1", ""), ("percent", "0", "101"), ("half", "", "")] {
            assert!(matches!(Slice::parse(kind, from, to), Err(EngineError::Setting { .. })));
        }
    }
}
