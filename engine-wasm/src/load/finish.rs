//! The last step of a load: columns to a dataset.

use super::check::Warnings;
use super::column::{Column, Names, Role, Tally, Values};
use super::fix::fix_rows;
use super::local_zone::LocalZone;
use super::merge::{take_mids, take_times};
use super::notes::{note_columns, note_rows, note_times};
use super::order::{Selection, put_in_order, select};
use super::{LoadReport, UNKNOWN_SYMBOL};
use crate::dataset::{Dataset, usual_spacing_ns};
use crate::env::{DataFixes, Profile};
use crate::error::EngineError;

/// Fewer bars than this tell nothing about a rule.
const FEW_BARS: usize = 10;

/// What a load was asked for beside its columns.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) profile: Profile,
    pub(super) rows: usize,
    pub(super) symbol: Option<String>,
    pub(super) fixes: DataFixes,
    pub(super) zone: LocalZone,
}

pub(super) fn finish(
    wanted: Wanted,
    mut columns: Vec<Column>,
) -> Result<(Dataset, LoadReport), EngineError> {
    let Wanted { profile, rows, symbol, fixes, zone } = wanted;
    let is_standard = profile == Profile::Standard;
    let mut warnings = Warnings::default();
    let (symbol, kept) = match (profile, take_names(&mut columns)) {
        (_, None) => (symbol.unwrap_or_else(|| UNKNOWN_SYMBOL.to_owned()), None),
        (Profile::Reference, Some(names)) => (first_name(&names), None),
        (Profile::Standard, Some(names)) => choose_symbol(&names, symbol)?,
    };
    if is_standard {
        take_mids(&mut columns);
        note_columns(&columns, zone.is_utc(), &mut warnings);
    }
    let ts = take_times(&mut columns, &zone);
    let (mut selection, at_least) = match profile {
        Profile::Reference => (None, 2),
        Profile::Standard => (in_order(ts.as_deref(), kept.as_deref(), rows, &mut warnings), 1),
    };
    if is_standard {
        note_rows(&columns, &selection, rows, fixes, &mut warnings);
        // What is told of times is what the file holds, before any fix.
        let ordered = ts.as_ref().filter(|_| selection.is_some() || fixes != DataFixes::NONE);
        let ordered = ordered.map(|ts| select(ts.clone(), &selection));
        let ordered = ordered.as_deref().or(ts.as_deref());
        let usual = ordered.and_then(usual_spacing_ns);
        note_times(ordered, usual, &selection, fixes, &mut warnings);
        selection = fix_rows(fixes, &mut columns, ts.as_deref(), selection, rows);
    }
    let n_bars = selection.as_ref().map_or(rows, Vec::len);
    if n_bars < at_least {
        return Err(EngineError::Data {
            code: "NO_ROWS",
            message: format!(
                "{n_bars} of {rows} rows can be used; at least {at_least} are needed."
            ),
        });
    }
    let ts = ts.map(|ts| select(ts, &selection));
    if is_standard {
        let few = Tally { count: if n_bars < FEW_BARS { n_bars as u64 } else { 0 }, first: None };
        warnings.warn("few_bars", few, |rows| format!("The file gives only {rows}."));
    }
    let usual = ts.as_deref().and_then(usual_spacing_ns);
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
