//! A strategy written in Lua: compiled, given its columns, asked bar by bar.

mod budget;
mod columns;
mod log;
mod params;
mod plain_text;
mod problem;

pub use columns::unknown_column;
pub use log::{Log, LogLine};
pub use moontest_lua::{Param, ParamValue};

use std::cell::RefCell;
use std::rc::Rc;

use moontest_lua::{
    Answer, BarColumns, Column, Failure, FailureKind, Lua, Market, MissingColumn, Seen, TimeColumn,
    Ts,
};

use self::budget::Budget;
use self::columns::{Columns, Shared};
use self::problem::{host_failure, problem};
use crate::dataset::Bars;
use crate::env::{Action, Calendar, Observation, Profile, Settings, Strategy};
use crate::error::{EngineError, Problem};

/// What a script is started with.
pub struct Script<'a> {
    /// Lua text.
    pub text: &'a str,
    /// The person's values for its params, as text.
    pub params: &'a [(String, String)],
    /// Every column of the file, loaded or not.
    pub file_columns: Rc<[String]>,
    /// Takes what the script prints.
    pub log: Rc<RefCell<Log>>,
    /// Allows one pair of tables for all bars where the script can't tell; off only to compare both.
    pub may_reuse_tables: bool,
}

/// A compiled script at work on one run's bars.
pub struct LuaStrategy {
    lua: Lua,
    bars: Rc<Bars>,
    budget: Budget,
    /// Fuel spent since the slice began.
    slice_fuel: i64,
    params: Vec<Param>,
}

/// Fuel of one slice: some tens of milliseconds, whatever a bar costs.
const SLICE_FUEL: i64 = 5_000_000;

impl LuaStrategy {
    /// Compiles and loads a script, computes the columns it names, and calls its `on_init`.
    ///
    /// # Errors
    /// A script problem, or a setting error for a param the script does not have.
    pub fn start(
        script: &Script,
        bars: &Rc<Bars>,
        settings: &Settings,
    ) -> Result<Self, EngineError> {
        let mut budget = Budget::of(settings);
        let columns = Columns {
            bars: Rc::clone(bars),
            rules: settings.profile.feature_rules(),
            calendar: Calendar::new(settings.timezone),
            in_file: Rc::clone(&script.file_columns),
            log: Rc::clone(&script.log),
            feature_bytes: 0,
            unknown_names: 0,
        };
        let told =
            |budget: &Budget, failure: &Failure| EngineError::Script(problem(failure, budget));
        let columns = Rc::new(RefCell::new(columns));
        let Some(mut lua) =
            Lua::open(Box::new(Shared(Rc::clone(&columns))), budget.memory_bytes(), settings.seed)
        else {
            return Err(told(&budget, &host_failure(FailureKind::MemoryLimit)));
        };

        let fuel = budget.next();
        lua.compile(script.text.as_bytes(), fuel).map_err(|failure| told(&budget, &failure))?;
        let left = lua.fuel_left();
        let named = named_columns(&lua.constants(), &mut columns.borrow_mut())
            .map_err(|failure| told(&budget, &failure))?;
        let left = left - column_fuel(&named, bars.len());
        if left < 0 {
            return Err(told(&budget, &host_failure(FailureKind::InstructionLimit)));
        }
        let params = lua.run_chunk(left).map_err(|failure| told(&budget, &failure))?;
        budget.spend(fuel, lua.fuel_left());
        if let Some(sentence) = params::hidden_characters(&params) {
            let failure =
                Failure { message: sentence.into_bytes(), ..host_failure(FailureKind::Runtime) };
            return Err(told(&budget, &failure));
        }

        let params = params::overlay(params, script.params)?;
        lua.take_bars(bar_columns(bars, settings.profile, named), &params, script.may_reuse_tables)
            .map_err(|failure| told(&budget, &failure))?;
        let fuel = budget.next();
        lua.on_init(&market_of(bars), fuel).map_err(|failure| told(&budget, &failure))?;
        budget.spend(fuel, lua.fuel_left());
        Ok(Self { lua, bars: Rc::clone(bars), budget, slice_fuel: 0, params })
    }

    /// Begins a slice of the run: what was spent before no longer asks for a break.
    pub fn begin_slice(&mut self) {
        self.slice_fuel = 0;
    }

    /// Returns the script's params as the run uses them, in name order.
    pub fn params(&self) -> &[Param] {
        &self.params
    }

    /// Returns whether one pair of tables serves for all bars.
    pub fn reuses_tables(&self) -> bool {
        self.lua.reuses_tables()
    }
}

impl Strategy for LuaStrategy {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        let fuel = self.budget.next();
        let shown = Seen {
            step: seen.bar,
            position: seen.position,
            cash: seen.cash,
            equity: seen.equity,
            unrealized_pnl: seen.unrealized_pnl,
            realized_pnl: seen.realized_pnl,
            session_open: seen.session_open,
            minutes_to_close: seen.minutes_to_close,
        };
        match self.lua.on_bar(&shown, fuel) {
            Ok((answer, left)) => {
                self.budget.spend(fuel, left);
                self.slice_fuel += fuel - left;
                Ok(match answer {
                    Answer::Buy => Action::Buy,
                    Answer::Sell => Action::Sell,
                    Answer::Hold => Action::Hold,
                    Answer::Revert => Action::Revert,
                })
            }
            Err(failure) => Err(Problem {
                bar: Some(seen.bar),
                ts: self.bars.ts().map(|ts| ts[seen.bar]),
                ..problem(&failure, &self.budget)
            }),
        }
    }

    fn needs_a_break(&self) -> bool {
        self.slice_fuel > SLICE_FUEL
    }
}

/// Looks at a script without bars: its params with their defaults, in name order; `None` where the text
/// compiles but does not load, which only a run tells.
///
/// # Errors
/// The compiler's problem.
pub fn check(text: &str, settings: &Settings) -> Result<Option<Vec<Param>>, Problem> {
    let mut lua = compiled(text, settings)?;
    let fuel = lua.fuel_left();
    Ok(lua.run_chunk(fuel).ok())
}

/// Returns what is wrong with each of the person's values for a script's params; nothing while its params
/// are not known.
pub fn param_problems(
    text: &str,
    settings: &Settings,
    params: &[(String, String)],
) -> Vec<EngineError> {
    match check(text, settings) {
        Ok(Some(own)) => params::problems(own, params),
        _ => Vec::new(),
    }
}

/// Returns the string constants of a script, sorted; none if it does not compile.
pub fn constants(text: &str, settings: &Settings) -> Vec<String> {
    let found = compiled(text, settings).map(|mut lua| lua.constants()).unwrap_or_default();
    found.into_iter().filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

/// A host without bars, for looking at a script's text.
struct NoBars;

impl moontest_lua::Host for NoBars {
    fn print(&mut self, _: Option<usize>, _: &[u8]) {}

    fn column(&mut self, name: &str) -> Result<Column, MissingColumn> {
        Err(MissingColumn::Unknown(unknown_column(name, &[])))
    }
}

fn compiled(text: &str, settings: &Settings) -> Result<Lua, Problem> {
    let budget = Budget::of(settings);
    let lua = Lua::open(Box::new(NoBars), budget.memory_bytes(), settings.seed);
    let mut lua = lua.ok_or_else(|| problem(&host_failure(FailureKind::MemoryLimit), &budget))?;
    lua.compile(text.as_bytes(), budget.next()).map_err(|failure| problem(&failure, &budget))?;
    Ok(lua)
}

type Named = Vec<(String, Column)>;

/// The columns among the script's string constants, in name order.
fn named_columns(
    constants: &std::collections::BTreeSet<Vec<u8>>,
    columns: &mut Columns,
) -> Result<Named, Failure> {
    let mut named = Named::new();
    for bytes in constants {
        // A name with a NUL can't be a column: C would cut it there.
        let Ok(name) = std::str::from_utf8(bytes) else { continue };
        if name.contains('\0') {
            continue;
        }
        match columns.named(name) {
            None => {}
            Some(Ok(column)) => named.push((name.to_owned(), column)),
            Some(Err(_)) => return Err(host_failure(FailureKind::ColumnLimit)),
        }
    }
    if named.len() > moontest_lua::MAX_COLUMNS {
        return Err(host_failure(FailureKind::ColumnLimit));
    }
    Ok(named)
}

/// Each column a run has costs rows/32.
fn column_fuel(named: &Named, rows: usize) -> i64 {
    i64::try_from(named.len().saturating_mul(rows / 32)).unwrap_or(i64::MAX)
}

fn bar_columns(bars: &Rc<Bars>, profile: Profile, named: Named) -> BarColumns {
    let ts = match (bars.ts(), profile) {
        (Some(_), _) => Ts::Column(TimeColumn::new(bars, |bars| bars.ts().unwrap_or_default())),
        (None, Profile::Standard) => Ts::Index,
        (None, Profile::Reference) => Ts::Zero,
    };
    BarColumns {
        ts,
        prices: [
            Column::new(bars, Bars::open),
            Column::new(bars, Bars::high),
            Column::new(bars, Bars::low),
            Column::new(bars, Bars::close),
        ],
        volume: bars.volume().map(|_| Column::new(bars, |bars| bars.volume().unwrap_or_default())),
        named,
    }
}

fn market_of(bars: &Bars) -> Market {
    let edge = |pick: fn(&[i64]) -> Option<&i64>| bars.ts().and_then(pick).copied().unwrap_or(0);
    Market {
        symbol: bars.symbol().to_owned(),
        bars: bars.len(),
        start_ts: edge(<[i64]>::first),
        end_ts: edge(<[i64]>::last),
    }
}
