//! Fills and trades of rules in Lua, run as a person would, beside other backtesters'.

use std::rc::Rc;

use crate::fixtures::{assert_same, column, json};
use engine_wasm::dataset::Dataset;
use engine_wasm::env::Trade;
use engine_wasm::metrics::{RunFacts, conventions, standard};
use engine_wasm::run::{Run, RunRequest};

const DAY: i64 = 86_400_000_000_000;

/// The bars that the other backtesters ran over, at times of one's own.
fn dataset(ts: Option<Vec<i64>>) -> Rc<Dataset> {
    let part = |name| column("m5k.csv.gz", name);
    Rc::new(Dataset {
        ts,
        open: Some(part("open")),
        high: Some(part("high")),
        low: Some(part("low")),
        close: part("close"),
        ..Dataset::default()
    })
}

fn run(dataset: &Rc<Dataset>, script: &str, settings: &[(&str, &str)]) -> Run {
    let owned = |&(name, text): &(&str, &str)| (name.to_owned(), text.to_owned());
    let request = RunRequest {
        script: script.to_owned(),
        settings: settings.iter().map(owned).collect(),
        ..RunRequest::default()
    };
    let mut run = Run::start(dataset, &Rc::from([]), &request).unwrap();
    while !run.advance(700) {}
    assert_eq!(run.problem(), None);
    run
}

/// Long when the fast average crosses above the slow one, out (or short) when it crosses below.
const CROSS: &str = "
params = { shorts = false }
local fast, slow
function on_bar(ctx, bar)
  local f, s = fast, slow
  fast, slow = bar.sma_10, bar.sma_30
  if not f then return 'hold' end
  local up, down = f <= s and fast > slow, f >= s and fast < slow
  local held, shorts = ctx.position, ctx.params.shorts
  if held == 0 and up then return 'buy' end
  if held == 0 and down and shorts then return 'sell' end
  if held == 1 and down then return shorts and 'revert' or 'sell' end
  if held == -1 and up then return 'revert' end
  return 'hold'
end";

#[test]
fn an_sma_cross_in_lua_has_the_fills_and_profits_that_other_backtesters_agree_on() {
    let expected = json("fills_m5k.json");
    let dataset = dataset(None);
    for (name, shorts) in [("long_flat", "false"), ("long_short", "true")] {
        for fill in ["next_open", "next_close", "same_close"] {
            let settings = [
                ("fill", fill),
                ("session", "always"),
                ("commission_round_turn", "0"),
                ("slippage_per_contract", "0"),
                ("enforce_margin", "false"),
            ];
            let script = CROSS.replace("shorts = false", &format!("shorts = {shorts}"));
            let run = run(&dataset, &script, &settings);
            let expected = &expected[format!("{name}/{fill}")];
            let number = |key: &str| expected[key].as_f64().unwrap();
            let trades = &run.record().trades;
            let closed = trades.iter().filter(|trade| !trade.is_open());
            assert_eq!(closed.clone().count() as f64, number("closed_trades"), "{name}/{fill}");
            let realised: f64 = closed.map(|trade| trade.net_pnl).sum();
            assert!((realised - number("realised")).abs() < 1e-6, "{name}/{fill}");
            let profit = run.record().equity.last().unwrap() - 10_000.0;
            assert!((profit - number("final_pnl")).abs() < 1e-6, "{name}/{fill}: {profit}");
            let open: f64 = trades
                .iter()
                .filter(|trade| trade.is_open())
                .map(|trade| (trade.side.sign() * trade.size) as f64)
                .sum();
            assert_eq!(open, number("open"), "{name}/{fill}");
        }
    }
}

/// The rule of `make_ladder.py`: in and out by single contracts, turned over every 97 bars.
const LADDER: &str = "
local before
function on_bar(ctx, bar)
  local last = before
  before = bar.close
  local held, close, slow = ctx.position, bar.close, bar.sma_30
  -- backtesting.py first asks one bar after the average's first value.
  if ctx.step < 30 then return 'hold' end
  if held ~= 0 and ctx.step % 97 == 0 then return 'revert' end
  if close > slow and close > last and held < 3 then return 'buy' end
  if close < slow and close < last and held > -3 then return 'sell' end
  return 'hold'
end";

fn ladder(ts: Vec<i64>) -> Run {
    let settings = [
        ("initial_balance", "1000"),
        ("max_position", "3"),
        ("commission_round_turn", "0.01"),
        ("slippage_per_contract", "0.005"),
        ("enforce_margin", "false"),
    ];
    run(&dataset(Some(ts)), LADDER, &settings)
}

/// Every hour from 2021-02-03.
fn hours() -> Vec<i64> {
    (0..5_000).map(|hour| 18_661 * DAY + hour * 3_600_000_000_000).collect()
}

/// Every weekday from 1999-01-04, a Monday.
fn weekdays() -> Vec<i64> {
    (10_595..).filter(|day| (day - 10_595) % 7 < 5).take(5_000).map(|day| day * DAY).collect()
}

#[test]
fn partial_exits_and_flips_are_the_trades_that_backtesting_py_lists() {
    let run = ladder(hours());
    let part = |name| column("ladder_trades.csv.gz", name);
    let theirs = [
        part("Size"),
        part("EntryBar"),
        part("ExitBar"),
        part("EntryPrice"),
        part("ExitPrice"),
        part("PnL"),
        part("ReturnPct"),
        part("Commission"),
    ];
    let facts = |trade: &Trade| {
        let exit = trade.exit.unwrap();
        [
            (trade.side.sign() * trade.size) as f64,
            trade.entry_bar as f64,
            exit.bar as f64,
            trade.entry_price,
            exit.price,
            trade.net_pnl,
            trade.return_fraction,
            trade.costs,
        ]
    };
    let closed: Vec<_> = run.record().trades.iter().filter(|trade| !trade.is_open()).collect();
    assert_eq!(closed.len(), theirs[0].len());
    for (i, trade) in closed.iter().enumerate() {
        for (column, ours) in theirs.iter().zip(facts(trade)) {
            // Profits are differences of prices near 100: ten digits of those.
            let near = (ours - column[i]).abs() <= 1e-10;
            assert!(near, "trade {i}: {ours}, but theirs {}", column[i]);
        }
    }
    assert!(closed.iter().any(|trade| trade.exit.unwrap().reason.name() == "flip"));
}

#[test]
fn a_run_from_script_to_metrics_has_the_numbers_of_backtesting_py_and_empyrical() {
    let theirs = json("ladder_metrics.json");
    for (case, ts) in [("hours", hours()), ("weekdays", weekdays())] {
        let run = ladder(ts);
        let theirs = &theirs[case];
        let sampled = theirs["sampled_equity"].as_array().unwrap();
        for (ours, theirs) in run.record().equity.iter().step_by(125).zip(sampled) {
            assert_same("equity", *ours, theirs.as_f64().unwrap());
        }
        let facts = RunFacts::of(run.env());
        let ours = standard(&facts);
        let mut compared = 0;
        for metric in &ours {
            if let Some(theirs) = theirs[metric.name].as_f64() {
                assert_same(&format!("{case}: {}", metric.name), metric.value.unwrap(), theirs);
                compared += 1;
            }
        }
        assert_eq!(compared, 19);
        let rows = conventions(&facts);
        for row in theirs["conventions"].as_array().unwrap() {
            let (metric, program) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
            let found =
                rows.iter().find(|row| row.metric == metric && row.program == program).unwrap();
            let what = format!("{case}: {metric} by {program}");
            assert_same(&what, found.value.unwrap(), row[2].as_f64().unwrap());
        }
    }
}
