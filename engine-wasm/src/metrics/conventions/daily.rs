//! Conventions on daily returns. Other programs start from an equity curve alone: the first day has no return.

// Of our own library: the machine's differ in the last bit.
use libm::pow;

use super::super::Reason;
use super::super::drawdown::Deepest;
use super::super::facts::Facts;
use super::super::profit_factor;
use super::super::statistics::{deviation, downside, geometric_mean, mean, variation};

/// 5th percentile of the standard normal distribution.
const NORMAL_5TH: f64 = -1.644_853_626_951_472_9;

const FEW: Reason = "fewer than three days";
const SAME: Reason = "every day has the same return";

/// Returns daily returns without the first day's, two at least, and P.
fn later(facts: &Facts) -> Result<(Vec<f64>, f64), Reason> {
    let (returns, periods) = facts.daily()?;
    if returns.len() < 3 { Err(FEW) } else { Ok((returns[1..].to_vec(), periods)) }
}

pub(super) fn annual_return_p(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = later(facts)?;
    Ok(pow(1.0 + geometric_mean(&returns), periods) - 1.0)
}

fn annual_return(facts: &Facts, periods: f64) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    let growth: f64 = returns.iter().map(|value| 1.0 + value).product();
    Ok(pow(growth, periods / returns.len() as f64) - 1.0)
}

pub(super) fn annual_return_252(facts: &Facts) -> Result<f64, Reason> {
    annual_return(facts, 252.0)
}

pub(super) fn annual_return_365(facts: &Facts) -> Result<f64, Reason> {
    annual_return(facts, 365.0)
}

pub(super) fn volatility_log_normal(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = later(facts)?;
    let deviation = deviation(&returns, 1);
    let growth = 1.0 + geometric_mean(&returns);
    Ok((pow(deviation * deviation + growth * growth, periods) - pow(growth, 2.0 * periods)).sqrt())
}

fn volatility(facts: &Facts, periods: f64) -> Result<f64, Reason> {
    Ok(deviation(&later(facts)?.0, 1) * periods.sqrt())
}

pub(super) fn volatility_252(facts: &Facts) -> Result<f64, Reason> {
    volatility(facts, 252.0)
}

pub(super) fn volatility_365(facts: &Facts) -> Result<f64, Reason> {
    volatility(facts, 365.0)
}

pub(super) fn sharpe_log_normal(facts: &Facts) -> Result<f64, Reason> {
    variation(&later(facts)?.0, FEW, SAME)?;
    Ok(annual_return_p(facts)? / volatility_log_normal(facts)?)
}

fn sharpe(facts: &Facts, periods: f64) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    Ok(mean(&returns) / variation(&returns, FEW, SAME)? * periods.sqrt())
}

pub(super) fn sharpe_252(facts: &Facts) -> Result<f64, Reason> {
    sharpe(facts, 252.0)
}

pub(super) fn sharpe_365(facts: &Facts) -> Result<f64, Reason> {
    sharpe(facts, 365.0)
}

pub(super) fn sharpe_freqtrade(facts: &Facts) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    variation(&returns, FEW, SAME)?;
    Ok(mean(&returns) / deviation(&returns, 0) * 365.0_f64.sqrt())
}

pub(super) fn sharpe_lean(facts: &Facts) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    let yearly = pow(1.0 + mean(&returns), 252.0) - 1.0;
    Ok(yearly / (variation(&returns, FEW, SAME)? * 252.0_f64.sqrt()))
}

/// Returns the downside of later days, where one lost.
fn fall(returns: &[f64]) -> Result<f64, Reason> {
    let fall = downside(returns);
    if fall > 0.0 { Ok(fall) } else { Err("no day lost") }
}

pub(super) fn sortino_geometric(facts: &Facts) -> Result<f64, Reason> {
    let (returns, periods) = later(facts)?;
    Ok(annual_return_p(facts)? / (fall(&returns)? * periods.sqrt()))
}

fn sortino(facts: &Facts, periods: f64) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    Ok(mean(&returns) / fall(&returns)? * periods.sqrt())
}

pub(super) fn sortino_252(facts: &Facts) -> Result<f64, Reason> {
    sortino(facts, 252.0)
}

pub(super) fn sortino_365(facts: &Facts) -> Result<f64, Reason> {
    sortino(facts, 365.0)
}

pub(super) fn sortino_freqtrade(facts: &Facts) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    let losing: Vec<f64> = returns.iter().copied().filter(|&value| value < 0.0).collect();
    variation(&losing, "fewer than two days lost", "every losing day has the same return")?;
    Ok(mean(&returns) / deviation(&losing, 0) * 365.0_f64.sqrt())
}

pub(super) fn calmar_geometric(facts: &Facts) -> Result<f64, Reason> {
    over_drawdown(annual_return_p(facts)?, facts.deepest()?.depth)
}

pub(super) fn calmar_252(facts: &Facts) -> Result<f64, Reason> {
    over_drawdown(annual_return(facts, 252.0)?, max_drawdown(facts)?)
}

pub(super) fn calmar_365(facts: &Facts) -> Result<f64, Reason> {
    over_drawdown(annual_return(facts, 365.0)?, max_drawdown(facts)?)
}

fn over_drawdown(annual: f64, depth: f64) -> Result<f64, Reason> {
    if depth > 0.0 { Ok(annual / depth) } else { Err("no drawdown") }
}

pub(super) fn max_drawdown(facts: &Facts) -> Result<f64, Reason> {
    later(facts)?;
    let days = &facts.days()?.last_equity;
    Ok(Deepest::of(days, days[0]).depth)
}

pub(super) fn profit_factor(facts: &Facts) -> Result<f64, Reason> {
    profit_factor::profit_factor(&later(facts)?.0).ok_or("no day lost")
}

pub(super) fn win_rate(facts: &Facts) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    let decided = returns.iter().filter(|&&value| value != 0.0).count();
    let won = returns.iter().filter(|&&value| value > 0.0).count();
    if decided == 0 { Err("no day won or lost") } else { Ok(won as f64 / decided as f64) }
}

pub(super) fn var_normal(facts: &Facts) -> Result<f64, Reason> {
    let returns = later(facts)?.0;
    Ok(mean(&returns) + NORMAL_5TH * deviation(&returns, 1))
}
