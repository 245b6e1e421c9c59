//! The native runner's metrics: per bar, on rewards and equity after each step.
//!
//! Kept to compare like with like: a refused step counts −1,000 in every one that reads rewards, the
//! yearly factor is √252 whatever the bar, and drawdown is money below a peak that starts at the first step.

/// The nine numbers of the native runner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReferenceMetrics {
    /// Sum of rewards.
    pub total_reward: f64,
    /// Last equity − initial balance, money.
    pub net_pnl: f64,
    /// Last equity, money; the initial balance without any.
    pub ending_equity: f64,
    /// Mean / standard deviation (ddof 0) of returns a step · √252; 0 without variation.
    pub sharpe: f64,
    /// Deepest fall below the highest equity since the first step, money.
    pub max_drawdown: f64,
    /// Positive rewards over negative ones; infinite without the latter, 0 without either.
    pub profit_factor: f64,
    /// Positive rewards over those that are not 0, by count.
    pub win_rate: f64,
    /// Longest run of negative rewards, those of 0 left out.
    pub max_consecutive_losses: usize,
    /// Steps.
    pub steps: usize,
}

impl ReferenceMetrics {
    /// Returns the names and values in the order of the result; not finite stands for null.
    pub fn entries(&self) -> [(&'static str, f64); 9] {
        [
            ("total_reward", self.total_reward),
            ("net_pnl", self.net_pnl),
            ("ending_equity", self.ending_equity),
            ("sharpe", self.sharpe),
            ("max_drawdown", self.max_drawdown),
            ("profit_factor", self.profit_factor),
            ("win_rate", self.win_rate),
            ("max_consecutive_losses", self.max_consecutive_losses as f64),
            ("steps", self.steps as f64),
        ]
    }
}

/// Computes the native runner's metrics of a run.
pub fn reference(rewards: &[f64], equity: &[f64], initial_balance: f64) -> ReferenceMetrics {
    let ending_equity = equity.last().copied().unwrap_or(initial_balance);
    ReferenceMetrics {
        total_reward: rewards.iter().sum(),
        net_pnl: ending_equity - initial_balance,
        ending_equity,
        sharpe: sharpe(&simple_returns(equity, initial_balance)),
        max_drawdown: max_drawdown(equity),
        profit_factor: profit_factor(rewards),
        win_rate: win_rate(rewards),
        max_consecutive_losses: max_consecutive_losses(rewards),
        steps: rewards.len(),
    }
}

/// Returns (eᵢ − eᵢ₋₁)/eᵢ₋₁, the first from the initial balance; 0 where that is below 1e-9.
pub fn simple_returns(equity: &[f64], initial_balance: f64) -> Vec<f64> {
    std::iter::once(&initial_balance)
        .chain(equity)
        .zip(equity)
        .map(|(&before, &now)| if before.abs() < 1e-9 { 0.0 } else { (now - before) / before })
        .collect()
}

fn sharpe(returns: &[f64]) -> f64 {
    if returns.is_empty() {
        return 0.0;
    }
    let count = returns.len() as f64;
    let mean = returns.iter().sum::<f64>() / count;
    let variance = returns.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    if deviation == 0.0 { 0.0 } else { mean / deviation * 252.0_f64.sqrt() }
}

fn max_drawdown(equity: &[f64]) -> f64 {
    let Some(&first) = equity.first() else { return 0.0 };
    let (mut peak, mut deepest) = (first, 0.0);
    for &equity in equity {
        // Written as comparisons, which pass over what is not a number.
        if equity > peak {
            peak = equity;
        }
        if peak - equity > deepest {
            deepest = peak - equity;
        }
    }
    deepest
}

fn profit_factor(rewards: &[f64]) -> f64 {
    let gains: f64 = rewards.iter().filter(|&&reward| reward > 0.0).sum();
    let losses: f64 = rewards.iter().filter(|&&reward| reward < 0.0).sum();
    if losses != 0.0 {
        gains / losses.abs()
    } else if gains > 0.0 {
        f64::INFINITY
    } else {
        0.0
    }
}

fn win_rate(rewards: &[f64]) -> f64 {
    let wins = rewards.iter().filter(|&&reward| reward > 0.0).count();
    let losses = rewards.iter().filter(|&&reward| reward < 0.0).count();
    if wins + losses == 0 { 0.0 } else { wins as f64 / (wins + losses) as f64 }
}

fn max_consecutive_losses(rewards: &[f64]) -> usize {
    super::losing_streak::max_consecutive_losses(rewards)
}
