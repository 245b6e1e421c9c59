//! Orders that are not filled are counted by reason, and the bar is marked all the same.

use super::*;
use Action::{Buy, Hold, Revert, Sell};

fn masked(open: &[bool], close: &[f64]) -> Dataset {
    Dataset { session_open: Some(open.to_vec()), ..closes(close) }
}

#[test]
fn the_session_is_judged_at_the_bar_of_the_fill() {
    let mask = [true, false, true];
    let next = run(masked(&mask, &[10.0; 3]), &[], &[Buy, Buy]);
    assert_eq!(refused(&next), [("session", 1)]);
    assert_eq!(next.record().trades[0].entry_bar, 2);
    let same = run(masked(&mask, &[10.0; 3]), &[("fill", "same_close")], &[Buy, Sell]);
    assert_eq!(refused(&same), [("session", 1)]);
    assert_eq!(same.record().trades[0].entry_bar, 0);
    assert!(same.record().trades[0].is_open(), "an exit needs an open session, too");
}

#[test]
fn each_refused_order_is_listed_at_the_bar_of_the_fill_that_was_not() {
    let listed = |env: &Env| -> Vec<_> {
        env.record().refused_orders.iter().map(|order| (order.bar, order.reason)).collect()
    };
    let mask = [true, false, true];
    let next = run(masked(&mask, &[10.0; 3]), &[], &[Buy, Hold, Buy]);
    assert_eq!(listed(&next), [(1, Refusal::Session), (2, Refusal::End)]);
    let same = run(masked(&mask, &[10.0; 3]), &[("fill", "same_close")], &[Hold, Buy]);
    assert_eq!(listed(&same), [(1, Refusal::Session)]);
}

#[test]
fn the_list_of_refused_orders_ends_where_the_count_goes_on() {
    let n = LISTED_REFUSALS + 5;
    let env =
        run(masked(&vec![false; n], &vec![10.0; n]), &[("fill", "same_close")], &vec![Buy; n]);
    assert_eq!(env.record().refused_orders.len(), LISTED_REFUSALS);
    assert_eq!(env.record().refused.count(Refusal::Session), n as u64);
}

#[test]
fn a_refused_order_leaves_the_bar_marked() {
    let mask = [true, false, false];
    let env =
        run(masked(&mask, &[10.0, 12.0, 15.0]), &[("fill", "same_close")], &[Buy, Sell, Sell]);
    assert_eq!(env.record().equity, [1_000.0, 1_002.0, 1_005.0]);
    let refusals: Vec<_> = env.record().actions.iter().map(|action| action.refused).collect();
    assert_eq!(refusals, [None, Some(Refusal::Session), Some(Refusal::Session)]);
}

#[test]
fn the_files_margin_mask_stops_a_position_from_growing_but_not_from_shrinking() {
    let dataset = Dataset {
        margin_ok: Some(vec![true, false, false, false]),
        ..closes(&[10.0, 11.0, 12.0, 13.0])
    };
    let settings = [("fill", "same_close"), ("max_position", "2")];
    let env = run(dataset, &settings, &[Buy, Buy, Sell, Sell]);
    assert_eq!(refused(&env), [("margin", 2)]);
    assert_eq!(env.record().trades[0].exit.unwrap().bar, 2);
}

#[test]
fn equity_at_the_fill_price_after_costs_must_carry_the_new_position() {
    let settings = [
        ("enforce_margin", "true"),
        ("initial_balance", "101"),
        ("margin_per_contract", "100"),
        ("fill", "same_close"),
    ];
    let cheap = [settings.as_slice(), &[("commission_round_turn", "2")]].concat();
    assert!(refused(&run(closes(&[10.0, 10.0]), &cheap, &[Buy])).is_empty());
    let dear = [settings.as_slice(), &[("commission_round_turn", "2.02")]].concat();
    assert_eq!(refused(&run(closes(&[10.0, 10.0]), &dear, &[Buy])), [("margin", 1)]);
}

#[test]
fn an_exit_is_never_asked_for_margin() {
    let settings = [
        ("enforce_margin", "true"),
        ("initial_balance", "100"),
        ("margin_per_contract", "100"),
        ("fill", "same_close"),
    ];
    let env = run(closes(&[50.0, 20.0, 10.0]), &settings, &[Buy, Sell]);
    assert!(refused(&env).is_empty());
    assert_eq!(env.record().equity, [100.0, 70.0, 70.0]);
}

#[test]
fn a_flip_whose_new_side_has_no_margin_closes_to_flat_and_counts_one() {
    let settings = [
        ("enforce_margin", "true"),
        ("initial_balance", "100"),
        ("margin_per_contract", "100"),
        ("commission_round_turn", "2"),
        ("fill", "same_close"),
    ];
    // After the entry's 1 and a loss of 5 there are 94, too few for the other side.
    let lacking = [&settings[..], &[("initial_balance", "101")]].concat();
    let env = run(closes(&[50.0, 45.0, 40.0]), &lacking, &[Buy, Revert]);
    assert_eq!(refused(&env), [("margin", 1)]);
    assert_eq!(env.record().equity, [100.0, 94.0, 94.0]);
    assert_eq!(env.record().trades[0].exit.unwrap().reason, ExitReason::Order);
}

#[test]
fn an_order_past_max_position_is_refused() {
    let env = run(closes(&[10.0; 4]), &[("fill", "same_close")], &[Buy, Buy, Revert, Sell]);
    assert_eq!(refused(&env), [("position", 2)]);
}

#[test]
fn a_fill_price_that_is_no_number_above_0_is_refused() {
    let opens = [10.0, f64::NAN, 0.0, -1.0, f64::INFINITY, 10.0];
    let env = run(with_opens(&opens, &[10.0; 6]), &[], &[Buy; 5]);
    assert_eq!(refused(&env), [("price", 4)]);
    assert_eq!(env.record().trades[0].entry_bar, 5);
}

#[test]
fn on_the_last_bar_there_is_nothing_later_to_fill_at() {
    for fill in ["next_open", "next_close"] {
        let env = run(closes(&[10.0; 2]), &[("fill", fill)], &[Hold, Buy]);
        assert_eq!(refused(&env), [("end", 1)]);
        assert_eq!(env.record().actions[1].refused, Some(Refusal::End));
    }
    let same = run(closes(&[10.0; 2]), &[("fill", "same_close")], &[Hold, Buy]);
    assert!(refused(&same).is_empty());
}

#[test]
fn a_revert_while_flat_is_a_hold_even_on_the_last_bar() {
    for fill in ["next_open", "same_close"] {
        let dataset = masked(&[false; 3], &[10.0; 3]);
        assert!(refused(&run(dataset, &[("fill", fill)], &[Revert; 3])).is_empty());
    }
}

#[test]
fn in_price_mode_a_position_needs_its_whole_price_at_the_fill() {
    let settings = [
        ("enforce_margin", "true"),
        ("margin_mode", "price"),
        ("fill", "same_close"),
        ("max_position", "0"),
    ];
    // 1,000 carry one contract at 600 and, once it has gained 300, no second one at 900.
    let env = run(closes(&[600.0, 900.0, 400.0]), &settings, &[Buy, Buy, Buy]);
    assert_eq!(refused(&env), [("margin", 1)]);
    // 1,000 − 200 of loss carry two at 400.
    assert_eq!(env.record().trades.len(), 2);
}

#[test]
fn a_flip_that_the_file_forbids_closes_to_flat_and_counts_one() {
    let dataset =
        Dataset { margin_ok: Some(vec![true, false, true]), ..closes(&[10.0, 12.0, 9.0]) };
    let env = run(dataset, &[("fill", "same_close")], &[Buy, Revert]);
    assert_eq!(refused(&env), [("margin", 1)]);
    assert_eq!(env.record().equity, [1_000.0, 1_002.0, 1_002.0]);
}

#[test]
fn a_position_meets_prices_below_0_but_no_order_fills_there() {
    let env = run(closes(&[10.0, -5.0, 3.0]), &[("fill", "same_close")], &[Buy, Sell, Sell]);
    assert_eq!(env.record().equity, [1_000.0, 985.0, 993.0]);
    assert_eq!(refused(&env), [("price", 1)]);
}
