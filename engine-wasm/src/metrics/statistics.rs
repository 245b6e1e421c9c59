//! Mean, deviation and percentile of a column, in the order the numbers come.

use super::Reason;

/// Returns the mean; the column has a value or more.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Returns the standard deviation with `ddof` taken from the count.
pub(super) fn deviation(values: &[f64], ddof: usize) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (values.len() - ddof) as f64).sqrt()
}

/// Returns the standard deviation (ddof 1) of numbers that vary.
///
/// # Errors
/// `few` with fewer than two numbers, `same` where all are equal.
pub(super) fn variation(values: &[f64], few: Reason, same: Reason) -> Result<f64, Reason> {
    if values.len() < 2 {
        return Err(few);
    }
    // Asked for by comparison: the mean of equal numbers may be off by a rounding.
    if values.iter().all(|&value| value == values[0]) {
        return Err(same);
    }
    Ok(deviation(values, 1))
}

/// Returns the root of the mean square of what is below 0.
pub(super) fn downside(values: &[f64]) -> f64 {
    let squares: f64 = values.iter().map(|value| value.min(0.0) * value.min(0.0)).sum();
    (squares / values.len() as f64).sqrt()
}

/// Returns the mean growth of a period, by which the returns compound; −1 if one of them lost everything.
pub(super) fn geometric_mean(returns: &[f64]) -> f64 {
    if returns.iter().any(|&value| value <= -1.0) {
        return -1.0;
    }
    libm::expm1(returns.iter().map(|&value| libm::log1p(value)).sum::<f64>() / returns.len() as f64)
}

/// Returns a percentile, between two neighbours in proportion, as numpy's default does.
pub(super) fn percentile(values: &[f64], percent: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let place = (sorted.len() - 1) as f64 * (percent / 100.0);
    let below = place.floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ place < len")]
    let index = below as usize;
    let above = sorted[(index + 1).min(sorted.len() - 1)];
    sorted[index] + (above - sorted[index]) * (place - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviations_of_1_and_3_are_1_by_count_and_root_2_by_one_less() {
        assert_eq!(deviation(&[1.0, 3.0], 0), 1.0);
        assert_eq!(deviation(&[1.0, 3.0], 1), 2.0_f64.sqrt());
        assert_eq!(variation(&[1.0], "few", "same"), Err("few"));
        assert_eq!(variation(&[0.1; 3], "few", "same"), Err("same"));
    }

    #[test]
    fn a_percentile_lies_between_its_neighbours_in_proportion() {
        assert_eq!(percentile(&[4.0, 1.0, 3.0, 2.0, 5.0], 50.0), 3.0);
        assert_eq!(percentile(&[10.0, 20.0], 5.0), 10.5);
        assert_eq!(percentile(&[7.0], 5.0), 7.0);
    }

    #[test]
    fn gains_of_100_and_losses_of_50_percent_compound_to_nothing() {
        assert!(geometric_mean(&[1.0, -0.5]).abs() < 1e-15);
        assert_eq!(geometric_mean(&[0.5, -1.0]), -1.0);
        assert_eq!(downside(&[3.0, -4.0, 0.0, 0.0]), 2.0);
    }
}
