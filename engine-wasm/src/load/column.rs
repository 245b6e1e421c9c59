//! One column on its way into a dataset.

use std::collections::BTreeMap;
use std::ops::Range;

use super::chunk::Chunk;
use super::layout::Layout;
use super::number::{append_numbers, each_imprecise, each_undefined, is_true};
use super::time::{append_raw_times, append_times};
use crate::env::Profile;

/// What a column is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Timestamp,
    Open,
    High,
    Low,
    Close,
    Volume,
    Symbol,
    SessionOpen,
    MinutesToClose,
    MarginOk,
    Extra,
}

impl Role {
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "timestamp" => Self::Timestamp,
            "open" => Self::Open,
            "high" => Self::High,
            "low" => Self::Low,
            "close" => Self::Close,
            "volume" => Self::Volume,
            "symbol" => Self::Symbol,
            "session_open" => Self::SessionOpen,
            "minutes_to_close" => Self::MinutesToClose,
            "margin_ok" => Self::MarginOk,
            "extra" => Self::Extra,
            _ => return None,
        })
    }

    pub(super) fn is_price(self) -> bool {
        matches!(self, Self::Open | Self::High | Self::Low | Self::Close)
    }
}

/// How often something was met, and the first row of the file where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) first: Option<usize>,
}

impl Tally {
    pub(super) fn add(&mut self, row: usize) {
        self.count += 1;
        self.first = Some(self.first.map_or(row, |first| first.min(row)));
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first = self.first.into_iter().chain(other.first).min();
    }
}

/// The values, by what the role needs.
#[derive(Debug)]
pub(super) enum Values {
    Numbers(Vec<f64>),
    Times(Vec<i64>),
    Flags(Vec<bool>),
    Names(Names),
}

/// A column of names, each name kept once.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In order of appearance; row values are places in it.
    pub(super) known: Vec<String>,
    pub(super) rows: Vec<u32>,
    places: BTreeMap<String, u32>,
    /// Whether the first row is null, or the column holds no text.
    pub(super) first_is_null: bool,
}

impl Names {
    fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) values: Values,
    pub(super) divide_by: f64,
    ns_per_unit: i64,
    pub(super) zone_assumed: bool,
    pub(super) is_integer: bool,
    /// Rows whose whole number no `f64` holds.
    pub(super) imprecise: Vec<usize>,
    pub(super) out_of_range: Tally,
    /// Null rows of prices and volume.
    pub(super) nulls: Vec<usize>,
}

impl Column {
    pub(super) fn new(name: String, role: Role, ns_per_unit: i64, divide_by: f64) -> Self {
        let values = match role {
            Role::Timestamp => Values::Times(Vec::new()),
            Role::Symbol => Values::Names(Names::default()),
            Role::SessionOpen | Role::MarginOk => Values::Flags(Vec::new()),
            _ => Values::Numbers(Vec::new()),
        };
        Self {
            name,
            role,
            values,
            divide_by,
            ns_per_unit,
            zone_assumed: false,
            is_integer: false,
            imprecise: Vec::new(),
            out_of_range: Tally::default(),
            nulls: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        match &self.values {
            Values::Numbers(values) => values.len(),
            Values::Times(values) => values.len(),
            Values::Flags(values) => values.len(),
            Values::Names(names) => names.rows.len(),
        }
    }

    /// Makes room for `rows` values; false where memory does not reach.
    pub(super) fn reserve(&mut self, rows: usize) -> bool {
        match &mut self.values {
            Values::Numbers(values) => values.try_reserve_exact(rows).is_ok(),
            Values::Times(values) => values.try_reserve_exact(rows).is_ok(),
            Values::Flags(values) => values.try_reserve_exact(rows).is_ok(),
            Values::Names(names) => names.rows.try_reserve_exact(rows).is_ok(),
        }
    }

    /// Leaves the rows of a range, which become the first ones.
    pub(super) fn keep(&mut self, rows: &Range<usize>) {
        match &mut self.values {
            Values::Numbers(values) => keep_range(values, rows),
            Values::Times(values) => keep_range(values, rows),
            Values::Flags(values) => keep_range(values, rows),
            Values::Names(names) => keep_range(&mut names.rows, rows),
        }
        for places in [&mut self.nulls, &mut self.imprecise] {
            places.retain(|row| rows.contains(row));
            for row in places {
                *row -= rows.start;
            }
        }
    }

    pub(super) fn append(&mut self, chunk: &Chunk, profile: Profile) {
        let start = self.len();
        self.is_integer |= chunk.layout.is_integer();
        match &mut self.values {
            Values::Numbers(sink) => append_numbers(sink, chunk, profile),
            Values::Times(sink) if profile == Profile::Reference => append_raw_times(sink, chunk),
            Values::Times(sink) => {
                let notes = append_times(sink, chunk, self.ns_per_unit);
                self.zone_assumed |= notes.zone_assumed;
                notes.out_of_range.iter().for_each(|i| self.out_of_range.add(start + i));
            }
            Values::Flags(sink) => append_flags(sink, chunk),
            Values::Names(names) => append_names(names, chunk),
        }
        if profile == Profile::Standard {
            self.note_numbers(chunk, start);
        }
    }

    /// Scaling, nulls and integers no `f64` holds: what profile `standard` looks after.
    fn note_numbers(&mut self, chunk: &Chunk, start: usize) {
        let Values::Numbers(sink) = &mut self.values else { return };
        let nulls = &mut self.nulls;
        if self.role.is_price() || self.role == Role::Volume {
            chunk.each_null(|i| nulls.push(start + i));
            each_undefined(chunk, |i| {
                sink[start + i] = f64::NAN;
                nulls.push(start + i);
            });
        }
        if self.divide_by == 1.0 {
            each_imprecise(chunk, |i| {
                if !sink[start + i].is_nan() {
                    self.imprecise.push(start + i);
                }
            });
        } else {
            sink[start..].iter_mut().for_each(|number| *number /= self.divide_by);
        }
    }
}

/// Leaves the values of a range alone, and no more memory than they take.
pub(super) fn keep_range<T>(values: &mut Vec<T>, rows: &Range<usize>) {
    values.truncate(rows.end);
    values.drain(..rows.start);
    values.shrink_to_fit();
}

fn append_flags(sink: &mut Vec<bool>, chunk: &Chunk) {
    let mut numbers = Vec::new();
    append_numbers(&mut numbers, chunk, Profile::Reference);
    // NaN, which stands for null here, is not true.
    sink.extend(numbers.into_iter().map(is_true));
}

fn append_names(names: &mut Names, chunk: &Chunk) {
    let is_first = names.rows.is_empty();
    let is_text = matches!(chunk.layout, Layout::Utf8 | Layout::LargeUtf8);
    if is_text {
        let mut last: Option<(&str, u32)> = None;
        for text in chunk.texts() {
            let text = text.unwrap_or_default();
            let place = match last {
                Some((name, place)) if name == text => place,
                _ => names.place(text),
            };
            last = Some((text, place));
            names.rows.push(place);
        }
    } else {
        let place = names.place("");
        names.rows.resize(names.rows.len() + chunk.len, place);
    }
    if is_first {
        names.first_is_null = !is_text;
        chunk.each_null(|i| names.first_is_null |= i == 0);
    }
}
