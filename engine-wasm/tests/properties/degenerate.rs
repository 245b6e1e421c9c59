//! Data with nothing in it: no bar, one, two, one price, no number, prices below 0.

use std::rc::Rc;

use engine_wasm::dataset::Dataset;
use engine_wasm::error::EngineError;
use engine_wasm::metrics::METRICS;
use engine_wasm::result::{conventions_json, report_json, result_json};
use engine_wasm::run::{Run, RunRequest};
use serde_json::Value;

use crate::generate::Pairs;

/// In and out, over and over.
const CHURN: &str = "function on_bar(ctx, bar)
  local sum = (bar.sma_2 + bar.ema_2 + bar.atr_2 + bar.obv)
  return ({ 'buy', 'sell', 'revert', 'sell' })[ctx.step % 4 + 1]
end";

fn market(close: &[f64]) -> Dataset {
    let ts = (0..).map(|bar: i64| 1_700_000_000_000_000_000 + bar * 86_400_000_000_000);
    let column = || Some(close.to_vec());
    Dataset {
        ts: Some(ts.take(close.len()).collect()),
        open: column(),
        high: column(),
        low: column(),
        close: close.to_vec(),
        volume: Some(vec![0.0; close.len()]),
        symbol: "FLAT".to_owned(),
        ..Dataset::default()
    }
}

fn started(dataset: Dataset, profile: &str, fill: &str) -> Result<Run, EngineError> {
    let mut settings: Pairs = vec![("profile".to_owned(), profile.to_owned())];
    if profile == "standard" {
        settings.push(("fill".to_owned(), fill.to_owned()));
        settings.push(("liquidate_at_end".to_owned(), "true".to_owned()));
    }
    let request = RunRequest { script: CHURN.to_owned(), settings, ..RunRequest::default() };
    Run::start(&Rc::new(dataset), &Rc::from([]), &request)
}

/// Asserts that a result has every metric as a number or with a reason, and that all its text is JSON.
fn check(run: &Run, what: &str) {
    let result: Value = serde_json::from_str(&result_json(run, &[])).unwrap();
    assert_eq!(result["errors"], Value::Null, "{what}");
    for info in METRICS {
        let value = &result["metrics"][info.name];
        let reason = &result["metric_reasons"][info.name];
        assert!(value.is_number() != reason.is_string(), "{what}: {} {value} {reason}", info.name);
    }
    let conventions: Value = serde_json::from_str(&conventions_json(run)).unwrap();
    for row in conventions.as_array().unwrap() {
        assert!(row["value"].is_number() != row["reason"].is_string(), "{what}: {row}");
    }
    let report: Value = serde_json::from_str(&report_json(run)).unwrap();
    let months = report["monthly_returns"].as_array().unwrap();
    assert_ne!(months.is_empty(), report["monthly_reason"].is_null(), "{what}");
}

#[test]
fn every_degenerate_market_gives_a_whole_result() {
    let nan = f64::NAN;
    let markets: [(&str, Vec<f64>); 8] = [
        ("one bar", vec![100.0]),
        ("two bars", vec![100.0, 101.0]),
        ("a constant price", vec![100.0; 50]),
        ("no number at all", vec![nan; 50]),
        ("a number at the end only", [vec![nan; 49], vec![100.0]].concat()),
        ("prices below 0", (0..50).map(|i| -40.0 + f64::from(i % 7)).collect()),
        ("prices through 0", (0..50).map(|i| 20.0 - f64::from(i)).collect()),
        (
            "holes and infinities",
            (0..50).map(|i| [100.0, nan, 101.0, f64::INFINITY][i % 4]).collect(),
        ),
    ];
    for (what, close) in &markets {
        for (profile, fill) in [
            ("standard", "next_open"),
            ("standard", "next_close"),
            ("standard", "same_close"),
            ("reference", ""),
        ] {
            let what = format!("{what}, {profile} {fill}");
            match started(market(close), profile, fill) {
                Ok(mut run) => {
                    while !run.advance(7) {}
                    check(&run, &what);
                    if profile == "standard" {
                        assert_eq!(run.record().equity.len(), close.len(), "{what}");
                        assert!(
                            run.record().equity.iter().all(|equity| equity.is_finite()),
                            "{what}"
                        );
                    }
                }
                Err(error) => assert!(profile == "reference" && close.len() < 2, "{what}: {error}"),
            }
        }
    }
}

#[test]
fn no_bar_at_all_is_said_in_one_sentence() {
    for profile in ["standard", "reference"] {
        let Err(EngineError::Data { code, message }) = started(market(&[]), profile, "next_open")
        else {
            panic!("a run over nothing")
        };
        assert_eq!(code, "NO_ROWS");
        assert!(message.ends_with('.') && message.contains('0'), "{message}");
    }
}

#[test]
fn a_constant_price_loses_its_costs_and_nothing_else() {
    let mut run = started(market(&[100.0; 40]), "standard", "same_close").unwrap();
    while !run.advance(40) {}
    let record = run.record();
    assert!(record.costs > 0.0);
    let lost = 10_000.0 - record.equity.last().unwrap();
    assert!((lost - record.costs).abs() < 1e-9, "{lost}, costs {}", record.costs);
    assert!(record.trades.iter().all(|trade| trade.gross_pnl == 0.0));
}
