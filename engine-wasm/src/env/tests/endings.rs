//! How runs end: bankrupt, liquidated, stopped half-way, or with a position still open.

use super::*;
use Action::{Buy, Hold, Sell};

#[test]
fn at_an_equity_of_0_the_position_is_closed_there_and_stays_flat() {
    let settings = [("contract_multiplier", "100"), ("fill", "same_close")];
    let env = run(closes(&[20.0, 15.0, 10.0, 30.0]), &settings, &[Buy, Hold, Hold, Buy]);
    assert_eq!(env.record().equity, [1_000.0, 500.0, 0.0, 0.0]);
    assert_eq!(env.record().bankrupt_bar, Some(2));
    let exit = env.record().trades[0].exit.unwrap();
    assert_eq!((exit.bar, exit.price, exit.reason), (2, 10.0, ExitReason::Bankrupt));
    assert_eq!(refused(&env), [("margin", 1)]);
}

#[test]
fn costs_alone_can_use_up_the_equity() {
    let settings =
        [("initial_balance", "10"), ("commission_round_turn", "10"), ("fill", "same_close")];
    let env = run(closes(&[20.0, 20.0, 20.0]), &settings, &[Buy, Sell]);
    assert_eq!((env.record().equity[1], env.record().bankrupt_bar), (0.0, Some(1)));
}

#[test]
fn liquidation_closes_the_last_position_at_the_last_close_with_its_costs() {
    let settings =
        [("liquidate_at_end", "true"), ("commission_round_turn", "2"), ("fill", "same_close")];
    let env = run(closes(&[10.0, 15.0]), &settings, &[Buy]);
    assert_eq!(env.record().equity, [999.0, 1_003.0]);
    let trade = &env.record().trades[0];
    assert_eq!((trade.exit.unwrap().reason, trade.net_pnl), (ExitReason::End, 3.0));
}

#[test]
fn a_position_left_at_the_end_is_a_trade_of_its_own_marked_open() {
    let env = run(closes(&[10.0, 15.0, 12.0]), &[("fill", "same_close")], &[Buy]);
    let trade = &env.record().trades[0];
    assert!(trade.is_open());
    assert_eq!((trade.net_pnl, trade.bars_held, trade.mae, trade.mfe), (2.0, 2, 0.0, 5.0));
    assert_eq!(env.record().bars_in_position, 3);
}

#[test]
fn a_close_that_is_no_number_keeps_the_last_mark() {
    let close = [10.0, 12.0, f64::NAN, 13.0];
    let env = run(closes(&close), &[("fill", "same_close")], &[Buy, Hold, Sell]);
    assert_eq!(env.record().equity, [1_000.0, 1_002.0, 1_002.0, 1_003.0]);
    assert_eq!(refused(&env), [("price", 1)]);
}

#[test]
fn a_failure_leaves_what_was_done_up_to_its_bar() {
    let mut env = start(closes(&[10.0, 12.0, 14.0, 16.0]), &[("liquidate_at_end", "true")]);
    let mut strategy = Plan { answers: vec![Some(Buy), Some(Hold), None], seen: Vec::new() };
    let problem = loop {
        match env.advance(&mut strategy, 1) {
            Ok(finished) => assert!(!finished),
            Err(problem) => break problem,
        }
    };
    env.finish();
    assert_eq!((problem.bar, env.bars_done()), (Some(2), 2));
    assert_eq!(env.record().equity, [1_000.0, 1_000.0, 1_002.0]);
    assert!(env.record().trades[0].is_open(), "nothing is liquidated half-way");
    env.finish();
    assert_eq!(env.record().trades.len(), 1, "the books are closed once");
}

#[test]
fn slices_of_any_size_give_the_same_run() {
    let close: Vec<f64> = (0..50).map(|i| 100.0 + f64::from(i * 7 % 11)).collect();
    let answers: Vec<Action> = (0..50).map(|i| [Buy, Hold, Sell, Hold, Sell][i % 5]).collect();
    let whole = {
        let mut env = start(closes(&close), &[]);
        assert!(env.advance(&mut plan(&answers), usize::MAX).unwrap());
        env.finish();
        env
    };
    let sliced = run(closes(&close), &[], &answers);
    assert_eq!(whole.record().equity, sliced.record().equity);
    assert_eq!(whole.record().trades, sliced.record().trades);
    assert_eq!(whole.record().actions, sliced.record().actions);
}

#[test]
fn one_bar_is_a_run_under_standard_and_none_at_all_is_not() {
    let env = run(closes(&[10.0]), &[], &[Buy]);
    assert_eq!((env.record().equity.as_slice(), refused(&env)), (&[1_000.0][..], vec![("end", 1)]));
    let none = Bars::new(Rc::new(Dataset::default()), 0, None, 0).unwrap();
    assert!(Env::new(none, &Settings::default()).is_err());
}
