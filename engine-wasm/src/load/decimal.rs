//! Decimal numbers of up to 256 bits to the nearest `f64`.

use std::fmt::Write;

/// Powers of ten that an `f64` holds exactly.
const EXACT_TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Returns `unscaled / 10^scale` for a little-endian two's complement number of 4, 8, 16 or 32 bytes.
pub(super) fn decimal_to_f64(unscaled: &[u8], scale: i32) -> f64 {
    let negative = unscaled.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut magnitude = [if negative { 0xff } else { 0 }; 32];
    magnitude[..unscaled.len()].copy_from_slice(unscaled);
    let mut limbs = [0u64; 4];
    for (limb, bytes) in limbs.iter_mut().zip(magnitude.as_chunks::<8>().0) {
        *limb = u64::from_le_bytes(*bytes);
    }
    if negative {
        negate(&mut limbs);
    }
    let value = match usize::try_from(scale) {
        // Both operands are exact, so the one division rounds correctly.
        Ok(scale) if scale < EXACT_TEN.len() && limbs[1..] == [0; 3] && limbs[0] <= 1 << 53 => {
            limbs[0] as f64 / EXACT_TEN[scale]
        }
        _ => through_text(limbs, scale),
    };
    if negative { -value } else { value }
}

fn negate(limbs: &mut [u64; 4]) {
    let mut carry = true;
    for limb in limbs {
        (*limb, carry) = (!*limb).overflowing_add(u64::from(carry));
    }
}

/// Writes the digits and reads them as a number: slow, but rounded once.
fn through_text(mut limbs: [u64; 4], scale: i32) -> f64 {
    const GROUP: u128 = 1_000_000_000_000_000_000;
    let mut groups = Vec::new();
    while limbs != [0; 4] {
        let mut rest = 0u128;
        for limb in limbs.iter_mut().rev() {
            let part = (rest << 64) | u128::from(*limb);
            // A remainder below 10^18 keeps the quotient below 2^64.
            *limb = u64::try_from(part / GROUP).unwrap_or(u64::MAX);
            rest = part % GROUP;
        }
        groups.push(rest);
    }
    let mut text = String::new();
    for group in groups.iter().rev() {
        // Writing to a string can't fail.
        let _ = write!(text, "{group:018}");
    }
    let _ = write!(text, "e{}", -i64::from(scale));
    text.parse().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_and_twenty_thousand_at_scale_four_is_102() {
        assert_eq!(decimal_to_f64(&1_020_000i128.to_le_bytes(), 4), 102.0);
        assert_eq!(decimal_to_f64(&(-1_020_000i32).to_le_bytes(), 4), -102.0);
    }

    #[test]
    fn a_number_past_two_to_the_64_is_rounded_once() {
        let unscaled = 123_456_789_012_345_678_901_234_567_890i128;
        assert_eq!(decimal_to_f64(&unscaled.to_le_bytes(), 10), 1.234_567_890_123_456_8e19);
        assert_eq!(decimal_to_f64(&(-unscaled).to_le_bytes(), 30), -0.123_456_789_012_345_68);
    }

    #[test]
    fn a_256_bit_number_keeps_its_high_bytes() {
        let mut bytes = [0u8; 32];
        bytes[25] = 1; // 2^200
        assert_eq!(decimal_to_f64(&bytes, 0), 2f64.powi(200));
    }

    #[test]
    fn a_negative_scale_multiplies() {
        assert_eq!(decimal_to_f64(&7i64.to_le_bytes(), -2), 700.0);
    }
}
