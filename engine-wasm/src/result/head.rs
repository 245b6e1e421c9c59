//! Everything of a result but its per-bar arrays.

use crate::dataset::Bars;
use crate::env::{Profile, Record, Refusal, SettingValue, Trade};
use crate::error::Problem;
use crate::json::Json;
use crate::metrics::{self, RunFacts};
use crate::run::Run;
use crate::script::{Param, ParamValue};

use super::{ENGINE, SCHEMA, write_warnings};

/// Writes the members of the result, without braces. Without the data's fingerprint it is the head alone, and
/// the trades are left out too.
pub(super) fn write(run: &Run, json: &mut Json, fingerprint: Option<&str>) {
    let record = run.record();
    json.key("schema").count(SCHEMA);
    json.key("engine").text(ENGINE);
    json.key("settings").object(|json| settings(run, json));
    json.key("data").object(|json| data(run.bars(), fingerprint, json));
    metrics(run, json);
    if fingerprint.is_some() {
        json.key("trades").array(|json| {
            for trade in &record.trades {
                json.object(|json| write_trade(trade, run.bars(), json));
            }
        });
    }
    json.key("refused_orders").object(|json| {
        for reason in Refusal::ALL {
            json.key(reason.name()).integer(record.refused.count(reason));
        }
    });
    json.key("bankrupt_bar").optional_count(record.bankrupt_bar);
    json.key("log").array(|json| {
        for line in run.log() {
            json.object(|json| {
                json.key("bar").optional_count(line.bar);
                json.key("text").text(&line.text);
            });
        }
    });
    json.key("warnings").array(|json| write_warnings(run.warnings(), json));
    json.key("errors");
    match run.problem() {
        Some(problem) => json.object(|json| write_problem(problem, json)),
        None => json.null(),
    }
}

/// Writes what the script asked for at each bar, as an array.
pub(super) fn actions(record: &Record, json: &mut Json) {
    json.array(|json| {
        for traced in &record.actions {
            json.object(|json| {
                json.key("idx").count(traced.bar);
                json.key("action").text(traced.action.name());
                if let Some(reason) = traced.refused {
                    json.key("refused").text(reason.name());
                }
            });
        }
    });
}

/// Writes a problem's members, without braces.
pub(super) fn write_problem(problem: &Problem, json: &mut Json) {
    json.key("kind").text(problem.kind.code());
    json.key("message").text(&problem.message);
    json.key("line");
    match problem.line {
        Some(line) => json.integer(line),
        None => json.null(),
    }
    json.key("bar").optional_count(problem.bar);
    json.key("ts").time(problem.ts);
    json.key("traceback").optional_text(problem.traceback.as_deref());
}

/// The session as used, in a word that can be asked for again: what `auto` came to, but as asked where the
/// file's own columns were followed.
fn session(run: &Run, asked: &'static str) -> &'static str {
    match run.env().resolved_session() {
        "file" => asked,
        resolved => resolved,
    }
}

/// Writes the settings as used, without braces.
pub(super) fn settings(run: &Run, json: &mut Json) {
    for (name, value) in run.settings().entries() {
        json.key(name);
        match value {
            SettingValue::Text(asked) if name == "session" => json.text(session(run, asked)),
            SettingValue::Text(text) => json.text(text),
            SettingValue::Number(number) => json.number(number),
            SettingValue::Integer(integer) => json.integer(integer),
            SettingValue::Boolean(boolean) => json.boolean(boolean),
            SettingValue::Absent => json.null(),
        }
    }
    json.key("params").object(|json| params(run.params(), json));
}

/// Writes params by name, without braces.
pub(super) fn params(params: &[Param], json: &mut Json) {
    for Param { name, value } in params {
        json.key(name);
        match value {
            ParamValue::Number(number) => json.number(*number),
            ParamValue::Integer(integer) => json.integer(*integer),
            ParamValue::Boolean(boolean) => json.boolean(*boolean),
            ParamValue::Text(text) => json.text(text),
        }
    }
}

fn data(bars: &Bars, fingerprint: Option<&str>, json: &mut Json) {
    let ts = bars.ts();
    json.key("rows").count(bars.len());
    json.key("first_ts").time(ts.and_then(|ts| ts.first().copied()));
    json.key("last_ts").time(ts.and_then(|ts| ts.last().copied()));
    json.key("symbol").text(bars.symbol());
    json.key("bar_seconds").optional_number(bars.usual_spacing_ns().map(|ns| ns as f64 / 1e9));
    json.key("fingerprint").optional_text(fingerprint);
}

fn metrics(run: &Run, json: &mut Json) {
    let found = metrics::standard(&RunFacts::of(run.env()));
    json.key("metrics").object(|json| {
        for metric in &found {
            json.key(metric.name).optional_number(metric.value);
        }
    });
    json.key("metric_reasons").object(|json| {
        for metric in &found {
            if let Some(reason) = metric.reason {
                json.key(metric.name).text(reason);
            }
        }
    });
    json.key("reference_metrics");
    if run.settings().profile != Profile::Reference {
        return json.null();
    }
    let record = run.record();
    let initial_balance = run.settings().initial_balance;
    let reference = metrics::reference(&record.rewards, &record.equity, initial_balance);
    json.object(|json| {
        for (name, value) in reference.entries() {
            json.key(name).number(value);
        }
    });
}

fn write_trade(trade: &Trade, bars: &Bars, json: &mut Json) {
    let time = |bar: usize| bars.ts().map(|ts| ts[bar]);
    json.key("entry_bar").count(trade.entry_bar);
    json.key("entry_ts").time(time(trade.entry_bar));
    json.key("entry_price").number(trade.entry_price);
    json.key("exit_bar").optional_count(trade.exit.map(|exit| exit.bar));
    json.key("exit_ts").time(trade.exit.and_then(|exit| time(exit.bar)));
    json.key("exit_price").optional_number(trade.exit.map(|exit| exit.price));
    json.key("side").text(trade.side.name());
    json.key("size").integer(trade.size);
    json.key("gross_pnl").number(trade.gross_pnl);
    json.key("costs").number(trade.costs);
    json.key("net_pnl").number(trade.net_pnl);
    json.key("return").number(trade.return_fraction);
    json.key("bars_held").count(trade.bars_held);
    json.key("mae").number(trade.mae);
    json.key("mfe").number(trade.mfe);
    json.key("exit_reason").optional_text(trade.exit.map(|exit| exit.reason.name()));
    json.key("open").boolean(trade.is_open());
}
