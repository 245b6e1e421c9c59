//! The one error type that leaves the crate: what a person can act on, said as a value.

use thiserror::Error;

/// Anything the user can put right: a setting, the data, or the script.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum EngineError {
    /// A setting's value can't be used. `message` is one sentence with the name and the value found.
    #[error("{message}")]
    Setting {
        /// Name of the setting in `snake_case`, as in the table of settings.
        name: String,
        /// One sentence that names the setting and the value found.
        message: String,
    },
    /// The data can't be used.
    #[error("{message}")]
    Data {
        /// Code from the contract: `NO_ROWS`, `NO_OHLC`, `CORRUPT`, …
        code: &'static str,
        /// One sentence that says what was found and what to do.
        message: String,
    },
    /// The script stopped the run.
    #[error("{0}")]
    Script(Problem),
}

/// How a script failed. A code, never read from a message's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not Lua.
    CompileError,
    /// An error was raised, or `on_bar` is missing, yielded, or returned no action.
    RuntimeError,
    /// The fuel of a bar or of the run was used up.
    InstructionLimit,
    /// The memory limit was met.
    MemoryLimit,
    /// The person stopped the run.
    Cancelled,
    /// A bug of ours.
    InternalError,
}

impl ProblemKind {
    /// Returns the code written to the result's `errors.kind`.
    pub fn code(self) -> &'static str {
        match self {
            Self::CompileError => "compile_error",
            Self::RuntimeError => "runtime_error",
            Self::InstructionLimit => "instruction_limit",
            Self::MemoryLimit => "memory_limit",
            Self::Cancelled => "cancelled",
            Self::InternalError => "internal_error",
        }
    }
}

/// A script's failure with its place.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{message}")]
pub struct Problem {
    /// What kind of failure.
    pub kind: ProblemKind,
    /// One sentence, bounded in length, control characters marked.
    pub message: String,
    /// Line of the script, from 1.
    pub line: Option<u32>,
    /// Index of the bar shown to the script.
    pub bar: Option<usize>,
    /// Start of that bar in nanoseconds since 1970 UTC.
    pub ts: Option<i64>,
    /// Calls of the script that led there, innermost first, without host frames.
    pub traceback: Option<String>,
}
