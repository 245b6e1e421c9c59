//! Where in the data lies what a warning tells of.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Engine;
use crate::json::Json;
use crate::load::next_place;

#[wasm_bindgen]
impl Engine {
    /// Returns the first bar from `from` on that has what a warning tells of, as JSON `{bar, ts}`; `null` when
    /// there is none. See [`next_place`].
    pub fn next_place(&self, code: &str, from: usize) -> String {
        let found = self.dataset.as_ref().and_then(|dataset| {
            let bar = next_place(dataset, code, from)?;
            Some((bar, dataset.ts.as_ref().map(|ts| ts[bar])))
        });
        let mut json = Json::default();
        match found {
            None => json.null(),
            Some((bar, ts)) => json.object(|json| {
                json.key("bar").count(bar);
                json.key("ts").time(ts);
            }),
        }
        json.finish()
    }
}
