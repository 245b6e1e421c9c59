//! One run of values of one column as the decoder hands it over, checked once.

use super::layout::Layout;

/// Values of one column in Arrow's layout, with lengths that fit each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) layout: Layout,
    pub(super) len: usize,
    pub(super) values: &'a [u8],
    validity: Option<&'a [u8]>,
    offsets: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes the buffers of `len` values; the error says which buffer is too short.
    pub(super) fn new(
        layout: Layout,
        len: usize,
        validity: Option<&'a [u8]>,
        values: &'a [u8],
        offsets: Option<&'a [u8]>,
    ) -> Result<Self, &'static str> {
        if validity.is_some_and(|bits| bits.len() < len.div_ceil(8)) {
            return Err("validity");
        }
        let offsets = offsets.unwrap_or_default();
        let chunk = |values, offsets| Self { layout, len, values, validity, offsets };
        match layout {
            Layout::Null => Ok(chunk(&[], &[])),
            Layout::Bool if values.len() < len.div_ceil(8) => Err("values"),
            Layout::Bool => Ok(chunk(values, &[])),
            Layout::Utf8 | Layout::LargeUtf8 => {
                let width = if layout == Layout::Utf8 { 4 } else { 8 };
                let bytes = len.checked_add(1).and_then(|count| count.checked_mul(width));
                let offsets = bytes.and_then(|bytes| offsets.get(..bytes)).ok_or("offsets")?;
                Ok(chunk(values, offsets))
            }
            _ => {
                let bytes = len.checked_mul(layout.width().unwrap_or_default());
                let values = bytes.and_then(|bytes| values.get(..bytes)).ok_or("values")?;
                Ok(chunk(values, &[]))
            }
        }
    }

    /// Takes `len` values of eight bytes whose bytes lie elsewhere: only what is null is known of them.
    pub(super) fn landed(
        layout: Layout,
        len: usize,
        validity: Option<&'a [u8]>,
    ) -> Result<Self, &'static str> {
        if validity.is_some_and(|bits| bits.len() < len.div_ceil(8)) {
            return Err("validity");
        }
        Ok(Self { layout, len, values: &[], validity, offsets: &[] })
    }

    /// Calls `seen` with the place of each value that is null, in order.
    pub(super) fn each_null(&self, mut seen: impl FnMut(usize)) {
        if self.layout == Layout::Null {
            (0..self.len).for_each(seen);
            return;
        }
        let Some(bits) = self.validity else { return };
        for (place, byte) in bits[..self.len.div_ceil(8)].iter().enumerate() {
            if *byte == 0xff {
                continue;
            }
            for bit in 0..8 {
                let i = place * 8 + bit;
                if i < self.len && byte & (1 << bit) == 0 {
                    seen(i);
                }
            }
        }
    }

    /// Returns values of `W` bytes each.
    pub(super) fn words<const W: usize>(&self) -> &'a [[u8; W]] {
        self.values.as_chunks::<W>().0
    }

    /// Returns the bits of a column of booleans.
    pub(super) fn bits(&self) -> impl Iterator<Item = bool> + use<'a> {
        let values = self.values;
        (0..self.len).map(move |i| values[i / 8] & (1 << (i % 8)) != 0)
    }

    /// Returns each text; one whose offsets lead nowhere or whose bytes are no UTF-8 is `None`.
    pub(super) fn texts(&self) -> impl Iterator<Item = Option<&'a str>> + use<'a> {
        let (values, offsets, wide) = (self.values, self.offsets, self.layout == Layout::LargeUtf8);
        let at = move |i: usize| -> Option<usize> {
            if wide {
                let word = offsets.as_chunks::<8>().0.get(i)?;
                usize::try_from(i64::from_le_bytes(*word)).ok()
            } else {
                let word = offsets.as_chunks::<4>().0.get(i)?;
                usize::try_from(i32::from_le_bytes(*word)).ok()
            }
        };
        (0..self.len).map(move |i| std::str::from_utf8(values.get(at(i)?..at(i + 1)?)?).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_of_three_values_is_null_where_its_bit_is_clear() {
        let chunk = Chunk::new(Layout::Int8, 3, Some(&[0b1111_1011]), &[1, 2, 3], None).unwrap();
        let mut nulls = Vec::new();
        chunk.each_null(|i| nulls.push(i));
        assert_eq!(nulls, [2]);
    }

    #[test]
    fn texts_follow_their_offsets() {
        let offsets: Vec<u8> = [0i32, 2, 2, 5].iter().flat_map(|at| at.to_le_bytes()).collect();
        let chunk = Chunk::new(Layout::Utf8, 3, None, b"ESMES", Some(&offsets)).unwrap();
        assert_eq!(chunk.texts().collect::<Vec<_>>(), [Some("ES"), Some(""), Some("MES")]);
    }

    #[test]
    fn offsets_that_run_backwards_or_past_the_end_give_no_text() {
        let offsets: Vec<u8> = [3i32, 1, 99].iter().flat_map(|at| at.to_le_bytes()).collect();
        let chunk = Chunk::new(Layout::Utf8, 2, None, b"ESMES", Some(&offsets)).unwrap();
        assert_eq!(chunk.texts().collect::<Vec<_>>(), [None, None]);
    }

    #[test]
    fn buffers_too_short_for_their_length_are_refused() {
        assert_eq!(Chunk::new(Layout::Float64, 2, None, &[0; 15], None).err(), Some("values"));
        assert_eq!(Chunk::new(Layout::Int8, 9, Some(&[0]), &[0; 9], None).err(), Some("validity"));
        assert_eq!(Chunk::new(Layout::Utf8, 1, None, &[], Some(&[0; 7])).err(), Some("offsets"));
        assert_eq!(Chunk::new(Layout::Float64, usize::MAX, None, &[], None).err(), Some("values"));
    }
}
