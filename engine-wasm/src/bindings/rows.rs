//! Trades and refused orders as columns.

use wasm_bindgen::prelude::wasm_bindgen;

use super::Engine;
use crate::result;

#[wasm_bindgen]
impl Engine {
    /// Returns the run's trades, see [`result::trade_columns`].
    pub fn trade_columns(&self) -> Vec<f64> {
        self.run.as_ref().map_or_else(Vec::new, result::trade_columns)
    }

    /// Returns the times of the run's trades, see [`result::trade_times`].
    pub fn trade_times(&self) -> Option<Vec<i64>> {
        self.run.as_ref().and_then(result::trade_times)
    }

    /// Returns the orders that were not filled, see [`result::refused_columns`].
    pub fn refused_columns(&self) -> Vec<f64> {
        self.run.as_ref().map_or_else(Vec::new, result::refused_columns)
    }

    /// Returns the times of the orders that were not filled, see [`result::refused_times`].
    pub fn refused_times(&self) -> Option<Vec<i64>> {
        self.run.as_ref().and_then(result::refused_times)
    }
}
