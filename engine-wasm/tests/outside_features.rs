//! Indicators beside those of other libraries: TA-Lib over 5,000 bars and over bars made to be difficult.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;

use engine_wasm::dataset::{Bars, Dataset};
use engine_wasm::feature::{Feature, Rules};

/// Columns of a packed CSV by name; an empty cell is NaN.
struct Table(Vec<(String, Vec<f64>)>);

impl Table {
    fn read(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outside").join(name);
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        let mut lines = text.lines();
        let mut columns: Vec<(String, Vec<f64>)> =
            lines.next().unwrap().split(',').map(|name| (name.to_owned(), Vec::new())).collect();
        for line in lines {
            for ((_, column), cell) in columns.iter_mut().zip(line.split(',')) {
                column.push(if cell.is_empty() { f64::NAN } else { cell.parse().unwrap() });
            }
        }
        Self(columns)
    }

    fn column(&self, name: &str) -> Vec<f64> {
        self.0.iter().find(|(known, _)| known == name).unwrap().1.clone()
    }

    fn bars(&self) -> Bars {
        let minute = 60_000_000_000;
        let bars = self.column("close").len();
        let dataset = Dataset {
            ts: Some((0..).map(|bar| bar * minute).take(bars).collect()),
            high: Some(self.column("high")),
            low: Some(self.column("low")),
            close: self.column("close"),
            volume: Some(self.column("volume")),
            ..Dataset::default()
        };
        Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
    }

    /// Compares every column that is a feature; returns how many there are.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of bars")]
    fn agrees(&self, bars: &Bars) -> usize {
        let numbers = self.column("bar");
        let mut compared = 0;
        for (name, theirs) in &self.0 {
            let Some(feature) = Feature::parse(name) else { continue };
            let ours = feature.compute(bars, Rules::Standard);
            for (&bar, b) in numbers.iter().zip(theirs) {
                let a = ours[bar as usize];
                let near = (a - b).abs() <= 1e-9 * b.abs().max(1.0);
                assert!(near || (a.is_nan() && b.is_nan()), "{name} at bar {bar}: {a}, theirs {b}");
            }
            compared += 1;
        }
        compared
    }
}

#[test]
fn every_indicator_that_ta_lib_has_agrees_with_it_at_five_periods() {
    assert_eq!(Table::read("talib_m5k.csv.gz").agrees(&Table::read("m5k.csv.gz").bars()), 161);
}

#[test]
fn flat_stretches_bars_without_range_and_bars_without_volume_agree_with_ta_lib() {
    let table = Table::read("talib_edges.csv.gz");
    assert_eq!(table.agrees(&table.bars()), 113);
}

#[test]
fn channels_trend_and_volume_average_agree_with_talipp_pinets_and_ta_lib() {
    assert_eq!(Table::read("others_m5k.csv.gz").agrees(&Table::read("m5k.csv.gz").bars()), 14);
}
