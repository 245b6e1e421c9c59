//! The environment: a reset–step machine around one dataset.
//!
//! It knows a [`Strategy`], not Lua. It never hands a strategy anything of a later bar:
//! an [`Observation`] carries the account at one bar, and the strategy reads that bar by its index.

mod account;
mod advance;
mod buy_and_hold;
mod cost;
mod data_fixes;
mod date;
mod excursion;
mod lots;
mod margin;
mod new_york;
mod penalty;
mod record;
mod reference;
mod reference_config;
mod reference_session;
mod reference_trades;
mod session;
mod setting_input;
mod setting_table;
mod setting_text;
mod settings;
mod standard;
#[cfg(test)]
mod tests;
mod trading_hours;
mod zone;
mod zone_rules;

pub use advance::Env;
pub use buy_and_hold::BuyAndHold;
pub use data_fixes::{BadBars, DataFixes};
pub use penalty::Penalties;
pub use record::{
    Exit, ExitReason, LISTED_REFUSALS, Record, Refusal, Refusals, RefusedOrder, Side, TracedAction,
    Trade, Warning,
};
pub use reference::{ReferenceEnv, ReferenceState, StepContext, StepInfo};
pub use reference_config::ReferenceConfig;
pub use setting_table::{
    FUEL_PER_BAR_CEILING, MEMORY_MB_CEILING, SETTINGS, SettingInfo, SettingKind,
};
pub use settings::{Fill, MarginMode, Profile, Session, SettingValue, Settings};
pub use zone::{Calendar, Clock, Zone, month_of_day, weekday};

use crate::error::Problem;

/// What a strategy answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// One contract more.
    Buy,
    /// One contract less.
    Sell,
    /// Nothing.
    Hold,
    /// Position p becomes −p.
    Revert,
}

impl Action {
    /// Returns the canonical lower-case name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::Sell => "sell",
            Self::Hold => "hold",
            Self::Revert => "revert",
        }
    }

    /// Returns the action of a word in any case, `flip` for revert; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        let is = |known: &str| word.eq_ignore_ascii_case(known);
        [Self::Buy, Self::Sell, Self::Hold, Self::Revert]
            .into_iter()
            .find(|action| is(action.name()))
            .or_else(|| is("flip").then_some(Self::Revert))
    }

    /// Returns the position that the action asks for.
    #[inline]
    pub fn target(self, position: i64) -> i64 {
        match self {
            Self::Buy => position + 1,
            Self::Sell => position - 1,
            Self::Hold => position,
            Self::Revert => -position,
        }
    }
}

/// What a strategy is told about the account at one bar; it reads the bar itself by `bar`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// Index of the bar shown, from 0, within the run's rows.
    pub bar: usize,
    /// Signed contracts held.
    pub position: i64,
    /// Money without the open position's profit.
    pub cash: f64,
    /// Cash + unrealised.
    pub equity: f64,
    /// Profit of the open position at the last mark, money.
    pub unrealized_pnl: f64,
    /// Profit of closed lots so far, gross of costs, money.
    pub realized_pnl: f64,
    /// Whether the session is open at the bar shown.
    pub session_open: bool,
    /// Minutes to the session's end; `None` when unknown.
    pub minutes_to_close: Option<f64>,
}

/// Anything that decides: a script, or a built-in baseline.
pub trait Strategy {
    /// Answers at one bar, having seen nothing later.
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem>;

    /// Returns whether it has worked enough for one slice, whatever the bars left: asked after each bar,
    /// so that a rule with a few very slow bars does not keep its thread from hearing a Stop.
    fn needs_a_break(&self) -> bool {
        false
    }
}
