//! Validated equal-length columns of one market.

use std::ops::Range;
use std::rc::Rc;

use crate::error::EngineError;

/// Columns of one market, all of the same length. Times are nanoseconds since 1970 UTC.
///
/// Built by the loader; under profile `standard` times ascend, under `reference` everything is as read.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Start of each bar, ns; `None` when the file has no usable time.
    pub ts: Option<Vec<i64>>,
    /// Opening prices; `None` falls back to `close`.
    pub open: Option<Vec<f64>>,
    /// Highs; `None` falls back to `close`.
    pub high: Option<Vec<f64>>,
    /// Lows; `None` falls back to `close`.
    pub low: Option<Vec<f64>>,
    /// Closing prices.
    pub close: Vec<f64>,
    /// Volumes.
    pub volume: Option<Vec<f64>>,
    /// The file's own session mask.
    pub session_open: Option<Vec<bool>>,
    /// The file's own minutes to the session's end; NaN = unknown.
    pub minutes_to_close: Option<Vec<f64>>,
    /// The file's own margin mask.
    pub margin_ok: Option<Vec<bool>>,
    /// Every other numeric column that was loaded, by its name in the file.
    pub extra: Vec<(String, Vec<f64>)>,
    /// Market's name; `UNKNOWN` when the file does not say.
    pub symbol: String,
    /// Offset and limit by which these bars were taken from the file's; `None` when they are all.
    pub part: Option<(usize, Option<usize>)>,
}

/// The rows of a dataset that one run uses: a half-open range, so nothing is copied.
#[derive(Debug, Clone)]
pub struct Bars {
    dataset: Rc<Dataset>,
    rows: Range<usize>,
}

impl Bars {
    /// Takes `limit` rows of the file from row `offset` on (all when `None`), cut to what is there.
    ///
    /// # Errors
    /// `NO_ROWS` when fewer than `at_least` rows remain; a setting's problem when the dataset is another
    /// part of the file.
    pub fn new(
        dataset: Rc<Dataset>,
        offset: usize,
        limit: Option<usize>,
        at_least: usize,
    ) -> Result<Self, EngineError> {
        let n = dataset.close.len();
        // A part was taken when the file was read, so it is not taken again.
        let (offset, limit) = match dataset.part {
            None => (offset, limit),
            Some(part) if part == (offset, limit) => (0, None),
            Some((loaded, _)) => {
                return Err(EngineError::Setting {
                    name: "offset".to_owned(),
                    message: format!(
                        "offset is {offset}, but the data was loaded as another part of the file, from bar {loaded} on: load it again."
                    ),
                });
            }
        };
        let start = offset.min(n);
        let end = limit.map_or(n, |limit| start.saturating_add(limit).min(n));
        if end - start < at_least {
            return Err(EngineError::Data {
                code: "NO_ROWS",
                message: format!(
                    "The run needs at least {at_least} rows, but rows {start} to {end} of {n} are {}.",
                    end - start
                ),
            });
        }
        Ok(Self { dataset, rows: start..end })
    }

    /// Returns the first `n` bars of these, or all.
    #[must_use]
    pub fn first(&self, n: usize) -> Self {
        let end = self.rows.start.saturating_add(n).min(self.rows.end);
        Self { dataset: Rc::clone(&self.dataset), rows: self.rows.start..end }
    }

    /// Returns the rows of the dataset that these are.
    pub fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// Returns the number of bars.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no bar.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the market's name.
    pub fn symbol(&self) -> &str {
        &self.dataset.symbol
    }

    /// Returns the start of each bar in ns, if the file has times.
    pub fn ts(&self) -> Option<&[i64]> {
        self.dataset.ts.as_deref().map(|column| &column[self.rows.clone()])
    }

    /// Returns opening prices, or closes where the file has none.
    pub fn open(&self) -> &[f64] {
        self.price(self.dataset.open.as_deref())
    }

    /// Returns highs, or closes where the file has none.
    pub fn high(&self) -> &[f64] {
        self.price(self.dataset.high.as_deref())
    }

    /// Returns lows, or closes where the file has none.
    pub fn low(&self) -> &[f64] {
        self.price(self.dataset.low.as_deref())
    }

    /// Returns closing prices.
    pub fn close(&self) -> &[f64] {
        &self.dataset.close[self.rows.clone()]
    }

    /// Returns volumes, if the file has them.
    pub fn volume(&self) -> Option<&[f64]> {
        self.dataset.volume.as_deref().map(|column| &column[self.rows.clone()])
    }

    /// Returns whether the file has openings of its own.
    pub fn has_open(&self) -> bool {
        self.dataset.open.is_some()
    }

    /// Returns whether the file has highs and lows of its own.
    pub fn has_range(&self) -> bool {
        self.dataset.high.is_some() && self.dataset.low.is_some()
    }

    /// Returns the file's session mask, if it has one.
    pub fn session_open(&self) -> Option<&[bool]> {
        self.dataset.session_open.as_deref().map(|column| &column[self.rows.clone()])
    }

    /// Returns the file's minutes to the close, if it has them; NaN = unknown.
    pub fn minutes_to_close(&self) -> Option<&[f64]> {
        self.dataset.minutes_to_close.as_deref().map(|column| &column[self.rows.clone()])
    }

    /// Returns the file's margin mask, if it has one.
    pub fn margin_ok(&self) -> Option<&[bool]> {
        self.dataset.margin_ok.as_deref().map(|column| &column[self.rows.clone()])
    }

    /// Returns another loaded column of the file by its exact name.
    pub fn extra(&self, name: &str) -> Option<&[f64]> {
        let (_, column) = self.dataset.extra.iter().find(|(known, _)| known == name)?;
        Some(&column[self.rows.clone()])
    }

    /// Returns the usual spacing of the bars in ns, see [`usual_spacing_ns`].
    pub fn usual_spacing_ns(&self) -> Option<i64> {
        usual_spacing_ns(self.ts()?)
    }

    fn price<'a>(&'a self, column: Option<&'a [f64]>) -> &'a [f64] {
        &column.unwrap_or(&self.dataset.close)[self.rows.clone()]
    }
}

/// Returns the median step from one time to the next, of the steps that go forward
/// (of an even number the lower middle one); `None` without any.
pub fn usual_spacing_ns(ts: &[i64]) -> Option<i64> {
    let forward = || ts.windows(2).filter(|pair| pair[1] > pair[0]);
    let steps = || forward().map(|pair| pair[1].saturating_sub(pair[0]));
    let middle = |mut steps: Vec<i64>| {
        let at = steps.len().checked_sub(1)? / 2;
        Some(*steps.select_nth_unstable(at).1)
    };
    // A step that more than half of all equal is the median: most files need no sorting.
    let likely = middle(steps().take(99).collect())?;
    // Counted in one pass without a branch a bar.
    let pairs = ts.iter().zip(&ts[1..]);
    let (total, same) = pairs.fold((0_u64, 0_u64), |(total, same), (before, after)| {
        let is_likely = after.wrapping_sub(*before) == likely;
        (total + u64::from(after > before), same + u64::from(is_likely))
    });
    if same > total / 2 { Some(likely) } else { middle(steps().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(ts: &[i64]) -> Bars {
        let close = vec![1.0; ts.len()];
        let dataset = Dataset { ts: Some(ts.to_vec()), close, ..Dataset::default() };
        Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
    }

    #[test]
    fn the_usual_spacing_is_the_median_step_gaps_and_repeats_aside() {
        assert_eq!(bars(&[0, 60, 120, 180, 4_000]).usual_spacing_ns(), Some(60));
        assert_eq!(bars(&[0, 0, 10, 30, 60]).usual_spacing_ns(), Some(20));
        assert_eq!(bars(&[0, 10, 30]).usual_spacing_ns(), Some(10));
        assert_eq!(bars(&[5, 5]).usual_spacing_ns(), None);
    }

    #[test]
    fn rows_are_cut_to_what_is_there_and_too_few_are_refused() {
        let all = Rc::new(Dataset { close: vec![1.0, 2.0, 3.0], ..Dataset::default() });
        let rows = Bars::new(Rc::clone(&all), 1, Some(9), 2).unwrap();
        assert_eq!(rows.close(), [2.0, 3.0]);
        assert_eq!(rows.open(), [2.0, 3.0]);
        let problem = Bars::new(all, 2, None, 2).unwrap_err();
        assert!(problem.to_string().contains("rows 2 to 3 of 3 are 1"), "{problem}");
    }
}
