//! The last step of a load: columns to a dataset.

use super::check::{Prices, Warnings, check_prices, check_times, check_volume};
use super::column::{Column, Names, Role, Tally, Values};
use super::order::{Selection, put_in_order, select};
use super::time::NO_TIME;
use super::{LoadReport, UNKNOWN_SYMBOL};
use crate::dataset::{Dataset, usual_spacing_ns};
use crate::env::Profile;
use crate::error::EngineError;

/// Fewer bars than this tell nothing about a rule.
const FEW_BARS: usize = 10;

/// 1900-01-01 in ns: earlier times come from readers that let a date past 2262 wrap around.
const YEAR_1900: i64 = -2_208_988_800_000_000_000;

pub(super) fn finish(
    profile: Profile,
    rows: usize,
    symbol: Option<String>,
    mut columns: Vec<Column>,
) -> Result<(Dataset, LoadReport), EngineError> {
    let mut warnings = Warnings::default();
    let (symbol, wanted) = match (profile, take_names(&mut columns)) {
        (_, None) => (symbol.unwrap_or_else(|| UNKNOWN_SYMBOL.to_owned()), None),
        (Profile::Reference, Some(names)) => (first_name(&names), None),
        (Profile::Standard, Some(names)) => choose_symbol(&names, symbol)?,
    };
    if profile == Profile::Standard {
        note_columns(&columns, &mut warnings);
    }
    let ts = take_times(&mut columns);
    let (selection, at_least) = match profile {
        Profile::Reference => (None, 2),
        Profile::Standard => (in_order(ts.as_deref(), wanted.as_deref(), rows, &mut warnings), 1),
    };
    let n_bars = selection.as_ref().map_or(rows, Vec::len);
    if n_bars < at_least {
        return Err(EngineError::Data {
            code: "NO_ROWS",
            message: format!(
                "{n_bars} of {rows} rows can be used; at least {at_least} are needed."
            ),
        });
    }
    if profile == Profile::Standard {
        note_rows(&columns, &selection, rows, &mut warnings);
    }
    let ts = ts.map(|ts| select(ts, &selection));
    let usual = ts.as_deref().and_then(usual_spacing_ns);
    if profile == Profile::Standard {
        note_times(ts.as_deref(), usual, &selection, &mut warnings);
        let few = Tally { count: if n_bars < FEW_BARS { n_bars as u64 } else { 0 }, first: None };
        warnings.warn("few_bars", few, |rows| format!("The file gives only {rows}."));
    }
    let report = LoadReport {
        rows: n_bars,
        first_ts: ts.as_ref().and_then(|ts| ts.first().copied()),
        last_ts: ts.as_ref().and_then(|ts| ts.last().copied()),
        bar_seconds: usual.map(|usual| usual as f64 / 1e9),
        warnings: warnings.0,
    };
    Ok((dataset(columns, ts, symbol, &selection), report))
}

fn take_names(columns: &mut Vec<Column>) -> Option<Names> {
    let place = columns.iter().position(|column| column.role == Role::Symbol)?;
    match columns.remove(place).values {
        Values::Names(names) => Some(names),
        _ => None,
    }
}

/// The reference takes the first row's name, if it is text.
fn first_name(names: &Names) -> String {
    let first = names.rows.first().and_then(|place| names.known.get(*place as usize));
    match first {
        Some(name) if !names.first_is_null => name.clone(),
        _ => UNKNOWN_SYMBOL.to_owned(),
    }
}

/// Returns the market's name and, where the file holds several, which rows are its.
fn choose_symbol(
    names: &Names,
    symbol: Option<String>,
) -> Result<(String, Option<Vec<bool>>), EngineError> {
    let error = |code, message| Err(EngineError::Data { code, message });
    let mut known: Vec<&str> =
        names.known.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    known.sort_unstable();
    let shown = known[..known.len().min(8)].join(", ");
    match symbol {
        Some(symbol) => match names.known.iter().position(|name| *name == symbol) {
            Some(wanted) => {
                let rows = names.rows.iter().map(|place| *place as usize == wanted).collect();
                Ok((symbol, Some(rows)))
            }
            None => error(
                "WHICH_SYMBOL",
                format!("The file has no rows of {symbol:?}; it holds {shown}."),
            ),
        },
        None if known.len() > 1 => error(
            "WHICH_SYMBOL",
            format!("The file holds {} symbols ({shown}); say which one to use.", known.len()),
        ),
        None => Ok((
            known.first().map_or_else(|| UNKNOWN_SYMBOL.to_owned(), |name| (*name).to_owned()),
            None,
        )),
    }
}

/// Returns the times; a second column of times holds the time of day of the first.
fn take_times(columns: &mut Vec<Column>) -> Option<Vec<i64>> {
    let mut times = columns
        .extract_if(.., |column| column.role == Role::Timestamp)
        .filter_map(|column| match column.values {
            Values::Times(times) => Some(times),
            _ => None,
        })
        .collect::<Vec<_>>()
        .into_iter();
    let mut ts = times.next()?;
    for of_day in times {
        for (ts, of_day) in ts.iter_mut().zip(of_day) {
            let both = *ts != NO_TIME && of_day != NO_TIME;
            *ts = if both { ts.saturating_add(of_day) } else { NO_TIME };
        }
    }
    Some(ts)
}

/// Facts of whole columns.
fn note_columns(columns: &[Column], warnings: &mut Warnings) {
    let once = |is_so: bool| Tally { count: u64::from(is_so), first: None };
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    let time = |column: &&Column| column.role == Role::Timestamp;
    warnings.info(
        "zone_assumed",
        once(columns.iter().filter(time).any(|column| column.zone_assumed)),
        |_| "The times name no zone; they are read as UTC.".to_owned(),
    );
    let out_of_range = columns.iter().filter(time).fold(Tally::default(), |mut all, column| {
        all.merge(column.out_of_range);
        all
    });
    warnings.warn("time_out_of_range", out_of_range, |rows| {
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
        warnings.warn("int64_precision", column.imprecise, |rows| {
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

fn in_order(
    ts: Option<&[i64]>,
    wanted: Option<&[bool]>,
    rows: usize,
    warnings: &mut Warnings,
) -> Selection {
    let (selection, tally) = put_in_order(ts, wanted, rows);
    warnings.warn("null_time", tally.null_time, |rows| format!("{rows} without a time left out."));
    warnings.warn("unsorted", tally.unsorted, |rows| {
        format!("{rows} earlier than the row before; all rows were sorted by time.")
    });
    selection
}

/// Facts of single rows, in the file's order.
fn note_rows(columns: &[Column], selection: &Selection, n_rows: usize, warnings: &mut Warnings) {
    let numbers = |role: Role| {
        columns.iter().find(|column| column.role == role).and_then(|column| match &column.values {
            Values::Numbers(values) => Some(values.as_slice()),
            _ => None,
        })
    };
    let Some(close) = numbers(Role::Close) else { return };
    let kept = selection.as_ref().map(|rows| {
        let mut kept = vec![false; n_rows];
        for row in rows {
            kept[*row] = true;
        }
        kept
    });
    let is_kept = |row: usize| kept.as_ref().is_none_or(|kept| kept[row]);
    let prices_of = |column: &&Column| column.role.is_price();
    let mut nulls: Vec<usize> =
        columns.iter().filter(prices_of).flat_map(|column| column.nulls.iter().copied()).collect();
    nulls.sort_unstable();
    nulls.dedup();
    nulls.retain(|row| is_kept(*row));
    let null_price = Tally { count: nulls.len() as u64, first: nulls.first().copied() };
    let prices = Prices {
        open: numbers(Role::Open),
        high: numbers(Role::High),
        low: numbers(Role::Low),
        close,
    };
    let found = check_prices(&prices, &nulls, is_kept);
    warnings.warn("null_price", null_price, |rows| {
        format!("{rows} with a missing price; it stays missing.")
    });
    warnings.warn("bad_price", found.bad, |rows| {
        format!("{rows} with a price that is not a positive number; no order fills there.")
    });
    warnings.warn("ohlc", found.ohlc, |rows| {
        format!("{rows} whose high is below the low, or whose open or close lies outside of them.")
    });
    if let Some(volume) = numbers(Role::Volume) {
        let empty = check_volume(volume, is_kept);
        let is_missing = |row: usize| !is_kept(row) || volume[row].is_nan();
        let code = if (0..n_rows).all(is_missing) { "no_volume" } else { "zero_volume" };
        warnings.warn(code, empty, |rows| format!("{rows} without volume (zero or missing)."));
    }
}

fn note_times(
    ts: Option<&[i64]>,
    usual: Option<i64>,
    selection: &Selection,
    warnings: &mut Warnings,
) {
    let Some(ts) = ts else { return };
    let row = |bar: usize| selection.as_ref().map_or(bar, |rows| rows[bar]);
    let n_early = ts.partition_point(|ts| *ts < YEAR_1900);
    let early = Tally { count: n_early as u64, first: (n_early > 0).then(|| row(0)) };
    warnings.warn("time_out_of_range", early, |rows| {
        format!("{rows} dated before 1900: dates after 2262 wrap around to there.")
    });
    let (duplicates, gaps) = check_times(ts, usual, row);
    warnings.warn("duplicate_time", duplicates, |rows| {
        format!("{rows} with the same time as the row before; all are kept.")
    });
    warnings.info("gaps", gaps, |rows| {
        format!("{rows} after a gap of more than one and a half usual spacings.")
    });
}

fn dataset(
    columns: Vec<Column>,
    ts: Option<Vec<i64>>,
    symbol: String,
    selection: &Selection,
) -> Dataset {
    let mut dataset = Dataset { ts, symbol, ..Dataset::default() };
    for column in columns {
        match column.values {
            Values::Numbers(values) => {
                let values = select(values, selection);
                match column.role {
                    Role::Open => dataset.open = Some(values),
                    Role::High => dataset.high = Some(values),
                    Role::Low => dataset.low = Some(values),
                    Role::Close => dataset.close = values,
                    Role::Volume => dataset.volume = Some(values),
                    Role::MinutesToClose => dataset.minutes_to_close = Some(values),
                    _ => dataset.extra.push((column.name, values)),
                }
            }
            Values::Flags(flags) if column.role == Role::MarginOk => {
                dataset.margin_ok = Some(select(flags, selection));
            }
            Values::Flags(flags) => dataset.session_open = Some(select(flags, selection)),
            Values::Times(_) | Values::Names(_) => {}
        }
    }
    dataset
}
