//! The native program's vectors, read with the same code as `cargo run --example vectors`:
//! step machine and features agree to the last bit, metrics to 1e-9.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../examples/vectors/env_vectors.rs"]
mod env_vectors;
#[path = "../examples/vectors/feature_vectors.rs"]
mod feature_vectors;
#[path = "../examples/vectors/metric_vectors.rs"]
mod metric_vectors;

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

/// Reads a fixture, unpacked if its file ends in gz.
fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/core").join(name);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut text = String::new();
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    text
}

/// Says where two JSON values first differ, numbers compared by `same`.
fn difference(
    place: &str,
    ours: &Value,
    theirs: &Value,
    same: fn(f64, f64) -> bool,
) -> Option<String> {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            let keys =
                |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            if keys(a) != keys(b) {
                return Some(format!("{place}: keys {:?}, but theirs {:?}", keys(a), keys(b)));
            }
            a.iter().find_map(|(key, value)| {
                difference(&format!("{place}.{key}"), value, &b[key], same)
            })
        }
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                return Some(format!("{place}: {} values, but theirs {}", a.len(), b.len()));
            }
            (0..a.len()).find_map(|i| difference(&format!("{place}[{i}]"), &a[i], &b[i], same))
        }
        (Value::Number(a), Value::Number(b)) if same(a.as_f64().unwrap(), b.as_f64().unwrap()) => {
            None
        }
        _ if ours == theirs => None,
        _ => Some(format!("{place}: {ours}, but theirs {theirs}")),
    }
}

fn bits(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

fn nine_digits(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

#[test]
fn every_step_has_the_native_reward_info_and_state_to_the_last_bit() {
    let ours = env_vectors::compute(&fixture("env_cases.json.gz")).unwrap();
    let mut ours: Value = serde_json::from_str(&ours).unwrap();
    let mut theirs: Value = serde_json::from_str(&fixture("env_out.json.gz")).unwrap();
    let ours = ours.as_array_mut().unwrap();
    let theirs = theirs.as_array_mut().unwrap();
    assert_eq!((ours.len(), theirs.len()), (14, 14));
    for (ours, theirs) in ours.iter_mut().zip(theirs) {
        let name = theirs["name"].to_string();
        let metrics = (ours["metrics"].take(), theirs["metrics"].take());
        assert_eq!(difference(&name, ours, theirs, bits), None);
        assert_eq!(difference(&name, &metrics.0, &metrics.1, nine_digits), None);
    }
}

#[test]
fn metrics_agree_with_the_native_ones_to_nine_digits() {
    let ours = metric_vectors::compute(&fixture("metrics_cases.json")).unwrap();
    let ours: Value = serde_json::from_str(&ours).unwrap();
    let theirs: Value = serde_json::from_str(&fixture("metrics_out.json")).unwrap();
    assert_eq!(theirs.as_array().unwrap().len(), 10);
    assert_eq!(difference("metrics", &ours, &theirs, nine_digits), None);
}

/// Returns the header and the columns of a CSV.
fn columns(text: &str) -> Vec<(&str, Vec<f64>)> {
    let mut lines = text.lines();
    let mut columns: Vec<(&str, Vec<f64>)> =
        lines.next().unwrap().split(',').map(|name| (name, Vec::new())).collect();
    for line in lines {
        for ((_, column), cell) in columns.iter_mut().zip(line.split(',')) {
            column.push(cell.parse().unwrap());
        }
    }
    columns
}

fn features_agree(case: &str) {
    let ours = feature_vectors::compute(&fixture(&format!("feat_in_{case}.csv.gz"))).unwrap();
    let theirs = fixture(&format!("feat_out_{case}.csv.gz"));
    let (ours, theirs) = (columns(&ours), columns(&theirs));
    let names = |columns: &[(&str, Vec<f64>)]| -> Vec<String> {
        columns.iter().map(|&(name, _)| name.to_owned()).collect()
    };
    assert_eq!(names(&ours), names(&theirs));
    for ((name, ours), (_, theirs)) in ours.iter().zip(&theirs) {
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (bar, (a, b)) in ours.iter().zip(theirs).enumerate() {
            let same = bits(*a, *b) || (a.is_nan() && b.is_nan());
            assert!(same, "{case}: {name} at bar {bar} is {a:?}, but theirs {b:?}");
        }
    }
}

#[test]
fn every_feature_of_1500_bars_agrees_to_the_last_bit() {
    features_agree("full");
}

#[test]
fn features_without_volume_agree_to_the_last_bit() {
    features_agree("novol");
}

#[test]
fn features_of_twelve_bars_agree_to_the_last_bit() {
    features_agree("short");
}
