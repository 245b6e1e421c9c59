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

#[test]
fn a_file_without_minutes_or_times_is_never_closed() {
    let env = run(closes(&CLOSE), &[("auto_close_minutes", "5"), ("fill", "next_close")], &[Buy]);
    assert!(env.record().trades[0].is_open());
    assert!(refused(&env).is_empty());
}

#[test]
fn a_day_of_daily_bars_is_open_unless_hours_are_asked_for() {
    // Midnights in UTC, as daily files have them: 19:00 or 20:00 the day before in New York.
    let days = |count: i64| (0..count).map(|day| (19_723 + day) * 86_400_000_000_000).collect();
    let dataset = || Dataset { ts: Some(days(6)), ..closes(&CLOSE) };
    let settings = [("auto_close_minutes", "5"), ("fill", "next_close")];
    assert!(refused(&run(dataset(), &settings, &[Buy, Sell])).is_empty());
    let hours = [("session", "rth"), ("fill", "next_close")];
    assert_eq!(refused(&run(dataset(), &hours, &[Buy, Sell])), [("session", 2)]);
}

#[test]
fn no_position_is_carried_over_the_end_of_the_regular_hours() {
    // Every 20 minutes through three weekdays of 2024, bought at every bar.
    let start = 1_709_510_400_000_000_000;
    let ts: Vec<i64> = (0..216).map(|bar| start + bar * 1_200_000_000_000).collect();
    let dataset = Dataset { ts: Some(ts.clone()), ..closes(&[10.0; 216]) };
    let settings = [("session", "rth"), ("auto_close_minutes", "5"), ("fill", "next_close")];
    let env = run(dataset, &settings, &[Buy; 216]);
    let trades = &env.record().trades;
    let days: Vec<_> = trades.iter().map(|trade| trade.exit.unwrap()).collect();
    assert_eq!(days.len(), 3, "in once a day, not again in the last minutes");
    for exit in days {
        // 15:40 New York is 20:40 UTC: the last bar of the session.
        assert_eq!((ts[exit.bar] / 60_000_000_000) % 1_440, 20 * 60 + 40);
        assert_eq!(exit.reason, ExitReason::AutoClose);
    }
}
