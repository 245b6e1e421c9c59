//! Walks through a list of positions, each held for a number of bars.

use crate::env::{Action, Observation, Strategy};
use crate::error::Problem;

/// A position and how many observations long it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stage {
    /// Signed contracts.
    pub(super) position: i64,
    /// Bars at which it is seen, > 0; while flat, those with an open session.
    pub(super) bars: usize,
}

/// Takes up one stage after the other, then stays flat.
///
/// It asks only while the session is open, and again until it has the position. Where the environment
/// closes the position, the rest of that trade is dropped.
#[derive(Debug, Clone)]
pub(super) struct Walker {
    stages: Vec<Stage>,
    at: usize,
    reached: bool,
    bars: usize,
}

impl Walker {
    pub(super) fn new(stages: Vec<Stage>) -> Self {
        Self { stages, at: 0, reached: false, bars: 0 }
    }

    fn stage(&self) -> Stage {
        let flat = Stage { position: 0, bars: usize::MAX };
        self.stages.get(self.at).copied().unwrap_or(flat)
    }

    fn go_on(&mut self) {
        self.at += 1;
        (self.reached, self.bars) = (false, 0);
    }

    fn drop_trade(&mut self) {
        let side = self.stage().position.signum();
        while self.at < self.stages.len() && self.stage().position.signum() == side {
            self.go_on();
        }
    }

    fn step(&self, seen: &Observation) -> Action {
        let target = self.stage().position;
        match seen.position {
            _ if !seen.session_open => Action::Hold,
            position if position == target => Action::Hold,
            position if position == -target => Action::Revert,
            position if position < target => Action::Buy,
            _ => Action::Sell,
        }
    }
}

impl Strategy for Walker {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        if self.reached && seen.position != self.stage().position {
            self.drop_trade();
        }
        self.reached |= seen.position == self.stage().position;
        if !self.reached {
            return Ok(self.step(seen));
        }
        self.bars += usize::from(seen.position != 0 || seen.session_open);
        if self.bars >= self.stage().bars {
            self.go_on();
        }
        Ok(self.step(seen))
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closes, ended, start};
    use super::*;
    use crate::dataset::Dataset;

    fn walk(
        dataset: Dataset,
        pairs: &[(&str, &str)],
        stages: &[(i64, usize)],
    ) -> Vec<(usize, usize)> {
        let stages = stages.iter().map(|&(position, bars)| Stage { position, bars }).collect();
        let env = ended(start(dataset, pairs), Walker::new(stages));
        env.record().trades.iter().map(|trade| (trade.entry_bar, trade.bars_held)).collect()
    }

    #[test]
    fn two_flat_bars_then_three_long_is_a_trade_from_bar_2_of_three_bars() {
        let trades = walk(closes(&[10.0; 9]), &[], &[(0, 2), (1, 3)]);
        assert_eq!(trades, [(2, 3)]);
        // Filled at once, the position is first seen a bar later.
        let trades = walk(closes(&[10.0; 9]), &[("fill", "same_close")], &[(0, 2), (1, 3)]);
        assert_eq!(trades, [(1, 3)]);
    }

    #[test]
    fn from_long_to_short_it_reverts_and_larger_positions_are_built_one_by_one() {
        assert_eq!(walk(closes(&[10.0; 9]), &[], &[(0, 1), (1, 2), (-1, 4)]), [(1, 2), (3, 4)]);
        let large = walk(closes(&[10.0; 9]), &[("max_position", "2")], &[(0, 1), (2, 2)]);
        assert_eq!(large, [(1, 3), (2, 3)]);
    }

    #[test]
    fn a_closed_session_is_waited_for_and_not_counted_while_flat() {
        let mask = vec![true, false, false, true, true, true, true];
        let masked = Dataset { session_open: Some(mask), ..closes(&[10.0; 7]) };
        assert_eq!(walk(masked, &[], &[(0, 2), (1, 2)]), [(4, 2)]);
    }

    #[test]
    fn a_trade_that_the_environment_ends_is_not_taken_up_again() {
        // Profile reference without a date closes every position after one bar.
        let trades = walk(
            closes(&[10.0; 9]),
            &[("profile", "reference")],
            &[(0, 1), (1, 5), (0, 2), (1, 1)],
        );
        assert_eq!(trades, [(1, 1), (4, 1)]);
    }
}
