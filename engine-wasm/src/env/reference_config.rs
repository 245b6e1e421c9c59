//! Settings of the step machine of profile `reference`, the reward's penalties among them.

use super::settings::{MarginMode, Settings};

/// Everything the step machine can be told, by the trainer's names.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceConfig {
    /// Money per contract in and out; half per contract of position change.
    pub commission_round_turn: f64,
    /// Money per contract of position change.
    pub slippage_per_contract: f64,
    /// Cap on contracts held; ≤ 0 is none.
    pub max_position: i64,
    /// Money per contract, in margin mode `per-contract`.
    pub margin_per_contract: f64,
    /// How much equity a contract needs.
    pub margin_mode: MarginMode,
    /// Money per point; ≤ 0 reads as 1.
    pub contract_multiplier: f64,
    /// Whether equity is compared with the margin.
    pub enforce_margin: bool,
    /// Whether a step can be open at all.
    pub default_session_open: bool,
    /// Taken for each contract held, as a share of the cap.
    pub risk_penalty: f64,
    /// Taken for each step that ends flat.
    pub idle_penalty: f64,
    /// Taken for each step below the peak, times their number.
    pub drawdown_penalty: f64,
    /// Growth of it with each step.
    pub drawdown_penalty_growth: f64,
    /// Taken for each contract at the session's very end.
    pub session_close_penalty: f64,
    /// Minutes before the session's end at which the position is closed; < 0 or not finite is off.
    pub auto_close_minutes_before_close: f64,
    /// Bars a winning position may be held; 0 is no limit.
    pub max_hold_bars_positive: i64,
    /// Bars a losing position may be held; 0 is no limit.
    pub max_hold_bars_drawdown: i64,
    /// Taken for holding longer.
    pub hold_duration_penalty: f64,
    /// Growth of it with each bar.
    pub hold_duration_penalty_growth: f64,
    /// Its factor while the price moves for the position.
    pub hold_duration_penalty_positive_scale: f64,
    /// Its factor while the price moves against it.
    pub hold_duration_penalty_negative_scale: f64,
    /// Taken for asking to revert while flat.
    pub invalid_revert_penalty: f64,
    /// Growth of it with each in a row.
    pub invalid_revert_penalty_growth: f64,
    /// Taken for staying flat too long.
    pub flat_hold_penalty: f64,
    /// Growth of it with each bar.
    pub flat_hold_penalty_growth: f64,
    /// Bars it may stay flat; 0 is no limit.
    pub max_flat_hold_bars: i64,
}

impl Default for ReferenceConfig {
    fn default() -> Self {
        Self {
            commission_round_turn: 1.60,
            slippage_per_contract: 0.25,
            max_position: 1,
            margin_per_contract: 50.0,
            margin_mode: MarginMode::PerContract,
            contract_multiplier: 1.0,
            enforce_margin: true,
            default_session_open: true,
            risk_penalty: 0.0,
            idle_penalty: 0.0,
            drawdown_penalty: 0.0,
            drawdown_penalty_growth: 0.0,
            session_close_penalty: 0.0,
            auto_close_minutes_before_close: 5.0,
            max_hold_bars_positive: 0,
            max_hold_bars_drawdown: 0,
            hold_duration_penalty: 0.0,
            hold_duration_penalty_growth: 0.0,
            hold_duration_penalty_positive_scale: 0.5,
            hold_duration_penalty_negative_scale: 1.5,
            invalid_revert_penalty: 0.0,
            invalid_revert_penalty_growth: 0.0,
            flat_hold_penalty: 0.0,
            flat_hold_penalty_growth: 0.0,
            max_flat_hold_bars: 0,
        }
    }
}

impl ReferenceConfig {
    /// Returns what a run's settings say; penalties stay 0, as in the native script runner.
    pub fn from_settings(settings: &Settings) -> Self {
        Self {
            commission_round_turn: settings.commission_round_turn,
            slippage_per_contract: settings.slippage_per_contract,
            max_position: settings.max_position,
            margin_per_contract: settings.margin_per_contract,
            margin_mode: settings.margin_mode,
            contract_multiplier: settings.contract_multiplier,
            enforce_margin: settings.enforce_margin,
            auto_close_minutes_before_close: settings.auto_close_minutes,
            ..Self::default()
        }
    }

    pub(super) fn multiplier(&self) -> f64 {
        if self.contract_multiplier <= 0.0 { 1.0 } else { self.contract_multiplier }
    }
}
