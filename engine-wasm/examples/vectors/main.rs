//! Computes test vectors by profile `reference`, to compare with those of the native program:
//! `cargo run --example vectors -- env|features|metrics IN OUT`.
//!
//! `env`: JSON list of cases {name, config, `initial_balance`, `initial_price`, steps} in, reward, info and
//! state after each step out. `features`: CSV of open,high,low,close[,volume] in, a CSV of columns out.
//! `metrics`: JSON list of {name, rewards, equity} in, metrics out. Numbers in full precision, NaN as text.

mod env_vectors;
mod feature_vectors;
mod metric_vectors;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [kind, input, output] => run(kind, input, output),
        _ => Err("usage: vectors env|features|metrics IN OUT".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[expect(clippy::print_stderr, reason = "a program says why it stops")]
            {
                eprintln!("{message}");
            }
            ExitCode::from(2)
        }
    }
}

fn run(kind: &str, input: &str, output: &str) -> Result<(), String> {
    let compute = match kind {
        "env" => env_vectors::compute,
        "features" => feature_vectors::compute,
        "metrics" => metric_vectors::compute,
        _ => {
            return Err(format!("no vectors called {kind:?}; there are env, features and metrics"));
        }
    };
    let text = std::fs::read_to_string(input).map_err(|error| format!("{input}: {error}"))?;
    let result = compute(&text).map_err(|message| format!("{input}: {message}"))?;
    std::fs::write(output, result).map_err(|error| format!("{output}: {error}"))
}
