#![no_main]

#[path = "../../tests/fuzz/behaviour.rs"]
mod behaviour;
#[path = "../../tests/fuzz/bytes.rs"]
mod bytes;
#[path = "../../tests/fuzz/runs.rs"]
mod runs;

libfuzzer_sys::fuzz_target!(|data: &[u8]| behaviour::check(data));
