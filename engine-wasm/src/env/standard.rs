//! Orders of profile `standard`: which are filled, which are refused and why.
//!
//! One order at a time, at one bar: the session's end closes a position before the order is looked at,
//! then the session, the file's margin mask, `max_position`, the price and the equity are asked, in this order.
//! An order that makes the position smaller needs only an open session and a price.

use super::account::{Account, Fill};
use super::cost::Costs;
use super::margin::Margin;
use super::record::{ExitReason, Record, Refusal};
use super::session::Mask;
use super::settings::Settings;
use super::{Action, Observation};
use crate::dataset::Bars;

/// Account and rules of profile `standard`.
#[derive(Debug)]
pub(super) struct StandardEnv {
    account: Account,
    costs: Costs,
    margin: Margin,
    max_position: i64,
    closing: Closing,
    bankrupt: bool,
}

/// Where and when an order would be filled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) bar: usize,
    pub(super) price: f64,
    pub(super) mask: Mask,
}

impl Offer {
    fn has_price(&self) -> bool {
        self.price.is_finite() && self.price > 0.0
    }
}

/// The last minutes of a session: positions are closed, and none is opened until it has ended.
#[derive(Debug)]
struct Closing {
    /// NaN = off.
    minutes: f64,
    now: bool,
}

impl Closing {
    fn new(setting: f64, spacing_minutes: Option<f64>) -> Self {
        let minutes =
            if setting >= 0.0 { setting.max(spacing_minutes.unwrap_or(0.0)) } else { f64::NAN };
        Self { minutes, now: false }
    }

    /// Returns whether the session is about to end at a bar; bars come in order.
    #[inline]
    fn at(&mut self, mask: &Mask) -> bool {
        if self.minutes.is_nan() {
            return false;
        }
        if !mask.open {
            self.now = false;
        } else if !mask.minutes.is_nan() {
            self.now = mask.minutes <= self.minutes;
        }
        self.now && mask.open
    }
}

impl StandardEnv {
    pub(super) fn of(bars: &Bars, settings: &Settings) -> Self {
        let auto_close = settings.auto_close_minutes >= 0.0;
        let spacing = auto_close.then(|| bars.usual_spacing_ns()).flatten();
        let spacing_minutes = spacing.map(|ns| ns as f64 / 60e9);
        Self {
            account: Account::new(settings.initial_balance, settings.contract_multiplier),
            costs: Costs::new(settings),
            margin: Margin::new(settings),
            max_position: settings.max_position,
            closing: Closing::new(settings.auto_close_minutes, spacing_minutes),
            bankrupt: false,
        }
    }

    #[inline]
    pub(super) fn observe(&self, bar: usize, mask: &Mask) -> Observation {
        Observation {
            bar,
            position: self.account.position(),
            cash: self.account.cash(),
            equity: self.account.equity(),
            unrealized_pnl: self.account.unrealized(),
            realized_pnl: self.account.realized(),
            session_open: mask.open,
            minutes_to_close: (!mask.minutes.is_nan()).then_some(mask.minutes),
        }
    }

    #[inline]
    pub(super) fn account(&self) -> &Account {
        &self.account
    }

    /// Returns whether an action asks for nothing.
    #[inline]
    pub(super) fn is_idle(&self, action: Action) -> bool {
        action == Action::Hold || (action == Action::Revert && self.account.position() == 0)
    }

    /// Marks the account at a bar's close; at an equity of 0 or below the position is closed there.
    #[inline]
    pub(super) fn mark(&mut self, bar: usize, close: f64, record: &mut Record) {
        self.account.mark_at(close);
        self.settle(bar, record);
    }

    /// Closes the position, for good, if the equity at the present mark is 0 or below.
    #[inline]
    pub(super) fn settle(&mut self, bar: usize, record: &mut Record) {
        if self.account.equity() <= 0.0 && !self.bankrupt {
            self.bankrupt = true;
            record.bankrupt_bar = Some(bar);
            self.force_flat(bar, self.account.mark(), ExitReason::Bankrupt, record);
        }
    }

    /// Closes the position at the last mark.
    pub(super) fn liquidate(&mut self, bar: usize, record: &mut Record) {
        self.force_flat(bar, self.account.mark(), ExitReason::End, record);
    }

    /// Carries out the order given for a bar, or refuses it.
    #[inline]
    pub(super) fn execute(&mut self, action: Action, offer: &Offer, record: &mut Record) {
        let closing = self.closing.at(&offer.mask);
        if closing && self.account.position() != 0 {
            self.close_session(action, offer, record);
        } else if !self.is_idle(action) {
            self.order(action, closing, offer, record);
        }
    }

    /// Returns what it costs to hold `contracts` from an offer on, asked of each bar in order from flat;
    /// `None` where the order would be refused.
    pub(super) fn entry_costs(&mut self, contracts: i64, offer: &Offer) -> Option<f64> {
        let closing = self.closing.at(&offer.mask);
        let taken = offer.mask.open
            && offer.mask.margin_ok
            && !closing
            && offer.has_price()
            && self.affords(contracts, offer.price);
        taken.then(|| self.costs.of_contract(offer.price) * contracts as f64)
    }

    fn close_session(&mut self, action: Action, offer: &Offer, record: &mut Record) {
        if self.account.grows_to(action.target(self.account.position())) {
            record.refuse(offer.bar, Refusal::Session);
        }
        // Never refused: without a price it leaves at the last mark.
        let price = if offer.has_price() { offer.price } else { self.account.mark() };
        self.force_flat(offer.bar, price, ExitReason::AutoClose, record);
    }

    fn order(&mut self, action: Action, closing: bool, offer: &Offer, record: &mut Record) {
        let target = action.target(self.account.position());
        let grows = self.account.grows_to(target);
        let flips = self.account.flips_to(target);
        if !offer.mask.open || (closing && grows) {
            return record.refuse(offer.bar, Refusal::Session);
        }
        let barred = grows && (!offer.mask.margin_ok || self.bankrupt);
        if barred && !flips {
            return record.refuse(offer.bar, Refusal::Margin);
        }
        let cap = self.max_position;
        if grows && cap > 0 && target.unsigned_abs() > cap.unsigned_abs() {
            return record.refuse(offer.bar, Refusal::Position);
        }
        if !offer.has_price() {
            return record.refuse(offer.bar, Refusal::Price);
        }
        if barred || (grows && !self.affords(target, offer.price)) {
            record.refuse(offer.bar, Refusal::Margin);
            if flips {
                self.fill_to(0, offer, ExitReason::Order, record);
            }
            return;
        }
        let reason = if flips { ExitReason::Flip } else { ExitReason::Order };
        self.fill_to(target, offer, reason, record);
    }

    /// Returns whether the equity at the fill price after costs carries the new position.
    fn affords(&self, target: i64, price: f64) -> bool {
        let contracts = (target - self.account.position()).unsigned_abs() as f64;
        let costs = self.costs.of_contract(price) * contracts;
        self.margin.allows(self.account.equity_at(price) - costs, target, price)
    }

    fn fill_to(&mut self, target: i64, offer: &Offer, reason: ExitReason, record: &mut Record) {
        let cost_of_contract = self.costs.of_contract(offer.price);
        let (bar, price) = (offer.bar, offer.price);
        self.account.apply_fill(&Fill { bar, price, target, cost_of_contract, reason }, record);
    }

    fn force_flat(&mut self, bar: usize, price: f64, reason: ExitReason, record: &mut Record) {
        if self.account.position() == 0 {
            return;
        }
        let cost_of_contract = self.costs.of_forced(price, 1.0);
        self.account.apply_fill(&Fill { bar, price, target: 0, cost_of_contract, reason }, record);
    }
}
