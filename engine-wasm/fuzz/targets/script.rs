#![no_main]

#[path = "../../tests/fuzz/runs.rs"]
mod runs;
#[path = "../../tests/fuzz/script.rs"]
mod script;

libfuzzer_sys::fuzz_target!(|data: &[u8]| script::check(data));
