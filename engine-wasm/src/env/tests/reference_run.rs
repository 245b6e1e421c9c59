//! Whole runs under profile `reference`.

use super::*;
use Action::{Buy, Hold, Revert, Sell};

const REFERENCE: (&str, &str) = ("profile", "reference");

fn masked(open: &[bool], close: &[f64]) -> Dataset {
    Dataset {
        session_open: Some(open.to_vec()),
        minutes_to_close: Some(vec![100.0; close.len()]),
        ..closes(close)
    }
}

#[test]
fn n_bars_give_n_less_1_answers_and_points_filled_at_the_next_close() {
    let mut env = start(masked(&[true; 4], &[10.0, 12.0, 15.0, 11.0]), &[REFERENCE]);
    let mut strategy = plan(&[Buy]);
    run_to_the_end(&mut env, &mut strategy);
    assert_eq!((strategy.seen.len(), env.bars_done(), env.record().first_bar), (3, 3, 1));
    assert_eq!(env.record().equity, [1_000.0, 1_003.0, 999.0]);
    assert_eq!(env.record().rewards, [0.0, 3.0, -4.0]);
    let trade = &env.record().trades[0];
    assert_eq!((trade.entry_bar, trade.entry_price, trade.net_pnl), (1, 12.0, -1.0));
}

#[test]
fn a_violation_costs_1000_of_reward_and_freezes_the_account_for_the_step() {
    // The mask is that of the bar shown; the skipped move of 3 arrives with the next accepted step.
    let mask = [true, false, true, true];
    let env = run(masked(&mask, &[10.0, 12.0, 15.0, 16.0]), &[REFERENCE], &[Buy, Sell, Hold]);
    assert_eq!(env.record().equity, [1_000.0, 1_000.0, 1_004.0]);
    assert_eq!(env.record().rewards, [0.0, -1_000.0, 4.0]);
    assert_eq!(refused(&env), [("session", 1)]);
    assert_eq!(env.record().actions[1].refused, Some(Refusal::Session));
}

#[test]
fn without_a_date_a_position_lives_one_bar() {
    let env = run(closes(&[10.0, 11.0, 13.0, 16.0]), &[REFERENCE], &[Buy]);
    let exit = env.record().trades[0].exit.unwrap();
    assert_eq!((exit.bar, exit.price, exit.reason), (2, 13.0, ExitReason::AutoClose));
}

#[test]
fn partial_exits_are_listed_as_trades_though_the_account_realises_them_later() {
    let mut env = start(
        masked(&[true; 6], &[10.0, 10.0, 11.0, 13.0, 16.0, 20.0]),
        &[REFERENCE, ("max_position", "2")],
    );
    let mut strategy = plan(&[Buy, Buy, Sell, Revert]);
    run_to_the_end(&mut env, &mut strategy);
    let facts: Vec<_> = env
        .record()
        .trades
        .iter()
        .map(|trade| (trade.entry_bar, trade.exit.map(|exit| exit.bar), trade.gross_pnl))
        .collect();
    assert_eq!(facts, [(1, Some(3), 3.0), (2, Some(4), 5.0), (4, None, -4.0)]);
    assert_eq!(strategy.seen[3].realized_pnl, 0.0);
    assert_eq!(strategy.seen[4].realized_pnl, 8.0);
}
