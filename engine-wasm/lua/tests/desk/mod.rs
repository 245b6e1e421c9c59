//! A host of four bars for the tests of this crate.

#![allow(dead_code, clippy::allow_attributes, reason = "each test binary uses a part of it")]

use std::cell::RefCell;
use std::rc::Rc;

use moontest_lua::{
    Answer, BarColumns, Column, Failure, Host, Lua, Market, MissingColumn, Param, Seen, Ts,
};

/// Bar and text of each print.
pub(crate) type Lines = Vec<(Option<usize>, String)>;

/// What a script may use, and how its tables are made.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Of each entry: compiling, running the chunk, `on_init`, each bar.
    pub(crate) fuel: i64,
    pub(crate) memory: usize,
    pub(crate) may_reuse: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { fuel: 10_000_000, memory: 16 << 20, may_reuse: true }
    }
}

/// Prints go to a shared list; the column "double" is twice the close.
struct Desk {
    lines: Rc<RefCell<Lines>>,
    double: Rc<Vec<f64>>,
}

impl Host for Desk {
    fn print(&mut self, bar: Option<usize>, text: &[u8]) {
        self.lines.borrow_mut().push((bar, String::from_utf8_lossy(text).into_owned()));
    }

    fn column(&mut self, name: &str) -> Result<Column, MissingColumn> {
        match name {
            "double" => Ok(Column::new(&self.double, |double| double)),
            "crowd" => Err(MissingColumn::TooMany),
            _ => Err(MissingColumn::Unknown(format!("no column '{name}'"))),
        }
    }
}

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Ran {
    /// False when the state itself did not fit into memory.
    pub(crate) opened: bool,
    pub(crate) answers: Vec<Answer>,
    pub(crate) lines: Lines,
    pub(crate) reused: bool,
    pub(crate) failure: Option<Failure>,
}

/// Runs a script over closes 10, 11, 12, 13; `ema` is named and 100 more than the close.
pub(crate) fn run_under(script: &[u8], limits: Limits, params: &[Param]) -> Ran {
    let close: Rc<Vec<f64>> = Rc::new(vec![10.0, 11.0, 12.0, 13.0]);
    let ema: Rc<Vec<f64>> = Rc::new(close.iter().map(|c| c + 100.0).collect());
    let lines = Rc::new(RefCell::new(Vec::new()));
    let double = Rc::new(close.iter().map(|c| c * 2.0).collect());
    let desk = Desk { lines: Rc::clone(&lines), double };
    let mut ran = Ran::default();
    let Some(mut lua) = Lua::open(Box::new(desk), limits.memory, 0) else { return ran };
    ran.opened = true;
    let column = || Column::new(&close, |close| close);
    let outcome = (|| {
        lua.compile(script, limits.fuel)?;
        lua.run_chunk(limits.fuel)?;
        let columns = BarColumns {
            ts: Ts::Index,
            prices: [column(), column(), column(), column()],
            volume: None,
            named: vec![("ema".to_owned(), Column::new(&ema, |ema| ema))],
        };
        lua.take_bars(columns, params, limits.may_reuse)?;
        ran.reused = lua.reuses_tables();
        let market = Market { symbol: "TEST".to_owned(), bars: 4, start_ts: 0, end_ts: 3 };
        lua.on_init(&market, limits.fuel)?;
        for step in 0..4 {
            let seen = Seen {
                step,
                position: 0,
                cash: 1000.0,
                equity: 1000.0,
                unrealized_pnl: 0.0,
                realized_pnl: 0.0,
                session_open: true,
                minutes_to_close: (step % 2 == 0).then_some(5.0),
            };
            ran.answers.push(lua.on_bar(&seen, limits.fuel)?.0);
        }
        Ok(())
    })();
    ran.failure = outcome.err();
    drop(lua);
    ran.lines = lines.take();
    ran
}

/// The same under the usual limits.
pub(crate) fn run_with(script: &str, may_reuse: bool, params: &[Param]) -> Ran {
    run_under(script.as_bytes(), Limits { may_reuse, ..Limits::default() }, params)
}
