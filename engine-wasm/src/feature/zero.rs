//! What counts as nothing where something is divided by it.

/// Returns whether a difference of two numbers is nothing but their rounding: within 1e-14 of `scale`, as
/// TA-Lib has it.
pub(super) fn is_rounding(difference: f64, scale: f64) -> bool {
    difference.abs() <= 1e-14 * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_and_two_tenths_are_three_tenths_but_a_tick_of_a_satoshi_is_a_difference() {
        assert!(is_rounding(0.1 + 0.2 - 0.3, 0.6));
        assert!(!is_rounding(2e-8 - 1e-8, 3e-8));
        assert!(is_rounding(0.0, 0.0));
    }
}
