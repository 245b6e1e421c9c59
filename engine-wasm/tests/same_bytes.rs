//! The same result after any history; and, for `tests/engine/same-bytes.test.ts`, the native one.
//!
//! With `MOONTEST_RESULTS` set to a folder, each run's result is written there as `0.json`, `1.json`, …

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use engine_wasm::dataset::Dataset;
use engine_wasm::env::{Profile, Warning};
use engine_wasm::feature::FAMILIES;
use engine_wasm::load::Loader;
use engine_wasm::result::{conventions_json, report_json, result_json};
use engine_wasm::run::{Run, RunRequest};
use serde_json::Value;

/// 2024-02-01 00:00 UTC.
const START_NS: i64 = 1_706_745_600_000_000_000;
const HOUR_NS: i64 = 3_600_000_000_000;

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/same-bytes");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn market() -> (Rc<Dataset>, Vec<Warning>) {
    let text = fixture("bars.csv");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
    let mut loader = Loader::new(Profile::Standard, rows.len(), Some("SAME".to_owned()));
    let mut add = |name: &str, format: &str, bytes: &[u8]| {
        let role = if format == "g" { name } else { "timestamp" };
        let column = loader.add_column(name.to_owned(), role, 0, 1.0).unwrap();
        loader.append(column, rows.len(), format, None, bytes, None).unwrap();
    };
    let times = (0..).map(|row| START_NS + row * HOUR_NS).take(rows.len());
    add("timestamp", "tsn:UTC", &times.flat_map(i64::to_le_bytes).collect::<Vec<_>>());
    for (index, name) in names.iter().enumerate() {
        add(name, "g", &rows.iter().flat_map(|row| row[index].to_le_bytes()).collect::<Vec<_>>());
    }
    let (dataset, report) = loader.finish().unwrap();
    (Rc::new(dataset), report.warnings)
}

fn pairs(values: &Value) -> Vec<(String, String)> {
    let entries = values.as_object().into_iter().flatten();
    entries.map(|(name, text)| (name.clone(), text.as_str().unwrap().to_owned())).collect()
}

/// Result, conventions and report of a run, a line each.
fn texts(case: &Value, dataset: &Rc<Dataset>, data_warnings: &[Warning]) -> String {
    let script = case["script"].as_str().unwrap();
    let request = RunRequest {
        script: script.to_owned(),
        settings: pairs(&case["settings"]),
        params: pairs(&case["params"]),
        data_warnings: data_warnings.to_vec(),
        clones_tables: false,
    };
    let mut run = Run::start(dataset, &Rc::from([]), &request).unwrap();
    while !run.advance(97) {}
    let constants = engine_wasm::script::constants(script, run.settings());
    [result_json(&run, &constants), conventions_json(&run), report_json(&run)].join("\n")
}

#[test]
fn each_run_gives_the_same_bytes_after_any_other() {
    let cases: Value = serde_json::from_str(&fixture("runs.json")).unwrap();
    let cases = cases.as_array().unwrap();
    let (dataset, warnings) = market();
    let first: Vec<_> = cases.iter().map(|case| texts(case, &dataset, &warnings)).collect();
    let mut again: Vec<_> =
        cases.iter().rev().map(|case| texts(case, &dataset, &warnings)).collect();
    again.reverse();
    assert!(first == again);
    if let Some(folder) = std::env::var_os("MOONTEST_RESULTS").map(PathBuf::from) {
        for (index, text) in first.iter().enumerate() {
            fs::write(folder.join(format!("{index}.json")), text).unwrap();
        }
    }
}

#[test]
fn every_indicator_is_among_the_runs() {
    let runs = fixture("runs.json");
    for family in FAMILIES {
        assert!(runs.contains(&format!("'{}'", family.example)), "{} is missing", family.name);
    }
}
