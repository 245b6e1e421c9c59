//! The walk over the bars: who is asked when, and where an order meets its fill.

use super::lots::Lots;
use super::record::{Record, Refusal, TracedAction, Warning};
use super::reference::{ReferenceEnv, StepContext};
use super::reference_config::ReferenceConfig;
use super::reference_trades::Change;
use super::session::{MaskColumns, SessionClock};
use super::settings::{Fill, Profile, Settings};
use super::standard::{Offer, StandardEnv};
use super::{Action, Observation, Strategy};
use super::{buy_and_hold, excursion, reference_trades};
use crate::dataset::Bars;
use crate::error::{EngineError, Problem};

/// One run over one market, advanced in slices.
#[derive(Debug)]
pub struct Env {
    bars: Bars,
    settings: Settings,
    clock: SessionClock,
    machine: Machine,
    record: Record,
    bars_done: usize,
    closed: bool,
}

#[derive(Debug)]
enum Machine {
    Standard { env: StandardEnv, pending: Action },
    Reference { env: ReferenceEnv, lots: Lots },
}

impl Env {
    /// Starts a run before its first bar.
    ///
    /// # Errors
    /// `NO_ROWS` without a bar, under profile `reference` with fewer than two; a setting that the file
    /// can't serve.
    pub fn new(bars: Bars, settings: &Settings) -> Result<Self, EngineError> {
        let at_least = if settings.profile == Profile::Reference { 2 } else { 1 };
        if bars.len() < at_least {
            return Err(EngineError::Data {
                code: "NO_ROWS",
                message: format!("The run needs {at_least} bars or more, but has {}.", bars.len()),
            });
        }
        let clock = SessionClock::new(&bars, settings)?;
        let mut record = Record::default();
        let machine = match settings.profile {
            Profile::Standard => {
                record.equity.reserve_exact(bars.len());
                Machine::Standard { env: StandardEnv::of(&bars, settings), pending: Action::Hold }
            }
            Profile::Reference => {
                record.first_bar = 1;
                record.equity.reserve_exact(bars.len() - 1);
                record.rewards.reserve_exact(bars.len() - 1);
                let config = ReferenceConfig::from_settings(settings);
                let env = ReferenceEnv::new(config, settings.initial_balance, bars.close()[0]);
                Machine::Reference { env, lots: Lots::new(settings.contract_multiplier) }
            }
        };
        if settings.fill == Fill::NextOpen && !bars.has_open() {
            record.warnings.push(Warning {
                code: "close_only",
                level: "warn",
                message: "The file has no open, so orders fill at the next bar's close.".to_owned(),
                count: 1,
                first: None,
            });
        }
        let settings = settings.clone();
        Ok(Self { bars, settings, clock, machine, record, bars_done: 0, closed: false })
    }

    /// Asks the strategy at up to `max_bars` further bars, fewer if it needs a break; returns whether all
    /// were asked.
    ///
    /// # Errors
    /// The strategy's own problem. What was done up to that bar stays in the record.
    pub fn advance<S: Strategy>(
        &mut self,
        strategy: &mut S,
        max_bars: usize,
    ) -> Result<bool, Problem> {
        let end = self.bars_done.saturating_add(max_bars).min(self.bars_to_ask());
        let mut walk = Walk {
            bars: &self.bars,
            settings: &self.settings,
            clock: &mut self.clock,
            record: &mut self.record,
            bars_done: &mut self.bars_done,
        };
        match &mut self.machine {
            Machine::Standard { env, pending } => walk.standard(env, pending, strategy, end)?,
            Machine::Reference { env, lots } => walk.reference(env, lots, strategy, end)?,
        }
        Ok(self.bars_done == self.bars_to_ask())
    }

    /// Closes the books after the last bar or a failure, once: `liquidate_at_end` (after the last bar
    /// only), open trades, and how far each trade went against and for it.
    pub fn finish(&mut self) {
        if std::mem::replace(&mut self.closed, true) {
            return;
        }
        let last_bar = (self.record.first_bar + self.record.equity.len()).saturating_sub(1);
        match &mut self.machine {
            Machine::Standard { env, .. } => {
                if self.settings.liquidate_at_end && self.bars_done == self.bars.len() {
                    env.liquidate(last_bar, &mut self.record);
                    if let Some(last) = self.record.equity.last_mut() {
                        *last = env.account().equity();
                    }
                }
                env.account().list_open_trades(last_bar, &mut self.record);
            }
            Machine::Reference { env, lots } => {
                lots.list_open(env.state().last_price, last_bar, &mut self.record.trades);
            }
        }
        let multiplier = self.settings.contract_multiplier;
        if !self.record.equity.is_empty() {
            let marked = last_bar + 1;
            self.record.buy_and_hold = buy_and_hold::measure(&self.bars, &self.settings, marked);
        }
        excursion::measure(&mut self.record.trades, self.bars.close(), last_bar + 1, multiplier);
    }

    /// Returns how many bars the strategy has answered.
    pub fn bars_done(&self) -> usize {
        self.bars_done
    }

    /// Returns how many bars the strategy is asked at: all, or all but the last under profile `reference`.
    pub fn bars_to_ask(&self) -> usize {
        match self.machine {
            Machine::Standard { .. } => self.bars.len(),
            Machine::Reference { .. } => self.bars.len() - 1,
        }
    }

    /// Returns the hours that are kept: `rth`, `globex`, `always`, or `file` for the file's own columns.
    pub fn resolved_session(&self) -> &'static str {
        self.clock.resolved()
    }

    /// Returns the bars of the run.
    pub fn bars(&self) -> &Bars {
        &self.bars
    }

    /// Returns the settings of the run.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns what was done so far.
    pub fn record(&self) -> &Record {
        &self.record
    }
}

/// One slice of a run.
struct Walk<'a> {
    bars: &'a Bars,
    settings: &'a Settings,
    clock: &'a mut SessionClock,
    record: &'a mut Record,
    bars_done: &'a mut usize,
}

impl Walk<'_> {
    fn standard<S: Strategy>(
        &mut self,
        env: &mut StandardEnv,
        pending: &mut Action,
        strategy: &mut S,
        end: usize,
    ) -> Result<(), Problem> {
        let columns = MaskColumns::new(self.bars);
        let close = self.bars.close();
        let next_fill = match self.settings.fill {
            Fill::NextOpen => Some(self.bars.open()),
            Fill::NextClose => Some(close),
            Fill::SameClose => None,
        };
        let last = close.len() - 1;
        for bar in *self.bars_done..end {
            let mask = self.clock.at(&columns, bar);
            if let Some(prices) = next_fill {
                env.execute(*pending, &Offer { bar, price: prices[bar], mask }, self.record);
            }
            env.mark(bar, close[bar], self.record);
            let answer = strategy.decide(&env.observe(bar, &mask));
            if let Ok(action) = answer {
                self.trace(bar, action);
                *pending = action;
                if next_fill.is_none() {
                    env.execute(action, &Offer { bar, price: close[bar], mask }, self.record);
                    env.settle(bar, self.record);
                } else if bar == last && !env.is_idle(action) {
                    self.record.refuse(bar, Refusal::End);
                }
            }
            let account = env.account();
            self.record.equity.push(account.equity());
            self.record.bars_in_position += usize::from(account.position() != 0);
            answer?;
            *self.bars_done += 1;
            if strategy.needs_a_break() {
                break;
            }
        }
        Ok(())
    }

    fn reference<S: Strategy>(
        &mut self,
        env: &mut ReferenceEnv,
        lots: &mut Lots,
        strategy: &mut S,
        end: usize,
    ) -> Result<(), Problem> {
        let columns = MaskColumns::new(self.bars);
        let close = self.bars.close();
        for bar in *self.bars_done..end {
            let mask = self.clock.at(&columns, bar);
            let state = env.state();
            let position = state.position;
            let action = strategy.decide(&Observation {
                bar,
                position,
                cash: state.cash,
                equity: env.equity(),
                unrealized_pnl: state.unrealized_pnl,
                realized_pnl: state.realized_pnl,
                session_open: mask.open,
                minutes_to_close: (!mask.minutes.is_nan()).then_some(mask.minutes),
            })?;
            self.trace(bar, action);
            let context = StepContext {
                session_open: mask.open,
                margin_ok: mask.margin_ok,
                minutes_to_close: mask.minutes,
            };
            let price = close[bar + 1];
            let step = env.step(action, price, &context);
            if let Some(reason) = step.violation {
                self.record.refuse(bar + 1, reason);
            } else if env.state().position != position {
                let after = env.state().position;
                let change = Change { bar: bar + 1, price, before: position, after };
                reference_trades::list(change, &step, lots, self.record);
            }
            self.record.equity.push(env.equity());
            self.record.rewards.push(step.reward);
            self.record.bars_in_position += usize::from(env.state().position != 0);
            *self.bars_done += 1;
            if strategy.needs_a_break() {
                break;
            }
        }
        Ok(())
    }

    fn trace(&mut self, bar: usize, action: Action) {
        if self.settings.trace_actions {
            self.record.actions.push(TracedAction { bar, action, refused: None });
        }
    }
}
