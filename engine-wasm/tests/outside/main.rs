//! Fills, trades, metrics and time zones beside what programs that are not ours make of the same.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fills;
mod fixtures;
mod metrics;
mod zones;
