//! A fingerprint of the data a run used: equal for equal columns, whatever file they came in.

use sha2::{Digest, Sha256};

use crate::dataset::Bars;

use super::fingerprints::hexadecimal;

/// Returns the SHA-256, in hexadecimal, over the run's rows: each column's name and values (little-endian
/// doubles, every NaN alike; times as integers), OHLCV, masks, and the file's columns that the script names.
pub fn fingerprint(bars: &Bars, constants: &[String]) -> String {
    let mut hash = Sha256::new();
    hash.update((bars.len() as u64).to_le_bytes());
    if let Some(ts) = bars.ts() {
        add(&mut hash, "ts", ts.iter().map(|ts| ts.to_le_bytes()));
    }
    let prices = [("open", bars.open()), ("high", bars.high()), ("low", bars.low())];
    for (name, column) in prices.into_iter().chain([("close", bars.close())]) {
        add_numbers(&mut hash, name, column);
    }
    if let Some(volume) = bars.volume() {
        add_numbers(&mut hash, "volume", volume);
    }
    if let Some(minutes) = bars.minutes_to_close() {
        add_numbers(&mut hash, "minutes_to_close", minutes);
    }
    for (name, mask) in [("session_open", bars.session_open()), ("margin_ok", bars.margin_ok())] {
        if let Some(mask) = mask {
            add(&mut hash, name, mask.iter().map(|open| [u8::from(*open)]));
        }
    }
    for name in constants {
        if let Some(column) = bars.extra(name) {
            add_numbers(&mut hash, name, column);
        }
    }
    hexadecimal(hash)
}

fn add_numbers(hash: &mut Sha256, name: &str, column: &[f64]) {
    let plain = |value: &f64| if value.is_nan() { f64::NAN } else { *value };
    add(hash, name, column.iter().map(|value| plain(value).to_bits().to_le_bytes()));
}

fn add<const N: usize>(hash: &mut Sha256, name: &str, values: impl Iterator<Item = [u8; N]>) {
    hash.update((name.len() as u64).to_le_bytes());
    hash.update(name.as_bytes());
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
}
