//! `sharpe`, ratio: mean / standard deviation (ddof 1) of daily returns · √P, risk-free rate 0.
//!
//! Source: Sharpe (1994), The Sharpe Ratio; as empyrical computes it with annualization = P.

use super::Reason;
use super::daily::DailyReturns;

/// Returns the annualised Sharpe ratio.
///
/// # Errors
/// Why there is none: fewer than two days, or no variation.
pub(super) fn sharpe(daily: &DailyReturns) -> Result<f64, Reason> {
    Ok(daily.mean() / daily.deviation()? * daily.periods_per_year.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_of_1_and_3_percent_have_a_ratio_of_root_2_a_day() {
        // Mean 2 %, deviation √2 %.
        let daily = DailyReturns { returns: vec![0.01, 0.03], periods_per_year: 252.0 };
        assert!((sharpe(&daily).unwrap() - 504.0_f64.sqrt()).abs() < 1e-12);
    }
}
