//! Doors for tests: an allocation that fails, and the bytes a script has from the system.

use std::cell::Cell;
use std::ffi::c_int;

use crate::ffi;

/// Which allocations of this thread's scripts fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// Only the one of this number, counted from 1.
    One(i64),
    /// That one and all after it.
    From(i64),
    /// None.
    None,
}

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

/// Sets which of the allocations to come fail.
pub fn fail(failing: Failing) {
    let (number, all_after) = match failing {
        Failing::One(number) => (number, false),
        Failing::From(number) => (number, true),
        Failing::None => (0, false),
    };
    // SAFETY: sets two thread-local numbers.
    unsafe { ffi::mt_fail_allocation(number, c_int::from(all_after)) }
}

/// Returns whether the allocation that was to fail has not been asked for.
pub fn is_waiting() -> bool {
    // SAFETY: reads a thread-local number.
    unsafe { ffi::mt_allocations_to_failure() > 1 }
}

/// Returns the bytes this thread's scripts hold, and the most they ever held since the last call.
pub fn held_bytes() -> (usize, usize) {
    let held = HELD.get();
    (held, MOST.replace(held))
}

pub(crate) fn count(bytes: usize, taken: bool) {
    let held = HELD.get();
    let held = if taken { held + bytes } else { held - bytes };
    HELD.set(held);
    MOST.set(MOST.get().max(held));
}
