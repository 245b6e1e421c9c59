//! A script's failure as one sentence with its place.

use moontest_lua::{Failure, FailureKind, MAX_COLUMNS};

use super::budget::Budget;
use super::plain_text::plain_text;
use crate::error::{Problem, ProblemKind};

const MESSAGE_BYTES: usize = 1_000;
const TRACEBACK_BYTES: usize = 2_000;

/// Returns a failure without a place, raised by the host itself.
pub(super) fn host_failure(kind: FailureKind) -> Failure {
    Failure { kind, message: Vec::new(), line: None, traceback: Vec::new() }
}

/// Returns what the person is told of a failure under a budget.
pub(super) fn problem(failure: &Failure, budget: &Budget) -> Problem {
    let (kind, message) = match failure.kind {
        FailureKind::Compile => (ProblemKind::CompileError, without_place(failure)),
        FailureKind::Runtime => (ProblemKind::RuntimeError, without_place(failure)),
        FailureKind::InstructionLimit => (ProblemKind::InstructionLimit, budget.used_up()),
        FailureKind::MemoryLimit => (
            ProblemKind::MemoryLimit,
            format!("The script needs more than its {} MiB of memory.", budget.memory_mb),
        ),
        FailureKind::ColumnLimit => (
            ProblemKind::MemoryLimit,
            format!("The script reads more columns than a run may have: {MAX_COLUMNS}, or 1 GiB."),
        ),
    };
    let traceback = plain_text(&failure.traceback, TRACEBACK_BYTES);
    Problem {
        kind,
        message,
        line: failure.line,
        bar: None,
        ts: None,
        traceback: (!traceback.is_empty()).then(|| traceback.trim_end().to_owned()),
    }
}

/// Lua puts "strategy.lua:LINE: " before its messages; the line is told apart, so it is taken off here.
fn without_place(failure: &Failure) -> String {
    let text = plain_text(&failure.message, MESSAGE_BYTES);
    let place = failure.line.map(|line| format!("strategy.lua:{line}: "));
    let text = match place.and_then(|place| text.strip_prefix(&place).map(str::to_owned)) {
        Some(rest) => rest,
        None => text,
    };
    if text.is_empty() { "error raised with an empty message".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::Settings;

    fn message_of(message: &[u8]) -> String {
        let failure = Failure {
            message: message.to_vec(),
            line: Some(3),
            ..host_failure(FailureKind::Runtime)
        };
        problem(&failure, &Budget::of(&Settings::default())).message
    }

    #[test]
    fn the_place_is_told_apart_and_taken_off_the_text() {
        assert_eq!(message_of(b"strategy.lua:3: broken"), "broken");
        assert_eq!(message_of(b"strategy.lua:4: broken"), "strategy.lua:4: broken");
    }

    #[test]
    fn an_error_without_text_says_that_it_has_none() {
        assert_eq!(message_of(b""), "error raised with an empty message");
        assert_eq!(message_of(b"strategy.lua:3: "), "error raised with an empty message");
    }
}
