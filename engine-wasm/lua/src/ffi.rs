//! The C host's doors and its callbacks, as in `c/host.h` and `c/entry.c`.

use std::alloc::{Layout, alloc, dealloc};
use std::ffi::{c_char, c_int, c_void};
use std::ptr;

use crate::owner::{Owner, RawParam};

/// Most columns one run can take.
pub(crate) const MAX_COLUMNS: usize = 256;
const MESSAGE: usize = 1024;
const TRACEBACK: usize = 2048;

pub(crate) const OK: c_int = 0;
pub(crate) const ERROR_SYNTAX: c_int = 3;
pub(crate) const INSTRUCTION_LIMIT: c_int = 16;
pub(crate) const MEMORY_LIMIT: c_int = 17;
pub(crate) const NO_ON_BAR: c_int = 18;
pub(crate) const COLUMN_LIMIT: c_int = 19;
pub(crate) const BAD_RETURN: c_int = 4;

#[repr(C)]
pub(crate) struct MtHost {
    _opaque: [u8; 0],
}

#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct MtSeen {
    pub(crate) step: i64,
    pub(crate) position: i64,
    pub(crate) cash: f64,
    pub(crate) equity: f64,
    pub(crate) unrealized_pnl: f64,
    pub(crate) realized_pnl: f64,
    pub(crate) minutes_to_close: f64,
    pub(crate) has_minutes: i32,
    pub(crate) session_open: i32,
}

#[repr(C)]
pub(crate) struct MtBars {
    pub(crate) ts: *const i64,
    pub(crate) ohlcv: [*const f64; 5],
    pub(crate) count: i64,
    pub(crate) numbered: i32,
}

#[repr(C)]
pub(crate) struct MtMarket {
    pub(crate) symbol: *const c_char,
    pub(crate) symbol_length: usize,
    pub(crate) bars: i64,
    pub(crate) start_ts: i64,
    pub(crate) end_ts: i64,
}

#[repr(C)]
pub(crate) struct MtProblem {
    pub(crate) line: i32,
    pub(crate) message_length: usize,
    pub(crate) traceback_length: usize,
    pub(crate) message: [u8; MESSAGE],
    pub(crate) traceback: [u8; TRACEBACK],
}

unsafe extern "C" {
    pub(crate) fn mt_open(owner: *mut c_void, memory_limit: usize, seed: u64) -> *mut MtHost;
    pub(crate) fn mt_close(host: *mut MtHost);
    pub(crate) fn mt_compile(
        host: *mut MtHost,
        text: *const c_char,
        length: usize,
        fuel: i64,
    ) -> c_int;
    pub(crate) fn mt_constants(host: *mut MtHost);
    pub(crate) fn mt_run_chunk(host: *mut MtHost, fuel: i64) -> c_int;
    pub(crate) fn mt_take_bars(
        host: *mut MtHost,
        bars: *const MtBars,
        names: *const *const c_char,
        columns: *const *const f64,
        count: usize,
        params: *const RawParam,
        param_count: usize,
        may_reuse: c_int,
    ) -> c_int;
    pub(crate) fn mt_reuses_tables(host: *const MtHost) -> c_int;
    pub(crate) fn mt_on_init(host: *mut MtHost, market: *const MtMarket, fuel: i64) -> c_int;
    pub(crate) fn mt_on_bar(
        host: *mut MtHost,
        seen: *const MtSeen,
        fuel: *mut i64,
        answer: *mut c_int,
    ) -> c_int;
    pub(crate) fn mt_problem(host: *mut MtHost, status: c_int) -> *const MtProblem;
    pub(crate) fn mt_bad_return(host: *mut MtHost) -> *const MtProblem;
    pub(crate) fn mt_exp(x: f64) -> f64;
    pub(crate) fn mt_ln(x: f64) -> f64;
    pub(crate) fn mt_fuel_left() -> i64;
    pub(crate) fn mt_memory_used(host: *const MtHost) -> usize;
    #[cfg(feature = "fail-allocation")]
    pub(crate) fn mt_fail_allocation(number: i64, all_after: c_int);
    #[cfg(feature = "fail-allocation")]
    pub(crate) fn mt_allocations_to_failure() -> i64;
}

/// Alignment of every block handed to C.
const ALIGN: usize = 16;

#[unsafe(no_mangle)]
extern "C" fn mt_system_alloc(size: usize) -> *mut c_void {
    #[cfg(feature = "fail-allocation")]
    crate::exhaustion::count(size, true);
    match Layout::from_size_align(size, ALIGN) {
        // SAFETY: C never asks for zero bytes: a block's header alone is larger.
        Ok(layout) if size > 0 => unsafe { alloc(layout) }.cast(),
        _ => ptr::null_mut(),
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mt_system_free(block: *mut c_void, size: usize) {
    #[cfg(feature = "fail-allocation")]
    crate::exhaustion::count(size, false);
    if let Ok(layout) = Layout::from_size_align(size, ALIGN) {
        // SAFETY: C passes back a block of mt_system_alloc with the size it asked for.
        unsafe { dealloc(block.cast(), layout) }
    }
}

/// SAFETY for callers: `owner` came from `Lua::open` and no other reference to it is alive.
unsafe fn owner_of<'a>(owner: *mut c_void) -> &'a mut Owner {
    // SAFETY: by this function's contract; Lua keeps only the raw pointer while C runs.
    unsafe { &mut *owner.cast::<Owner>() }
}

/// SAFETY for callers: `text` points to `length` readable bytes.
unsafe fn bytes<'a>(text: *const c_char, length: usize) -> &'a [u8] {
    if length == 0 {
        return &[];
    }
    // SAFETY: by this function's contract.
    unsafe { std::slice::from_raw_parts(text.cast(), length) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mt_host_print(
    owner: *mut c_void,
    bar: i64,
    text: *const c_char,
    length: usize,
) {
    // SAFETY: called by the C host with its owner and a Lua string.
    unsafe { owner_of(owner).print(usize::try_from(bar).ok(), bytes(text, length)) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mt_host_column(
    owner: *mut c_void,
    name: *const c_char,
    length: usize,
    column: *mut *const f64,
    message: *mut u8,
    message_length: *mut usize,
) -> c_int {
    // SAFETY: called by the C host with its owner, a Lua string, and room for MESSAGE bytes.
    unsafe {
        match owner_of(owner).column(bytes(name, length)) {
            Ok(found) => {
                *column = found;
                0
            }
            Err(Some(text)) => {
                let n = text.len().min(MESSAGE);
                ptr::copy_nonoverlapping(text.as_ptr(), message, n);
                *message_length = n;
                1
            }
            Err(None) => 2,
        }
    }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mt_host_constant(owner: *mut c_void, text: *const c_char, length: usize) {
    // SAFETY: called by the C host with its owner and a Lua string.
    unsafe { owner_of(owner).constant(bytes(text, length)) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn mt_host_param(owner: *mut c_void, param: *const RawParam) {
    // SAFETY: called by the C host with its owner and a param whose strings are alive.
    unsafe { owner_of(owner).param(&*param) }
}

/// Reads a decimal numeral as C's `strtod` does: correctly rounded, whatever its length.
#[unsafe(no_mangle)]
unsafe extern "C" fn mt_host_decimal(text: *const c_char, length: usize) -> f64 {
    // SAFETY: called by the C host with a numeral it has just scanned.
    let digits = unsafe { bytes(text, length) };
    std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok()).unwrap_or(0.0)
}
