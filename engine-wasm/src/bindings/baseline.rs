//! The door to the baselines: built-in strategies beside a run, and the replay of a policy's log.

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Engine, pairs, problem_json};
use crate::baseline::{self, Steps, Study};
use crate::env::{Action, Settings};
use crate::error::EngineError;
use crate::json::Json;
use crate::result;

/// Codes of actions in a column, in this order from 0.
const ACTIONS: [Action; 4] = [Action::Buy, Action::Sell, Action::Hold, Action::Revert];

#[wasm_bindgen]
impl Engine {
    /// Starts the baselines of the run that has ended: always flat, buy and hold, the inverse, and `count`
    /// random strategies drawn by `seed`. Returns a problem, or ''.
    pub fn begin_baselines(&mut self, seed: u64, count: usize) -> String {
        let Some(run) = &self.run else {
            return problem_json(&EngineError::Data {
                code: "NO_RUN",
                message: "There is no run to compare with baselines.".to_owned(),
            });
        };
        match Study::new(run.env(), seed, count) {
            Ok(study) => {
                self.study = Some(study);
                String::new()
            }
            Err(error) => problem_json(&error),
        }
    }

    /// Works on them for up to `max_bars` bars. Returns whether they are done.
    pub fn advance_baselines(&mut self, max_bars: usize) -> bool {
        // A problem could only be one of the settings, and the run before had none with them.
        self.study.as_mut().is_none_or(|study| study.advance(max_bars).unwrap_or(true))
    }

    /// Returns how many of them are done.
    pub fn baselines_done(&self) -> usize {
        self.study.as_ref().map_or(0, Study::steps_done)
    }

    /// Returns how many there will be.
    pub fn baselines_total(&self) -> usize {
        self.study.as_ref().map_or(0, Study::steps_total)
    }

    /// Returns what they came to so far, as JSON; 'null' without any.
    pub fn baselines_json(&self) -> String {
        let mut json = Json::default();
        match &self.study {
            None => json.null(),
            Some(study) => json.object(|json| baseline::write_study(&study.report(), json)),
        }
        json.finish()
    }

    /// Returns the equity curve of `flat`, `buy_and_hold` or `inverted` to draw: the first half x, the
    /// second half y; empty for any other name.
    pub fn baseline_line(&self, name: &str, buckets: usize) -> Vec<f64> {
        let Some(env) = self.study.as_ref().and_then(|study| study.named(name)) else {
            return Vec::new();
        };
        let (mut points, y) = result::equity_line(env, buckets);
        points.extend(y);
        points
    }

    /// Carries out one window of a policy's log over the dataset, which must be loaded as profile
    /// `reference` reads it. `actions`: 0 buy, 1 sell, 2 hold, 3 revert. `settings`: name, value, …
    /// Returns `{"ok":true,"value":{…}}` or its problem.
    #[expect(clippy::too_many_arguments, reason = "one argument a column")]
    pub fn replay(
        &self,
        settings: Vec<String>,
        bars: &[u32],
        actions: &[u8],
        session_open: &[u8],
        margin_ok: &[u8],
        minutes_to_close: &[f64],
        close: &[f64],
        equity: &[f64],
    ) -> String {
        let steps = Steps {
            bars: bars.iter().map(|&bar| bar as usize).collect(),
            actions: actions.iter().map(|&code| action(code)).collect(),
            session_open: session_open.iter().map(|&flag| flag != 0).collect(),
            margin_ok: margin_ok.iter().map(|&flag| flag != 0).collect(),
            minutes_to_close: minutes_to_close.to_vec(),
            close: close.to_vec(),
            equity: equity.to_vec(),
        };
        let closes = self.dataset.as_ref().map_or(&[][..], |dataset| &dataset.close);
        let found = Settings::from_pairs(&pairs(settings))
            .and_then(|settings| baseline::replay(closes, &settings, &steps));
        let mut json = Json::default();
        json.object(|json| {
            json.key("ok").boolean(found.is_ok());
            match &found {
                Ok(found) => json.key("value").object(|json| baseline::write_replay(found, json)),
                Err(error) => json.key("problem").object(|json| result::write_error(error, json)),
            }
        });
        json.finish()
    }
}

fn action(code: u8) -> Action {
    ACTIONS.get(usize::from(code)).copied().unwrap_or(Action::Hold)
}
