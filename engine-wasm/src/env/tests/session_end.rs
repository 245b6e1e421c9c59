//! Auto-close: out before the session ends, and not in again until the next one.

use super::*;
use Action::{Buy, Hold, Revert, Sell};

/// Bars a minute apart with the minutes to the close the file gives.
fn minutes(minutes: &[f64], close: &[f64]) -> Dataset {
    let ts = (0..close.len()).map(|bar| 60_000_000_000 * i64::try_from(bar).unwrap());
    Dataset { ts: Some(ts.collect()), minutes_to_close: Some(minutes.to_vec()), ..closes(close) }
}

const CLOSE: [f64; 6] = [10.0, 11.0, 12.0, 13.0, 14.0, 15.0];
const TO_CLOSE: [f64; 6] = [5.0, 4.0, 3.0, 2.0, 1.0, 300.0];

#[test]
fn the_position_is_closed_in_the_last_minutes_at_the_price_of_an_order() {
    let settings = [("auto_close_minutes", "3"), ("fill", "next_close")];
    let env = run(minutes(&TO_CLOSE, &CLOSE), &settings, &[Buy]);
    let exit = env.record().trades[0].exit.unwrap();
    assert_eq!((exit.bar, exit.price, exit.reason), (2, 12.0, ExitReason::AutoClose));
    assert_eq!(env.record().equity, [1_000.0, 1_000.0, 1_001.0, 1_001.0, 1_001.0, 1_001.0]);
}

#[test]
fn entries_are_refused_until_the_session_has_ended() {
    let settings = [("auto_close_minutes", "3"), ("fill", "same_close")];
    let env = run(minutes(&TO_CLOSE, &CLOSE), &settings, &[Buy, Hold, Buy, Sell, Hold, Buy]);
    // At bar 2 the long is closed and the buy beside it refused, at bar 3 the sell.
    assert_eq!(refused(&env), [("session", 2)]);
    let trades = &env.record().trades;
    assert_eq!(trades[0].exit.unwrap().reason, ExitReason::AutoClose);
    assert_eq!((trades.len(), trades[1].entry_bar, trades[1].is_open()), (2, 5, true));
}

#[test]
fn an_exit_asked_for_at_that_bar_is_not_refused_and_a_flip_is() {
    let settings = [("auto_close_minutes", "3"), ("fill", "same_close")];
    let exit = run(minutes(&TO_CLOSE, &CLOSE), &settings, &[Buy, Hold, Sell]);
    assert!(refused(&exit).is_empty());
    let flip = run(minutes(&TO_CLOSE, &CLOSE), &settings, &[Buy, Hold, Revert]);
    assert_eq!(refused(&flip), [("session", 1)]);
    for env in [exit, flip] {
        assert_eq!(env.record().trades.len(), 1);
    }
}

#[test]
fn bars_longer_than_the_setting_are_closed_at_the_sessions_last_one() {
    // A minute apart: the last bar of the session has 1 minute left.
    let settings = [("auto_close_minutes", "0"), ("fill", "next_close")];
    let env = run(minutes(&TO_CLOSE, &CLOSE), &settings, &[Buy]);
    assert_eq!(env.record().trades[0].exit.unwrap().bar, 4);
}

#[test]
fn a_close_without_a_price_leaves_at_the_last_mark() {
    let opens = [10.0, 10.0, f64::NAN, 10.0, 10.0, 10.0];
    let dataset = Dataset { open: Some(opens.to_vec()), ..minutes(&TO_CLOSE, &CLOSE) };
    let env = run(dataset, &[("auto_close_minutes", "3")], &[Buy]);
    let exit = env.record().trades[0].exit.unwrap();
    assert_eq!((exit.bar, exit.price), (2, 11.0));
}

#[test]
fn by_default_nothing_is_closed() {
    let env = run(minutes(&TO_CLOSE, &CLOSE), &[], &[Buy]);
    assert!(env.record().trades[0].is_open());
}

#[test]
fn closed_bars_are_not_the_last_minutes_of_a_session() {
    let dataset = Dataset {
        session_open: Some(vec![true, true, false, false, false, true]),
        ..minutes(&[9.0, 9.0, 0.0, 0.0, 0.0, 9.0], &CLOSE)
    };
    let env = run(dataset, &[("auto_close_minutes", "3"), ("fill", "same_close")], &[Buy]);
    assert!(env.record().trades[0].is_open());
}
