//! Where orders meet their price, and what the account is then.

use super::*;
use Action::{Buy, Hold, Revert, Sell};

const OPEN: [f64; 4] = [10.0, 11.0, 12.0, 13.0];
const CLOSE: [f64; 4] = [10.5, 11.5, 12.5, 13.5];

#[test]
fn an_order_fills_at_the_next_open_by_default() {
    let env = run(with_opens(&OPEN, &CLOSE), &[], &[Buy]);
    assert_eq!(env.record().equity, [1_000.0, 1_000.5, 1_001.5, 1_002.5]);
    let trade = &env.record().trades[0];
    assert_eq!((trade.entry_bar, trade.entry_price), (1, 11.0));
}

#[test]
fn next_close_fills_a_whole_bar_later_and_same_close_at_once() {
    let next = run(with_opens(&OPEN, &CLOSE), &[("fill", "next_close")], &[Buy]);
    assert_eq!(next.record().equity, [1_000.0, 1_000.0, 1_001.0, 1_002.0]);
    let same = run(with_opens(&OPEN, &CLOSE), &[("fill", "same_close")], &[Buy]);
    assert_eq!(same.record().equity, [1_000.0, 1_001.0, 1_002.0, 1_003.0]);
    assert_eq!(same.record().trades[0].entry_bar, 0);
}

#[test]
fn only_a_same_close_order_costs_at_the_first_bar() {
    let cost = ("commission_round_turn", "2");
    for (fill, first) in [("next_open", 1_000.0), ("same_close", 999.0)] {
        let env = run(with_opens(&OPEN, &CLOSE), &[cost, ("fill", fill)], &[Buy]);
        assert_eq!(env.record().equity[0], first, "{fill}");
    }
}

#[test]
fn without_opens_the_next_close_stands_in_and_a_warning_says_so() {
    let env = run(closes(&CLOSE), &[], &[Buy]);
    assert_eq!(env.record().trades[0].entry_price, 11.5);
    assert_eq!(env.record().warnings[0].code, "close_only");
    assert!(run(closes(&CLOSE), &[("fill", "same_close")], &[]).record().warnings.is_empty());
}

#[test]
fn the_strategy_sees_the_account_marked_at_the_bar_it_is_shown() {
    let mut env = start(with_opens(&OPEN, &CLOSE), &[("contract_multiplier", "2")]);
    let mut strategy = plan(&[Buy, Hold, Sell]);
    run_to_the_end(&mut env, &mut strategy);
    let seen: Vec<_> = strategy
        .seen
        .iter()
        .map(|seen| (seen.position, seen.unrealized_pnl, seen.realized_pnl, seen.equity))
        .collect();
    assert_eq!(
        seen,
        [
            (0, 0.0, 0.0, 1_000.0),
            (1, 1.0, 0.0, 1_001.0),
            (1, 3.0, 0.0, 1_003.0),
            (0, 0.0, 4.0, 1_004.0),
        ]
    );
    assert!(strategy.seen.iter().all(|seen| seen.session_open && seen.minutes_to_close.is_none()));
}

#[test]
fn a_flip_pays_for_both_sides_and_ends_a_trade_by_flip() {
    let costs = [("commission_round_turn", "2"), ("fill", "same_close")];
    let env = run(closes(&[100.0, 104.0, 101.0]), &costs, &[Buy, Revert, Buy]);
    // −1 to enter, +4 and −2 to flip, +3 and −1 to leave.
    assert_eq!(env.record().equity, [999.0, 1_001.0, 1_003.0]);
    let facts: Vec<_> = env
        .record()
        .trades
        .iter()
        .map(|trade| (trade.side.name(), trade.exit.unwrap().reason.name(), trade.net_pnl))
        .collect();
    assert_eq!(facts, [("long", "flip", 2.0), ("short", "order", 1.0)]);
    assert_eq!((env.record().costs, env.record().turnover), (4.0, 100.0 + 208.0 + 101.0));
}

#[test]
fn lots_of_a_larger_position_leave_first_in_first_out() {
    let settings = [("max_position", "0"), ("fill", "same_close")];
    let env = run(closes(&[100.0, 110.0, 120.0, 130.0]), &settings, &[Buy, Buy, Sell]);
    let trades = &env.record().trades;
    assert_eq!((trades[0].entry_price, trades[0].net_pnl, trades[0].bars_held), (100.0, 20.0, 2));
    assert!(trades[1].is_open());
    assert_eq!((trades[1].entry_price, trades[1].net_pnl), (110.0, 20.0));
    assert_eq!(env.record().equity, [1_000.0, 1_010.0, 1_030.0, 1_040.0]);
}

#[test]
fn a_share_of_the_notional_is_taken_at_each_side() {
    let bps = [("fee_bps", "6"), ("slippage_bps", "4"), ("fill", "same_close")];
    let env = run(closes(&[100.0, 200.0]), &bps, &[Buy, Sell]);
    assert!((env.record().costs - (0.1 + 0.2)).abs() < 1e-12);
    assert!((env.record().trades[0].net_pnl - 99.7).abs() < 1e-12);
}
