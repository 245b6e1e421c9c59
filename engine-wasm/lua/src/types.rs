//! What goes in and out of a script's host, as plain values.

use crate::{Column, TimeColumn};

/// What a running script can ask of the engine.
pub trait Host {
    /// Takes one line of `print`; `bar` is `None` before the first bar.
    fn print(&mut self, bar: Option<usize>, text: &[u8]);
    /// Finds or computes a column of exactly as many values as there are bars.
    fn column(&mut self, name: &str) -> Result<Column, MissingColumn>;
}

/// Why a script does not get a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissingColumn {
    /// No column or indicator has this name; the sentence says so to the script's author.
    Unknown(String),
    /// The run has as many columns as it may; ends the run as a memory limit.
    TooMany,
}

/// A value of the script's `params` table.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A float.
    Number(f64),
    /// An integer.
    Integer(i64),
    /// true or false.
    Boolean(bool),
    /// A string.
    Text(String),
}

/// One of the script's params.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: ParamValue,
}

/// How a script failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// Not Lua.
    Compile,
    /// An error was raised, or `on_bar` is missing or answered no action.
    Runtime,
    /// Out of fuel.
    InstructionLimit,
    /// Out of memory.
    MemoryLimit,
    /// More columns than a run may have.
    ColumnLimit,
}

/// A script's failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How.
    pub kind: FailureKind,
    /// What Lua says; bytes of the script's choosing.
    pub message: Vec<u8>,
    /// Line from 1, if known.
    pub line: Option<u32>,
    /// The script's calls, innermost first, a line each; may be empty.
    pub traceback: Vec<u8>,
}

/// What `on_bar` answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// "buy"
    Buy,
    /// "sell"
    Sell,
    /// "hold"
    Hold,
    /// "revert" or "flip"
    Revert,
}

/// The account as `ctx` shows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Index of the bar.
    pub step: usize,
    /// Signed contracts.
    pub position: i64,
    /// Money.
    pub cash: f64,
    /// Money.
    pub equity: f64,
    /// Money.
    pub unrealized_pnl: f64,
    /// Money.
    pub realized_pnl: f64,
    /// Whether the session is open.
    pub session_open: bool,
    /// Minutes; nil in Lua when `None`.
    pub minutes_to_close: Option<f64>,
}

/// The columns of every bar.
pub struct BarColumns {
    /// Times, or what stands for them.
    pub ts: Ts,
    /// Open, high, low, close.
    pub prices: [Column; 4],
    /// Volume, nil in Lua when `None`.
    pub volume: Option<Column>,
    /// Columns the script names, by name.
    pub named: Vec<(String, Column)>,
}

/// Where `bar.ts` comes from.
pub enum Ts {
    /// Nanoseconds since 1970 UTC.
    Column(TimeColumn),
    /// The bar's index.
    Index,
    /// Zero for every bar.
    Zero,
}

/// What `on_init` is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    /// Its name.
    pub symbol: String,
    /// Number of bars.
    pub bars: usize,
    /// Start of the first bar.
    pub start_ts: i64,
    /// Start of the last bar.
    pub end_ts: i64,
}
