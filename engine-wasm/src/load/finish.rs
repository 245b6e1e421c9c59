//! The last step of a load: columns to a dataset.

use super::bars::Bars;
use super::check::Warnings;
use super::column::{Column, Role, Tally, Values};
use super::local_zone::LocalZone;
use super::merge::{take_mids, take_times};
use super::names::Names;
use super::notes::{AboutTimes, note};
use super::order::{Selection, select};
use super::slice::{Cut, Slice, Span};
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
    /// Where the rows stand in the file.
    pub(super) span: Span,
    pub(super) slice: Option<Slice>,
    pub(super) symbol: Option<String>,
    pub(super) fixes: DataFixes,
    pub(super) zone: LocalZone,
}

pub(super) fn finish(
    mut wanted: Wanted,
    mut columns: Vec<Column>,
) -> Result<(Dataset, LoadReport), EngineError> {
    let is_standard = wanted.profile == Profile::Standard;
    let (symbol, picked) = match (wanted.profile, take_names(&mut columns)) {
        (_, None) => (wanted.symbol.take().unwrap_or_else(|| UNKNOWN_SYMBOL.to_owned()), None),
        (Profile::Reference, Some(names)) => (first_name(&names), None),
        (Profile::Standard, Some(names)) => choose_symbol(&names, wanted.symbol.take())?,
    };
    let about = AboutTimes::of(&columns, wanted.zone.is_utc());
    if is_standard {
        take_mids(&mut columns);
    }
    let mut ts = take_times(&mut columns, &wanted.zone);
    let bars = Bars::find(&wanted, &mut columns, &mut ts, picked.as_deref())?;
    let mut warnings = Warnings::default();
    let noted = if is_standard {
        note(&about, &columns, ts.as_deref(), &bars, wanted.fixes, &mut warnings)
    } else {
        None
    };
    bars.fixed.fill(&mut columns);
    let n_bars = bars.len();
    let kept = bars.fixed.kept;
    let ts = ts.map(|ts| select(ts, &kept));
    if is_standard {
        let few = Tally { count: if n_bars < FEW_BARS { n_bars as u64 } else { 0 }, first: None };
        let what = if bars.cut.is_some() { "part" } else { "file" };
        warnings.warn("few_bars", few, |rows| format!("The {what} gives only {rows}."));
    }
    // Repairs may leave other bars than those looked at.
    let is_known = noted.is_some() && wanted.fixes == DataFixes::NONE;
    let usual = if is_known { noted } else { ts.as_deref().and_then(usual_spacing_ns) };
    let report = LoadReport {
        rows: n_bars,
        first_ts: ts.as_ref().and_then(|ts| ts.first().copied()),
        last_ts: ts.as_ref().and_then(|ts| ts.last().copied()),
        bar_seconds: usual.map(|usual| usual as f64 / 1e9),
        cut: bars.cut,
        warnings: warnings.counted_from(bars.first_row),
    };
    let mut dataset = dataset(columns, ts, symbol, &kept);
    dataset.part = bars.cut.map(|Cut { offset, limit, .. }| (offset, limit));
    Ok((dataset, report))
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
