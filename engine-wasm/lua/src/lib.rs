//! PUC Lua 5.4 for one script of a stranger: metered, stripped, deterministic.
//!
//! [`Lua`] is the safe door to a C host (`c/`) compiled with Lua's own sources, which `build/edits.rs`
//! changes by checked edits. What the host promises:
//!
//! - each VM instruction and each call of the C API costs a unit of fuel, each 32 bytes allocated too;
//!   out of fuel or memory, the VM is left by `longjmp` past every handler of the script;
//! - a failed script's state is never used again: it is thrown away whole, so none of its code runs;
//! - no address, clock, locale or random source is visible, so a run repeats to the byte.
//!
//! All `unsafe` code of the project is in this crate. C functions that touch the Lua stack stay in C:
//! an error never jumps over a Rust frame.

mod column;
#[cfg(feature = "fail-allocation")]
pub mod exhaustion;
mod ffi;
#[cfg(not(target_arch = "wasm32"))]
mod native_math;
mod owner;
mod state;
mod types;

pub use column::{Column, TimeColumn};
pub use state::Lua;
pub use types::{
    Answer, BarColumns, Failure, FailureKind, Host, Market, MissingColumn, Param, ParamValue, Seen,
    Ts,
};

/// Returns e to the power of `x` as the C library of the build computes it, so that a column and a script
/// agree, and wasm32 with the native build.
pub fn exp(x: f64) -> f64 {
    // SAFETY: a pure function of a number.
    unsafe { ffi::mt_exp(x) }
}

/// Returns the natural logarithm of `x`, of the same library as [`exp`].
pub fn ln(x: f64) -> f64 {
    // SAFETY: a pure function of a number.
    unsafe { ffi::mt_ln(x) }
}

/// Most columns one run can take.
pub const MAX_COLUMNS: usize = ffi::MAX_COLUMNS;
