//! A list of actions, one for each bar, carried out again or turned about.

use crate::env::{Action, Env, ExitReason, Fill, Observation, Strategy};
use crate::error::Problem;

/// Answers bar by bar from a list, then holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    actions: Vec<Action>,
}

impl Recorded {
    /// Takes the action of each bar.
    pub fn new(actions: Vec<Action>) -> Self {
        Self { actions }
    }

    /// Returns the same with buy and sell exchanged; hold and revert stay.
    #[must_use]
    pub fn inverted(mut self) -> Self {
        for action in &mut self.actions {
            *action = match *action {
                Action::Buy => Action::Sell,
                Action::Sell => Action::Buy,
                same => same,
            };
        }
        self
    }
}

impl Strategy for Recorded {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        Ok(self.actions.get(seen.bar).copied().unwrap_or(Action::Hold))
    }
}

/// Returns what a run's strategy asked for at each bar; `None` if the run did not trace its actions.
pub fn requests_of(env: &Env) -> Option<Vec<Action>> {
    if !env.settings().trace_actions {
        return None;
    }
    let mut actions = vec![Action::Hold; env.bars_to_ask()];
    for traced in &env.record().actions {
        actions[traced.bar] = traced.action;
    }
    Some(actions)
}

/// Returns the actions that led to a run's fills: refused orders are left out, and exits that were the
/// environment's doing (session's end, bankruptcy, last bar) too, as it does them again by itself.
pub fn fills_of(env: &Env) -> Vec<Action> {
    let delay = usize::from(env.settings().fill != Fill::SameClose);
    let mut actions = vec![Action::Hold; env.bars_to_ask()];
    let mut put = |fill_bar: usize, action: Action| {
        let asked = fill_bar.checked_sub(delay).and_then(|bar| actions.get_mut(bar));
        if let Some(asked) = asked
            && *asked != Action::Revert
        {
            *asked = action;
        }
    };
    for trade in &env.record().trades {
        let (enter, leave) = match trade.side.sign() {
            1 => (Action::Buy, Action::Sell),
            _ => (Action::Sell, Action::Buy),
        };
        put(trade.entry_bar, enter);
        match trade.exit.map(|exit| (exit.bar, exit.reason)) {
            Some((bar, ExitReason::Order)) => put(bar, leave),
            Some((bar, ExitReason::Flip)) => put(bar, Action::Revert),
            _ => {}
        }
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closes, ended, jumpy, last_equity, run, start};
    use super::*;
    use Action::{Buy, Hold, Revert, Sell};

    #[test]
    fn the_inverse_of_a_long_trade_that_gains_5_is_a_short_one_that_loses_5() {
        let close = closes(&[10.0, 11.0, 16.0, 20.0]);
        let long = run(close.clone(), &[], &[Buy, Sell]);
        let short = ended(start(close, &[]), Recorded::new(vec![Buy, Sell]).inverted());
        assert_eq!((last_equity(&long), last_equity(&short)), (1_005.0, 995.0));
    }

    #[test]
    fn inverting_twice_is_the_list_itself() {
        let list = Recorded::new(vec![Buy, Hold, Revert, Sell]);
        assert_eq!(list.clone().inverted().inverted(), list);
        assert_eq!(list.inverted(), Recorded::new(vec![Sell, Hold, Revert, Buy]));
    }

    #[test]
    fn without_costs_gain_and_inverse_gain_add_up_to_nothing_on_any_bars() {
        let answers: Vec<Action> =
            (0..80).map(|i| [Buy, Hold, Revert, Sell, Buy, Sell][i * i % 6]).collect();
        let close = closes(&jumpy(80));
        for fill in ["next_open", "next_close", "same_close"] {
            let pairs = [("fill", fill), ("initial_balance", "100000"), ("max_position", "3")];
            let there = run(close.clone(), &pairs, &answers);
            let back =
                ended(start(close.clone(), &pairs), Recorded::new(answers.clone()).inverted());
            assert_eq!(last_equity(&there) + last_equity(&back), 200_000.0, "{fill}");
        }
    }

    #[test]
    fn the_fills_of_a_run_carried_out_again_are_the_same_run() {
        let answers: Vec<Action> =
            (0..90).map(|i| [Buy, Hold, Revert, Sell, Sell, Buy][i * 5 % 11 % 6]).collect();
        for (profile, fill) in [
            (("profile", "standard"), ("fill", "next_open")),
            (("profile", "standard"), ("fill", "same_close")),
            (("profile", "reference"), ("auto_close_minutes", "-1")),
        ] {
            for cap in ["1", "3"] {
                let pairs = [profile, fill, ("max_position", cap)];
                let once = run(closes(&jumpy(90)), &pairs, &answers);
                let again = run(closes(&jumpy(90)), &pairs, &fills_of(&once));
                assert!(once.record().trades.len() > 5);
                assert_eq!(once.record().trades, again.record().trades, "{pairs:?}");
            }
        }
    }

    #[test]
    fn requests_are_known_only_where_they_were_traced() {
        let close = closes(&[10.0, 11.0, 12.0]);
        let traced = run(close.clone(), &[("trace_actions", "true")], &[Sell, Buy]);
        assert_eq!(requests_of(&traced), Some(vec![Sell, Buy, Hold]));
        assert_eq!(requests_of(&run(close, &[], &[Sell, Buy])), None);
    }
}
