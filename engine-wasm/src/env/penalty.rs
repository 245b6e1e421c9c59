//! Penalties that profile `reference` can take from a step's reward. None touches money.

use super::Action;
use super::reference::ReferenceState;
use super::reference_config::ReferenceConfig;

/// What each penalty took from one step's reward.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Penalties {
    /// Below the equity's peak with a position.
    pub drawdown: f64,
    /// With a position in the session's last hour.
    pub session_close: f64,
    /// For asking to revert while flat.
    pub invalid_revert: f64,
    /// Flat for too long.
    pub flat_hold: f64,
    /// In a position for too long.
    pub hold_duration: f64,
}

/// What the penalties depend on besides the account after the step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    /// The action as carried out.
    pub(super) action: Action,
    /// Bars the position was held before the step.
    pub(super) bars: i64,
    /// This step's price move × the position held through it, money.
    pub(super) pnl_change: f64,
    /// Minutes to the session's end; NaN = unknown.
    pub(super) minutes: f64,
}

impl Penalties {
    /// Returns the penalties of an accepted step, given the account after it.
    pub(super) fn of_step(config: &ReferenceConfig, after: &ReferenceState, held: &Held) -> Self {
        Self {
            drawdown: drawdown(config, after),
            session_close: session_close(config, after, held.minutes),
            invalid_revert: 0.0,
            flat_hold: flat_hold(config, after),
            hold_duration: hold_duration(config, after, held),
        }
    }

    /// Takes each penalty above 0 from a reward.
    pub(super) fn take_from(&self, reward: f64) -> f64 {
        [self.drawdown, self.session_close, self.invalid_revert, self.flat_hold, self.hold_duration]
            .into_iter()
            .filter(|&penalty| penalty > 0.0)
            .fold(reward, |left, penalty| left - penalty)
    }
}

/// Returns `base × (1 + growth × (count − 1))`.
pub(super) fn growing(base: f64, growth: f64, count: i64) -> f64 {
    base * (1.0 + growth * (count - 1) as f64)
}

fn drawdown(config: &ReferenceConfig, after: &ReferenceState) -> f64 {
    let steps = after.drawdown_steps;
    if after.position == 0 || steps <= 0 || config.drawdown_penalty <= 0.0 {
        return 0.0;
    }
    config.drawdown_penalty
        * steps as f64
        * (1.0 + config.drawdown_penalty_growth * (steps - 1) as f64)
}

fn session_close(config: &ReferenceConfig, after: &ReferenceState, minutes: f64) -> f64 {
    let in_last_hour = (0.0..=60.0).contains(&minutes);
    if after.position == 0 || config.session_close_penalty <= 0.0 || !in_last_hour {
        return 0.0;
    }
    config.session_close_penalty * (1.0 - minutes / 60.0) * after.position.unsigned_abs() as f64
}

fn flat_hold(config: &ReferenceConfig, after: &ReferenceState) -> f64 {
    let excess = after.flat_steps - config.max_flat_hold_bars;
    let penalised = config.max_flat_hold_bars > 0 && excess > 0 && config.flat_hold_penalty > 0.0;
    if after.position != 0 || !penalised {
        return 0.0;
    }
    growing(config.flat_hold_penalty, config.flat_hold_penalty_growth, excess)
}

fn hold_duration(config: &ReferenceConfig, after: &ReferenceState, held: &Held) -> f64 {
    let threshold = if after.unrealized_pnl >= 0.0 {
        config.max_hold_bars_positive
    } else {
        config.max_hold_bars_drawdown
    };
    let penalised = config.hold_duration_penalty > 0.0 && threshold > 0 && held.bars >= threshold;
    if after.position == 0 || held.action != Action::Hold || !penalised {
        return 0.0;
    }
    let scale = if held.pnl_change > 0.0 {
        config.hold_duration_penalty_positive_scale
    } else if held.pnl_change < 0.0 {
        config.hold_duration_penalty_negative_scale
    } else {
        1.0
    };
    let excess = held.bars - threshold + 1;
    growing(config.hold_duration_penalty, config.hold_duration_penalty_growth, excess) * scale
}
