//! What a run is compared with: the market bought once and held.

use super::{Action, Env, Observation, Settings, Strategy};
use crate::dataset::Bars;
use crate::error::{EngineError, Problem};

/// Contracts bought at the first fill that the settings accept, and never sold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BuyAndHold {
    /// Index of the bar of the fill.
    pub bar: usize,
    /// Raw price of the fill.
    pub price: f64,
    /// max(1, `max_position`).
    pub contracts: i64,
    /// Commission, fees and slippage of the fill, money.
    pub costs: f64,
    multiplier: f64,
    initial_balance: f64,
}

/// Bars looked at first; a fill is nearly always among them.
const FIRST_LOOK: usize = 1 << 12;

impl BuyAndHold {
    /// Finds the first fill; `None` when no order would ever be filled.
    ///
    /// # Errors
    /// As [`Env::new`].
    pub fn find(bars: &Bars, settings: &Settings) -> Result<Option<Self>, EngineError> {
        let settings = Settings { max_position: settings.max_position.max(1), ..settings.clone() };
        let mut look = FIRST_LOOK;
        loop {
            let found = Self::within(bars.first(look), &settings)?;
            if found.is_some() || look >= bars.len() {
                return Ok(found);
            }
            look = look.saturating_mul(16);
        }
    }

    /// Returns the equity at a close, money: what it began with, less costs, and the rise since the fill.
    pub fn equity(&self, bar: usize, close: f64) -> f64 {
        if bar < self.bar {
            return self.initial_balance;
        }
        let rise = (close - self.price) * self.contracts as f64 * self.multiplier;
        self.initial_balance - self.costs + rise
    }

    fn within(bars: Bars, settings: &Settings) -> Result<Option<Self>, EngineError> {
        let mut env = Env::new(bars, settings)?;
        let mut buyer = Buyer::default();
        while !buyer.has_bought {
            let is_over = env.advance(&mut buyer, usize::MAX).unwrap_or(true);
            if is_over {
                break;
            }
        }
        env.finish();
        Ok(env.record().trades.first().map(|trade| Self {
            bar: trade.entry_bar,
            price: trade.entry_price,
            contracts: settings.max_position,
            costs: env.record().costs * settings.max_position as f64,
            multiplier: settings.contract_multiplier,
            initial_balance: settings.initial_balance,
        }))
    }
}

/// Asks to buy until it has.
#[derive(Debug, Default)]
struct Buyer {
    has_bought: bool,
}

impl Strategy for Buyer {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        self.has_bought = seen.position > 0;
        Ok(if self.has_bought { Action::Hold } else { Action::Buy })
    }

    fn needs_a_break(&self) -> bool {
        self.has_bought
    }
}
