//! Settings of a run as checked values; `setting_input` reads them from text.

use super::data_fixes::DataFixes;
use super::setting_table::SETTINGS;
use super::zone::Zone;
use crate::feature::Rules;

/// Declares a setting with a few words: the enum, its words in the order of the table, and its parser.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Returns the word used in settings and result.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            pub(super) fn parse(text: &str) -> Option<Self> {
                match text { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// Which set of rules the account follows.
    Profile {
        /// Ours.
        Standard = "standard",
        /// The native trainer's, quirks included.
        Reference = "reference",
    }
}
words! {
    /// Price at which an order given at bar i fills.
    Fill {
        /// Open of bar i+1.
        NextOpen = "next_open",
        /// Close of bar i+1.
        NextClose = "next_close",
        /// Close of bar i.
        SameClose = "same_close",
    }
}
words! {
    /// When orders are taken.
    Session {
        /// The file's own mask if it has one, else always.
        Auto = "auto",
        /// Regular trading hours, New York 09:30–16:00.
        Rth = "rth",
        /// Sunday 18:00 to Friday 17:00 New York, with a daily hour's rest.
        Globex = "globex",
        /// Every bar.
        Always = "always",
    }
}
words! {
    /// How much equity a contract needs.
    MarginMode {
        /// `margin_per_contract`.
        PerContract = "per-contract",
        /// Its price × multiplier.
        Price = "price",
    }
}

impl Profile {
    /// Returns the rules that the profile's features follow.
    pub fn feature_rules(self) -> Rules {
        match self {
            Self::Standard => Rules::Standard,
            Self::Reference => Rules::Reference,
        }
    }
}

/// A setting's value as it is written to the result.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingValue {
    /// A finite number.
    Number(f64),
    /// A whole number within ±(2^53 − 1).
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A word or name.
    Text(&'static str),
    /// No value: no limit.
    Absent,
}

/// Every setting of a run, within its range.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Which set of rules the account follows.
    pub profile: Profile,
    /// Price at which an order fills.
    pub fill: Fill,
    /// When orders are taken.
    pub session: Session,
    /// Zone whose calendar days the daily metrics use.
    pub timezone: Zone,
    /// Money before the first bar.
    pub initial_balance: f64,
    /// Most contracts held, long or short; ≤ 0 is no cap.
    pub max_position: i64,
    /// Money per contract in and out; half is paid at each side.
    pub commission_round_turn: f64,
    /// Money per contract bought or sold.
    pub slippage_per_contract: f64,
    /// Ten-thousandths of the notional, per side.
    pub fee_bps: f64,
    /// Ten-thousandths of the notional, per side.
    pub slippage_bps: f64,
    /// Money of equity needed per contract, in margin mode `per-contract`.
    pub margin_per_contract: f64,
    /// How much equity a contract needs.
    pub margin_mode: MarginMode,
    /// Money per point of price and contract, > 0.
    pub contract_multiplier: f64,
    /// Whether orders beyond the margin are refused.
    pub enforce_margin: bool,
    /// Minutes before the session's end at which a position is closed; < 0 is off.
    pub auto_close_minutes: f64,
    /// Whether the last bar's close ends the position.
    pub liquidate_at_end: bool,
    /// Rows left out at the start of the file.
    pub offset: usize,
    /// Rows used at most.
    pub limit: Option<usize>,
    /// Repairs the data was loaded with.
    pub data_fixes: DataFixes,
    /// Seed of the script's random numbers.
    pub seed: u64,
    /// Instructions a script may use on one bar.
    pub fuel_per_bar: u64,
    /// Instructions a script may use in the whole run; 0 is no limit.
    pub fuel_total: u64,
    /// MiB a script may use.
    pub memory_mb: u64,
    /// Whether the result lists every action.
    pub trace_actions: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(Profile::Standard)
    }
}

impl Settings {
    /// Returns a profile's defaults.
    pub fn of(profile: Profile) -> Self {
        let reference = profile == Profile::Reference;
        Self {
            profile,
            fill: if reference { Fill::NextClose } else { Fill::NextOpen },
            session: if reference { Session::Rth } else { Session::Auto },
            timezone: Zone::UTC,
            initial_balance: 10_000.0,
            max_position: 1,
            commission_round_turn: 1.60,
            slippage_per_contract: 0.25,
            fee_bps: 0.0,
            slippage_bps: 0.0,
            margin_per_contract: 50.0,
            margin_mode: MarginMode::PerContract,
            contract_multiplier: 1.0,
            enforce_margin: true,
            auto_close_minutes: if reference { 5.0 } else { -1.0 },
            liquidate_at_end: false,
            offset: 0,
            limit: None,
            data_fixes: DataFixes::NONE,
            seed: 0,
            fuel_per_bar: 10_000_000,
            fuel_total: 0,
            memory_mb: 64,
            trace_actions: false,
        }
    }

    /// Returns the settings as used, in the order of [`SETTINGS`].
    pub fn entries(&self) -> Vec<(&'static str, SettingValue)> {
        SETTINGS.iter().map(|info| (info.name, self.get(info.name))).collect()
    }

    fn get(&self, name: &str) -> SettingValue {
        use SettingValue::{Absent, Boolean, Number, Text};
        match name {
            "profile" => Text(self.profile.name()),
            "fill" => Text(self.fill.name()),
            "session" => Text(self.session.name()),
            "timezone" => Text(self.timezone.name()),
            "initial_balance" => Number(self.initial_balance),
            "max_position" => SettingValue::Integer(self.max_position),
            "commission_round_turn" => Number(self.commission_round_turn),
            "slippage_per_contract" => Number(self.slippage_per_contract),
            "fee_bps" => Number(self.fee_bps),
            "slippage_bps" => Number(self.slippage_bps),
            "margin_per_contract" => Number(self.margin_per_contract),
            "margin_mode" => Text(self.margin_mode.name()),
            "contract_multiplier" => Number(self.contract_multiplier),
            "enforce_margin" => Boolean(self.enforce_margin),
            "auto_close_minutes" => Number(self.auto_close_minutes),
            "liquidate_at_end" => Boolean(self.liquidate_at_end),
            "offset" => count(self.offset as u64),
            "limit" => self.limit.map_or(Absent, |limit| count(limit as u64)),
            "data_fixes" => Text(self.data_fixes.name()),
            "seed" => count(self.seed),
            "fuel_per_bar" => count(self.fuel_per_bar),
            "fuel_total" => count(self.fuel_total),
            "memory_mb" => count(self.memory_mb),
            "trace_actions" => Boolean(self.trace_actions),
            _ => Absent,
        }
    }
}

/// Whole numbers in the table's ranges all fit.
fn count(value: u64) -> SettingValue {
    SettingValue::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
