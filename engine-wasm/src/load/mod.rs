//! Decoded columns of a file in, a [`Dataset`] out: the one place where data is converted, checked and put in order.
//!
//! Profile `standard` reads every kind of number and time, drops rows without a time, sorts, and says what it
//! found. Profile `reference` reads as the native trainer does: exact types, raw integers as nanoseconds,
//! no repair and no remarks.

mod bars;
mod check;
mod chunk;
mod column;
mod date_text;
mod decimal;
mod finish;
mod fix;
mod layout;
mod local_zone;
mod merge;
mod names;
mod notes;
mod number;
mod order;
mod places;
mod rows;
mod slice;
mod time;
mod time_code;
mod time_text;
mod zone_text;

use self::chunk::Chunk;
pub use self::column::Landing;
use self::column::{Column, Role};
use self::finish::Wanted;
use self::layout::Layout;
use self::local_zone::LocalZone;
pub use self::places::next_place;
use self::slice::Span;
pub use self::slice::{Cut, Slice};
use crate::dataset::Dataset;
use crate::env::{DataFixes, Profile, Warning};
use crate::error::EngineError;

/// Stands for the market's name where the file does not say one.
const UNKNOWN_SYMBOL: &str = "UNKNOWN";

/// What was found in the rows taken.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadReport {
    /// Bars in the dataset.
    pub rows: usize,
    /// Start of the first bar, ns since 1970 UTC.
    pub first_ts: Option<i64>,
    /// Start of the last bar.
    pub last_ts: Option<i64>,
    /// Usual spacing of the bars: the median.
    pub bar_seconds: Option<f64>,
    /// Which part of the file's bars these are; `None` for all.
    pub cut: Option<Cut>,
    /// What a person should know of these bars; `first` is a row of the file, from 0. Empty under profile `reference`.
    pub warnings: Vec<Warning>,
}

/// Takes the columns of one file chunk by chunk, then becomes a dataset.
#[derive(Debug)]
pub struct Loader {
    wanted: Wanted,
    columns: Vec<Column>,
}

impl Loader {
    /// Starts a load of `rows` rows a column.
    ///
    /// With a column of role `symbol`, profile `standard` keeps the rows of `symbol` only;
    /// without one, `symbol` is the market's name.
    pub fn new(profile: Profile, rows: usize, symbol: Option<String>) -> Self {
        let (span, slice) = (Span { before: 0, of: rows }, None);
        let (fixes, zone) = (DataFixes::NONE, LocalZone::default());
        let wanted = Wanted { profile, rows, span, slice, symbol, fixes, zone };
        Self { wanted, columns: Vec::new() }
    }

    /// Takes a part of the bars. The rows that come stand after `rows_before` rows of the `file_rows` in
    /// the file: those are to be all, or hold the part and become bars without exception, in such an order
    /// that no row outside of them belongs between them.
    ///
    /// # Errors
    /// `CORRUPT` when the rows do not fit into the file.
    pub fn set_slice(
        &mut self,
        slice: Slice,
        rows_before: usize,
        file_rows: usize,
    ) -> Result<(), EngineError> {
        if rows_before.checked_add(self.wanted.rows).is_none_or(|end| end > file_rows) {
            return Err(corrupt(format!(
                "{} rows after {rows_before} others are more than the file's {file_rows}.",
                self.wanted.rows
            )));
        }
        self.wanted.slice = Some(slice);
        self.wanted.span = Span { before: rows_before, of: file_rows };
        Ok(())
    }

    /// Asks for repairs; profile `reference` makes none.
    pub fn set_fixes(&mut self, fixes: DataFixes) {
        self.wanted.fixes = fixes;
    }

    /// Says which wall clock times without a zone were read from: from local time `from` on (ns) it is
    /// ahead of UTC by `ahead` ns. Without it they are UTC; profile `reference` takes them as they are.
    ///
    /// # Errors
    /// `CORRUPT` when the steps do not ascend or their numbers differ.
    pub fn set_zone(&mut self, from: Vec<i64>, ahead: Vec<i64>) -> Result<(), EngineError> {
        self.wanted.zone = LocalZone::new(from, ahead)
            .ok_or_else(|| corrupt("The steps of the time zone are out of order.".to_owned()))?;
        Ok(())
    }

    /// Announces a column and returns its place. Roles: `timestamp` (a second one holds the time of day of
    /// the first), `open`, `high`, `low`, `close` (of two the middle is taken: bid and ask), `volume`, `symbol`, `session_open`, `minutes_to_close`,
    /// `margin_ok`, and `extra` for a column that keeps its own name.
    ///
    /// `ns_per_unit` is what one of a bare number of a timestamp counts (1, 10³, 10⁶ or 10⁹; −1 for numbers
    /// that spell yyyymmdd; −2, −3, −4 for text whose dates have the month, the day or a year of two digits first;
    /// −5 and −6 for a time of day that spells HHMM or HHMMSS; 0 where the type or the text says it). Numbers are
    /// divided by `divide_by`.
    ///
    /// # Errors
    /// `CORRUPT` for an unknown role, `TOO_LARGE` when memory does not reach for the rows.
    pub fn add_column(
        &mut self,
        name: String,
        role: &str,
        ns_per_unit: i64,
        divide_by: f64,
    ) -> Result<usize, EngineError> {
        let known = Role::parse(role).ok_or_else(|| {
            corrupt(format!("Column {name:?} has the role {role:?}, which is not known."))
        })?;
        let mut column = Column::new(name, known, ns_per_unit, divide_by);
        if !column.reserve(self.wanted.rows) {
            return Err(EngineError::Data {
                code: "TOO_LARGE",
                message: format!(
                    "Column {:?} with {} rows does not fit into memory; load fewer rows.",
                    column.name, self.wanted.rows
                ),
            });
        }
        self.columns.push(column);
        Ok(self.columns.len() - 1)
    }

    /// Appends `length` values to a column. The buffers are those of Arrow's C data interface; the bytes are
    /// converted at once and not kept.
    ///
    /// # Errors
    /// `CORRUPT` when the buffers do not fit each other, the format holds neither numbers, times nor text,
    /// or the column gets more rows than announced.
    pub fn append(
        &mut self,
        column: usize,
        length: usize,
        format: &str,
        validity: Option<&[u8]>,
        values: &[u8],
        offsets: Option<&[u8]>,
    ) -> Result<(), EngineError> {
        let profile = self.wanted.profile;
        let (target, layout) = self.target(column, length, format)?;
        let chunk = Chunk::new(layout, length, validity, values, offsets)
            .map_err(|buffer| too_few(target, buffer, length))?;
        target.append(&chunk, profile);
        Ok(())
    }

    /// Appends `length` values of eight bytes without a copy between, where the column keeps them as they
    /// come: `write` puts them where they belong. False, and nothing done, where they are to be appended.
    ///
    /// # Errors
    /// As [`Loader::append`].
    pub fn append_landed(
        &mut self,
        column: usize,
        length: usize,
        format: &str,
        validity: Option<&[u8]>,
        write: impl FnOnce(Landing),
    ) -> Result<bool, EngineError> {
        let profile = self.wanted.profile;
        let (target, layout) = self.target(column, length, format)?;
        let chunk = Chunk::landed(layout, length, validity)
            .map_err(|buffer| too_few(target, buffer, length))?;
        Ok(target.append_landed(&chunk, profile, write))
    }

    /// Finds the column that values are meant for, and what they are.
    fn target(
        &mut self,
        column: usize,
        length: usize,
        format: &str,
    ) -> Result<(&mut Column, Layout), EngineError> {
        let n_columns = self.columns.len();
        let target = self.columns.get_mut(column).ok_or_else(|| {
            corrupt(format!("Values came for column {column}, but there are {n_columns}."))
        })?;
        if length > self.wanted.rows - target.len() {
            return Err(corrupt(format!(
                "Column {:?} holds more than the {} rows the file announces.",
                target.name, self.wanted.rows
            )));
        }
        let layout = Layout::parse(format).ok_or_else(|| {
            corrupt(format!(
                "Column {:?} has the type {format:?}, which holds neither numbers, times nor text.",
                target.name
            ))
        })?;
        Ok((target, layout))
    }

    /// Puts the rows in order and hands over the dataset with what was found.
    ///
    /// # Errors
    /// `CORRUPT` when a column is short of rows, `NO_OHLC` without a close, `NO_ROWS` when too few rows are
    /// left (reference: 2), `WHICH_SYMBOL` when there are several and none is chosen.
    pub fn finish(self) -> Result<(Dataset, LoadReport), EngineError> {
        for column in &self.columns {
            if column.len() != self.wanted.rows {
                return Err(corrupt(format!(
                    "Column {:?} holds {} rows, but the file announces {}.",
                    column.name,
                    column.len(),
                    self.wanted.rows
                )));
            }
        }
        if !self.columns.iter().any(|column| column.role == Role::Close) {
            return Err(EngineError::Data {
                code: "NO_OHLC",
                message: "The file has no column of closing prices.".to_owned(),
            });
        }
        finish::finish(self.wanted, self.columns)
    }
}

fn too_few(column: &Column, buffer: &str, length: usize) -> EngineError {
    corrupt(format!(
        "Column {:?} brings too few bytes of {buffer} for {length} values.",
        column.name
    ))
}

fn corrupt(message: String) -> EngineError {
    EngineError::Data { code: "CORRUPT", message }
}

#[cfg(test)]
mod tests;
