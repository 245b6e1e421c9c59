//! Fills and metrics of profile `standard` beside those of other libraries.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use engine_wasm::dataset::{Bars, Dataset};
use engine_wasm::env::{Action, Env, Observation, Settings, Strategy};
use engine_wasm::error::Problem;
use engine_wasm::feature::{Feature, Rules};
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
