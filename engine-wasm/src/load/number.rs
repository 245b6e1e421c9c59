//! Any column of numbers to `f64`.

use super::chunk::Chunk;
use super::decimal::decimal_to_f64;
use super::layout::Layout;
use crate::env::Profile;

/// Largest whole number up to which `f64` holds every one.
const EXACT_INTEGER: u64 = 1 << 53;

/// Appends the chunk's values; nulls, unreadable text and what is no number become NaN.
///
/// Profile `reference` knows floats and integers of 32 and 64 bits and booleans; all else is NaN there.
pub(super) fn append_numbers(sink: &mut Vec<f64>, chunk: &Chunk, profile: Profile) {
    let start = sink.len();
    match chunk.layout {
        Layout::Float64 => extend(sink, chunk, f64::from_le_bytes),
        Layout::Float32 => extend(sink, chunk, |word| f64::from(f32::from_le_bytes(word))),
        Layout::Int64 => extend(sink, chunk, |word| i64::from_le_bytes(word) as f64),
        Layout::UInt64 => extend(sink, chunk, |word| u64::from_le_bytes(word) as f64),
        Layout::Int32 => extend(sink, chunk, |word| f64::from(i32::from_le_bytes(word))),
        Layout::UInt32 => extend(sink, chunk, |word| f64::from(u32::from_le_bytes(word))),
        Layout::Bool => sink.extend(chunk.bits().map(|bit| f64::from(u8::from(bit)))),
        _ if profile == Profile::Reference => sink.resize(start + chunk.len, f64::NAN),
        Layout::Int8 => extend(sink, chunk, |word| f64::from(i8::from_le_bytes(word))),
        Layout::UInt8 => extend(sink, chunk, |word| f64::from(u8::from_le_bytes(word))),
        Layout::Int16 => extend(sink, chunk, |word| f64::from(i16::from_le_bytes(word))),
        Layout::UInt16 => extend(sink, chunk, |word| f64::from(u16::from_le_bytes(word))),
        Layout::Float16 => extend(sink, chunk, |word| half_to_f64(u16::from_le_bytes(word))),
        Layout::Decimal { bytes, scale } => {
            sink.extend(chunk.values.chunks_exact(bytes).map(|word| decimal_to_f64(word, scale)));
        }
        Layout::Utf8 | Layout::LargeUtf8 => {
            sink.extend(chunk.texts().map(|text| text.and_then(parse_number).unwrap_or(f64::NAN)));
        }
        // Times are no numbers anybody asks for.
        Layout::Null
        | Layout::Date32
        | Layout::Date64
        | Layout::Time32 { .. }
        | Layout::Time64 { .. }
        | Layout::Timestamp { .. } => {
            sink.resize(start + chunk.len, f64::NAN);
        }
    }
    // Null slots hold whatever the writer left there, so they are overwritten, not trusted.
    chunk.each_null(|i| sink[start + i] = f64::NAN);
}

/// Calls `seen` with the place of each integer that no `f64` holds exactly.
pub(super) fn each_imprecise(chunk: &Chunk, mut seen: impl FnMut(usize)) {
    match chunk.layout {
        Layout::Int64 => {
            places(
                chunk,
                |word| i64::from_le_bytes(word).unsigned_abs() > EXACT_INTEGER,
                &mut seen,
            );
        }
        Layout::UInt64 => places(chunk, |word| u64::from_le_bytes(word) > EXACT_INTEGER, &mut seen),
        _ => {}
    }
}

/// Calls `seen` with the place of each `INT64_MAX` (or `UINT64_MAX`): feeds write it for "no price".
pub(super) fn each_undefined(chunk: &Chunk, mut seen: impl FnMut(usize)) {
    match chunk.layout {
        Layout::Int64 => places(chunk, |word| i64::from_le_bytes(word) == i64::MAX, &mut seen),
        Layout::UInt64 => places(
            chunk,
            |word| matches!(u64::from_le_bytes(word), u64::MAX | 0x7fff_ffff_ffff_ffff),
            &mut seen,
        ),
        _ => {}
    }
}

/// Returns whether a number of a mask column means true: not zero, and not NaN.
///
/// The reference takes |x| > epsilon for floats; whole numbers are the same under that test.
pub(super) fn is_true(number: f64) -> bool {
    number.abs() > f64::EPSILON
}

fn extend<const W: usize>(sink: &mut Vec<f64>, chunk: &Chunk, read: impl Fn([u8; W]) -> f64) {
    sink.extend(chunk.words::<W>().iter().map(|word| read(*word)));
}

fn places<const W: usize>(
    chunk: &Chunk,
    test: impl Fn([u8; W]) -> bool,
    seen: &mut dyn FnMut(usize),
) {
    for (i, word) in chunk.words::<W>().iter().enumerate() {
        if test(*word) {
            seen(i);
        }
    }
}

/// Reads a number as people write it: `4025.5`, `4,025.50`, `1,234,567`, `4025,5`, `4.025,50`.
///
/// A single comma before three digits may be either mark (`4,025`): that is no number here, for a price a
/// thousand times too large is worse than none.
fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if let Some((text, factor)) = rounded(text) {
        return parse_number(text).map(|number: f64| number * factor);
    }
    let (comma, point) = (text.rfind(',')?, text.rfind('.'));
    let commas = text.matches(',').count();
    let (whole, fraction, mark) = match point {
        Some(point) if point > comma => (&text[..point], &text[point + 1..], ','),
        Some(_) if commas == 1 => (&text[..comma], &text[comma + 1..], '.'),
        None if commas > 1 => (text, "", ','),
        None if text.len() - comma - 1 != 3 => (&text[..comma], &text[comma + 1..], '.'),
        _ => return None,
    };
    let unsigned = whole.strip_prefix(['+', '-']).unwrap_or(whole);
    let mut groups = unsigned.split(mark);
    let leads = groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3);
    let is_grouped = leads && groups.all(|group| is_digits(group) && group.len() == 3);
    let is_plain = is_digits(unsigned);
    if !(is_grouped || is_plain) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{}.{fraction}", whole.replace(mark, "")).parse().ok()
}

/// `1.25M`, as pages for people print volumes: the number and what it counts.
fn rounded(text: &str) -> Option<(&str, f64)> {
    let factor = match text.as_bytes().last()?.to_ascii_uppercase() {
        b'K' => 1e3,
        b'M' => 1e6,
        b'B' => 1e9,
        _ => return None,
    };
    let number = &text[..text.len() - 1];
    number.ends_with(|digit: char| digit.is_ascii_digit()).then_some((number, factor))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// IEEE 754 binary16: sign, 5 bits of exponent (bias 15), 10 bits of fraction.
fn half_to_f64(bits: u16) -> f64 {
    let fraction = f64::from(bits & 0x3ff);
    let magnitude = match (bits >> 10) & 0x1f {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + fraction) * 2f64.powi(i32::from(exponent) - 25),
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(
        layout: Layout,
        validity: Option<&[u8]>,
        values: &[u8],
        len: usize,
        profile: Profile,
    ) -> Vec<f64> {
        let mut sink = Vec::new();
        append_numbers(
            &mut sink,
            &Chunk::new(layout, len, validity, values, None).unwrap(),
            profile,
        );
        sink
    }

    #[test]
    fn a_null_is_nan_even_where_its_slot_holds_a_number() {
        let values: Vec<u8> = [1.5, 2.5, 3.5f64].iter().flat_map(|x| x.to_le_bytes()).collect();
        let got = numbers(Layout::Float64, Some(&[0b101]), &values, 3, Profile::Standard);
        assert_eq!((got[0], got[1].is_nan(), got[2]), (1.5, true, 3.5));
    }

    #[test]
    fn a_byte_is_a_number_in_standard_and_nan_in_reference() {
        assert_eq!(numbers(Layout::Int8, None, &[255], 1, Profile::Standard), [-1.0]);
        assert!(numbers(Layout::Int8, None, &[255], 1, Profile::Reference)[0].is_nan());
        assert_eq!(numbers(Layout::Bool, None, &[0b10], 2, Profile::Reference), [0.0, 1.0]);
    }

    #[test]
    fn half_floats_reach_from_the_smallest_to_65504() {
        let halves: [(u16, f64); 5] = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x7c00, f64::INFINITY),
        ];
        for (bits, number) in halves {
            assert_eq!(half_to_f64(bits), number, "{bits:#x}");
        }
        assert!(half_to_f64(0x7e00).is_nan());
    }

    #[test]
    fn numbers_in_text_are_read_and_other_text_is_nan() {
        let offsets: Vec<u8> = [0i32, 6, 11].iter().flat_map(|at| at.to_le_bytes()).collect();
        let chunk = Chunk::new(Layout::Utf8, 2, None, b"100.25close", Some(&offsets)).unwrap();
        let mut sink = Vec::new();
        append_numbers(&mut sink, &chunk, Profile::Standard);
        assert_eq!((sink[0], sink[1].is_nan()), (100.25, true));
    }

    #[test]
    fn marks_of_thousands_and_a_decimal_comma_are_read_where_only_one_meaning_is_possible() {
        let read = |text: &str| parse_number(text);
        assert_eq!(read("4,025.50"), Some(4025.5));
        assert_eq!(read("-1,234,567"), Some(-1_234_567.0));
        assert_eq!(read("4.025,50"), Some(4025.5));
        assert_eq!(read("100,25"), Some(100.25));
        assert_eq!(read("1234,5"), Some(1234.5));
        for text in ["4,025", "1,23,456", "12,3456.5", ",5", "1,2,3", "4,0x5.5", "1.2.3", "$4.50"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn two_to_the_53_and_one_is_the_first_imprecise_integer() {
        let values: Vec<u8> = [1i64 << 53, (1 << 53) + 1, -(1 << 53) - 1, i64::MAX]
            .iter()
            .flat_map(|x| x.to_le_bytes())
            .collect();
        let chunk = Chunk::new(Layout::Int64, 4, None, &values, None).unwrap();
        let (mut imprecise, mut undefined) = (Vec::new(), Vec::new());
        each_imprecise(&chunk, |i| imprecise.push(i));
        each_undefined(&chunk, |i| undefined.push(i));
        assert_eq!((imprecise, undefined), (vec![1, 2, 3], vec![3]));
    }
}
