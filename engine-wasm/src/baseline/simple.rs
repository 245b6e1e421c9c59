//! Strategies that look at nothing but their own position.

use crate::env::{Action, Observation, Settings, Strategy};
use crate::error::Problem;

/// Never trades: what doing nothing would have been.
#[derive(Debug, Clone, Default)]
pub struct Flat {
    open_bars: Vec<bool>,
}

impl Flat {
    /// Returns whether the session was open at each bar it was asked at.
    pub fn open_bars(&self) -> &[bool] {
        &self.open_bars
    }
}

impl Strategy for Flat {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        self.open_bars.push(seen.session_open);
        Ok(Action::Hold)
    }
}

/// Buys at the first fill the settings accept and holds to the end.
#[derive(Debug, Clone, Default)]
pub struct BuyAndHold {
    entered: bool,
}

impl BuyAndHold {
    /// Returns the settings to run it with: one contract as large as max(1, `max_position`) of the
    /// script's, so that one order buys them all, and no closing at the session's end.
    pub fn settings(of_script: &Settings) -> Settings {
        let contracts = of_script.max_position.max(1) as f64;
        Settings {
            max_position: 1,
            contract_multiplier: of_script.contract_multiplier * contracts,
            commission_round_turn: of_script.commission_round_turn * contracts,
            slippage_per_contract: of_script.slippage_per_contract * contracts,
            margin_per_contract: of_script.margin_per_contract * contracts,
            auto_close_minutes: -1.0,
            trace_actions: false,
            ..of_script.clone()
        }
    }
}

impl Strategy for BuyAndHold {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        self.entered |= seen.position != 0;
        Ok(if self.entered { Action::Hold } else { Action::Buy })
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closes, ended, last_equity, start};
    use super::*;
    use crate::dataset::Dataset;

    fn hold(dataset: Dataset, pairs: &[(&str, &str)]) -> crate::env::Env {
        let settings = BuyAndHold::settings(start(dataset.clone(), pairs).settings());
        let bars = crate::dataset::Bars::new(std::rc::Rc::new(dataset), 0, None, 1).unwrap();
        ended(crate::env::Env::new(bars, &settings).unwrap(), BuyAndHold::default())
    }

    #[test]
    fn three_contracts_at_5_a_point_from_110_to_130_earn_300_less_their_costs() {
        let pairs = [
            ("max_position", "3"),
            ("contract_multiplier", "5"),
            ("commission_round_turn", "2"),
            ("slippage_per_contract", "0.5"),
        ];
        let env = hold(closes(&[100.0, 110.0, 90.0, 130.0]), &pairs);
        // The order of bar 0 fills at bar 1: 3 × 5 × 20, less 3 × (1 + 0.5).
        assert_eq!(last_equity(&env), 1_000.0 + 300.0 - 4.5);
        assert_eq!(env.record().trades.len(), 1);
    }

    #[test]
    fn it_waits_for_the_first_bar_that_takes_orders() {
        let masked = Dataset {
            session_open: Some(vec![false, false, false, true, true]),
            ..closes(&[10.0, 11.0, 12.0, 13.0, 15.0])
        };
        let env = hold(masked, &[]);
        assert_eq!(env.record().trades[0].entry_bar, 3);
        assert_eq!(last_equity(&env), 1_002.0);
    }

    #[test]
    fn the_end_of_a_session_does_not_end_it() {
        // Profile reference without a date would close every position after one bar.
        let env = hold(closes(&[10.0, 11.0, 13.0, 17.0]), &[("profile", "reference")]);
        assert_eq!(last_equity(&env), 1_006.0);
        assert!(env.record().trades[0].is_open());
    }

    #[test]
    fn flat_keeps_the_balance_and_tells_which_bars_were_open() {
        let mask = vec![true, false, true];
        let masked = Dataset { session_open: Some(mask.clone()), ..closes(&[10.0, 20.0, 5.0]) };
        let mut env = start(masked, &[]);
        let mut flat = Flat::default();
        assert!(env.advance(&mut flat, 9).unwrap());
        assert_eq!(env.record().equity, [1_000.0; 3]);
        assert_eq!(flat.open_bars(), mask);
    }
}
