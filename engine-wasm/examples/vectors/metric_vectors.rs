//! The native runner's metrics: rewards and equity in, its numbers out.

use engine_wasm::metrics::{self, ReferenceMetrics};
use serde_json::{Value, json};

/// Computes all cases of a JSON list.
pub(crate) fn compute(text: &str) -> Result<String, String> {
    let cases: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let results: Result<Vec<Value>, String> = cases.iter().map(one_case).collect();
    serde_json::to_string(&results?).map_err(|error| error.to_string())
}

fn one_case(case: &Value) -> Result<Value, String> {
    let column = |key: &str| -> Result<Vec<f64>, String> {
        let values = case[key].as_array().ok_or_else(|| format!("{key} must be a list"))?;
        let numbers = values.iter().map(|value| {
            read_number(value).ok_or_else(|| format!("{key} must hold numbers, but has {value}"))
        });
        numbers.collect()
    };
    let (rewards, equity) = (column("rewards")?, column("equity")?);
    let balance = read_number(&case["initial_balance"]).unwrap_or(10_000.0);
    let metrics = metrics::reference(&rewards, &equity, balance);
    let returns: Vec<Value> =
        metrics::simple_returns(&equity, balance).into_iter().map(number_json).collect();
    Ok(json!({
        "name": case["name"],
        "metrics": metrics_json(&metrics, &equity),
        "returns": returns,
    }))
}

/// Writes the metrics as the native library names them: its `total_pnl` is the last equity, 0 without any.
pub(crate) fn metrics_json(metrics: &ReferenceMetrics, equity: &[f64]) -> Value {
    json!({
        "total_reward": number_json(metrics.total_reward),
        "total_pnl": number_json(equity.last().copied().unwrap_or(0.0)),
        "sharpe": number_json(metrics.sharpe),
        "max_drawdown": number_json(metrics.max_drawdown),
        "profit_factor": number_json(metrics.profit_factor),
        "win_rate": number_json(metrics.win_rate),
        "max_consecutive_losses": metrics.max_consecutive_losses,
    })
}

/// Writes a number, one that is not finite as text.
pub(crate) fn number_json(value: f64) -> Value {
    if value.is_finite() {
        json!(value)
    } else if value.is_nan() {
        json!("NaN")
    } else if value > 0.0 {
        json!("inf")
    } else {
        json!("-inf")
    }
}

/// Reads a number, or the text of one that is not finite.
pub(crate) fn read_number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}
