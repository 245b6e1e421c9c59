use super::*;
use Action::{Buy, Hold, Revert, Sell};

/// Closes of a file; its first three rows come before the window.
const CLOSE: [f64; 8] = [90.0, 95.0, 99.0, 100.0, 103.0, 101.0, 106.0, 104.0];

/// A log of five rows from row 3 on, open throughout, with what the trainer's rules make of the actions:
/// balance 10,000, commission 0.80 and slippage 0.25 for each contract changed.
fn log() -> Steps {
    Steps {
        bars: vec![3, 4, 5, 6, 7],
        actions: vec![Buy, Hold, Revert, Hold, Buy],
        session_open: vec![true; 5],
        margin_ok: vec![true; 5],
        minutes_to_close: vec![300.0; 5],
        close: CLOSE[3..].to_vec(),
        // In at 100; +3; −2 and two contracts changed at 101; short +(−5); +2 and out at 104.
        equity: vec![9_998.95, 10_001.95, 9_997.85, 9_992.85, 9_993.8],
    }
}

fn settings(pairs: &[(&str, &str)]) -> Settings {
    let all = [("profile", "reference")];
    let pairs: Vec<(String, String)> =
        all.iter().chain(pairs).map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    Settings::from_pairs(&pairs).unwrap()
}

fn replayed(steps: &Steps) -> Replay {
    replay(&CLOSE, &settings(&[]), steps).unwrap()
}

#[test]
fn a_log_by_the_trainers_rules_agrees_at_every_step() {
    let found = replayed(&log());
    assert_eq!((found.steps, found.first), (5, None));
    assert!(found.largest_difference < 1e-9);
}

#[test]
fn the_first_step_that_differs_is_told_with_both_values() {
    let mut steps = log();
    steps.equity[3] += 0.25;
    steps.equity[4] -= 7.0;
    let found = replayed(&steps);
    let first = found.first.unwrap();
    assert_eq!((first.step, first.bar, first.what), (3, 6, "equity"));
    assert!((first.ours - 9_992.85).abs() < 1e-9 && first.theirs == 9_993.1);
    assert!((found.largest_difference - 7.0).abs() < 1e-9);
}

#[test]
fn other_costs_differ_at_the_first_fill() {
    let found = replay(&CLOSE, &settings(&[("commission_round_turn", "2")]), &log()).unwrap();
    assert_eq!(found.first.map(|first| first.step), Some(0));
}

#[test]
fn another_data_file_is_found_by_its_closes_before_its_equity() {
    let mut other = CLOSE;
    other[4] = 102.0;
    let first = replay(&other, &settings(&[]), &log()).unwrap().first.unwrap();
    assert_eq!((first.bar, first.what, first.ours, first.theirs), (4, "close", 102.0, 103.0));
}

#[test]
fn a_rows_mask_is_that_of_its_own_bar() {
    let mut steps = log();
    // The revert of row 5 is refused: the account stands still, and the move of row 5 comes with row 6.
    steps.session_open[2] = false;
    steps.equity = vec![9_998.95, 10_001.95, 10_001.95, 10_004.95, 9_999.9];
    steps.actions[4] = Sell;
    steps.equity[4] = 10_004.95 - 2.0 - 1.05;
    assert_eq!(replayed(&steps).first, None);
}

#[test]
fn the_sessions_end_closes_by_the_minutes_of_the_row() {
    let mut steps = log();
    // Logged as the sell that it became.
    steps.actions = vec![Buy, Hold, Sell, Hold, Hold];
    steps.minutes_to_close[2] = 5.0;
    steps.equity = vec![9_998.95, 10_001.95, 9_998.9, 9_998.9, 9_998.9];
    assert_eq!(replayed(&steps).first, None);
}

#[test]
fn a_window_may_start_at_the_files_first_row() {
    let steps = Steps {
        bars: vec![0, 1],
        actions: vec![Buy, Hold],
        session_open: vec![true; 2],
        margin_ok: vec![true; 2],
        minutes_to_close: vec![f64::NAN; 2],
        close: vec![f64::NAN; 2],
        equity: vec![9_998.95, 10_003.95],
    };
    assert_eq!(replayed(&steps).first, None);
}

#[test]
fn rows_that_do_not_follow_each_other_or_the_file_are_refused() {
    let message = |steps: &Steps| replay(&CLOSE, &settings(&[]), steps).unwrap_err().to_string();
    let mut hole = log();
    hole.bars[2] = 6;
    assert_eq!(message(&hole), "After row 4 the window goes on at row 6.");
    let mut beyond = log();
    beyond.bars = vec![4, 5, 6, 7, 8];
    assert!(message(&beyond).starts_with("The log has row 8, but the file has 8 rows"));
    assert_eq!(message(&Steps::default()), "The window has no rows.");
    let mut short = log();
    short.equity.pop();
    assert!(message(&short).ends_with("not 5."));
    assert!(replay(&CLOSE, &Settings::default(), &log()).is_err());
}

#[test]
fn our_own_run_under_profile_reference_replays_to_the_last_bit() {
    let close = super::super::trial::jumpy(400);
    let actions: Vec<Action> =
        (0..399).map(|i: usize| [Buy, Hold, Revert, Sell, Hold, Sell][i * i % 7 % 6]).collect();
    let minutes: Vec<f64> = (0..400).map(|i| f64::from(60 - i % 61)).collect();
    let open: Vec<bool> = (0..400).map(|i| i % 23 != 0).collect();
    let dataset = Dataset {
        session_open: Some(open.clone()),
        minutes_to_close: Some(minutes.clone()),
        ..super::super::trial::closes(&close)
    };
    let pairs = [("profile", "reference"), ("max_position", "2")];
    let run = super::super::trial::run(dataset, &pairs, &actions);
    let steps = Steps {
        bars: (1..400).collect(),
        actions,
        session_open: open[..399].to_vec(),
        margin_ok: vec![true; 399],
        minutes_to_close: minutes[..399].to_vec(),
        close: close[1..].to_vec(),
        equity: run.record().equity.clone(),
    };
    let found = replay(&close, run.settings(), &steps).unwrap();
    assert_eq!((found.first, found.largest_difference), (None, 0.0));
    assert_eq!(found.equity, run.record().equity);
}
