//! Moontest's engine: bars in, a rule in Lua, a result out.
//!
//! One wasm module in the browser and in Node, one native library under `cargo test`.
//! Each module uses only those named before it:
//! `error`, `dataset`, `feature`, `env`, `metrics`, `script`, `run`, `bindings`.

pub mod dataset;
pub mod env;
pub mod error;
pub mod feature;
pub mod metrics;
