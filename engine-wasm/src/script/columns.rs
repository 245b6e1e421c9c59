//! Columns a script reads by name: the file's own, then indicators, each computed once per run.

use std::cell::RefCell;
use std::rc::Rc;

use moontest_lua::{Column, Host, MissingColumn};

use super::log::Log;
use crate::dataset::Bars;
use crate::env::Calendar;
use crate::feature::{Feature, Rules, suggestions};

/// Names a bar has anyway: never looked up as a column or indicator.
const BAR_KEYS: [&str; 6] = ["ts", "open", "high", "low", "close", "volume"];
/// Feature columns of one run may take this much memory, beyond the 256 columns a run may have.
const MAX_FEATURE_BYTES: usize = 1 << 30;
/// Unknown names of one run that are answered with near ones: comparing them to a wide file's columns is
/// slow, and a script may go on after the error.
const MAX_SUGGESTIONS: usize = 8;

/// The engine's side of a running script: its log and the columns it asks for.
pub(super) struct Columns {
    pub(super) bars: Rc<Bars>,
    pub(super) rules: Rules,
    /// Counts the days of the run's timezone.
    pub(super) calendar: Calendar,
    /// Every column of the file, loaded or not, for the sentence that says so.
    pub(super) in_file: Rc<[String]>,
    pub(super) log: Rc<RefCell<Log>>,
    pub(super) feature_bytes: usize,
    /// Unknown names asked for so far.
    pub(super) unknown_names: usize,
}

impl Columns {
    /// Returns the column of a name the script has as a constant, if it is one.
    pub(super) fn named(&mut self, name: &str) -> Option<Result<Column, MissingColumn>> {
        if BAR_KEYS.contains(&name) {
            return None;
        }
        if self.bars.extra(name).is_some() {
            return Some(Ok(self.of_file(name)));
        }
        Feature::parse(name).map(|feature| self.computed(&feature))
    }

    fn of_file(&self, name: &str) -> Column {
        Column::new(&self.bars, |bars| bars.extra(name).unwrap_or_default())
    }

    fn computed(&mut self, feature: &Feature) -> Result<Column, MissingColumn> {
        let bytes = self.bars.len().saturating_mul(size_of::<f64>());
        if self.feature_bytes.saturating_add(bytes) > MAX_FEATURE_BYTES {
            return Err(MissingColumn::TooMany);
        }
        self.feature_bytes += bytes;
        let day_of = &mut |ts| self.calendar.day(ts);
        let values = Rc::new(feature.compute_by_day(&self.bars, self.rules, day_of));
        Ok(Column::new(&values, |values| values))
    }

    fn unknown(&mut self, name: &str) -> String {
        self.unknown_names += 1;
        if self.unknown_names > MAX_SUGGESTIONS {
            return unknown_column_sentence(name, &[]);
        }
        if self.in_file.iter().any(|known| known == name) {
            return format!(
                "the file's column '{name}' was not loaded: only columns that the script names as a \
                 plain string are, so write bar[\"{name}\"] once"
            );
        }
        unknown_column(name, &self.in_file)
    }
}

/// The same columns, held by Lua while a script runs.
pub(super) struct Shared(pub(super) Rc<RefCell<Columns>>);

impl Host for Shared {
    fn print(&mut self, bar: Option<usize>, text: &[u8]) {
        self.0.borrow().log.borrow_mut().print(bar, text);
    }

    fn column(&mut self, name: &str) -> Result<Column, MissingColumn> {
        let mut columns = self.0.borrow_mut();
        match columns.named(name) {
            Some(found) => found,
            None => Err(MissingColumn::Unknown(columns.unknown(name))),
        }
    }
}

/// Returns the sentence for a name that is neither column nor indicator, with what may have been meant.
pub fn unknown_column(name: &str, file_columns: &[String]) -> String {
    let columns = file_columns.iter().map(String::as_str);
    unknown_column_sentence(name, &suggestions(name, columns))
}

fn unknown_column_sentence(name: &str, near: &[String]) -> String {
    let near: Vec<String> = near.iter().map(|near| format!("'{near}'")).collect();
    let shown: String = name.chars().take(60).collect();
    match near.split_last() {
        None => format!("no column or indicator '{shown}'"),
        Some((last, [])) => format!("no column or indicator '{shown}'; did you mean {last}?"),
        Some((last, others)) => format!(
            "no column or indicator '{shown}'; did you mean {} or {last}?",
            others.join(", ")
        ),
    }
}
