//! Moontest's engine: bars in, a rule in Lua, a result out.
//!
//! One wasm module in the browser and in Node, one native library under `cargo test`.
//! `error` and `json` know nobody; `feature` computes from a `dataset`; `env` keeps the account and asks a
//! `Strategy`; `metrics` reads what `env` recorded; `load` makes datasets; `baseline` has
//! strategies to compare with; `script` is a strategy in Lua; `run` brings them together, `result` writes
//! what came of it, `bindings` is the door to JavaScript.

pub mod baseline;
#[cfg(target_arch = "wasm32")]
pub mod bindings;
pub mod dataset;
pub mod env;
pub mod error;
pub mod feature;
pub mod json;
pub mod load;
pub mod metrics;
pub mod result;
pub mod run;
pub mod script;
