//! A fingerprint of the data a run used: equal for equal columns, whatever file they came in.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::dataset::Bars;

use super::fingerprints::hexadecimal;

/// Returns the SHA-256, in hexadecimal, over the run's rows: each column's name and values (little-endian
/// doubles, every NaN alike; times as integers), OHLCV, masks, and the file's columns that the script names.
pub fn fingerprint(bars: &Bars, constants: &[String]) -> String {
    let mut hash = BarsHash::new(bars);
    hash.advance(bars, usize::MAX);
    hash.with(bars, constants)
}

/// The hash over time, OHLCV and masks, 48 bytes and more a bar: it is made in pieces, and kept. Columns
/// that a script names are added to it.
pub struct BarsHash {
    hash: Sha256,
    /// The rows of the dataset it is of.
    rows: Range<usize>,
    /// How many columns are in it.
    columns: usize,
    /// How many values of the next one.
    values: usize,
}

/// Time, open, high, low, close, volume, minutes to the session's end, session and margin masks.
const COLUMNS: usize = 9;

impl BarsHash {
    /// Begins with no value yet.
    pub fn new(bars: &Bars) -> Self {
        let mut hash = Sha256::new();
        hash.update((bars.len() as u64).to_le_bytes());
        Self { hash, rows: bars.rows(), columns: 0, values: 0 }
    }

    /// Returns whether it is of these rows; of which dataset, the owner knows.
    pub fn is_of(&self, bars: &Bars) -> bool {
        self.rows == bars.rows()
    }

    /// Takes up to `max_values` further values. Returns whether it has all.
    pub fn advance(&mut self, bars: &Bars, max_values: usize) -> bool {
        let mut left = max_values;
        while self.columns < COLUMNS && left > 0 {
            let end = self.values.saturating_add(left).min(bars.len());
            left -= end - self.values;
            self.add_part(bars, self.values..end);
            self.values = end;
            if end == bars.len() {
                self.columns += 1;
                self.values = 0;
            }
        }
        self.columns == COLUMNS
    }

    /// Adds some values of the column that is next, if the bars have it.
    fn add_part(&mut self, bars: &Bars, part: Range<usize>) {
        let hash = &mut self.hash;
        let mut numbers =
            |name, column: &[f64]| add_numbers(hash, name, &column[part.clone()], part.start);
        match self.columns {
            1 => numbers("open", bars.open()),
            2 => numbers("high", bars.high()),
            3 => numbers("low", bars.low()),
            4 => numbers("close", bars.close()),
            5 => {
                if let Some(column) = bars.volume() {
                    numbers("volume", column);
                }
            }
            6 => {
                if let Some(column) = bars.minutes_to_close() {
                    numbers("minutes_to_close", column);
                }
            }
            0 => {
                if let Some(ts) = bars.ts() {
                    let values = ts[part.clone()].iter().map(|ts| ts.to_le_bytes());
                    add(hash, "ts", values, part.start);
                }
            }
            _ => {
                let (name, mask) = match self.columns {
                    7 => ("session_open", bars.session_open()),
                    _ => ("margin_ok", bars.margin_ok()),
                };
                if let Some(mask) = mask {
                    let values = mask[part.clone()].iter().map(|open| [u8::from(*open)]);
                    add(hash, name, values, part.start);
                }
            }
        }
    }

    /// Returns the fingerprint of all bars with those of the file's columns that are among `constants`.
    pub fn with(&self, bars: &Bars, constants: &[String]) -> String {
        let mut hash = self.hash.clone();
        for name in constants {
            if let Some(column) = bars.extra(name) {
                add_numbers(&mut hash, name, column, 0);
            }
        }
        hexadecimal(hash)
    }
}

fn add_numbers(hash: &mut Sha256, name: &str, part: &[f64], first: usize) {
    let plain = |value: &f64| if value.is_nan() { f64::NAN } else { *value };
    add(hash, name, part.iter().map(|value| plain(value).to_bits().to_le_bytes()), first);
}

/// Adds values of a column from the row `first` on; its name goes before the row 0.
fn add<const N: usize>(
    hash: &mut Sha256,
    name: &str,
    values: impl Iterator<Item = [u8; N]>,
    first: usize,
) {
    if first == 0 {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name.as_bytes());
    }
    // Whole blocks at a time: hashing value by value costs half as much again.
    let mut block = Vec::with_capacity(1 << 16);
    for value in values {
        block.extend_from_slice(&value);
        if block.len() + N > (1 << 16) {
            hash.update(&block);
            block.clear();
        }
    }
    hash.update(&block);
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::dataset::Dataset;

    fn of(dataset: &Dataset, offset: usize, constants: &[&str]) -> String {
        let bars = Bars::new(Rc::new(dataset.clone()), offset, None, 1).unwrap();
        let constants: Vec<String> = constants.iter().map(|&name| name.to_owned()).collect();
        fingerprint(&bars, &constants)
    }

    fn dataset(close: &[f64]) -> Dataset {
        let extra = vec![("x".to_owned(), close.to_vec())];
        Dataset { close: close.to_vec(), extra, ..Dataset::default() }
    }

    #[test]
    fn a_slice_has_the_fingerprint_of_a_sliced_file() {
        assert_eq!(of(&dataset(&[1.0, 2.0, 3.0]), 1, &[]), of(&dataset(&[2.0, 3.0]), 0, &[]));
        assert_ne!(of(&dataset(&[1.0, 2.0]), 0, &[]), of(&dataset(&[1.0, 2.5]), 0, &[]));
    }

    #[test]
    fn a_column_counts_only_if_the_script_names_it_and_nan_is_one_value() {
        let plain = dataset(&[1.0, 2.0]);
        let mut changed = plain.clone();
        changed.extra[0].1[0] = 9.0;
        assert_eq!(of(&plain, 0, &[]), of(&changed, 0, &[]));
        assert_ne!(of(&plain, 0, &["x"]), of(&changed, 0, &["x"]));
        assert_eq!(of(&dataset(&[f64::NAN]), 0, &[]), of(&dataset(&[-f64::NAN]), 0, &[]));
    }

    #[test]
    fn hashed_in_pieces_it_is_the_same() {
        let mut dataset = dataset(&[1.0, 2.0, 3.0]);
        dataset.ts = Some(vec![10, 20, 30]);
        dataset.session_open = Some(vec![true, false, true]);
        let bars = Bars::new(Rc::new(dataset), 0, None, 1).unwrap();
        let mut hash = BarsHash::new(&bars);
        let mut steps = 1;
        while !hash.advance(&bars, 2) {
            steps += 1;
        }
        // Nine columns of three values, also those that are not there.
        assert_eq!(steps, 14);
        let named = ["x".to_owned()];
        assert_eq!(hash.with(&bars, &named), fingerprint(&bars, &named));
        assert_ne!(hash.with(&bars, &named), hash.with(&bars, &[]));
    }
}
