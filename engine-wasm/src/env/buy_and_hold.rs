//! What the run is measured against: the same contracts bought at the first chance and held to the end.

use super::cost::Costs;
use super::margin::Margin;
use super::session::{Mask, MaskColumns, SessionClock};
use super::settings::{Fill, Profile, Settings};
use super::standard::{Offer, StandardEnv};
use crate::dataset::Bars;

/// One purchase, held to the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BuyAndHold {
    /// Index of the bar of the fill.
    pub bar: usize,
    /// Raw price of the fill.
    pub price: f64,
    /// Contracts: `max_position`, at least 1.
    pub contracts: i64,
    /// Commission, fees and slippage of the entry, money.
    pub costs: f64,
    /// Profit after the costs of the entry, at the last close that is a number; money.
    /// With `liquidate_at_end` after those of the exit, too.
    pub pnl: f64,
}

impl BuyAndHold {
    /// Returns the equity at the close of a bar, money: the initial balance less costs, and the rise since
    /// the fill.
    pub fn equity(&self, bar: usize, close: f64, settings: &Settings) -> f64 {
        if bar < self.bar {
            return settings.initial_balance;
        }
        let rise = (close - self.price) * self.contracts as f64 * settings.contract_multiplier;
        settings.initial_balance - self.costs + rise
    }
}

/// Buys at the first fill the settings accept among the first `marked` bars and holds to their end, whatever
/// the session or the equity; `None` if there is no such fill.
pub(super) fn measure(bars: &Bars, settings: &Settings, marked: usize) -> Option<BuyAndHold> {
    let contracts = settings.max_position.max(1);
    let (bar, price, entry) = match settings.profile {
        Profile::Standard => standard(bars, settings, contracts, marked),
        Profile::Reference => reference(bars, settings, contracts, marked),
    }?;
    let closes = bars.close()[bar..marked].iter();
    let mark = closes.rev().copied().find(|close| close.is_finite()).unwrap_or(price);
    let held = contracts as f64;
    let gross = (mark - price) * held * settings.contract_multiplier;
    let liquidates = settings.liquidate_at_end && marked == bars.len();
    let exit = if liquidates { Costs::new(settings).of_forced(mark, held) } else { 0.0 };
    Some(BuyAndHold { bar, price, contracts, costs: entry, pnl: gross - entry - exit })
}

/// Returns bar, price and costs of the first fill that profile `standard` takes.
fn standard(
    bars: &Bars,
    settings: &Settings,
    contracts: i64,
    marked: usize,
) -> Option<(usize, f64, f64)> {
    let (first, prices) = match settings.fill {
        Fill::NextOpen => (1, bars.open()),
        Fill::NextClose => (1, bars.close()),
        Fill::SameClose => (0, bars.close()),
    };
    let columns = MaskColumns::new(bars);
    let mut clock = SessionClock::new(bars, settings).ok()?;
    let mut env = StandardEnv::of(bars, settings);
    (first..marked).find_map(|bar| {
        let offer = Offer { bar, price: prices[bar], mask: clock.at(&columns, bar) };
        Some((bar, offer.price, env.entry_costs(contracts, &offer)?))
    })
}

/// The same by profile `reference`: at the next close, by the mask of the bar before.
fn reference(
    bars: &Bars,
    settings: &Settings,
    contracts: i64,
    marked: usize,
) -> Option<(usize, f64, f64)> {
    let columns = MaskColumns::new(bars);
    let mut clock = SessionClock::new(bars, settings).ok()?;
    let margin = Margin::new(settings);
    (1..marked).find_map(|bar| {
        let Mask { open, margin_ok, .. } = clock.at(&columns, bar - 1);
        let price = bars.close()[bar];
        let affords = margin.allows(settings.initial_balance, contracts, price);
        let costs = Costs::new(settings).of_contract(price) * contracts as f64;
        (open && margin_ok && price.is_finite() && affords).then_some((bar, price, costs))
    })
}
