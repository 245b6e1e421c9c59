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
        } else {
            let place = self.place("");
            self.rows.resize(self.rows.len() + chunk.len, place);
        }
        if is_first {
            self.first_is_null = !is_text;
            chunk.each_null(|i| self.first_is_null |= i == 0);
        }
    }
}
