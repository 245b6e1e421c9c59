//! Tables that a person asks for beside the result: other programs' conventions, months, drawdowns.

use crate::json::Json;
use crate::metrics::{
    self, BuyAndHold, Drawdown, RunFacts, conventions, drawdowns, monthly_returns,
};
use crate::run::Run;

/// Drawdowns listed, deepest first.
const DRAWDOWNS: usize = 50;

/// Returns what other programs print under each metric's name: an array of metric, program, formula, value
/// and reason.
pub fn conventions_json(run: &Run) -> String {
    let mut json = Json::default();
    json.array(|json| {
        for row in conventions(&RunFacts::of(run.env())) {
            json.object(|json| {
                json.key("metric").text(row.metric);
                json.key("program").text(row.program);
                json.key("formula").text(row.formula);
                json.key("value").optional_number(row.value);
                json.key("reason").optional_text(row.reason);
            });
        }
    });
    json.finish()
}

/// Returns months, drawdown periods (the fifty deepest) and buy-and-hold as one object.
pub fn report_json(run: &Run) -> String {
    let facts = RunFacts::of(run.env());
    let mut json = Json::default();
    json.object(|json| {
        months(&facts, json);
        let (found, total) = drawdowns(&facts, DRAWDOWNS);
        json.key("drawdowns").array(|json| {
            for one in &found {
                json.object(|json| drawdown(one, run, &facts, json));
            }
        });
        json.key("drawdown_count").count(total);
        json.key("buy_and_hold");
        match facts.buy_and_hold {
            Some(held) => json.object(|json| buy_and_hold(&held, run, json)),
            None => json.null(),
        }
    });
    json.finish()
}

fn months(facts: &RunFacts, json: &mut Json) {
    let found = monthly_returns(facts);
    json.key("monthly_returns").array(|json| {
        for month in found.iter().flatten() {
            json.object(|json| {
                json.key("year").integer(month.year);
                json.key("month").integer(month.month);
                json.key("return").number(month.value);
            });
        }
    });
    json.key("monthly_reason").optional_text(found.err());
}

fn drawdown(one: &Drawdown, run: &Run, facts: &RunFacts, json: &mut Json) {
    let ts = |point: usize| facts.ts.map(|ts| ts[point]);
    let bar = |point: usize| run.record().first_bar + point;
    let until = one.end.unwrap_or(facts.equity.len() - 1);
    json.key("start_bar").count(bar(one.start));
    json.key("start_ts").time(ts(one.start));
    json.key("trough_bar").count(bar(one.trough));
    json.key("trough_ts").time(ts(one.trough));
    json.key("end_bar").optional_count(one.end.map(bar));
    json.key("end_ts").time(one.end.and_then(ts));
    json.key("depth").number(one.depth());
    json.key("money").number(one.peak_equity - one.trough_equity);
    json.key("bars").count(one.bars(facts.equity.len()));
    let seconds = ts(until).zip(ts(one.start)).map(|(end, start)| end.saturating_sub(start));
    json.key("seconds").optional_number(seconds.map(|ns| ns as f64 / 1e9));
}

fn buy_and_hold(held: &BuyAndHold, run: &Run, json: &mut Json) {
    json.key("bar").count(held.bar);
    json.key("ts").time(run.bars().ts().map(|ts| ts[held.bar]));
    json.key("price").number(held.price);
    json.key("contracts").integer(held.contracts);
    json.key("pnl").number(held.pnl);
    json.key("metrics").object(|json| held_metrics(held, run, json));
}

/// Writes the metrics of the curve of buy-and-hold. It closes no trade, so those of trades are null.
fn held_metrics(held: &BuyAndHold, run: &Run, json: &mut Json) {
    let facts = RunFacts::of(run.env());
    let settings = run.settings();
    let first = run.record().first_bar;
    let close = &run.bars().close()[first..first + facts.equity.len()];
    let mut last = settings.initial_balance;
    let mut equity: Vec<f64> = close
        .iter()
        .enumerate()
        .map(|(point, &close)| {
            if close.is_finite() {
                last = held.equity(first + point, close, settings);
            }
            last
        })
        .collect();
    // After the costs of leaving, where the settings have it leave.
    if let Some(last) = equity.last_mut() {
        *last = settings.initial_balance + held.pnl;
    }
    let notional = held.price * held.contracts as f64 * settings.contract_multiplier;
    let held_facts = RunFacts {
        equity: &equity,
        trades: &[],
        bars_in_position: (first + equity.len()).saturating_sub(held.bar),
        costs: held.costs,
        turnover: notional,
        ..facts
    };
    for metric in metrics::standard(&held_facts) {
        json.key(metric.name).optional_number(metric.value);
    }
}
