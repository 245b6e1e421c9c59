//! What a run leaves behind.

use super::{Action, BuyAndHold};

/// Why an order was not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The session is closed, or about to be closed.
    Session,
    /// The file or the equity forbids a larger position.
    Margin,
    /// The position would pass `max_position`.
    Position,
    /// The fill price is not a number above 0.
    Price,
    /// There is no later bar to fill at.
    End,
}

impl Refusal {
    /// Every reason, in the order of the result JSON.
    pub const ALL: [Self; 5] =
        [Self::Session, Self::Margin, Self::Position, Self::Price, Self::End];

    /// Returns the word used in the result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Margin => "margin",
            Self::Position => "position",
            Self::Price => "price",
            Self::End => "end",
        }
    }
}

/// How many orders were refused, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals([u64; Refusal::ALL.len()]);

impl Refusals {
    /// Returns how many orders were refused for a reason.
    pub fn count(&self, reason: Refusal) -> u64 {
        self.0[reason as usize]
    }

    pub(super) fn add(&mut self, reason: Refusal) {
        self.0[reason as usize] += 1;
    }
}

/// Refused orders listed one by one, at most; the counts have no limit.
pub const LISTED_REFUSALS: usize = 10_000;

/// One order that was not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefusedOrder {
    /// Index of the bar at which it would have been filled; the last bar for [`Refusal::End`].
    pub bar: usize,
    /// Why not.
    pub reason: Refusal,
}

/// What a strategy asked for at one bar, and whether it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedAction {
    /// Index of the bar shown.
    pub bar: usize,
    /// As requested.
    pub action: Action,
    /// Why it was not filled, if it was refused.
    pub refused: Option<Refusal>,
}

/// Which way a trade bets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Gains when the price rises.
    Long,
    /// Gains when the price falls.
    Short,
}

impl Side {
    /// Returns the word used in the result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Short => "short",
        }
    }

    /// Returns +1 for long, −1 for short.
    pub fn sign(self) -> i64 {
        match self {
            Self::Long => 1,
            Self::Short => -1,
        }
    }
}

/// Why a trade ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitReason {
    /// A buy or sell of the strategy, or a flip whose new side was refused.
    Order,
    /// The position was turned over.
    Flip,
    /// The session was about to end.
    AutoClose,
    /// Equity fell to 0 or below.
    Bankrupt,
    /// The last bar closed, with `liquidate_at_end`.
    End,
}

impl ExitReason {
    /// Every reason, in the order of their numbers in columns of trades.
    pub const ALL: [Self; 5] =
        [Self::Order, Self::Flip, Self::AutoClose, Self::Bankrupt, Self::End];

    /// Returns the word used in the result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Flip => "flip",
            Self::AutoClose => "auto_close",
            Self::Bankrupt => "bankrupt",
            Self::End => "end",
        }
    }
}

/// Where, at what price and why a trade ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exit {
    /// Index of the bar of the fill.
    pub bar: usize,
    /// Raw price of the fill.
    pub price: f64,
    /// Why.
    pub reason: ExitReason,
}

/// One lot from entry to exit. Prices are raw; slippage and fees are in `costs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Trade {
    /// Index of the bar of the entry's fill.
    pub entry_bar: usize,
    /// Raw price of the entry's fill.
    pub entry_price: f64,
    /// How it ended; `None` for what is open after the last bar.
    pub exit: Option<Exit>,
    /// Which way it bet.
    pub side: Side,
    /// Contracts, > 0.
    pub size: i64,
    /// Profit before costs, money; of an open trade at the last mark.
    pub gross_pnl: f64,
    /// Commission, fees and slippage of entry and exit, money.
    pub costs: f64,
    /// Profit after costs, money.
    pub net_pnl: f64,
    /// Net profit as a fraction of the entry's notional (price × size × multiplier).
    pub return_fraction: f64,
    /// Bars from the entry's to the exit's fill; of an open trade to the last bar.
    pub bars_held: usize,
    /// The most money it was down before costs, ≥ 0, by the closes at which it was held and its exit price.
    pub mae: f64,
    /// The most money it was up before costs, ≥ 0, by the same prices.
    pub mfe: f64,
}

impl Trade {
    /// Returns whether it is open after the last bar.
    pub fn is_open(&self) -> bool {
        self.exit.is_none()
    }
}

/// Something a person should know about the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A code that does not change with the wording.
    pub code: &'static str,
    /// `info` or `warn`.
    pub level: &'static str,
    /// One sentence.
    pub message: String,
    /// How often.
    pub count: u64,
    /// First bar, if there is one.
    pub first: Option<usize>,
}

/// All a run has produced so far.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Bar of the first point of `equity`: 0, or 1 under profile `reference`.
    pub first_bar: usize,
    /// Cash + unrealised at each bar, money.
    pub equity: Vec<f64>,
    /// Rewards of each step, profile `reference` only.
    pub rewards: Vec<f64>,
    /// Actions, with `trace_actions` only.
    pub actions: Vec<TracedAction>,
    /// Closed trades in order of their exit, then (after the end) the open ones in order of entry.
    pub trades: Vec<Trade>,
    /// Orders that were not filled.
    pub refused: Refusals,
    /// The first [`LISTED_REFUSALS`] of them, in order.
    pub refused_orders: Vec<RefusedOrder>,
    /// Bar at whose close equity was 0 or below.
    pub bankrupt_bar: Option<usize>,
    /// What a person should know.
    pub warnings: Vec<Warning>,
    /// Points of `equity` at which a position was held.
    pub bars_in_position: usize,
    /// Commission, fees and slippage paid, money.
    pub costs: f64,
    /// Sum of price × contracts × multiplier over all fills, money.
    pub turnover: f64,
    /// The same contracts bought once and held, after the end; `None` where the settings accept no purchase.
    pub buy_and_hold: Option<BuyAndHold>,
}

impl Record {
    pub(super) fn refuse(&mut self, bar: usize, reason: Refusal) {
        self.refused.add(reason);
        if self.refused_orders.len() < LISTED_REFUSALS {
            self.refused_orders.push(RefusedOrder { bar, reason });
        }
        if let Some(last) = self.actions.last_mut() {
            last.refused = Some(reason);
        }
    }
}
