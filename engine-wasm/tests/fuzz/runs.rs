//! One script over a few bars in small limits, and what must hold of whatever comes of it.

use std::rc::Rc;
use std::sync::OnceLock;

use engine_wasm::dataset::Dataset;
use engine_wasm::result::result_json;
use engine_wasm::run::{Run, RunRequest};
use serde_json::Value;

const BARS: u32 = 24;
/// Some milliseconds of whatever a script may think of.
const FUEL: &str = "60000";
const MEMORY_MB: &str = "8";

/// Keeps objects, sorts them by hash, draws numbers: what a run before must not change.
const NORMAL: &str = "local kept = {}
function on_bar(ctx, bar)
  kept[#kept + 1] = bar
  for k, v in pairs({a = 1, [{}] = 2, [print] = 3}) do print(tostring(k), v, math.random(9)) end
  return bar.close > bar.sma_3 and 'buy' or 'sell'
end";

fn dataset() -> Rc<Dataset> {
    let ts = (0..BARS).map(|i| 1_700_000_000_000_000_000 + i64::from(i) * 60_000_000_000).collect();
    let close = (0..BARS).map(|i| 100.0 + f64::from(i % 7) - f64::from(i % 3)).collect();
    Rc::new(Dataset { ts: Some(ts), close, symbol: "FUZZ".to_owned(), ..Dataset::default() })
}

fn result_of(script: &str, clones_tables: bool) -> String {
    let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let request = RunRequest {
        script: script.to_owned(),
        settings: vec![
            setting("fuel_per_bar", FUEL),
            setting("fuel_total", FUEL),
            setting("memory_mb", MEMORY_MB),
            setting("trace_actions", "true"),
        ],
        clones_tables,
        ..RunRequest::default()
    };
    let mut run = Run::start(&dataset(), &Rc::from([]), &request).expect("the settings are right");
    while !run.advance(5) {}
    result_json(&run, &[])
}

/// Returns whether a text could change how the text around it is shown.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| {
        (c.is_control() && c != '\t' && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    })
}

/// Runs a script and checks what must hold of every one.
pub(crate) fn check(script: &str) {
    static UNDISTURBED: OnceLock<String> = OnceLock::new();
    let normal = UNDISTURBED.get_or_init(|| result_of(NORMAL, false));
    let found = result_of(script, false);
    assert!(found == result_of(script, true), "cloned tables show:\n{script}");
    // The normal script takes longer than most: not after each of them.
    if script.len().is_multiple_of(8) {
        assert!(*normal == result_of(NORMAL, false), "it changes the next run:\n{script}");
    }
    let result: Value = serde_json::from_str(&found).expect("a result is JSON");
    let error = &result["errors"];
    if !error.is_null() {
        let kind = error["kind"].as_str().expect("it has a kind");
        let kinds = ["compile_error", "runtime_error", "instruction_limit", "memory_limit"];
        assert!(kinds.contains(&kind), "{kind}:\n{script}");
        let message = error["message"].as_str().expect("it has a message");
        assert!(!message.is_empty() && message.len() <= 4_000, "{message:?}:\n{script}");
        assert!(is_plain(message), "{message:?}:\n{script}");
        assert!(error["traceback"].as_str().is_none_or(is_plain), "{error}:\n{script}");
    }
    let lines = result["log"].as_array().expect("it has a log");
    assert!(lines.len() <= 1_001);
    assert!(lines.iter().all(|line| line["text"].as_str().is_some_and(is_plain)), "{script}");
}
