//! Fingerprints of the data of the last run, without the cost of its whole result.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Engine;
use crate::result::BarsHash;
use crate::script;

#[wasm_bindgen]
impl Engine {
    /// Hashes up to `max_values` further values of the last run's bars. Returns whether all are, as they
    /// are at once where the run before had the same rows.
    pub fn hash_bars(&mut self, max_values: usize) -> bool {
        let Some(run) = &self.run else { return true };
        let bars = run.bars();
        let known = self.bars_hash.take().filter(|hash| hash.is_of(bars));
        let hash = self.bars_hash.insert(known.unwrap_or_else(|| BarsHash::new(bars)));
        hash.advance(bars, max_values)
    }

    /// Returns the fingerprints of the last run's data after `hash_bars` is through: of its bars alone, and
    /// with the file's columns that the script names, as the result has it. Nothing without a run.
    pub fn data_fingerprints(&self) -> Vec<String> {
        let (Some(run), Some(hash)) = (&self.run, &self.bars_hash) else { return Vec::new() };
        let constants = script::constants(&self.script, run.settings());
        vec![hash.with(run.bars(), &[]), hash.with(run.bars(), &constants)]
    }
}
