//! Buy-and-hold: the first fill that the settings accept, and nothing after it.

use super::*;
use Action::Buy;

fn held(dataset: Dataset, pairs: &[(&str, &str)]) -> Option<BuyAndHold> {
    run(dataset, pairs, &[]).record().buy_and_hold
}

#[test]
fn it_is_bought_at_the_fill_an_order_of_the_first_bar_would_get() {
    let market = || with_opens(&[10.0, 11.0, 12.0], &[10.5, 11.5, 15.0]);
    for (fill, bar, price) in
        [("next_open", 1, 11.0), ("next_close", 1, 11.5), ("same_close", 0, 10.5)]
    {
        let found = held(market(), &[("fill", fill)]).unwrap();
        assert_eq!((found.bar, found.price, found.pnl), (bar, price, 15.0 - price), "{fill}");
    }
}

#[test]
fn it_holds_as_many_contracts_as_the_run_may_and_pays_its_costs() {
    let settings = [
        ("fill", "same_close"),
        ("max_position", "3"),
        ("contract_multiplier", "2"),
        ("commission_round_turn", "1"),
        ("slippage_per_contract", "0.25"),
        ("fee_bps", "100"),
    ];
    // 3 contracts × 2 × 5 points, less 3 × (0.5 + 0.25 + 1 % of 20).
    let market = || closes(&[10.0, 15.0]);
    assert!((held(market(), &settings).unwrap().pnl - (30.0 - 2.85)).abs() < 1e-12);
    let liquidated = [&settings[..], &[("liquidate_at_end", "true")]].concat();
    // And 3 × (0.5 + 0.25 + 1 % of 30) to leave.
    assert!((held(market(), &liquidated).unwrap().pnl - (30.0 - 2.85 - 3.15)).abs() < 1e-12);
    let uncapped = [&settings[..], &[("max_position", "-1")]].concat();
    assert_eq!(held(market(), &uncapped).unwrap().contracts, 1);
}

#[test]
fn bars_that_take_no_order_are_passed_over() {
    let dataset = || Dataset {
        session_open: Some(vec![true, false, true, true, true]),
        margin_ok: Some(vec![true, true, false, true, true]),
        ..with_opens(&[10.0, 11.0, 12.0, f64::NAN, 14.0], &[10.0; 5])
    };
    assert_eq!(held(dataset(), &[]).unwrap().bar, 4);
    assert_eq!(held(dataset(), &[("fill", "next_close")]).unwrap().bar, 3);
}

#[test]
fn where_no_bar_takes_the_purchase_there_is_none() {
    let closed = Dataset { session_open: Some(vec![false; 3]), ..closes(&[10.0; 3]) };
    assert_eq!(held(closed, &[]), None);
    let poor = [("enforce_margin", "true"), ("margin_per_contract", "600"), ("max_position", "2")];
    assert_eq!(held(closes(&[10.0; 3]), &poor), None);
    assert_eq!(held(closes(&[10.0]), &[]), None, "one bar has nothing later to fill at");
}

#[test]
fn neither_the_sessions_end_nor_a_loss_of_everything_ends_it() {
    let dataset = Dataset {
        minutes_to_close: Some(vec![9.0, 9.0, 1.0, 9.0]),
        ..closes(&[2_000.0, 2_000.0, 500.0, 700.0])
    };
    let settings = [("auto_close_minutes", "2"), ("fill", "next_close")];
    assert_eq!(held(dataset, &settings).unwrap().pnl, -1_300.0);
}

#[test]
fn the_last_close_that_is_a_number_is_the_mark() {
    let found = held(closes(&[10.0, 11.0, 13.0, f64::NAN]), &[("fill", "same_close")]).unwrap();
    assert_eq!(found.pnl, 3.0);
}

#[test]
fn under_profile_reference_it_fills_at_the_next_close_by_the_mask_before() {
    let dataset = Dataset {
        session_open: Some(vec![false, true, true]),
        minutes_to_close: Some(vec![100.0; 3]),
        ..closes(&[10.0, 11.0, 15.0])
    };
    let found = held(dataset, &[("profile", "reference")]).unwrap();
    assert_eq!((found.bar, found.price, found.pnl), (2, 15.0, 0.0));
}

#[test]
fn a_run_that_buys_at_once_and_holds_makes_the_same() {
    let close: Vec<f64> = (0..30).map(|i| 100.0 + f64::from(i * 7 % 11)).collect();
    for fill in ["next_open", "next_close", "same_close"] {
        let settings = [("fill", fill), ("commission_round_turn", "3"), ("slippage_bps", "2")];
        let env = run(with_opens(&close, &close), &settings, &[Buy]);
        let profit = env.record().equity.last().unwrap() - 1_000.0;
        assert!((env.record().buy_and_hold.unwrap().pnl - profit).abs() < 1e-9, "{fill}");
    }
}

#[test]
fn its_equity_is_the_initial_balance_until_the_fill_and_follows_the_close_from_there() {
    let env = run(with_opens(&[10.0, 11.0, 12.0], &[10.5, 11.5, 15.0]), &[], &[]);
    let held = env.record().buy_and_hold.unwrap();
    assert_eq!(held.equity(0, 10.5, env.settings()), 1_000.0);
    assert_eq!(held.equity(2, 15.0, env.settings()), 1_004.0);
}
