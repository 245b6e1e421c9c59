//! Comparing numbers: the larger of two, and what is a difference at all.

/// Returns the larger number, leaving out what is none. (`f64::max` is a call on wasm32.)
#[inline]
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if b > a || a.is_nan() { b } else { a }
}

/// Returns whether a difference of two numbers is nothing but their rounding: within 1e-14 of `scale`, as
/// TA-Lib has it.
pub(super) fn is_rounding(difference: f64, scale: f64) -> bool {
    difference.abs() <= 1e-14 * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_left_out() {
        assert_eq!(larger(1.0, 2.0), 2.0);
        assert_eq!((larger(f64::NAN, 2.0), larger(2.0, f64::NAN)), (2.0, 2.0));
    }

    #[test]
    fn a_tenth_and_two_tenths_are_three_tenths_but_a_tick_of_a_satoshi_is_a_difference() {
        assert!(is_rounding(0.1 + 0.2 - 0.3, 0.6));
        assert!(!is_rounding(2e-8 - 1e-8, 3e-8));
        assert!(is_rounding(0.0, 0.0));
    }
}
