//! Conventions on the returns of bars or months, and on the bars of the equity curve.

use super::super::facts::Facts;
use super::super::statistics::{deviation, mean, variation};
use super::super::{Reason, monthly_returns};
use crate::dataset::usual_spacing_ns;

/// Nanoseconds of a year of 365 days.
const YEAR_NS: f64 = 365.0 * 86_400e9;
/// `TradingView`'s default risk-free rate, a fraction a year.
const RISK_FREE: f64 = 0.02;

/// Returns mean ÷ deviation (ddof 1) of the returns from bar to bar.
fn ratio_of_bars(facts: &Facts) -> Result<f64, Reason> {
    let equity = facts.run.equity;
    let bars = equity.windows(2).map(|pair| pair[1] / pair[0] - 1.0);
    let returns: Vec<f64> = bars.collect();
    let deviation = variation(&returns, "fewer than three bars", "every bar has the same return")?;
    Ok(mean(&returns) / deviation)
}

pub(super) fn sharpe_of_bars_252(facts: &Facts) -> Result<f64, Reason> {
    Ok(ratio_of_bars(facts)? * 252.0_f64.sqrt())
}

pub(super) fn sharpe_of_bars(facts: &Facts) -> Result<f64, Reason> {
    let ts = facts.run.ts.ok_or("the file has no times")?;
    let spacing = usual_spacing_ns(ts).ok_or("fewer than three bars")?;
    Ok(ratio_of_bars(facts)? * (YEAR_NS / spacing as f64).sqrt())
}

pub(super) fn sharpe_monthly(facts: &Facts) -> Result<f64, Reason> {
    let months = monthly_returns(&facts.run)?;
    let returns: Vec<f64> = months.iter().map(|month| month.value).collect();
    variation(&returns, "fewer than two months", "every month has the same return")?;
    Ok((mean(&returns) - RISK_FREE / 12.0) / deviation(&returns, 0))
}

/// The longest time from a peak to the bar that is back there, or to the last bar.
pub(super) fn longest_drawdown(facts: &Facts) -> Result<f64, Reason> {
    let ts = facts.run.ts.ok_or("the file has no times")?;
    let (mut peak, mut start) = (facts.run.initial_balance, 0);
    let mut below = false;
    let mut longest = 0;
    for (at, &equity) in facts.run.equity.iter().enumerate() {
        if equity < peak {
            below = true;
            longest = longest.max(ts[at].saturating_sub(ts[start]));
            continue;
        }
        if std::mem::take(&mut below) {
            longest = longest.max(ts[at].saturating_sub(ts[start]));
        }
        (peak, start) = (equity, at);
    }
    if longest == 0 { Err("no drawdown") } else { Ok(longest as f64 / 1e9) }
}
