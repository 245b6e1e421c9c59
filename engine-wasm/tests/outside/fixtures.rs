//! Fixtures made by other libraries, see `tests/fixtures/outside/README.md`.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outside").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads a JSON fixture.
pub(crate) fn json(name: &str) -> Value {
    serde_json::from_slice(&bytes(name)).unwrap()
}

/// Reads a packed text.
pub(crate) fn text(name: &str) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes(name).as_slice()).read_to_string(&mut text).unwrap();
    text
}

/// Returns a column of a packed CSV; an empty cell or text is NaN.
pub(crate) fn column(file: &str, name: &str) -> Vec<f64> {
    let text = text(file);
    let mut lines = text.lines();
    let index = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
    lines.map(|line| line.split(',').nth(index).unwrap().parse().unwrap_or(f64::NAN)).collect()
}

/// Asserts that two numbers agree to nine digits.
pub(crate) fn assert_same(what: &str, ours: f64, theirs: f64) {
    let near = (ours - theirs).abs() <= 1e-9 * ours.abs().max(theirs.abs());
    assert!(near, "{what}: {ours}, but theirs {theirs}");
}
