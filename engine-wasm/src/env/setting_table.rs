//! The table of settings: form, command line, parsing and ranges all follow from it.

/// What kind of value a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// A finite number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// One of a few words.
    Choice,
    /// Any text.
    Text,
}

impl SettingKind {
    /// Returns the word used across threads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Choice => "choice",
            Self::Text => "text",
        }
    }
}

/// One row of the table of settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SettingInfo {
    /// Name in `snake_case`, as in the result JSON.
    pub name: &'static str,
    /// What kind of value it takes.
    pub kind: SettingKind,
    /// `$`, `bps`, `minutes`, `bars`, … or empty.
    pub unit: &'static str,
    /// Default under profile `standard`, as text.
    pub default: &'static str,
    /// Lowest and highest number allowed, both inclusive.
    pub range: (f64, f64),
    /// The words allowed, for a choice.
    pub choices: &'static [&'static str],
    /// One line for people.
    pub help: &'static str,
    /// `account`, `orders`, `costs`, `session`, `data` or `script`.
    pub group: &'static str,
}

/// Highest instructions a bar may be given.
pub const FUEL_PER_BAR_CEILING: u64 = 50_000_000;
/// Highest memory a script may be given, MiB.
pub const MEMORY_MB_CEILING: u64 = 256;

/// Largest whole number that a double, and so JSON, holds exactly.
const EXACT: f64 = 9_007_199_254_740_991.0;
const ANY: (f64, f64) = (f64::MIN, f64::MAX);
const NOT_NEGATIVE: (f64, f64) = (0.0, f64::MAX);
const COUNT: (f64, f64) = (0.0, EXACT);

const fn number(
    name: &'static str,
    unit: &'static str,
    default: &'static str,
    range: (f64, f64),
    group: &'static str,
    help: &'static str,
) -> SettingInfo {
    SettingInfo { name, kind: SettingKind::Number, unit, default, range, choices: &[], help, group }
}

const fn integer(
    name: &'static str,
    unit: &'static str,
    default: &'static str,
    range: (f64, f64),
    group: &'static str,
    help: &'static str,
) -> SettingInfo {
    SettingInfo {
        name,
        kind: SettingKind::Integer,
        unit,
        default,
        range,
        choices: &[],
        help,
        group,
    }
}

const fn boolean(
    name: &'static str,
    default: &'static str,
    group: &'static str,
    help: &'static str,
) -> SettingInfo {
    let choices = &["true", "false"];
    SettingInfo {
        name,
        kind: SettingKind::Boolean,
        unit: "",
        default,
        range: ANY,
        choices,
        help,
        group,
    }
}

const fn choice(
    name: &'static str,
    choices: &'static [&'static str],
    group: &'static str,
    help: &'static str,
) -> SettingInfo {
    let default = choices[0];
    SettingInfo {
        name,
        kind: SettingKind::Choice,
        unit: "",
        default,
        range: ANY,
        choices,
        help,
        group,
    }
}

/// Every setting, in the order of the result JSON.
pub const SETTINGS: &[SettingInfo] = &[
    choice(
        "profile",
        &["standard", "reference"],
        "orders",
        "Rules of the account: ours, or those of the native trainer to compare with it.",
    ),
    choice(
        "fill",
        &["next_open", "next_close", "same_close"],
        "orders",
        "Price at which an order fills.",
    ),
    choice(
        "session",
        &["auto", "rth", "globex", "always"],
        "session",
        "When orders are taken; auto is the file's own mask, or always.",
    ),
    SettingInfo {
        name: "timezone",
        kind: SettingKind::Text,
        unit: "",
        default: "UTC",
        range: ANY,
        choices: &[],
        help: "Zone whose calendar days the daily metrics use.",
        group: "session",
    },
    number("initial_balance", "$", "10000", ANY, "account", "Money before the first bar."),
    integer(
        "max_position",
        "contracts",
        "1",
        (-EXACT, EXACT),
        "orders",
        "Most contracts held, long or short; 0 or less is no cap.",
    ),
    number(
        "commission_round_turn",
        "$",
        "1.60",
        NOT_NEGATIVE,
        "costs",
        "Commission per contract in and out; half is paid at each side.",
    ),
    number(
        "slippage_per_contract",
        "$",
        "0.25",
        NOT_NEGATIVE,
        "costs",
        "Slippage per contract bought or sold.",
    ),
    number(
        "fee_bps",
        "bps",
        "0",
        NOT_NEGATIVE,
        "costs",
        "Fee as a share of the notional, per side.",
    ),
    number(
        "slippage_bps",
        "bps",
        "0",
        NOT_NEGATIVE,
        "costs",
        "Slippage as a share of the notional, per side.",
    ),
    number(
        "margin_per_contract",
        "$",
        "50",
        NOT_NEGATIVE,
        "account",
        "Equity needed per contract, in margin mode per-contract.",
    ),
    choice(
        "margin_mode",
        &["per-contract", "price"],
        "account",
        "Whether a contract needs a fixed margin or its whole price.",
    ),
    number(
        "contract_multiplier",
        "$ per point",
        "1",
        ANY,
        "account",
        "Money per point of price and contract; 0 or less reads as 1.",
    ),
    boolean("enforce_margin", "true", "account", "Whether orders beyond the margin are refused."),
    number(
        "auto_close_minutes",
        "minutes",
        "-1",
        ANY,
        "session",
        "Close the position this long before the session ends; below 0 is off.",
    ),
    boolean(
        "liquidate_at_end",
        "false",
        "orders",
        "Whether the last bar's close ends the position.",
    ),
    integer("offset", "bars", "0", COUNT, "data", "Rows left out at the start of the file."),
    integer("limit", "bars", "", COUNT, "data", "Rows used at most; empty is all."),
    SettingInfo {
        name: "data_fixes",
        kind: SettingKind::Text,
        unit: "",
        default: "",
        range: ANY,
        choices: &[],
        help: "Repairs of the data: drop_duplicates, drop_bad or fill_bad, parted by commas.",
        group: "data",
    },
    integer("seed", "", "0", COUNT, "script", "Seed of the script's math.random."),
    integer(
        "fuel_per_bar",
        "instructions",
        "10000000",
        (1.0, FUEL_PER_BAR_CEILING as f64),
        "script",
        "Lua instructions a script may use on one bar.",
    ),
    integer(
        "fuel_total",
        "instructions",
        "0",
        COUNT,
        "script",
        "Lua instructions a script may use in the whole run; 0 is no limit.",
    ),
    integer(
        "memory_mb",
        "MiB",
        "64",
        (1.0, MEMORY_MB_CEILING as f64),
        "script",
        "Memory a script may use.",
    ),
    boolean("trace_actions", "false", "script", "Whether the result lists every action."),
];
