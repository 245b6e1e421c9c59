//! A recorded policy's actions carried out again under profile `reference`.
//!
//! A trainer's log has one row for each bar t of a fill: what was done, what the bar allowed, and the
//! equity after it. Our environment is asked at t − 1 and fills at close t by the mask of the bar it
//! shows, so a row's mask is given to the bar before it.

use std::rc::Rc;

use super::recorded::Recorded;
use crate::dataset::{Bars, Dataset};
use crate::env::{Action, Env, Profile, Settings};
use crate::error::EngineError;

/// Equity closer than this agrees, money: logs are written to four decimals at least.
pub const TOLERANCE: f64 = 1e-4;

/// The rows of one window, in columns of one length.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    /// Row of the data file at which each action filled; one follows the other.
    pub bars: Vec<usize>,
    /// What was carried out.
    pub actions: Vec<Action>,
    /// Whether the session was open.
    pub session_open: Vec<bool>,
    /// Whether the margin mask allowed the step.
    pub margin_ok: Vec<bool>,
    /// Minutes to the session's end; NaN = unknown.
    pub minutes_to_close: Vec<f64>,
    /// Close as logged; NaN = not logged.
    pub close: Vec<f64>,
    /// Equity after the step as logged; NaN = not logged.
    pub equity: Vec<f64>,
}

/// How a replay went.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// Steps compared.
    pub steps: usize,
    /// Our equity after each step, money.
    pub equity: Vec<f64>,
    /// Largest difference of equity, money.
    pub largest_difference: f64,
    /// The first step that does not agree.
    pub first: Option<Disagreement>,
}

/// Where log and environment part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disagreement {
    /// Step within the window, from 0.
    pub step: usize,
    /// Row of the data file.
    pub bar: usize,
    /// `close` (it is another data file) or `equity`.
    pub what: &'static str,
    /// Our value.
    pub ours: f64,
    /// The log's value.
    pub theirs: f64,
}

/// Carries out one window's actions over the closes of a data file, by the settings of profile
/// `reference`, and compares.
///
/// # Errors
/// `NOT_REFERENCE` for settings of the other profile; `BAD_STEPS` where the rows are none, not one after
/// the other, or beyond the file.
pub fn replay(close: &[f64], settings: &Settings, steps: &Steps) -> Result<Replay, EngineError> {
    if settings.profile != Profile::Reference {
        return Err(data("NOT_REFERENCE", "A replay needs profile reference.".to_owned()));
    }
    let first = check(close.len(), steps)?;
    let window = &close[first..first + steps.bars.len()];
    let mut env = Env::new(bars_of(close, first, steps)?, settings)?;
    let mut strategy = Recorded::new(steps.actions.clone());
    env.advance(&mut strategy, usize::MAX).map_err(EngineError::Script)?;
    env.finish();

    let equity = env.record().equity.clone();
    let mut found = Replay { steps: equity.len(), equity, largest_difference: 0.0, first: None };
    for (step, (&ours, &theirs)) in found.equity.iter().zip(&steps.equity).enumerate() {
        let place = |what, ours, theirs| {
            let bar = steps.bars[step];
            Disagreement { step, bar, what, ours, theirs }
        };
        let (close, logged) = (window[step], steps.close[step]);
        if !logged.is_nan() && close != logged {
            found.first.get_or_insert(place("close", close, logged));
        }
        let difference = (ours - theirs).abs();
        if difference > TOLERANCE || (ours.is_nan() && !theirs.is_nan()) {
            found.first.get_or_insert(place("equity", ours, theirs));
        }
        found.largest_difference = found.largest_difference.max(difference);
    }
    Ok(found)
}

/// Returns the first row.
fn check(rows: usize, steps: &Steps) -> Result<usize, EngineError> {
    let count = steps.bars.len();
    let lengths = [
        steps.actions.len(),
        steps.session_open.len(),
        steps.margin_ok.len(),
        steps.minutes_to_close.len(),
        steps.close.len(),
        steps.equity.len(),
    ];
    if lengths.iter().any(|&length| length != count) {
        return Err(data(
            "BAD_STEPS",
            format!("The columns have {lengths:?} values, not {count}."),
        ));
    }
    let Some(&first) = steps.bars.first() else {
        return Err(data("BAD_STEPS", "The window has no rows.".to_owned()));
    };
    for (&bar, expected) in steps.bars.iter().zip(first..) {
        if bar != expected {
            return Err(data(
                "BAD_STEPS",
                format!("After row {} the window goes on at row {bar}.", expected - 1),
            ));
        }
        if bar >= rows {
            return Err(data(
                "BAD_STEPS",
                format!("The log has row {bar}, but the file has {rows} rows: it is another file."),
            ));
        }
    }
    Ok(first)
}

/// The window's bars with the one before it, each with the mask of the row after it.
fn bars_of(close: &[f64], first: usize, steps: &Steps) -> Result<Bars, EngineError> {
    let last = first + steps.bars.len();
    // A window that starts with the file has no bar before it; flat, its price does not matter.
    let before = close[first.saturating_sub(1)];
    let dataset = Dataset {
        close: std::iter::once(before).chain(close[first..last].iter().copied()).collect(),
        session_open: Some(shifted(&steps.session_open, true)),
        margin_ok: Some(shifted(&steps.margin_ok, true)),
        minutes_to_close: Some(shifted(&steps.minutes_to_close, f64::NAN)),
        ..Dataset::default()
    };
    Bars::new(Rc::new(dataset), 0, None, 2)
}

/// The mask of the last bar is never asked for.
fn shifted<T: Copy>(column: &[T], last: T) -> Vec<T> {
    column.iter().copied().chain([last]).collect()
}

fn data(code: &'static str, message: String) -> EngineError {
    EngineError::Data { code, message }
}

#[cfg(test)]
mod tests;
