//! One column on its way into a dataset.

use std::ops::Range;

use super::chunk::Chunk;
use super::layout::Layout;
use super::names::Names;
use super::number::{append_numbers, each_imprecise, each_undefined, is_true};
use super::time::{TimeNotes, append_raw_times, append_times, settle_times};
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

/// Where values of a chunk belong, to be written there.
#[derive(Debug)]
pub enum Landing<'a> {
    /// Doubles.
    Floats(&'a mut [f64]),
    /// Counts of a time's unit.
    Counts(&'a mut [i64]),
}

/// The values, by what the role needs.
#[derive(Debug)]
pub(super) enum Values {
    Numbers(Vec<f64>),
    Times(Vec<i64>),
    Flags(Vec<bool>),
    Names(Names),
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
                self.note_times(&notes, start);
            }
            Values::Flags(sink) => append_flags(sink, chunk),
            Values::Names(names) => names.append(chunk),
        }
        if profile == Profile::Standard {
            self.note_numbers(chunk, start);
        }
    }

    /// Appends values of eight bytes that a column of this role keeps as they come, without a copy between:
    /// `write` puts them where they belong. False, and nothing done, where they must be converted.
    pub(super) fn append_landed(
        &mut self,
        chunk: &Chunk,
        profile: Profile,
        write: impl FnOnce(Landing),
    ) -> bool {
        let start = self.len();
        let end = start + chunk.len;
        let is_counted = match chunk.layout {
            Layout::Timestamp { .. } => true,
            Layout::Int64 => self.ns_per_unit >= 0,
            _ => false,
        };
        match &mut self.values {
            Values::Numbers(sink) if chunk.layout == Layout::Float64 => {
                sink.resize(end, 0.0);
                write(Landing::Floats(&mut sink[start..]));
                chunk.each_null(|i| sink[start + i] = f64::NAN);
            }
            Values::Times(sink) if is_counted => {
                sink.resize(end, 0);
                write(Landing::Counts(&mut sink[start..]));
                if profile == Profile::Reference {
                    chunk.each_null(|i| sink[start + i] = 0);
                } else {
                    let notes = settle_times(&mut sink[start..], chunk, self.ns_per_unit);
                    self.note_times(&notes, start);
                }
            }
            _ => return false,
        }
        if profile == Profile::Standard {
            self.note_numbers(chunk, start);
        }
        true
    }

    fn note_times(&mut self, notes: &TimeNotes, start: usize) {
        self.zone_assumed |= notes.zone_assumed;
        notes.out_of_range.iter().for_each(|i| self.out_of_range.add(start + i));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::time::NO_TIME;
    use crate::load::time_code::COMPACT_DATE;

    fn words<T: Copy>(values: &[T], bytes: impl Fn(T) -> [u8; 8]) -> Vec<u8> {
        values.iter().flat_map(|value| bytes(*value)).collect()
    }

    /// What a column makes of counts that are appended, and of the same ones written in place.
    fn both(role: Role, format: &str, ns_per_unit: i64, profile: Profile) -> [Vec<i64>; 2] {
        let counts = [5, i64::MAX, 7, i64::MAX / 2];
        let (layout, nulls) = (Layout::parse(format).unwrap(), Some([0b1011].as_slice()));
        let bytes = words(&counts, i64::to_le_bytes);
        let column = || Column::new("ts".to_owned(), role, ns_per_unit, 1.0);
        let (mut appended, mut landed) = (column(), column());
        appended.append(&Chunk::new(layout, 4, nulls, &bytes, None).unwrap(), profile);
        let chunk = Chunk::landed(layout, 4, nulls).unwrap();
        assert!(landed.append_landed(&chunk, profile, |landing| match landing {
            Landing::Counts(sink) => sink.copy_from_slice(&counts),
            Landing::Floats(_) => panic!("counts are no doubles"),
        }));
        assert_eq!(landed.out_of_range, appended.out_of_range);
        assert_eq!(landed.zone_assumed, appended.zone_assumed);
        [appended, landed].map(|column| match column.values {
            Values::Times(times) => times,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn times_written_in_place_come_to_the_same_as_times_appended() {
        for (format, ns_per_unit) in [("tsn:", 0), ("tsm:UTC", 0), ("tsn:", 1_000), ("l", 1)] {
            let [appended, landed] = both(Role::Timestamp, format, ns_per_unit, Profile::Standard);
            assert_eq!(landed, appended, "{format}");
            assert_eq!(landed[1..3], [NO_TIME, NO_TIME], "{format}");
            let [appended, landed] = both(Role::Timestamp, format, ns_per_unit, Profile::Reference);
            assert_eq!(landed, appended, "{format}");
            assert_eq!(landed[1..3], [i64::MAX, 0], "{format}");
        }
    }

    #[test]
    fn doubles_are_written_in_place_and_null_ones_are_no_numbers_whatever_they_hold() {
        let mut column = Column::new("close".to_owned(), Role::Close, 0, 2.0);
        let chunk = Chunk::landed(Layout::Float64, 2, Some(&[0b01])).unwrap();
        assert!(column.append_landed(&chunk, Profile::Standard, |landing| match landing {
            Landing::Floats(sink) => sink.copy_from_slice(&[8.0, 9.0]),
            Landing::Counts(_) => panic!("doubles are no counts"),
        }));
        let Values::Numbers(values) = column.values else { panic!("{:?}", column.values) };
        assert_eq!(values[0], 4.0);
        assert!(values[1].is_nan());
        assert_eq!(column.nulls, [1]);
    }

    #[test]
    fn what_must_be_converted_is_not_written_in_place() {
        let untouched = |role, format: &str, ns_per_unit| {
            let mut column = Column::new("x".to_owned(), role, ns_per_unit, 1.0);
            let chunk = Chunk::landed(Layout::parse(format).unwrap(), 1, None).unwrap();
            let is_taken = column.append_landed(&chunk, Profile::Standard, |_| panic!("{format}"));
            !is_taken && column.len() == 0
        };
        assert!(untouched(Role::Close, "l", 0));
        assert!(untouched(Role::Timestamp, "g", 1));
        assert!(untouched(Role::Timestamp, "l", COMPACT_DATE));
        assert!(untouched(Role::Symbol, "g", 0));
    }
}
