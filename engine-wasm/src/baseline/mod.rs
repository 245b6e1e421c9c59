//! Baselines: what a script's result is held against, through the same environment.
//!
//! Built-in strategies need no file: buy and hold, always flat, the script's own actions inverted, and
//! random strategies that make the script's trades at other times. A replay carries out what a trained
//! policy did and tells the first bar at which the equity it logged is not ours.

mod random;
mod recorded;
mod replay;
mod report;
mod rng;
mod simple;
mod spread;
mod study;
mod walker;

pub use recorded::{Recorded, fills_of, requests_of};
pub use replay::{Disagreement, Replay, Steps, TOLERANCE, replay};
pub use report::{write_replay, write_study};
pub use simple::{BuyAndHold, Flat};
pub use spread::Spread;
pub use study::{Study, StudyReport};

#[cfg(test)]
mod trial {
    //! Bars and runs for the tests of this module.

    use std::rc::Rc;

    use super::Recorded;
    use crate::dataset::{Bars, Dataset};
    use crate::env::{Action, Env, Settings, Strategy};

    /// Starts a run with 1,000 of balance, no costs and no margin, changed by `pairs`.
    pub(super) fn start(dataset: Dataset, pairs: &[(&str, &str)]) -> Env {
        let free = [
            ("initial_balance", "1000"),
            ("commission_round_turn", "0"),
            ("slippage_per_contract", "0"),
            ("enforce_margin", "false"),
        ];
        let pairs: Vec<(String, String)> = free
            .iter()
            .chain(pairs)
            .map(|&(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let settings = Settings::from_pairs(&pairs).unwrap();
        Env::new(Bars::new(Rc::new(dataset), 0, None, 1).unwrap(), &settings).unwrap()
    }

    pub(super) fn run(dataset: Dataset, pairs: &[(&str, &str)], actions: &[Action]) -> Env {
        ended(start(dataset, pairs), Recorded::new(actions.to_vec()))
    }

    pub(super) fn ended(mut env: Env, mut strategy: impl Strategy) -> Env {
        while !env.advance(&mut strategy, 7).unwrap() {}
        env.finish();
        env
    }

    pub(super) fn closes(close: &[f64]) -> Dataset {
        Dataset { close: close.to_vec(), ..Dataset::default() }
    }

    /// Bars whose close jumps about, always above 0.
    pub(super) fn jumpy(bars: u32) -> Vec<f64> {
        (0..bars).map(|i| 500.0 + f64::from((i * i * 7 + i * 13) % 101)).collect()
    }

    pub(super) fn last_equity(env: &Env) -> f64 {
        *env.record().equity.last().unwrap()
    }
}
