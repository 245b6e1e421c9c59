//! One run: dataset, settings and script in, advanced in slices, a result out.

use std::cell::RefCell;
use std::rc::Rc;

use crate::dataset::{Bars, Dataset};
use crate::env::{Env, Profile, Record, Settings, Warning};
use crate::error::{EngineError, Problem, ProblemKind};
use crate::script::{Log, LogLine, LuaStrategy, Param, Script};

/// What a run is started with.
#[derive(Debug, Clone, Default)]
pub struct RunRequest {
    /// Lua text.
    pub script: String,
    /// Settings as text, by name.
    pub settings: Vec<(String, String)>,
    /// Values for the script's params as text, by name.
    pub params: Vec<(String, String)>,
    /// What was found when the data was loaded; the result repeats it before its own warnings.
    pub data_warnings: Vec<Warning>,
    /// Keeps fresh tables for every bar even where the script could not tell; for comparing both ways.
    pub clones_tables: bool,
}

/// A run under way or ended.
pub struct Run {
    bars: Rc<Bars>,
    settings: Settings,
    params: Vec<Param>,
    env: Env,
    strategy: Option<LuaStrategy>,
    log: Rc<RefCell<Log>>,
    data_warnings: Vec<Warning>,
    problem: Option<Problem>,
}

impl Run {
    /// Checks the settings, loads the script and calls its `on_init`; no bar is shown yet.
    ///
    /// A script that can't be loaded gives a run that has ended, with its problem.
    ///
    /// # Errors
    /// A setting or param that can't be used, too few rows.
    pub fn start(
        dataset: &Rc<Dataset>,
        file_columns: &Rc<[String]>,
        request: &RunRequest,
    ) -> Result<Self, EngineError> {
        let settings = Settings::from_pairs(&request.settings)?;
        let at_least = match settings.profile {
            Profile::Standard => 1,
            Profile::Reference => 2,
        };
        let bars = Bars::new(Rc::clone(dataset), settings.offset, settings.limit, at_least)?;
        let env = Env::new(bars.clone(), &settings)?;
        let bars = Rc::new(bars);
        let log = Rc::default();
        let script = Script {
            text: &request.script,
            params: &request.params,
            file_columns: Rc::clone(file_columns),
            log: Rc::clone(&log),
            may_reuse_tables: !request.clones_tables,
        };
        let (strategy, problem) = match LuaStrategy::start(&script, &bars, &settings) {
            Ok(strategy) => (Some(strategy), None),
            Err(EngineError::Script(problem)) => (None, Some(problem)),
            Err(other) => return Err(other),
        };
        let params = strategy.as_ref().map(|strategy| strategy.params().to_vec());
        let params = params.unwrap_or_default();
        let data_warnings = request.data_warnings.clone();
        let mut run = Self { bars, settings, params, env, strategy, log, data_warnings, problem };
        if run.problem.is_some() {
            run.end();
        }
        Ok(run)
    }

    /// Shows the script up to `max_bars` further bars, fewer if they cost much fuel. Returns whether the run has ended, well or not.
    pub fn advance(&mut self, max_bars: usize) -> bool {
        let Some(strategy) = &mut self.strategy else { return true };
        strategy.begin_slice();
        match self.env.advance(strategy, max_bars) {
            Ok(false) => return false,
            Ok(true) => {}
            Err(problem) => self.problem = Some(problem),
        }
        self.end();
        true
    }

    /// Ends the run where it is, at the person's wish. A run that has ended stays as it is.
    pub fn cancel(&mut self) {
        if self.strategy.is_none() {
            return;
        }
        let bar = self.env.bars_done();
        self.problem = Some(Problem {
            kind: ProblemKind::Cancelled,
            message: format!("Stopped after {bar} of {} bars.", self.bars.len()),
            line: None,
            bar: None,
            ts: None,
            traceback: None,
        });
        self.end();
    }

    /// Returns the bars run.
    pub fn bars(&self) -> &Bars {
        &self.bars
    }

    /// Returns the settings as parsed.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the environment with its record.
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// Returns the script's params as used, in name order.
    pub fn params(&self) -> &[Param] {
        &self.params
    }

    /// Returns what was done so far; complete once the run has ended.
    pub fn record(&self) -> &Record {
        self.env.record()
    }

    /// Returns why the run ended early, if it did.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Returns what the script printed.
    pub fn log(&self) -> Vec<LogLine> {
        self.log.borrow().lines()
    }

    /// Returns what a person should know of the data and of the run, in this order.
    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.data_warnings.iter().chain(&self.record().warnings)
    }

    /// Returns how many bars the script has been shown.
    pub fn bars_done(&self) -> usize {
        self.env.bars_done()
    }

    /// Drops the script's state and closes the books.
    fn end(&mut self) {
        self.strategy = None;
        self.env.finish();
    }
}
