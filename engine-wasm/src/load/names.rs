//! Names of markets, row by row.

use std::collections::BTreeMap;

use super::chunk::Chunk;
use super::layout::Layout;

/// A column of names, each name kept once.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In order of appearance; row values are places in it.
    pub(super) known: Vec<String>,
    pub(super) rows: Vec<u32>,
    places: BTreeMap<String, u32>,
    /// Whether the first row is null, or the column holds no text.
    pub(super) first_is_null: bool,
}

impl Names {
    fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }

    /// Appends numbers of instruments, a null one as no name; false where they are none.
    fn append_numbers(&mut self, chunk: &Chunk) -> bool {
        let numbers: Vec<i128> = match chunk.layout {
            Layout::Int8 => read(chunk, |word| i8::from_le_bytes(word).into()),
            Layout::UInt8 => read(chunk, |word| u8::from_le_bytes(word).into()),
            Layout::Int16 => read(chunk, |word| i16::from_le_bytes(word).into()),
            Layout::UInt16 => read(chunk, |word| u16::from_le_bytes(word).into()),
            Layout::Int32 => read(chunk, |word| i32::from_le_bytes(word).into()),
            Layout::UInt32 => read(chunk, |word| u32::from_le_bytes(word).into()),
            Layout::Int64 => read(chunk, |word| i64::from_le_bytes(word).into()),
            Layout::UInt64 => read(chunk, |word| u64::from_le_bytes(word).into()),
            _ => return false,
        };
        // A null slot holds whatever the writer left there, which is no instrument.
        let mut numbers: Vec<Option<i128>> = numbers.into_iter().map(Some).collect();
        chunk.each_null(|i| numbers[i] = None);
        let mut last: Option<(Option<i128>, u32)> = None;
        for number in numbers {
            let place = match last {
                Some((known, place)) if known == number => place,
                _ => self.place(&number.map_or_else(String::new, |number| number.to_string())),
            };
            last = Some((number, place));
            self.rows.push(place);
        }
        true
    }

    pub(super) fn append(&mut self, chunk: &Chunk) {
        let is_first = self.rows.is_empty();
        let is_text = matches!(chunk.layout, Layout::Utf8 | Layout::LargeUtf8);
        if is_text {
            let mut last: Option<(&str, u32)> = None;
            for text in chunk.texts() {
                let text = text.unwrap_or_default();
                let place = match last {
                    Some((name, place)) if name == text => place,
                    _ => self.place(text),
                };
                last = Some((text, place));
                self.rows.push(place);
            }
        } else if !self.append_numbers(chunk) {
            let place = self.place("");
            self.rows.resize(self.rows.len() + chunk.len, place);
        }
        if is_first {
            self.first_is_null = !is_text;
            chunk.each_null(|i| self.first_is_null |= i == 0);
        }
    }
}

fn read<const W: usize>(chunk: &Chunk, number: impl Fn([u8; W]) -> i128) -> Vec<i128> {
    chunk.words::<W>().iter().map(|word| number(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instruments_may_go_by_number_and_one_without_has_no_name() {
        let bytes: Vec<u8> = [101i64, 202, 7, 101].iter().flat_map(|n| n.to_le_bytes()).collect();
        let mut names = Names::default();
        names.append(&Chunk::new(Layout::Int64, 4, Some(&[0b1011]), &bytes, None).unwrap());
        let of_rows: Vec<&str> =
            names.rows.iter().map(|place| names.known[*place as usize].as_str()).collect();
        assert_eq!(of_rows, ["101", "202", "", "101"]);
        assert_eq!(names.known, ["101", "202", ""]);
    }
}
