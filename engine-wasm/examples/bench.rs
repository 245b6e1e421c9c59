//! Times scripts natively: `cargo run --release --example bench -- COLUMNS UNTIL REPETITIONS SCRIPT…`.
//!
//! COLUMNS is a folder with one file a column (`ts`, `open`, `high`, `low`, `close`, `volume`): its values
//! in this machine's byte order, `ts` as 64-bit integers. UNTIL is the last part that is done: `columns`,
//! `features`, `bars` or `metrics`. Prints one JSON object a repetition, those of the first script first.

use std::error::Error;
use std::io::{Write, stdout};
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;
use std::{env, fs};

use engine_wasm::dataset::Dataset;
use engine_wasm::result::head_json;
use engine_wasm::run::{Run, RunRequest};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [columns, until, repetitions, scripts @ ..] = arguments.as_slice() else {
        return Err("usage: bench COLUMNS UNTIL REPETITIONS SCRIPT…".into());
    };
    let until = ["columns", "features", "bars", "metrics"].iter().position(|part| part == until);
    let until = until.ok_or("UNTIL is columns, features, bars or metrics")?;
    let dataset = Rc::new(dataset(Path::new(columns))?);
    for script in scripts {
        let script = fs::read_to_string(script)?;
        for _ in 0..repetitions.parse::<u32>()? {
            writeln!(stdout(), "{}", timed(&dataset, &script, until)?)?;
        }
    }
    Ok(())
}

/// Runs once up to a part and returns the times of the parts done as JSON, in seconds.
fn timed(dataset: &Rc<Dataset>, script: &str, until: usize) -> Result<String, Box<dyn Error>> {
    if until == 0 {
        return Ok("{}".to_owned());
    }
    let request = RunRequest {
        script: script.to_owned(),
        // Enough to trade to the end, so that every bar is a full one.
        settings: vec![("initial_balance".to_owned(), "1000000000".to_owned())],
        ..RunRequest::default()
    };
    let started = Instant::now();
    let mut run = Run::start(dataset, &Rc::from([]), &request)?;
    let start = started.elapsed().as_secs_f64();
    let looped = Instant::now();
    while until > 1 && !run.advance(usize::MAX) {}
    let advance = looped.elapsed().as_secs_f64();
    if let Some(problem) = run.problem() {
        return Err(problem.message.clone().into());
    }
    let measured = Instant::now();
    if until > 2 {
        head_json(&run);
    }
    let metrics = measured.elapsed().as_secs_f64();
    Ok(format!(r#"{{"start_s":{start},"advance_s":{advance},"metrics_s":{metrics}}}"#))
}

fn dataset(folder: &Path) -> Result<Dataset, Box<dyn Error>> {
    let ts = fs::read(folder.join("ts"))?;
    let column = |name: &str| -> Result<Vec<f64>, Box<dyn Error>> {
        let bytes = fs::read(folder.join(name))?;
        Ok(bytes.as_chunks().0.iter().map(|value| f64::from_ne_bytes(*value)).collect())
    };
    Ok(Dataset {
        ts: Some(ts.as_chunks().0.iter().map(|value| i64::from_ne_bytes(*value)).collect()),
        open: Some(column("open")?),
        high: Some(column("high")?),
        low: Some(column("low")?),
        close: column("close")?,
        volume: Some(column("volume")?),
        symbol: "BENCH".to_owned(),
        ..Dataset::default()
    })
}
