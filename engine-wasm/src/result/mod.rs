//! The result of a run as JSON, and its lines as points to draw.

mod chart;
mod fingerprint;
mod fingerprints;
mod head;
mod line;
mod report;
mod rows;
mod script_check;
mod tables;

pub use chart::chart_lines;
pub use fingerprint::{BarsHash, fingerprint};
pub use fingerprints::fingerprints_json;
pub use line::equity_line;
pub use report::{conventions_json, report_json};
pub use rows::{refused_columns, refused_times, trade_columns, trade_times};
pub use script_check::{input_problems_json, script_check_json};
pub use tables::{metrics_table, tables};

use crate::env::Warning;
use crate::error::EngineError;
use crate::json::Json;
use crate::load::{Cut, LoadReport};
use crate::run::Run;

/// Version of the result's form.
const SCHEMA: usize = 1;
/// Bars of one piece of a result that is not held whole.
const PIECE_BARS: usize = 16_384;
/// Name and version of what made the result.
const ENGINE: &str = concat!("moontest ", env!("CARGO_PKG_VERSION"));

/// Returns the result without its per-bar arrays, trades and the data's fingerprint: quick, for the page, which
/// gets trades as columns ([`trade_columns`]).
pub fn head_json(run: &Run) -> String {
    let mut json = Json::with_capacity(4_096);
    json.object(|json| head::write(run, json, None));
    json.finish()
}

/// Returns the whole result: the same bytes for the same file, script and settings, on every machine.
pub fn result_json(run: &Run, constants: &[String]) -> String {
    let record = run.record();
    let size = 8_192 + record.trades.len() * 300 + record.equity.len() * 20;
    let mut json = Json::with_capacity(size + record.actions.len() * 32);
    write_whole(run, &fingerprint(run.bars(), constants), &mut json, |_| ());
    json.finish()
}

/// Writes the whole result; `piece` is called after each so many bars.
fn write_whole(run: &Run, data: &str, json: &mut Json, mut piece: impl FnMut(&mut Json)) {
    let record = run.record();
    json.object(|json| {
        head::write(run, json, Some(data));
        json.key("equity_curve").array(|json| {
            for equities in record.equity.chunks(PIECE_BARS) {
                for equity in equities {
                    json.number(*equity);
                }
                piece(json);
            }
        });
        json.key("actions");
        if run.settings().trace_actions { head::actions(record, json) } else { json.null() }
    });
}

/// Writes any error's members as a problem across threads has them, without braces.
pub fn write_error(error: &EngineError, json: &mut Json) {
    let (kind, key, value) = match error {
        EngineError::Script(problem) => return head::write_problem(problem, json),
        EngineError::Setting { name, .. } => ("setting", "setting", name.as_str()),
        EngineError::Data { code, .. } => ("data", "code", *code),
    };
    json.key("kind").text(kind);
    json.key("message").text(&error.to_string());
    for absent in ["line", "bar", "ts", "traceback"] {
        json.key(absent).null();
    }
    json.key(key).text(value);
}

/// Writes what was found in the rows that were loaded, without braces.
pub fn write_load_report(report: &LoadReport, json: &mut Json) {
    json.key("rows").count(report.rows);
    json.key("first_ts").time(report.first_ts);
    json.key("last_ts").time(report.last_ts);
    json.key("bar_seconds").optional_number(report.bar_seconds);
    match report.cut {
        None => json.key("part").null(),
        Some(Cut { offset, limit, of }) => json.key("part").object(|json| {
            json.key("offset").count(offset);
            json.key("limit").optional_count(limit);
            json.key("of").count(of);
        }),
    }
    json.key("warnings").array(|json| write_warnings(&report.warnings, json));
}

fn write_warnings<'a>(warnings: impl IntoIterator<Item = &'a Warning>, json: &mut Json) {
    for warning in warnings {
        json.object(|json| {
            json.key("code").text(warning.code);
            json.key("level").text(warning.level);
            json.key("message").text(&warning.message);
            json.key("count").integer(warning.count);
            json.key("first").optional_count(warning.first);
        });
    }
}
