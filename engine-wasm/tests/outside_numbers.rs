//! Fills and metrics of profile `standard` beside those of other libraries.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use engine_wasm::dataset::{Bars, Dataset};
use engine_wasm::env::{
    Action, Env, Exit, ExitReason, Observation, Settings, Side, Strategy, Trade, Zone,
};
use engine_wasm::error::Problem;
use engine_wasm::feature::{Feature, Rules};
use engine_wasm::metrics::{RunFacts, standard};
use serde_json::Value;

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outside").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns a column of a packed CSV; an empty cell or text is NaN.
fn column(file: &str, name: &str) -> Vec<f64> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(fixture(file).as_slice()).read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let index = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
    lines.map(|line| line.split(',').nth(index).unwrap().parse().unwrap_or(f64::NAN)).collect()
}

fn bars() -> Bars {
    let part = |name| column("m5k.csv.gz", name);
    let dataset = Dataset {
        open: Some(part("open")),
        high: Some(part("high")),
        low: Some(part("low")),
        close: part("close"),
        ..Dataset::default()
    };
    Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
}

/// Long when the fast average crosses above the slow one, out (or short) when it crosses below.
struct Cross {
    fast: Vec<f64>,
    slow: Vec<f64>,
    shorts: bool,
}

impl Strategy for Cross {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        let Some(before) = seen.bar.checked_sub(1) else { return Ok(Action::Hold) };
        let (fast, slow) = (&self.fast, &self.slow);
        let up = fast[before] <= slow[before] && fast[seen.bar] > slow[seen.bar];
        let down = fast[before] >= slow[before] && fast[seen.bar] < slow[seen.bar];
        Ok(match (seen.position, up, down) {
            (0, true, _) => Action::Buy,
            (0, _, true) if self.shorts => Action::Sell,
            (1, _, true) if !self.shorts => Action::Sell,
            (1, _, true) | (-1, true, _) => Action::Revert,
            _ => Action::Hold,
        })
    }
}

#[test]
fn an_sma_cross_has_the_fills_and_profits_that_other_backtesters_agree_on() {
    let expected: Value = serde_json::from_slice(&fixture("fills_m5k.json")).unwrap();
    let mut cases = 0;
    for (name, shorts) in [("long_flat", false), ("long_short", true)] {
        for fill in ["next_open", "next_close", "same_close"] {
            let free = [
                ("fill", fill),
                ("commission_round_turn", "0"),
                ("slippage_per_contract", "0"),
                ("enforce_margin", "false"),
            ];
            let settings =
                Settings::from_pairs(&free.map(|(name, text)| (name.to_owned(), text.to_owned())));
            let average = |period| {
                let feature = Feature::parse(&format!("sma_{period}")).unwrap();
                feature.compute(&bars(), Rules::Standard)
            };
            let mut strategy = Cross { fast: average(10), slow: average(30), shorts };
            let mut env = Env::new(bars(), &settings.unwrap()).unwrap();
            assert!(env.advance(&mut strategy, usize::MAX).unwrap());
            env.finish();

            let record = env.record();
            let closed: Vec<f64> =
                record.trades.iter().filter(|t| !t.is_open()).map(|t| t.net_pnl).collect();
            let expected = &expected[format!("{name}/{fill}")];
            let number = |key: &str| expected[key].as_f64().unwrap();
            assert_eq!(closed.len() as f64, number("closed_trades"), "{name}/{fill}");
            assert!((closed.iter().sum::<f64>() - number("realised")).abs() < 1e-6);
            let profit = record.equity.last().unwrap() - 10_000.0;
            assert!((profit - number("final_pnl")).abs() < 1e-6, "{name}/{fill}: {profit}");
            cases += 1;
        }
    }
    assert_eq!(cases, 6);
}

#[test]
fn metrics_of_a_run_by_another_backtester_agree_with_what_libraries_make_of_it() {
    let equity = column("equity_m100k.csv.gz", "Equity");
    let ts: Vec<i64> = (0..100_000).map(|bar| (1_577_836_800 + bar * 60) * 1_000_000_000).collect();
    let trades: Vec<Trade> = column("trades_m100k.csv.gz", "PnL").into_iter().map(trade).collect();
    let run = RunFacts {
        equity: &equity,
        ts: Some(&ts),
        trades: &trades,
        initial_balance: 150.0,
        zone: Zone::Utc,
    };
    let ours = standard(&run);
    let theirs: Value = serde_json::from_slice(&fixture("metrics_m100k.json")).unwrap();
    let money = "money: gross profit/gross loss (TradingView, LEAN, freqtrade, MT5)";
    for (name, expected) in [
        ("sharpe", &theirs["first_day_included (our convention)"]["sharpe empyrical 365"]),
        ("profit_factor", &theirs["profit_factor"][money]),
        ("win_rate", &theirs["win_rate"]["backtesting.py/TradingView: wins/all trades"]),
        ("trades", &theirs["input"]["trades"]),
    ] {
        let value = ours.iter().find(|metric| metric.name == name).unwrap().value.unwrap();
        let expected = expected.as_f64().unwrap();
        assert!((value - expected).abs() <= 1e-9 * expected.abs(), "{name}: {value}, {expected}");
    }
    let value = |name| ours.iter().find(|metric| metric.name == name).unwrap().value.unwrap();
    let drawdown = theirs["max_drawdown_%"]["backtesting.py (every bar close)"].as_f64().unwrap();
    assert!((value("max_drawdown") + drawdown / 100.0).abs() < 1e-12);
    let profit = theirs["input"]["final_equity"].as_f64().unwrap() - 150.0;
    assert_eq!(value("total_pnl"), profit);
}

fn trade(net_pnl: f64) -> Trade {
    Trade {
        entry_bar: 0,
        entry_price: 100.0,
        exit: Some(Exit { bar: 1, price: 100.0, reason: ExitReason::Order }),
        side: Side::Long,
        size: 1,
        gross_pnl: net_pnl,
        costs: 0.0,
        net_pnl,
        return_fraction: 0.0,
        bars_held: 1,
        mae: 0.0,
        mfe: 0.0,
    }
}
