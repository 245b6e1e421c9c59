//! What a fill costs.

use super::settings::Settings;

/// Costs of one contract bought or sold: a fixed part and a share of its notional.
#[derive(Debug, Clone, Copy)]
pub(super) struct Costs {
    per_contract: f64,
    share: f64,
}

impl Costs {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            per_contract: settings.commission_round_turn / 2.0 + settings.slippage_per_contract,
            share: (settings.fee_bps + settings.slippage_bps) / 10_000.0
                * settings.contract_multiplier,
        }
    }

    /// Returns the money `contracts` cost when they are closed by force: a price below 0 has no notional.
    pub(super) fn of_forced(self, price: f64, contracts: f64) -> f64 {
        self.of_contract(price.max(0.0)) * contracts
    }

    /// Returns the money one contract costs at a price:
    /// `commission_round_turn/2 + slippage_per_contract + (fee_bps + slippage_bps)/10,000 × price × multiplier`.
    pub(super) fn of_contract(self, price: f64) -> f64 {
        self.per_contract + self.share * price
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_at_4000_with_1_bps_and_multiplier_5_costs_3_05() {
        let settings = Settings {
            commission_round_turn: 1.6,
            slippage_per_contract: 0.25,
            fee_bps: 0.4,
            slippage_bps: 0.6,
            contract_multiplier: 5.0,
            ..Settings::default()
        };
        // 0.80 + 0.25 + 4,000 × 5 × 0.0001.
        assert!((Costs::new(&settings).of_contract(4_000.0) - 3.05).abs() < 1e-12);
    }
}
