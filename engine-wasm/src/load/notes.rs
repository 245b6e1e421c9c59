//! What is said of the columns and rows of a load (profile `standard`).

use super::bars::Bars;
use super::check::{Warnings, check_times};
use super::column::{Column, Role, Tally, Values};
use super::order::{Selection, count_unsorted, select};
use super::rows::{Rows, check_rows};
use crate::dataset::usual_spacing_ns;
use crate::env::{BadBars, DataFixes};

/// 1900-01-01 in ns: earlier times come from readers that let a date past 2262 wrap around.
const YEAR_1900: i64 = -2_208_988_800_000_000_000;

/// What the columns of times told, before they became one.
pub(super) struct AboutTimes {
    /// Read as UTC for want of a zone.
    zone_assumed: bool,
    out_of_range: Tally,
}

impl AboutTimes {
    pub(super) fn of(columns: &[Column], is_utc: bool) -> Self {
        let times = || columns.iter().filter(|column| column.role == Role::Timestamp);
        let mut out_of_range = Tally::default();
        times().for_each(|column| out_of_range.merge(column.out_of_range));
        Self { zone_assumed: is_utc && times().any(|column| column.zone_assumed), out_of_range }
    }
}

/// Says what a person should know of the bars as the file holds them, before any repair. Returns their usual
/// spacing.
pub(super) fn note(
    about: &AboutTimes,
    columns: &[Column],
    ts: Option<&[i64]>,
    bars: &Bars,
    fixes: DataFixes,
    warnings: &mut Warnings,
) -> Option<i64> {
    let kept = bars.order.as_ref().map(|rows| {
        let mut kept = vec![false; bars.rows];
        for row in rows {
            kept[*row] = true;
        }
        kept
    });
    let is_kept = |row: usize| kept.as_ref().is_none_or(|kept| kept[row]);
    note_columns(about, columns, is_kept, warnings);
    warnings.warn("null_time", bars.null_time, |rows| format!("{rows} without a time left out."));
    let unsorted = ts.map_or_else(Tally::default, |ts| count_unsorted(ts, &bars.order));
    warnings.warn("unsorted", unsorted, |rows| {
        format!("{rows} earlier than the row before; all rows were sorted by time.")
    });
    note_rows(columns, bars, is_kept, fixes, warnings);
    let ts = ts?;
    if bars.order.is_some() {
        note_times(&select(ts.to_vec(), &bars.order), &bars.order, fixes, warnings)
    } else {
        note_times(ts, &bars.order, fixes, warnings)
    }
}

/// Facts of whole columns.
fn note_columns(
    about: &AboutTimes,
    columns: &[Column],
    is_kept: impl Fn(usize) -> bool,
    warnings: &mut Warnings,
) {
    let once = |is_so: bool| Tally { count: u64::from(is_so), first: None };
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    warnings.info("zone_assumed", once(about.zone_assumed), |_| {
        "The times name no zone; they are read as UTC.".to_owned()
    });
    warnings.warn("time_out_of_range", about.out_of_range, |rows| {
        format!("{rows} with a time before 1678 or after 2262 left out.")
    });
    let price = |column: &&Column| column.role.is_price();
    let scaled = columns.iter().filter(price).find(|column| column.divide_by != 1.0);
    warnings.warn("scaled", once(scaled.is_some()), |_| {
        let by = scaled.map_or(1.0, |column| column.divide_by);
        format!("Prices are whole numbers in the file and were divided by {by}.")
    });
    let whole =
        columns.iter().filter(price).any(|column| column.is_integer && column.divide_by == 1.0);
    warnings.warn("integer_price", once(whole), |_| {
        "Prices are whole numbers and taken as they are: if they count ticks or cents, set the multiplier."
            .to_owned()
    });
    for column in columns {
        let mut imprecise = Tally::default();
        let rows = column.imprecise.iter().copied().filter(|row| is_kept(*row));
        rows.for_each(|row| imprecise.add(row));
        warnings.warn("int64_precision", imprecise, |rows| {
            format!("Column {:?} holds numbers past 2^53 in {rows}; they are rounded.", column.name)
        });
    }
    let missing: Vec<&str> = [(Role::Open, "open"), (Role::High, "high"), (Role::Low, "low")]
        .into_iter()
        .filter_map(|(role, name)| (!has(role)).then_some(name))
        .collect();
    warnings.warn("close_only", once(!missing.is_empty()), |_| {
        format!("The file has no {}; the close stands in.", missing.join(", "))
    });
    warnings.info("no_volume", once(!has(Role::Volume)), |_| "The file has no volume.".to_owned());
}

/// Facts of single rows, in the file's order.
fn note_rows(
    columns: &[Column],
    bars: &Bars,
    is_kept: impl Fn(usize) -> bool,
    fixes: DataFixes,
    warnings: &mut Warnings,
) {
    let numbers = |role: Role| {
        columns.iter().find(|column| column.role == role).and_then(|column| match &column.values {
            Values::Numbers(values) => Some(values.as_slice()),
            _ => None,
        })
    };
    let Some(close) = numbers(Role::Close) else { return };
    let prices_of = |column: &&Column| column.role.is_price();
    let mut nulls: Vec<usize> =
        columns.iter().filter(prices_of).flat_map(|column| column.nulls.iter().copied()).collect();
    nulls.sort_unstable();
    nulls.dedup();
    nulls.retain(|row| is_kept(*row));
    let null_price = Tally { count: nulls.len() as u64, first: nulls.first().copied() };
    let rows = Rows {
        open: numbers(Role::Open),
        high: numbers(Role::High),
        low: numbers(Role::Low),
        close,
        volume: numbers(Role::Volume),
    };
    let found = check_rows(&rows, &nulls, &is_kept, &bars.order);
    let (level, left) = match fixes.bad_bars {
        BadBars::Keep => ("warn", None),
        BadBars::Drop => ("info", Some("those bars were left out")),
        BadBars::Fill => ("info", Some("the close before was filled in")),
    };
    warnings.add(level, "null_price", null_price, |rows| {
        format!("{rows} with a missing price; {}.", left.unwrap_or("it stays missing"))
    });
    warnings.add(level, "bad_price", found.bad, |rows| {
        let left = left.unwrap_or("no order fills there");
        format!("{rows} with a price that is not a positive number; {left}.")
    });
    warnings.add(level, "ohlc", found.ohlc, |rows| {
        let left = left.map_or_else(String::new, |left| format!("; {left}"));
        format!(
            "{rows} whose high is below the low, or whose open or close lies outside of them{left}."
        )
    });
    warnings.info("jumps", found.jumps, |rows| {
        format!(
            "{rows} far from the close before (more than 2 % and thirty usual moves), as after a split, a roll or a long pause."
        )
    });
    if let Some(volume) = rows.volume {
        let is_missing = |row: usize| !is_kept(row) || volume[row].is_nan();
        let code = if (0..bars.rows).all(is_missing) { "no_volume" } else { "zero_volume" };
        warnings
            .warn(code, found.empty, |rows| format!("{rows} without volume (zero or missing)."));
    }
}

fn note_times(
    ts: &[i64],
    selection: &Selection,
    fixes: DataFixes,
    warnings: &mut Warnings,
) -> Option<i64> {
    let row = |bar: usize| selection.as_ref().map_or(bar, |rows| rows[bar]);
    let n_early = ts.partition_point(|ts| *ts < YEAR_1900);
    let early = Tally { count: n_early as u64, first: (n_early > 0).then(|| row(0)) };
    warnings.warn("time_out_of_range", early, |rows| {
        format!("{rows} dated before 1900: dates after 2262 wrap around to there.")
    });
    let usual = usual_spacing_ns(ts);
    let (duplicates, gaps) = check_times(ts, usual, row);
    let (level, left) = if fixes.drop_duplicates {
        ("info", "the last of each time is kept")
    } else {
        ("warn", "all are kept")
    };
    warnings.add(level, "duplicate_time", duplicates, |rows| {
        format!("{rows} with the same time as the row before; {left}.")
    });
    warnings.info("gaps", gaps, |rows| {
        format!("{rows} after a gap of more than one and a half usual spacings.")
    });
    usual
}
