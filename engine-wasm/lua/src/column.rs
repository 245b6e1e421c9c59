//! A shared column whose place in memory stays while a script runs.

use std::any::Any;
use std::rc::Rc;

/// Numbers a script can read, kept alive by their owner.
pub struct Column {
    first: *const f64,
    length: usize,
    _owner: Rc<dyn Any>,
}

impl Column {
    /// Takes the slice that `pick` finds in `owner`, and keeps `owner` alive for it.
    pub fn new<T: 'static>(owner: &Rc<T>, pick: impl FnOnce(&T) -> &[f64]) -> Self {
        let values = pick(owner);
        // The slice borrows from inside the Rc, which this column now co-owns: it can't be freed, and
        // safe code can't get `&mut T` from a shared Rc, so it can't move either.
        Self {
            first: values.as_ptr(),
            length: values.len(),
            _owner: Rc::clone(owner) as Rc<dyn Any>,
        }
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Returns whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(crate) fn as_ptr(&self) -> *const f64 {
        self.first
    }
}

/// Times a script can read, kept alive by their owner.
pub struct TimeColumn {
    first: *const i64,
    length: usize,
    _owner: Rc<dyn Any>,
}

impl TimeColumn {
    /// As [`Column::new`], for integers.
    pub fn new<T: 'static>(owner: &Rc<T>, pick: impl FnOnce(&T) -> &[i64]) -> Self {
        let values = pick(owner);
        Self {
            first: values.as_ptr(),
            length: values.len(),
            _owner: Rc::clone(owner) as Rc<dyn Any>,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn as_ptr(&self) -> *const i64 {
        self.first
    }
}
