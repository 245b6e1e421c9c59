//! The environment: a reset–step machine around one dataset.
//!
//! It knows a [`Strategy`], not Lua. It never hands a strategy anything of a later bar:
//! an [`Observation`] carries the account at one bar, and the strategy reads that bar by its index.

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
}
