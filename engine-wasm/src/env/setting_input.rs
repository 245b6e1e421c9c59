//! Settings from text: the one place that parses and judges them.

use super::data_fixes::DataFixes;
use super::setting_table::SETTINGS;
use super::setting_text::{
    boolean, choice, integer, number, refuse_with_reference, unknown, unsigned, wrong, zone,
};
use super::settings::{Fill, MarginMode, Profile, Session, Settings};
use crate::error::EngineError;

impl Settings {
    /// Reads settings given as text by name over the defaults of the profile among them; of a name
    /// given twice the last counts.
    ///
    /// # Errors
    /// The first of what [`Settings::read`] finds.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, EngineError> {
        let (settings, problems) = Self::read(pairs);
        problems.into_iter().next().map_or(Ok(settings), Err)
    }

    /// Reads settings as [`Settings::from_pairs`] does and lists every value that can't be used, in the
    /// order given: a form says all of them at once. A wrong one leaves its default in place.
    ///
    /// The problems are [`EngineError::Setting`]: an unknown name, a value of the wrong kind or out of
    /// its range, and a setting that profile `reference` has no use for.
    pub fn read(pairs: &[(String, String)]) -> (Self, Vec<EngineError>) {
        let mut problems = Vec::new();
        let mut first = Self::default();
        for (_, text) in pairs.iter().filter(|(name, _)| name == "profile") {
            problems.extend(first.set("profile", text).err());
        }
        let mut settings = Self::of(first.profile);
        for (name, text) in pairs.iter().filter(|(name, _)| name != "profile") {
            problems.extend(settings.set(name, text).err());
        }
        if settings.profile == Profile::Standard && settings.initial_balance <= 0.0 {
            let found = settings.initial_balance;
            let rest = format!("must be more than 0, but is {found}");
            problems.push(wrong("initial_balance", &rest));
        }
        (settings, problems)
    }

    fn set(&mut self, name: &str, text: &str) -> Result<(), EngineError> {
        let Some(info) = SETTINGS.iter().find(|info| info.name == name) else {
            return Err(unknown(name));
        };
        let text = text.trim();
        if self.profile == Profile::Reference {
            refuse_with_reference(name, text)?;
        }
        match name {
            "profile" => self.profile = choice(info, text, Profile::parse)?,
            "fill" => self.fill = choice(info, text, Fill::parse)?,
            "session" => self.session = choice(info, text, Session::parse)?,
            "timezone" => self.timezone = zone(text)?,
            "initial_balance" => self.initial_balance = number(info, text)?,
            "max_position" => self.max_position = integer(info, text)?,
            "commission_round_turn" => self.commission_round_turn = number(info, text)?,
            "slippage_per_contract" => self.slippage_per_contract = number(info, text)?,
            "fee_bps" => self.fee_bps = number(info, text)?,
            "slippage_bps" => self.slippage_bps = number(info, text)?,
            "margin_per_contract" => self.margin_per_contract = number(info, text)?,
            "margin_mode" => self.margin_mode = choice(info, text, MarginMode::parse)?,
            "contract_multiplier" => {
                let given = number(info, text)?;
                self.contract_multiplier = if given > 0.0 { given } else { 1.0 };
            }
            "enforce_margin" => self.enforce_margin = boolean(info, text)?,
            "auto_close_minutes" => self.auto_close_minutes = number(info, text)?,
            "liquidate_at_end" => self.liquidate_at_end = boolean(info, text)?,
            "offset" => self.offset = rows(unsigned(info, text)?),
            "limit" => {
                let none = text.is_empty() || text == "none";
                self.limit = if none { None } else { Some(rows(unsigned(info, text)?)) };
            }
            "data_fixes" => {
                self.data_fixes = DataFixes::parse(text).map_err(|rest| wrong(name, &rest))?;
            }
            "seed" => self.seed = unsigned(info, text)?,
            "fuel_per_bar" => self.fuel_per_bar = unsigned(info, text)?,
            "fuel_total" => self.fuel_total = unsigned(info, text)?,
            "memory_mb" => self.memory_mb = unsigned(info, text)?,
            "trace_actions" => self.trace_actions = boolean(info, text)?,
            _ => return Err(unknown(name)),
        }
        Ok(())
    }
}

/// A row count that is more than the machine can address is as good as its largest.
fn rows(value: u64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}
