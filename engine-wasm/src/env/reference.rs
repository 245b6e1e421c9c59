//! The step machine of profile `reference`: the native trainer's account, quirks included.
//!
//! A refused step leaves the state untouched, the price too: the move that was skipped arrives with
//! the next accepted step. Partial exits realise nothing until the position is flat or turned over.
//! The order of arithmetic is the trainer's, so that results agree to the last bit.

use super::penalty::{Held, Penalties, growing};
use super::reference_config::ReferenceConfig;
use super::settings::MarginMode;
use super::{Action, Refusal};

/// Reward of a refused step.
const VIOLATION_REWARD: f64 = -1_000.0;

/// The account after a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReferenceState {
    /// Accepted steps.
    pub step: i64,
    /// Signed contracts.
    pub position: i64,
    /// Money without the open position's profit.
    pub cash: f64,
    /// Price of the last accepted step.
    pub last_price: f64,
    /// Profit of the open position, money.
    pub unrealized_pnl: f64,
    /// Profit realised so far, gross of costs, money.
    pub realized_pnl: f64,
    /// Highest equity since last flat, money.
    pub equity_peak: f64,
    /// Steps below that peak.
    pub drawdown_steps: i64,
    /// Step at which the position last changed.
    pub position_entry_step: i64,
    /// Steps spent flat.
    pub flat_steps: i64,
    /// Reverts asked for while flat, in a row.
    pub invalid_revert_streak: i64,
}

/// What the file says about one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepContext {
    /// Whether orders are taken.
    pub session_open: bool,
    /// Whether the margin is sufficient.
    pub margin_ok: bool,
    /// Minutes to the session's end; NaN = unknown.
    pub minutes_to_close: f64,
}

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepInfo {
    /// Money gained, less costs and penalties; −1,000 for a refused step.
    pub reward: f64,
    /// Commission paid, money.
    pub commission: f64,
    /// Slippage paid, money.
    pub slippage: f64,
    /// Price move × the position held through it, money.
    pub pnl_change: f64,
    /// Profit realised, money.
    pub realized_change: f64,
    /// The action as carried out.
    pub effective: Action,
    /// Whether it is not the action that was asked for.
    pub overridden: bool,
    /// Whether the session's end closed the position.
    pub auto_closed: bool,
    /// What was taken from the reward.
    pub penalties: Penalties,
    /// Why the step was refused: `Session`, `Margin` or `Position`.
    pub violation: Option<Refusal>,
}

/// The step machine.
#[derive(Debug, Clone)]
pub struct ReferenceEnv {
    config: ReferenceConfig,
    state: ReferenceState,
}

impl ReferenceEnv {
    /// Starts flat with `initial_balance` at `initial_price`.
    pub fn new(config: ReferenceConfig, initial_balance: f64, initial_price: f64) -> Self {
        let state = ReferenceState {
            step: 0,
            position: 0,
            cash: initial_balance,
            last_price: initial_price,
            unrealized_pnl: 0.0,
            realized_pnl: 0.0,
            equity_peak: initial_balance,
            drawdown_steps: 0,
            position_entry_step: 0,
            flat_steps: 0,
            invalid_revert_streak: 0,
        };
        Self { config, state }
    }

    /// Returns the account.
    pub fn state(&self) -> &ReferenceState {
        &self.state
    }

    /// Returns cash + unrealised profit, money.
    #[inline]
    pub fn equity(&self) -> f64 {
        self.state.cash + self.state.unrealized_pnl
    }

    /// Carries out one action: the order fills at `next_price`.
    #[inline]
    pub fn step(&mut self, requested: Action, next_price: f64, context: &StepContext) -> StepInfo {
        let (mut action, mut auto) = self.auto_close(requested, context.minutes_to_close);
        if !(context.session_open && self.config.default_session_open) && action != Action::Hold {
            if !auto {
                return violation(Refusal::Session, action);
            }
            (action, auto) = (Action::Hold, false);
        }
        if !context.margin_ok {
            return violation(Refusal::Margin, action);
        }
        let mut invalid_revert = 0.0;
        if self.state.position == 0 && action == Action::Revert {
            self.state.invalid_revert_streak += 1;
            let (base, growth) =
                (self.config.invalid_revert_penalty, self.config.invalid_revert_penalty_growth);
            invalid_revert = growing(base, growth, self.state.invalid_revert_streak).max(0.0);
            action = Action::Hold;
        } else {
            self.state.invalid_revert_streak = 0;
        }
        let target = if auto { 0 } else { action.target(self.state.position) };
        if let Some(reason) = self.refusal(target, next_price) {
            return violation(reason, action);
        }
        self.accept(requested, action, auto, target, next_price, invalid_revert, context)
    }

    fn auto_close(&self, requested: Action, minutes: f64) -> (Action, bool) {
        let threshold = self.config.auto_close_minutes_before_close;
        let enabled = threshold.is_finite() && threshold >= 0.0;
        if !enabled || self.state.position == 0 || !(minutes >= 0.0 && minutes <= threshold) {
            return (requested, false);
        }
        (if self.state.position > 0 { Action::Sell } else { Action::Buy }, true)
    }

    fn refusal(&self, target: i64, next_price: f64) -> Option<Refusal> {
        let config = &self.config;
        let contracts = target.unsigned_abs();
        if config.max_position > 0 && contracts > config.max_position.unsigned_abs() {
            return Some(Refusal::Position);
        }
        let required = match config.margin_mode {
            MarginMode::PerContract => contracts as f64 * config.margin_per_contract,
            MarginMode::Price => contracts as f64 * next_price * config.multiplier(),
        };
        // Equity before this step's price move and costs.
        (config.enforce_margin && self.equity() < required).then_some(Refusal::Margin)
    }

    #[expect(clippy::too_many_arguments, reason = "the facts of one step, each used once")]
    #[inline]
    fn accept(
        &mut self,
        requested: Action,
        action: Action,
        auto: bool,
        target: i64,
        next_price: f64,
        invalid_revert: f64,
        context: &StepContext,
    ) -> StepInfo {
        let config = &self.config;
        let state = &mut self.state;
        let position = state.position;
        let bars = if position == 0 { 0 } else { state.step - state.position_entry_step };
        let contracts = (target - position).unsigned_abs() as f64;
        let commission = config.commission_round_turn / 2.0 * contracts;
        let slippage = config.slippage_per_contract * contracts;
        let pnl_change = (next_price - state.last_price) * config.multiplier() * position as f64;

        state.cash -= commission + slippage;
        state.unrealized_pnl += pnl_change;
        let mut realized_change = 0.0;
        if position != 0 && (target == 0 || target.signum() != position.signum()) {
            realized_change = state.unrealized_pnl;
            state.cash += realized_change;
            state.realized_pnl += realized_change;
            state.unrealized_pnl = 0.0;
        }
        state.position = target;
        if target == 0 || target != position {
            state.position_entry_step = state.step + 1;
        }
        state.last_price = next_price;
        state.step += 1;
        state.follow_peak();

        let held = Held { action, bars, pnl_change, minutes: context.minutes_to_close };
        let penalties = Penalties { invalid_revert, ..Penalties::of_step(config, state, &held) };
        let cap = if config.max_position > 0 { config.max_position as f64 } else { 1.0 };
        let risk = config.risk_penalty * target.unsigned_abs() as f64 / cap;
        let idle = if target == 0 { config.idle_penalty } else { 0.0 };
        StepInfo {
            reward: penalties.take_from(pnl_change - commission - slippage - risk - idle),
            commission,
            slippage,
            pnl_change,
            realized_change,
            effective: action,
            overridden: action != requested || auto,
            auto_closed: auto,
            penalties,
            violation: None,
        }
    }
}

impl ReferenceState {
    fn follow_peak(&mut self) {
        let equity = self.cash + self.unrealized_pnl;
        if self.position == 0 {
            self.drawdown_steps = 0;
            self.equity_peak = equity;
            self.flat_steps += 1;
            return;
        }
        self.flat_steps = 0;
        if equity >= self.equity_peak {
            self.equity_peak = equity;
            self.drawdown_steps = 0;
        } else {
            self.drawdown_steps += 1;
        }
    }
}

fn violation(reason: Refusal, action: Action) -> StepInfo {
    StepInfo {
        reward: VIOLATION_REWARD,
        commission: 0.0,
        slippage: 0.0,
        pnl_change: 0.0,
        realized_change: 0.0,
        effective: action,
        overridden: false,
        auto_closed: false,
        penalties: Penalties::default(),
        violation: Some(reason),
    }
}
