//! What must hold for every market, rule and setting: tried on seeded ones, with holes, masks and odd prices.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod degenerate;
mod generate;
mod look_ahead;
mod slices;
