//! The safe door to one script's C host.

use std::collections::BTreeSet;
use std::ffi::{CString, c_int};
use std::ptr::{self, NonNull};

use crate::column::Column;
use crate::ffi;
use crate::owner::{Owner, RawParam};
use crate::types::{Answer, BarColumns, Failure, FailureKind, Host, Market, Param, Seen, Ts};

/// One script and its state.
pub struct Lua {
    raw: NonNull<ffi::MtHost>,
    owner: *mut Owner,
    bars: usize,
    failed: bool,
}

impl Lua {
    /// Opens a state that may hold `memory_limit` bytes; `None` when even the libraries don't fit.
    pub fn open(host: Box<dyn Host>, memory_limit: usize, seed: u64) -> Option<Self> {
        let owner = Box::into_raw(Box::new(Owner {
            host,
            columns: Vec::new(),
            times: None,
            bars: 0,
            constants: BTreeSet::new(),
            params: Vec::new(),
        }));
        // SAFETY: the owner outlives the host: both are freed in drop, the host first.
        let raw = unsafe { ffi::mt_open(owner.cast(), memory_limit, seed) };
        if let Some(raw) = NonNull::new(raw) {
            return Some(Self { raw, owner, bars: 0, failed: false });
        }
        // SAFETY: just made by into_raw, and no host was made that could use it.
        drop(unsafe { Box::from_raw(owner) });
        None
    }

    /// Compiles the text of a script.
    pub fn compile(&mut self, text: &[u8], fuel: i64) -> Result<(), Failure> {
        self.check_alive()?;
        // SAFETY: the text is read within the call only.
        let status =
            unsafe { ffi::mt_compile(self.raw.as_ptr(), text.as_ptr().cast(), text.len(), fuel) };
        self.outcome(status)
    }

    /// Returns every string constant of the compiled text, sorted; call it after `compile`, once.
    pub fn constants(&mut self) -> BTreeSet<Vec<u8>> {
        if self.failed {
            return BTreeSet::new();
        }
        // SAFETY: the compiled function is on the stack between compile and run_chunk.
        unsafe { ffi::mt_constants(self.raw.as_ptr()) };
        // SAFETY: no C code runs, so this is the only reference.
        std::mem::take(unsafe { &mut (*self.owner).constants })
    }

    /// Runs the compiled text, takes its `on_bar`, and returns its `params` in name order.
    pub fn run_chunk(&mut self, fuel: i64) -> Result<Vec<Param>, Failure> {
        self.check_alive()?;
        // SAFETY: the compiled function is on the stack.
        let status = unsafe { ffi::mt_run_chunk(self.raw.as_ptr(), fuel) };
        self.outcome(status)?;
        // SAFETY: no C code runs, so this is the only reference.
        let mut params = std::mem::take(unsafe { &mut (*self.owner).params });
        params.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(params)
    }

    /// Takes the bars and the params as the run has them.
    ///
    /// `may_reuse` allows the same two tables for every bar where the script can't tell.
    ///
    /// # Panics
    /// When columns differ in length or a name has a NUL: a bug of the caller.
    pub fn take_bars(
        &mut self,
        columns: BarColumns,
        params: &[Param],
        may_reuse: bool,
    ) -> Result<(), Failure> {
        self.check_alive()?;
        let BarColumns { ts, prices, volume, named } = columns;
        let bars = prices[3].len();
        let numbers = prices.iter().chain(&volume).chain(named.iter().map(|(_, column)| column));
        assert!(
            numbers.into_iter().all(|column| column.len() == bars)
                && !matches!(&ts, Ts::Column(times) if times.len() != bars),
            "columns of a run have one length"
        );
        let names: Vec<CString> = named
            .iter()
            .map(|(name, _)| CString::new(name.as_str()).expect("a column's name has no NUL"))
            .collect();
        let c_names: Vec<_> = names.iter().map(|name| name.as_ptr()).collect();
        let c_columns: Vec<_> = named.iter().map(|(_, column)| column.as_ptr()).collect();
        let raw_params: Vec<RawParam> = params.iter().map(RawParam::new).collect();
        let raw_bars = ffi::MtBars {
            ts: if let Ts::Column(times) = &ts { times.as_ptr() } else { ptr::null() },
            ohlcv: [
                prices[0].as_ptr(),
                prices[1].as_ptr(),
                prices[2].as_ptr(),
                prices[3].as_ptr(),
                volume.as_ref().map_or(ptr::null(), Column::as_ptr),
            ],
            count: i64::try_from(bars).unwrap_or(i64::MAX),
            numbered: i32::from(matches!(ts, Ts::Index)),
        };
        // SAFETY: every pointer is alive for the call; the columns stay alive in `owner` after it.
        let status = unsafe {
            ffi::mt_take_bars(
                self.raw.as_ptr(),
                &raw const raw_bars,
                c_names.as_ptr(),
                c_columns.as_ptr(),
                named.len(),
                raw_params.as_ptr(),
                raw_params.len(),
                c_int::from(may_reuse),
            )
        };
        // SAFETY: no C code runs, so this is the only reference.
        let owner = unsafe { &mut *self.owner };
        owner
            .columns
            .extend(prices.into_iter().chain(volume).chain(named.into_iter().map(|(_, c)| c)));
        if let Ts::Column(times) = ts {
            owner.times = Some(times);
        }
        owner.bars = bars;
        self.bars = bars;
        self.outcome(status)
    }

    /// Returns whether the same two tables serve for every bar.
    pub fn reuses_tables(&self) -> bool {
        // SAFETY: reads one field.
        unsafe { ffi::mt_reuses_tables(self.raw.as_ptr()) != 0 }
    }

    /// Calls `on_init` if the script has one.
    pub fn on_init(&mut self, market: &Market, fuel: i64) -> Result<(), Failure> {
        self.check_alive()?;
        let raw = ffi::MtMarket {
            symbol: market.symbol.as_ptr().cast(),
            symbol_length: market.symbol.len(),
            bars: i64::try_from(market.bars).unwrap_or(i64::MAX),
            start_ts: market.start_ts,
            end_ts: market.end_ts,
        };
        // SAFETY: the facts are copied within the call.
        let status = unsafe { ffi::mt_on_init(self.raw.as_ptr(), &raw const raw, fuel) };
        self.outcome(status)
    }

    /// Calls `on_bar`; returns its answer and the fuel left.
    ///
    /// # Panics
    /// When `seen.step` is not a bar of `take_bars`: a bug of the caller.
    pub fn on_bar(&mut self, seen: &Seen, fuel: i64) -> Result<(Answer, i64), Failure> {
        self.check_alive()?;
        assert!(seen.step < self.bars, "bar {} of {}", seen.step, self.bars);
        let raw = ffi::MtSeen {
            step: i64::try_from(seen.step).unwrap_or(i64::MAX),
            position: seen.position,
            cash: seen.cash,
            equity: seen.equity,
            unrealized_pnl: seen.unrealized_pnl,
            realized_pnl: seen.realized_pnl,
            minutes_to_close: seen.minutes_to_close.unwrap_or(0.0),
            has_minutes: i32::from(seen.minutes_to_close.is_some()),
            session_open: i32::from(seen.session_open),
        };
        let mut left = fuel;
        let mut answer = ffi::BAD_RETURN;
        // SAFETY: `seen` is copied within the call; the bar's index was checked above.
        let status = unsafe {
            ffi::mt_on_bar(self.raw.as_ptr(), &raw const raw, &raw mut left, &raw mut answer)
        };
        if status != ffi::OK {
            return Err(self.failure(status));
        }
        let answer = match answer {
            0 => Answer::Buy,
            1 => Answer::Sell,
            2 => Answer::Hold,
            3 => Answer::Revert,
            _ => {
                self.failed = true;
                // SAFETY: on_bar ended normally with its answer left on the stack.
                return Err(unsafe {
                    read(FailureKind::Runtime, ffi::mt_bad_return(self.raw.as_ptr()))
                });
            }
        };
        Ok((answer, left))
    }

    /// Returns the fuel that the last call of this thread left; call it straight after.
    pub fn fuel_left(&self) -> i64 {
        // SAFETY: reads a thread-local number.
        unsafe { ffi::mt_fuel_left() }
    }

    /// Returns the bytes the script's state holds.
    pub fn memory_used(&self) -> usize {
        // SAFETY: reads one field.
        unsafe { ffi::mt_memory_used(self.raw.as_ptr()) }
    }

    fn check_alive(&self) -> Result<(), Failure> {
        if !self.failed {
            return Ok(());
        }
        Err(Failure {
            kind: FailureKind::Runtime,
            message: b"the script has already failed".to_vec(),
            line: None,
            traceback: Vec::new(),
        })
    }

    fn outcome(&mut self, status: c_int) -> Result<(), Failure> {
        if status == ffi::OK { Ok(()) } else { Err(self.failure(status)) }
    }

    fn failure(&mut self, status: c_int) -> Failure {
        self.failed = true;
        let kind = match status {
            ffi::ERROR_SYNTAX => FailureKind::Compile,
            ffi::INSTRUCTION_LIMIT => FailureKind::InstructionLimit,
            ffi::MEMORY_LIMIT => FailureKind::MemoryLimit,
            ffi::COLUMN_LIMIT => FailureKind::ColumnLimit,
            ffi::NO_ON_BAR => {
                return Failure {
                    kind: FailureKind::Runtime,
                    message: b"the script must define a function on_bar(ctx, bar)".to_vec(),
                    line: None,
                    traceback: Vec::new(),
                };
            }
            _ => FailureKind::Runtime,
        };
        // SAFETY: the state has just failed with this status.
        unsafe { read(kind, ffi::mt_problem(self.raw.as_ptr(), status)) }
    }
}

impl Drop for Lua {
    fn drop(&mut self) {
        // SAFETY: made by open, not freed before; the host goes first as it points to the owner.
        unsafe {
            ffi::mt_close(self.raw.as_ptr());
            drop(Box::from_raw(self.owner));
        }
    }
}

/// SAFETY for callers: `problem` is the host's own, alive and not being written.
unsafe fn read(kind: FailureKind, problem: *const ffi::MtProblem) -> Failure {
    // SAFETY: by this function's contract.
    let problem = unsafe { &*problem };
    let line = u32::try_from(problem.line).ok().filter(|line| *line > 0);
    Failure {
        kind,
        message: problem.message[..problem.message_length].to_vec(),
        line,
        traceback: problem.traceback[..problem.traceback_length].to_vec(),
    }
}
