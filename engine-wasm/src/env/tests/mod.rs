//! Behaviour of whole runs, on bars short enough to check by hand.

mod buy_and_hold;
mod endings;
mod fills;
mod reference_run;
mod refusals;
mod session_end;

use std::rc::Rc;

use super::*;
use crate::dataset::{Bars, Dataset};
use crate::error::ProblemKind;

/// Answers from a list, then holds; `None` in the list fails. Keeps what it was shown.
struct Plan {
    answers: Vec<Option<Action>>,
    seen: Vec<Observation>,
}

impl Strategy for Plan {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        self.seen.push(*seen);
        self.answers.get(seen.bar).copied().unwrap_or(Some(Action::Hold)).ok_or(Problem {
            kind: ProblemKind::RuntimeError,
            message: "the plan fails here".to_owned(),
            line: None,
            bar: Some(seen.bar),
            ts: None,
            traceback: None,
        })
    }
}

fn plan(answers: &[Action]) -> Plan {
    Plan { answers: answers.iter().copied().map(Some).collect(), seen: Vec::new() }
}

/// Starts a run with 1,000 of balance, no costs and no margin, changed by `pairs`.
fn start(dataset: Dataset, pairs: &[(&str, &str)]) -> Env {
    let free = [
        ("initial_balance", "1000"),
        ("commission_round_turn", "0"),
        ("slippage_per_contract", "0"),
        ("enforce_margin", "false"),
        ("trace_actions", "true"),
    ];
    let pairs: Vec<(String, String)> =
        free.iter().chain(pairs).map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    let settings = Settings::from_pairs(&pairs).unwrap();
    Env::new(Bars::new(Rc::new(dataset), 0, None, 1).unwrap(), &settings).unwrap()
}

fn run_to_the_end(env: &mut Env, plan: &mut Plan) {
    while !env.advance(plan, 3).unwrap() {}
    env.finish();
}

/// Runs a list of actions over a dataset.
fn run(dataset: Dataset, pairs: &[(&str, &str)], answers: &[Action]) -> Env {
    let mut env = start(dataset, pairs);
    run_to_the_end(&mut env, &mut plan(answers));
    env
}

fn closes(close: &[f64]) -> Dataset {
    Dataset { close: close.to_vec(), ..Dataset::default() }
}

fn with_opens(open: &[f64], close: &[f64]) -> Dataset {
    Dataset { open: Some(open.to_vec()), ..closes(close) }
}

/// Returns each reason with its count, those of 0 left out.
fn refused(env: &Env) -> Vec<(&'static str, u64)> {
    Refusal::ALL
        .into_iter()
        .map(|reason| (reason.name(), env.record().refused.count(reason)))
        .filter(|&(_, count)| count > 0)
        .collect()
}

#[test]
fn words_of_any_case_are_actions_and_flip_is_revert() {
    assert_eq!(Action::parse("BUY"), Some(Action::Buy));
    assert_eq!(Action::parse("Flip"), Some(Action::Revert));
    assert_eq!(Action::parse("hold"), Some(Action::Hold));
    assert_eq!(Action::parse("buy "), None);
    assert_eq!(Action::parse(""), None);
}

#[test]
fn a_revert_turns_two_long_into_two_short() {
    assert_eq!(Action::Revert.target(2), -2);
    assert_eq!((Action::Buy.target(-1), Action::Sell.target(0)), (0, -1));
}

#[test]
fn what_was_done_does_not_depend_on_later_bars() {
    let close: Vec<f64> = (0..60).map(|i| 100.0 + f64::from(i * i % 13)).collect();
    let answers: Vec<Action> = (0..60)
        .map(|i| [Action::Buy, Action::Hold, Action::Revert, Action::Sell, Action::Sell][i * i % 5])
        .collect();
    for (profile, cut) in [("standard", 0), ("reference", 1)] {
        let whole = run(closes(&close), &[("profile", profile), ("max_position", "3")], &answers);
        for bars in 2..60 {
            let early = run(
                closes(&close[..bars]),
                &[("profile", profile), ("max_position", "3")],
                &answers,
            );
            assert_eq!(early.record().equity, whole.record().equity[..bars - cut], "{bars} bars");
        }
    }
}
