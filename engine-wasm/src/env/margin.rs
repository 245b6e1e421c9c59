//! How much equity a position needs.

use super::settings::{MarginMode, Settings};

/// The margin rule of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margin {
    enforced: bool,
    mode: MarginMode,
    per_contract: f64,
    multiplier: f64,
}

impl Margin {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            enforced: settings.enforce_margin,
            mode: settings.margin_mode,
            per_contract: settings.margin_per_contract,
            multiplier: settings.contract_multiplier,
        }
    }

    /// Returns whether `equity` carries `position` contracts at `price`; equity that is not a number
    /// carries everything, as a comparison with it is never true.
    pub(super) fn allows(self, equity: f64, position: i64, price: f64) -> bool {
        let contracts = position.unsigned_abs() as f64;
        let required = match self.mode {
            MarginMode::PerContract => contracts * self.per_contract,
            MarginMode::Price => contracts * price * self.multiplier,
        };
        let short_of_money = equity < required;
        !(self.enforced && short_of_money)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(mode: MarginMode, enforced: bool) -> Margin {
        Margin::new(&Settings {
            margin_mode: mode,
            enforce_margin: enforced,
            contract_multiplier: 5.0,
            ..Settings::default()
        })
    }

    #[test]
    fn two_contracts_at_50_need_100_of_equity_either_way() {
        let rule = margin(MarginMode::PerContract, true);
        assert!(rule.allows(100.0, 2, 4_000.0) && rule.allows(100.0, -2, 4_000.0));
        assert!(!rule.allows(99.99, -2, 4_000.0));
    }

    #[test]
    fn in_price_mode_a_contract_needs_its_price_times_the_multiplier() {
        let rule = margin(MarginMode::Price, true);
        assert!(rule.allows(500.0, 1, 100.0));
        assert!(!rule.allows(499.0, 1, 100.0));
    }

    #[test]
    fn a_margin_that_is_not_enforced_allows_everything() {
        assert!(margin(MarginMode::PerContract, false).allows(-1.0, 9, 1.0));
    }
}
