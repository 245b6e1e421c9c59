//! Values of a file on their way in.

use js_sys::{BigInt64Array, Float64Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;

use super::{Engine, not_begun, said};
use crate::error::EngineError;
use crate::load::{Landing, Loader};

/// Bytes of a double and of a count.
const WORD: u32 = 8;

#[wasm_bindgen]
impl Engine {
    /// Takes `length` values of a column in Arrow's layout. The bytes are copied, once: doubles and counts of
    /// a time's unit straight to where they stay.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an optional array can only be handed over whole by wasm-bindgen"
    )]
    pub fn append(
        &mut self,
        column: usize,
        length: usize,
        format: &str,
        validity: Option<Box<[u8]>>,
        values: &Uint8Array,
        offsets: Option<Box<[u8]>>,
    ) -> String {
        let Some(loader) = &mut self.loader else { return not_begun() };
        let validity = validity.as_deref();
        said(match landed(loader, column, length, format, validity, values) {
            Ok(false) => {
                let values = values.to_vec();
                loader.append(column, length, format, validity, &values, offsets.as_deref())
            }
            other => other.map(|_| ()),
        })
    }
}

/// False where the values must be converted, or lie so that they can't be copied as words.
fn landed(
    loader: &mut Loader,
    column: usize,
    length: usize,
    format: &str,
    validity: Option<&[u8]>,
    values: &Uint8Array,
) -> Result<bool, EngineError> {
    let (place, bytes) = (values.byte_offset(), values.byte_length());
    let words = u32::try_from(length).ok().filter(|words| words.checked_mul(WORD) == Some(bytes));
    let Some(words) = words.filter(|_| place.is_multiple_of(WORD)) else { return Ok(false) };
    let buffer = values.buffer();
    loader.append_landed(column, length, format, validity, |landing| match landing {
        Landing::Floats(sink) => {
            Float64Array::new_with_byte_offset_and_length(&buffer, place, words).copy_to(sink);
        }
        Landing::Counts(sink) => {
            BigInt64Array::new_with_byte_offset_and_length(&buffer, place, words).copy_to(sink);
        }
    })
}
