//! What a running script's C host calls back into.

use std::collections::BTreeSet;
use std::ffi::c_char;

use crate::{Column, Host, MissingColumn, Param, ParamValue, TimeColumn};

/// `MtParam` of `c/host.h`.
#[repr(C)]
pub(crate) struct RawParam {
    pub(crate) name: *const c_char,
    pub(crate) name_length: usize,
    pub(crate) kind: i32,
    pub(crate) number: f64,
    pub(crate) integer: i64,
    pub(crate) text: *const c_char,
    pub(crate) text_length: usize,
}

const NUMBER: i32 = 0;
const INTEGER: i32 = 1;
const BOOLEAN: i32 = 2;
const STRING: i32 = 3;

impl RawParam {
    pub(crate) fn new(param: &Param) -> Self {
        let mut raw = Self {
            name: param.name.as_ptr().cast(),
            name_length: param.name.len(),
            kind: NUMBER,
            number: 0.0,
            integer: 0,
            text: std::ptr::null(),
            text_length: 0,
        };
        match &param.value {
            ParamValue::Number(number) => raw.number = *number,
            ParamValue::Integer(integer) => {
                raw.kind = INTEGER;
                raw.integer = *integer;
            }
            ParamValue::Boolean(boolean) => {
                raw.kind = BOOLEAN;
                raw.integer = i64::from(*boolean);
            }
            ParamValue::Text(text) => {
                raw.kind = STRING;
                raw.text = text.as_ptr().cast();
                raw.text_length = text.len();
            }
        }
        raw
    }

    /// SAFETY for callers: the strings it points to are alive.
    unsafe fn read(&self) -> Param {
        let text = |from: *const c_char, length: usize| {
            if length == 0 {
                return String::new();
            }
            // SAFETY: by this function's contract.
            let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) };
            String::from_utf8_lossy(bytes).into_owned()
        };
        let value = match self.kind {
            INTEGER => ParamValue::Integer(self.integer),
            BOOLEAN => ParamValue::Boolean(self.integer != 0),
            STRING => ParamValue::Text(text(self.text, self.text_length)),
            _ => ParamValue::Number(self.number),
        };
        Param { name: text(self.name, self.name_length), value }
    }
}

pub(crate) struct Owner {
    pub(crate) host: Box<dyn Host>,
    /// Columns the C host holds pointers into.
    pub(crate) columns: Vec<Column>,
    pub(crate) times: Option<TimeColumn>,
    pub(crate) bars: usize,
    pub(crate) constants: BTreeSet<Vec<u8>>,
    pub(crate) params: Vec<Param>,
}

impl Owner {
    pub(crate) fn print(&mut self, bar: Option<usize>, text: &[u8]) {
        self.host.print(bar, text);
    }

    /// Returns the column's first value, or a sentence, or nothing when there are too many.
    pub(crate) fn column(&mut self, name: &[u8]) -> Result<*const f64, Option<String>> {
        let name = String::from_utf8_lossy(name);
        match self.host.column(&name) {
            Ok(column) if column.len() == self.bars => {
                let first = column.as_ptr();
                self.columns.push(column);
                Ok(first)
            }
            Ok(column) => Err(Some(format!(
                "column '{name}' has {} values for {} bars",
                column.len(),
                self.bars
            ))),
            Err(MissingColumn::Unknown(sentence)) => Err(Some(sentence)),
            Err(MissingColumn::TooMany) => Err(None),
        }
    }

    pub(crate) fn constant(&mut self, text: &[u8]) {
        self.constants.insert(text.to_vec());
    }

    pub(crate) fn param(&mut self, param: &RawParam) {
        // SAFETY: the C host calls this while the Lua strings are on its stack.
        self.params.push(unsafe { param.read() });
    }
}
