//! The one door to JavaScript: the class `Engine`. Nothing else in the crate knows JS types.
//!
//! What comes in is owned; what goes out is an owned typed array or JSON text by the one writer.
//! The person's mistakes are values (`''` = fine, else a problem as JSON); a throw is a bug of ours.

mod baseline;
mod chunks;
mod fingerprints;
mod places;
mod rows;

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::baseline::Study;
use crate::dataset::{Bars, Dataset};
use crate::env::{DataFixes, Profile, Settings, Warning};
use crate::error::{EngineError, Problem};
use crate::feature::Feature;
use crate::json::Json;
use crate::load::{LoadReport, Loader, Slice};
use crate::result::{self, BarsHash};
use crate::run::{Run, RunRequest};
use crate::script;

/// One dataset and one run over it.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    loader: Option<Loader>,
    dataset: Option<Rc<Dataset>>,
    data_warnings: Vec<Warning>,
    /// Text of the setting `data_fixes` that the dataset was loaded with.
    data_fixes: &'static str,
    loading_fixes: &'static str,
    file_columns: Vec<String>,
    run: Option<Run>,
    /// Of the rows of the last run that was asked for them; kept as long as the dataset.
    bars_hash: Option<BarsHash>,
    study: Option<Study>,
    script: String,
}

#[wasm_bindgen]
impl Engine {
    /// Makes an engine without data.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the tables of settings, metrics and indicators as JSON.
    pub fn tables() -> String {
        result::tables()
    }

    /// Starts to take a dataset of `rows` rows; the one before stays until `finish`.
    pub fn begin(&mut self, profile: &str, rows: usize, symbol: Option<String>) -> String {
        let profile = if profile == "reference" { Profile::Reference } else { Profile::Standard };
        self.loader = Some(Loader::new(profile, rows, symbol));
        self.loading_fixes = "";
        String::new()
    }

    /// Asks for repairs by the text of the setting `data_fixes`, between `begin` and `finish`.
    pub fn set_data_fixes(&mut self, text: &str) -> String {
        let Some(loader) = &mut self.loader else { return not_begun() };
        let name = "data_fixes";
        match DataFixes::parse(text) {
            Ok(fixes) => {
                loader.set_fixes(fixes);
                self.loading_fixes = fixes.name();
                String::new()
            }
            Err(rest) => setting_problem(name, format!("{name} {rest}.")),
        }
    }

    /// Takes a part of the file's bars, see [`Slice::parse`] and [`Loader::set_slice`].
    pub fn set_slice(
        &mut self,
        kind: &str,
        from: &str,
        to: &str,
        rows_before: usize,
        file_rows: usize,
    ) -> String {
        let Some(loader) = &mut self.loader else { return not_begun() };
        let slice = Slice::parse(kind, from, to);
        said(slice.and_then(|slice| loader.set_slice(slice, rows_before, file_rows)))
    }

    /// Says which wall clock times without a zone were read from, see [`Loader::set_zone`].
    pub fn set_zone(&mut self, from: Vec<i64>, ahead: Vec<i64>) -> String {
        match &mut self.loader {
            None => not_begun(),
            Some(loader) => said(loader.set_zone(from, ahead)),
        }
    }

    /// Announces the next column. `ns_per_unit`: factor of an integer time without unit.
    pub fn add_column(
        &mut self,
        name: String,
        role: &str,
        ns_per_unit: i64,
        divide_by: f64,
    ) -> String {
        match &mut self.loader {
            None => not_begun(),
            Some(loader) => said(loader.add_column(name, role, ns_per_unit, divide_by).map(|_| ())),
        }
    }

    /// Makes the dataset of what was taken. Returns `{"ok":true,"value":LoadReport}` or its problem.
    pub fn finish(&mut self) -> String {
        let Some(loader) = self.loader.take() else {
            return outcome(Err(bug("finish before begin")));
        };
        // Both together would be twice the memory; a run holds the old dataset too.
        self.run = None;
        self.study = None;
        match loader.finish() {
            Ok((dataset, report)) => {
                self.dataset = Some(Rc::new(dataset));
                self.bars_hash = None;
                self.data_warnings.clone_from(&report.warnings);
                self.data_fixes = self.loading_fixes;
                outcome(Ok(&report))
            }
            Err(error) => outcome(Err(error)),
        }
    }

    /// Drops what was taken since `begin`; the dataset before stays.
    pub fn abandon(&mut self) {
        self.loader = None;
    }

    /// Returns what is known of a script before it runs, see [`result::script_check_json`].
    pub fn check(&self, script: &str) -> String {
        result::script_check_json(script)
    }

    /// Returns what a run would refuse in settings and params as JSON, see [`result::input_problems_json`].
    pub fn input_problems(
        &self,
        script: &str,
        settings: Vec<String>,
        params: Vec<String>,
    ) -> String {
        result::input_problems_json(script, &pairs(settings), &pairs(params))
    }

    /// Returns those of the file's columns that a script names.
    pub fn named_columns(&mut self, script: &str, file_columns: Vec<String>) -> Vec<String> {
        let constants = script::constants(script, &Settings::default());
        let named = |name: &&String| constants.binary_search(name).is_ok();
        let found = file_columns.iter().filter(named).cloned().collect();
        self.file_columns = file_columns;
        found
    }

    /// Starts a run. `settings` and `params` are name, value, name, value, …
    pub fn start(&mut self, script: &str, settings: Vec<String>, params: Vec<String>) -> String {
        let Some(dataset) = &self.dataset else {
            return problem_json(&EngineError::Data {
                code: "NO_ROWS",
                message: "No data is loaded: drop a parquet file first.".to_owned(),
            });
        };
        self.run = None;
        self.study = None;
        script.clone_into(&mut self.script);
        let request = RunRequest {
            script: script.to_owned(),
            settings: pairs(settings),
            params: pairs(params),
            data_warnings: self.data_warnings.clone(),
            clones_tables: false,
        };
        match Run::start(dataset, &self.file_columns.as_slice().into(), &request) {
            // A result says what was done to its data, so the setting must be what was done.
            Ok(run) if run.settings().data_fixes.name() != self.data_fixes => setting_problem(
                "data_fixes",
                format!(
                    "data_fixes is {:?}, but the data was loaded with {:?}: load it again.",
                    run.settings().data_fixes.name(),
                    self.data_fixes
                ),
            ),
            Ok(run) => {
                self.run = Some(run);
                String::new()
            }
            Err(error) => problem_json(&error),
        }
    }

    /// Shows the script up to `max_bars` further bars. Returns whether the run has ended.
    pub fn advance(&mut self, max_bars: usize) -> bool {
        self.run.as_mut().is_none_or(|run| run.advance(max_bars))
    }

    /// Returns how many bars the script has been shown.
    pub fn bars_done(&self) -> usize {
        self.run.as_ref().map_or(0, Run::bars_done)
    }

    /// Returns how many bars the script will be shown.
    pub fn bars_total(&self) -> usize {
        self.run.as_ref().map_or(0, |run| run.env().bars_to_ask())
    }

    /// Ends the run where it is.
    pub fn cancel(&mut self) {
        if let Some(run) = &mut self.run {
            run.cancel();
        }
    }

    /// Returns the result without per-bar arrays and trades, as JSON; 'null' without a run.
    pub fn head_json(&self) -> String {
        self.run.as_ref().map_or_else(|| "null".to_owned(), result::head_json)
    }

    /// Returns the lines of the charts within a range of x, see [`result::chart_lines`].
    pub fn chart_lines(&self, from: f64, to: f64, buckets: usize) -> Vec<f64> {
        self.run.as_ref().map_or_else(Vec::new, |run| result::chart_lines(run, from, to, buckets))
    }

    /// Returns the whole result as JSON in UTF-8; empty without a run.
    pub fn result_json(&self) -> Vec<u8> {
        let Some(run) = &self.run else { return Vec::new() };
        let constants = script::constants(&self.script, run.settings());
        result::result_json(run, &constants).into_bytes()
    }

    /// Returns the fingerprints of data, inputs and result as JSON; 'null' without a run.
    pub fn fingerprints_json(&self) -> String {
        let Some(run) = &self.run else { return "null".to_owned() };
        let constants = script::constants(&self.script, run.settings());
        result::fingerprints_json(run, &self.script, &constants)
    }

    /// Returns what other programs print under each metric's name, as JSON; 'null' without a run.
    pub fn conventions_json(&self) -> String {
        self.run.as_ref().map_or_else(|| "null".to_owned(), result::conventions_json)
    }

    /// Returns months, drawdown periods and buy-and-hold as JSON; 'null' without a run.
    pub fn report_json(&self) -> String {
        self.run.as_ref().map_or_else(|| "null".to_owned(), result::report_json)
    }

    /// Returns the start of each bar of the run, else of the data, ns since 1970 UTC; nothing without times.
    pub fn timestamps(&self) -> Option<Vec<i64>> {
        match &self.run {
            Some(run) => run.bars().ts().map(<[i64]>::to_vec),
            None => self.bars()?.ts().map(<[i64]>::to_vec),
        }
    }

    /// Returns a column by name, by a profile's rules; nothing for an unknown name.
    pub fn feature(&self, name: &str, profile: &str) -> Option<Vec<f64>> {
        let bars = self.bars()?;
        let profile = if profile == "reference" { Profile::Reference } else { Profile::Standard };
        match name {
            "open" => return Some(bars.open().to_vec()),
            "high" => return Some(bars.high().to_vec()),
            "low" => return Some(bars.low().to_vec()),
            "close" => return Some(bars.close().to_vec()),
            "volume" => return bars.volume().map(<[f64]>::to_vec),
            _ => {}
        }
        if let Some(column) = bars.extra(name) {
            return Some(column.to_vec());
        }
        Feature::parse(name).map(|feature| feature.compute(&bars, profile.feature_rules()))
    }

    /// Returns the sentence for an unknown column, with what may have been meant.
    pub fn unknown_feature(&self, name: &str) -> String {
        script::unknown_column(name, &self.file_columns)
    }
}

impl Engine {
    /// The bars of the data, or of the part of it that was asked for.
    fn bars(&self) -> Option<Bars> {
        let dataset = self.dataset.as_ref()?;
        let (offset, limit) = dataset.part.unwrap_or((0, None));
        Bars::new(Rc::clone(dataset), offset, limit, 0).ok()
    }
}

fn pairs(flat: Vec<String>) -> Vec<(String, String)> {
    let mut flat = flat.into_iter();
    std::iter::from_fn(|| Some((flat.next()?, flat.next()?))).collect()
}

fn bug(message: &str) -> EngineError {
    EngineError::Script(Problem {
        kind: crate::error::ProblemKind::InternalError,
        message: message.to_owned(),
        line: None,
        bar: None,
        ts: None,
        traceback: None,
    })
}

fn not_begun() -> String {
    problem_json(&bug("a column before begin"))
}

fn setting_problem(name: &str, message: String) -> String {
    problem_json(&EngineError::Setting { name: name.to_owned(), message })
}

fn said(taken: Result<(), EngineError>) -> String {
    taken.err().map(|error| problem_json(&error)).unwrap_or_default()
}

fn problem_json(error: &EngineError) -> String {
    let mut json = Json::default();
    json.object(|json| result::write_error(error, json));
    json.finish()
}

fn outcome(loaded: Result<&LoadReport, EngineError>) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.key("ok").boolean(loaded.is_ok());
        match loaded {
            Ok(report) => json.key("value").object(|json| result::write_load_report(report, json)),
            Err(error) => json.key("problem").object(|json| result::write_error(&error, json)),
        }
    });
    json.finish()
}
