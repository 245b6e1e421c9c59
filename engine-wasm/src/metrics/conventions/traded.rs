//! Conventions on closed trades.

use super::super::Reason;
use super::super::facts::Facts;
use super::super::profit_factor;
use super::super::statistics::{deviation, geometric_mean, mean, variation};

const FEW: Reason = "fewer than two closed trades";
const SAME: Reason = "every trade has the same net profit";
/// Van Tharp's cap on the count of trades.
const MOST: usize = 100;

fn returns(facts: &Facts) -> Result<Vec<f64>, Reason> {
    facts.closed()?;
    Ok(facts.run.closed_trades().map(|trade| trade.return_fraction).collect())
}

pub(super) fn profit_factor_of_returns(facts: &Facts) -> Result<f64, Reason> {
    profit_factor::profit_factor(&returns(facts)?).ok_or("no losing trades")
}

pub(super) fn win_rate_of_decided(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?;
    let wins = trades.iter().filter(|&&net| net > 0.0).count();
    let losses = trades.iter().filter(|&&net| net < 0.0).count();
    if wins + losses == 0 {
        return Err("no trade won or lost");
    }
    Ok(wins as f64 / (wins + losses) as f64)
}

pub(super) fn geometric_return(facts: &Facts) -> Result<f64, Reason> {
    Ok(geometric_mean(&returns(facts)?))
}

pub(super) fn sqn_by_count(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?;
    variation(trades, FEW, SAME)?;
    Ok((trades.len() as f64).sqrt() * mean(trades) / deviation(trades, 0))
}

pub(super) fn sqn_capped(facts: &Facts) -> Result<f64, Reason> {
    let trades = facts.closed()?;
    let count = trades.len().min(MOST) as f64;
    Ok(count.sqrt() * mean(trades) / variation(trades, FEW, SAME)?)
}

/// Trades leave in the order they came, so both their entries and their exits ascend.
pub(super) fn exposure_inclusive(facts: &Facts) -> Result<f64, Reason> {
    let bars = facts.run.equity.len();
    if bars == 0 {
        return Err("no bars");
    }
    let (mut held, mut counted_to) = (0, 0);
    for trade in facts.run.trades {
        let end = trade.exit.map_or(bars, |exit| exit.bar + 1).min(bars);
        held += end.saturating_sub(trade.entry_bar.max(counted_to));
        counted_to = counted_to.max(end);
    }
    Ok(held as f64 / bars as f64)
}
