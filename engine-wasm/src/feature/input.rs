//! What a family computes from: the bars, its parameters, and how bars that are no numbers are met.

use std::cell::RefCell;

use super::Rules;
use super::family::{Family, MAX_PARAMETERS};
use crate::dataset::Bars;

/// A column of the bars.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    High,
    Low,
    Close,
    Volume,
}

/// The bars and the parameters of one feature.
pub(super) struct Input<'a> {
    pub(super) bars: &'a Bars,
    pub(super) rules: Rules,
    pub(super) family: &'static Family,
    pub(super) values: [f64; MAX_PARAMETERS],
    pub(super) day_of: RefCell<&'a mut dyn FnMut(i64) -> i64>,
}

impl Input<'_> {
    /// Returns a parameter that is a whole number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "read from a u32")]
    pub(super) fn period(&self, index: usize) -> usize {
        self.values[index] as usize
    }

    /// Returns a parameter.
    pub(super) fn number(&self, index: usize) -> f64 {
        self.values[index]
    }

    /// Computes over the bars at which every column is a number and gives NaN at the others, as if they
    /// were not there. Without a column, or with fewer bars than a window needs, there is no value.
    pub(super) fn over<const N: usize>(
        &self,
        columns: [Column; N],
        compute: &dyn Fn([&[f64]; N]) -> Vec<f64>,
    ) -> Vec<f64> {
        let Some(columns) = self.columns(columns) else { return self.no_value() };
        if columns.iter().all(|column| all_numbers(column)) {
            return if self.suffices(self.bars.len()) { compute(columns) } else { self.no_value() };
        }
        let number = |bar: usize| columns.iter().all(|column| column[bar].is_finite());
        let bars: Vec<usize> = (0..self.bars.len()).filter(|&bar| number(bar)).collect();
        let mut out = self.no_value();
        if self.suffices(bars.len()) {
            let kept = columns.map(|column| bars.iter().map(|&bar| column[bar]).collect());
            let values = compute(kept.each_ref().map(|column: &Vec<f64>| column.as_slice()));
            for (&bar, value) in bars.iter().zip(values) {
                out[bar] = value;
            }
        }
        out
    }

    /// As [`Self::over`], but under [`Rules::Reference`] over all bars, whatever they are.
    pub(super) fn by_rules<const N: usize>(
        &self,
        columns: [Column; N],
        compute: &dyn Fn([&[f64]; N]) -> Vec<f64>,
    ) -> Vec<f64> {
        if self.rules == Rules::Standard {
            return self.over(columns, compute);
        }
        self.columns(columns).map_or_else(|| self.no_value(), compute)
    }

    /// Returns the day of each bar; `None` when the file has no times.
    pub(super) fn days(&self) -> Option<impl Iterator<Item = i64>> {
        let mut day_of = self.day_of.borrow_mut();
        Some(self.bars.ts()?.iter().map(move |&ts| day_of(ts)))
    }

    /// Returns a column without a value.
    pub(super) fn no_value(&self) -> Vec<f64> {
        vec![f64::NAN; self.bars.len()]
    }

    /// Returns the columns, if the file has them.
    pub(super) fn columns<const N: usize>(&self, columns: [Column; N]) -> Option<[&[f64]; N]> {
        let found = columns.map(|column| match column {
            Column::High => Some(self.bars.high()),
            Column::Low => Some(self.bars.low()),
            Column::Close => Some(self.bars.close()),
            Column::Volume => self.bars.volume(),
        });
        found.iter().all(Option::is_some).then(|| found.map(Option::unwrap_or_default))
    }

    fn suffices(&self, bars: usize) -> bool {
        let mut known = self.family.parameters.iter().zip(self.values);
        known.all(|(parameter, value)| !parameter.is_window() || value <= bars as f64) && bars > 0
    }
}

/// Times 0 a number is 0, and anything else is NaN, which no sum loses.
fn all_numbers(column: &[f64]) -> bool {
    let (chunks, rest) = column.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += value * 0.0;
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(|value| value * 0.0).sum::<f64>() == 0.0
}
