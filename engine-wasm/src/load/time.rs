//! Any column of times to nanoseconds since 1970 UTC.

use super::chunk::Chunk;
use super::layout::Layout;
use super::time_code::{date_order, spelled, whole_number};
use super::time_text::{DAY, NoTime, parse_time};

/// Stands where a row has no time. No bar can start there: it is 1677.
pub(super) const NO_TIME: i64 = i64::MIN;

/// What a chunk of times told beside the times.
#[derive(Debug, Default)]
pub(super) struct TimeNotes {
    /// Some time was written without its zone.
    pub(super) zone_assumed: bool,
    /// Places of times that do not fit between 1677 and 2262.
    pub(super) out_of_range: Vec<usize>,
}

/// Appends the chunk's times in profile `standard`; nulls and what is no time become [`NO_TIME`].
///
/// `ns_per_unit` tells what a bare number counts: 1 for ns … 10⁹ for s, less than 0 what [`spelled`] reads; above 0 it
/// also overrides the unit of a timestamp whose type is wrong.
pub(super) fn append_times(sink: &mut Vec<i64>, chunk: &Chunk, ns_per_unit: i64) -> TimeNotes {
    let start = sink.len();
    let mut notes = TimeNotes::default();
    match chunk.layout {
        Layout::Timestamp { ns_per_unit: typed, zoned } => {
            notes.zone_assumed = !zoned;
            let unit = if ns_per_unit > 0 { ns_per_unit } else { typed };
            scaled(sink, chunk, unit, i64::from_le_bytes);
        }
        Layout::Date32 => scaled(sink, chunk, DAY, |word| i64::from(i32::from_le_bytes(word))),
        Layout::Date64 => scaled(sink, chunk, 1_000_000, i64::from_le_bytes),
        Layout::Time32 { ns_per_unit } => {
            scaled(sink, chunk, ns_per_unit, |word| i64::from(i32::from_le_bytes(word)));
        }
        Layout::Time64 { ns_per_unit } => scaled(sink, chunk, ns_per_unit, i64::from_le_bytes),
        Layout::Int64 => bare(sink, chunk, ns_per_unit, i64::from_le_bytes),
        Layout::UInt64 => bare(sink, chunk, ns_per_unit, |word| {
            i64::try_from(u64::from_le_bytes(word)).unwrap_or(NO_TIME)
        }),
        Layout::Int32 => bare(sink, chunk, ns_per_unit, |word| i64::from(i32::from_le_bytes(word))),
        Layout::UInt32 => {
            bare(sink, chunk, ns_per_unit, |word| i64::from(u32::from_le_bytes(word)));
        }
        Layout::Float64 => {
            let words = chunk.words::<8>().iter();
            sink.extend(words.map(|word| float_time(f64::from_le_bytes(*word), ns_per_unit)));
        }
        Layout::Utf8 | Layout::LargeUtf8 => {
            for (i, text) in chunk.texts().enumerate() {
                sink.push(text_time(text, i, ns_per_unit, &mut notes));
            }
        }
        _ => sink.resize(start + chunk.len, NO_TIME),
    }
    leave_out(&mut sink[start..], chunk, &mut notes);
    notes
}

/// Does for counts that were written where they belong what [`append_times`] does for a chunk's.
pub(super) fn settle_times(counts: &mut [i64], chunk: &Chunk, ns_per_unit: i64) -> TimeNotes {
    let mut notes = TimeNotes::default();
    let unit = match chunk.layout {
        Layout::Timestamp { ns_per_unit: typed, zoned } => {
            notes.zone_assumed = !zoned;
            if ns_per_unit > 0 { ns_per_unit } else { typed }
        }
        _ => ns_per_unit,
    };
    scale(counts, unit);
    leave_out(counts, chunk, &mut notes);
    notes
}

/// Takes out times past the range, and nulls.
fn leave_out(times: &mut [i64], chunk: &Chunk, notes: &mut TimeNotes) {
    if times.contains(&OVERFLOW) {
        for (i, ns) in times.iter_mut().enumerate() {
            if *ns == OVERFLOW {
                notes.out_of_range.push(i);
                *ns = NO_TIME;
            }
        }
    }
    chunk.each_null(|i| times[i] = NO_TIME);
}

/// Appends the chunk's times in profile `reference`: the raw whole number whatever its unit;
/// days, text and nulls are 0.
pub(super) fn append_raw_times(sink: &mut Vec<i64>, chunk: &Chunk) {
    let start = sink.len();
    match chunk.layout {
        Layout::Timestamp { .. } | Layout::Date64 | Layout::Int64 => {
            sink.extend(chunk.words::<8>().iter().map(|word| i64::from_le_bytes(*word)));
        }
        Layout::UInt64 => {
            sink.extend(
                chunk.words::<8>().iter().map(|word| u64::from_le_bytes(*word).cast_signed()),
            );
        }
        Layout::Int32 => {
            sink.extend(chunk.words::<4>().iter().map(|word| i64::from(i32::from_le_bytes(*word))));
        }
        Layout::UInt32 => {
            sink.extend(chunk.words::<4>().iter().map(|word| i64::from(u32::from_le_bytes(*word))));
        }
        _ => sink.resize(start + chunk.len, 0),
    }
    chunk.each_null(|i| sink[start + i] = 0);
}

/// Marks a time past the range until it is counted; a real time is never there.
const OVERFLOW: i64 = i64::MIN + 1;

fn multiplied(count: i64, ns_per_unit: i64) -> i64 {
    // Feeds write the largest number for "no time".
    if count == NO_TIME || count == i64::MAX {
        return NO_TIME;
    }
    if count.unsigned_abs() <= largest(ns_per_unit) { count * ns_per_unit } else { OVERFLOW }
}

/// Returns how far from 0 a count may be. Wasm has no product of 128 bits, so a checked one is ten times slower.
fn largest(ns_per_unit: i64) -> u64 {
    i64::MAX.unsigned_abs() / ns_per_unit.unsigned_abs().max(1)
}

fn scaled<const W: usize>(
    sink: &mut Vec<i64>,
    chunk: &Chunk,
    ns_per_unit: i64,
    read: impl Fn([u8; W]) -> i64,
) {
    let start = sink.len();
    sink.extend(chunk.words::<W>().iter().map(|word| read(*word)));
    scale(&mut sink[start..], ns_per_unit);
}

fn scale(counts: &mut [i64], ns_per_unit: i64) {
    if ns_per_unit == 1 {
        // The usual file counts ns already: one look for a feed's mark of "no time".
        if counts.contains(&i64::MAX) {
            counts.iter_mut().filter(|ns| **ns == i64::MAX).for_each(|ns| *ns = NO_TIME);
        }
        return;
    }
    let most = largest(ns_per_unit);
    for count in counts {
        *count = if count.unsigned_abs() <= most && *count != i64::MAX {
            count.wrapping_mul(ns_per_unit)
        } else {
            multiplied(*count, ns_per_unit)
        };
    }
}

/// Whole numbers without a type of time.
fn bare<const W: usize>(
    sink: &mut Vec<i64>,
    chunk: &Chunk,
    ns_per_unit: i64,
    read: impl Fn([u8; W]) -> i64,
) {
    if ns_per_unit < 0 {
        let words = chunk.words::<W>().iter();
        sink.extend(words.map(|word| spelled(read(*word), ns_per_unit).unwrap_or(NO_TIME)));
    } else {
        scaled(sink, chunk, ns_per_unit, read);
    }
}

/// A float of seconds since 1970 has a step of 0.24 µs today, so parts are rounded to the µs.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates; what is that far off is out of range"
)]
fn float_time(count: f64, ns_per_unit: i64) -> i64 {
    if !count.is_finite() {
        return NO_TIME;
    }
    let whole = count.floor();
    if let Some(ns) = spelled(whole as i64, ns_per_unit) {
        return ns;
    }
    let part_micros = ((count - whole) * (ns_per_unit as f64 / 1e3)).round() as i64;
    let part_ns = part_micros.saturating_mul(1_000);
    match multiplied(whole as i64, ns_per_unit) {
        ns @ (NO_TIME | OVERFLOW) => ns,
        ns => ns.checked_add(part_ns).unwrap_or(OVERFLOW),
    }
}

fn text_time(text: Option<&str>, i: usize, ns_per_unit: i64, notes: &mut TimeNotes) -> i64 {
    let Some(text) = text else { return NO_TIME };
    if ns_per_unit != 0
        && let Some(count) = whole_number(text.trim())
    {
        return spelled(count, ns_per_unit).unwrap_or_else(|| multiplied(count, ns_per_unit));
    }
    match parse_time(text, date_order(ns_per_unit)) {
        Ok(time) => {
            notes.zone_assumed |= !time.zoned;
            time.ns
        }
        Err(NoTime::OutOfRange) => {
            notes.out_of_range.push(i);
            NO_TIME
        }
        Err(NoTime::Unreadable) => NO_TIME,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::time_code::COMPACT_DATE;

    fn bytes(values: &[i64]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    fn times(layout: Layout, values: &[i64], ns_per_unit: i64) -> (Vec<i64>, TimeNotes) {
        let values_bytes = bytes(values);
        let chunk = Chunk::new(layout, values.len(), None, &values_bytes, None).unwrap();
        let mut sink = Vec::new();
        let notes = append_times(&mut sink, &chunk, ns_per_unit);
        (sink, notes)
    }

    #[test]
    fn milliseconds_become_nanoseconds_and_the_missing_zone_is_noted() {
        let (ns, notes) = times(
            Layout::Timestamp { ns_per_unit: 1_000_000, zoned: false },
            &[1_704_186_000_000],
            0,
        );
        assert_eq!((ns, notes.zone_assumed), (vec![1_704_186_000_000_000_000], true));
    }

    #[test]
    fn microseconds_under_a_type_of_nanoseconds_are_read_as_planned() {
        let typed = Layout::Timestamp { ns_per_unit: 1, zoned: false };
        let (ns, _) = times(typed, &[1_704_186_000_000_000], 1_000);
        assert_eq!(ns, [1_704_186_000_000_000_000]);
    }

    #[test]
    fn the_year_2300_in_seconds_is_out_of_range() {
        let (ns, notes) = times(Layout::Int64, &[10_413_792_000, 0], 1_000_000_000);
        assert_eq!((ns, notes.out_of_range), (vec![NO_TIME, 0], vec![0]));
    }

    #[test]
    fn the_reference_reads_milliseconds_as_nanoseconds() {
        let values = bytes(&[1_704_186_000_000]);
        let layout = Layout::Timestamp { ns_per_unit: 1_000_000, zoned: true };
        let mut sink = Vec::new();
        append_raw_times(&mut sink, &Chunk::new(layout, 1, None, &values, None).unwrap());
        append_raw_times(&mut sink, &Chunk::new(layout, 1, Some(&[0]), &values, None).unwrap());
        append_raw_times(
            &mut sink,
            &Chunk::new(Layout::Date32, 1, None, &[1, 0, 0, 0], None).unwrap(),
        );
        assert_eq!(sink, [1_704_186_000_000, 0, 0]);
    }

    #[test]
    fn a_float_of_seconds_keeps_microseconds() {
        assert_eq!(float_time(1_704_186_000.25, 1_000_000_000), 1_704_186_000_250_000_000);
        assert_eq!(float_time(-0.5, 1_000_000_000), -500_000_000);
        assert_eq!(float_time(f64::NAN, 1), NO_TIME);
    }

    #[test]
    fn a_bare_20240102_is_a_date_when_so_planned() {
        let (ns, _) = times(Layout::Int64, &[20_240_102], COMPACT_DATE);
        assert_eq!(ns, [1_704_153_600_000_000_000]);
    }
}
