//! The step machine alone: settings and steps in, what each step did out.

use engine_wasm::env::{
    Action, MarginMode, ReferenceConfig, ReferenceEnv, Refusal, StepContext, StepInfo,
};
use engine_wasm::metrics;
use serde_json::{Map, Value, json};

use crate::metric_vectors::{metrics_json, number_json, read_number};

/// Computes all cases of a JSON list.
pub(crate) fn compute(text: &str) -> Result<String, String> {
    let cases: Vec<Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let results: Result<Vec<Value>, String> = cases
        .iter()
        .map(|case| one_case(case).map_err(|message| format!("case {}: {message}", case["name"])))
        .collect();
    serde_json::to_string(&results?).map_err(|error| error.to_string())
}

fn one_case(case: &Value) -> Result<Value, String> {
    let balance = number(case, "initial_balance", 10_000.0)?;
    let price = number(case, "initial_price", f64::NAN)?;
    let mut env = ReferenceEnv::new(config(&case["config"])?, balance, price);
    let steps = case["steps"].as_array().ok_or("steps must be a list")?;
    let (mut rewards, mut equity) = (Vec::new(), Vec::new());
    let mut done = Vec::new();
    for step in steps {
        let word = step["a"].as_str().ok_or("a step's action must be text")?;
        let action = Action::parse(word).ok_or_else(|| format!("no action is called {word:?}"))?;
        let context = StepContext {
            session_open: flag(step, "so")?,
            margin_ok: flag(step, "mo")?,
            minutes_to_close: number(step, "m", f64::NAN)?,
        };
        let info = env.step(action, number(step, "p", f64::NAN)?, &context);
        rewards.push(info.reward);
        equity.push(env.equity());
        done.push(step_json(&env, &info));
    }
    let metrics = metrics_json(&metrics::reference(&rewards, &equity, balance), &equity);
    Ok(json!({ "name": case["name"], "steps": done, "metrics": metrics }))
}

fn step_json(env: &ReferenceEnv, info: &StepInfo) -> Value {
    let state = env.state();
    let mut step = Map::new();
    for (key, value) in [
        ("reward", info.reward),
        ("comm", info.commission),
        ("slip", info.slippage),
        ("dpnl", info.pnl_change),
        ("dreal", info.realized_change),
        ("p_dd", info.penalties.drawdown),
        ("p_sc", info.penalties.session_close),
        ("p_ir", info.penalties.invalid_revert),
        ("p_fh", info.penalties.flat_hold),
        ("p_hd", info.penalties.hold_duration),
        ("cash", state.cash),
        ("last", state.last_price),
        ("upnl", state.unrealized_pnl),
        ("rpnl", state.realized_pnl),
        ("peak", state.equity_peak),
    ] {
        step.insert(key.to_owned(), number_json(value));
    }
    for (key, value) in [
        ("step", state.step),
        ("pos", state.position),
        ("dds", state.drawdown_steps),
        ("entry", state.position_entry_step),
        ("flat", state.flat_steps),
        ("irs", state.invalid_revert_streak),
    ] {
        step.insert(key.to_owned(), json!(value));
    }
    for (key, value) in [
        ("over", info.overridden),
        ("auto", info.auto_closed),
        ("v_sess", info.violation == Some(Refusal::Session)),
        ("v_margin", info.violation == Some(Refusal::Margin)),
        ("v_pos", info.violation == Some(Refusal::Position)),
    ] {
        step.insert(key.to_owned(), json!(value));
    }
    step.insert("eff".to_owned(), json!(info.effective.name()));
    Value::Object(step)
}

fn number(object: &Value, key: &str, missing: f64) -> Result<f64, String> {
    match &object[key] {
        Value::Null => Ok(missing),
        value => {
            read_number(value).ok_or_else(|| format!("{key} must be a number, but is {value}"))
        }
    }
}

fn flag(object: &Value, key: &str) -> Result<bool, String> {
    match &object[key] {
        Value::Null => Ok(true),
        value => {
            value.as_bool().ok_or_else(|| format!("{key} must be true or false, but is {value}"))
        }
    }
}

/// Reads a config by the trainer's names; `min_hold_bars`, `early_exit_penalty` and `early_flip_penalty`
/// never had an effect there and have none here.
fn config(given: &Value) -> Result<ReferenceConfig, String> {
    let mut config = ReferenceConfig::default();
    for (name, value) in given.as_object().into_iter().flatten() {
        let wrong = || format!("config {name} can't be {value}");
        let real = || read_number(value).ok_or_else(wrong);
        let whole = || value.as_i64().ok_or_else(wrong);
        let truth = || value.as_bool().ok_or_else(wrong);
        match name.as_str() {
            "commission_round_turn" => config.commission_round_turn = real()?,
            "slippage_per_contract" => config.slippage_per_contract = real()?,
            "max_position" => config.max_position = whole()?,
            "margin_per_contract" => config.margin_per_contract = real()?,
            "margin_mode" => {
                config.margin_mode = match value.as_str() {
                    Some("price") => MarginMode::Price,
                    Some("per-contract") => MarginMode::PerContract,
                    _ => return Err(wrong()),
                }
            }
            "contract_multiplier" => config.contract_multiplier = real()?,
            "enforce_margin" => config.enforce_margin = truth()?,
            "default_session_open" => config.default_session_open = truth()?,
            "risk_penalty" => config.risk_penalty = real()?,
            "idle_penalty" => config.idle_penalty = real()?,
            "drawdown_penalty" => config.drawdown_penalty = real()?,
            "drawdown_penalty_growth" => config.drawdown_penalty_growth = real()?,
            "session_close_penalty" => config.session_close_penalty = real()?,
            "auto_close_minutes_before_close" => config.auto_close_minutes_before_close = real()?,
            "max_hold_bars_positive" => config.max_hold_bars_positive = whole()?,
            "max_hold_bars_drawdown" => config.max_hold_bars_drawdown = whole()?,
            "hold_duration_penalty" => config.hold_duration_penalty = real()?,
            "hold_duration_penalty_growth" => config.hold_duration_penalty_growth = real()?,
            "hold_duration_penalty_positive_scale" => {
                config.hold_duration_penalty_positive_scale = real()?;
            }
            "hold_duration_penalty_negative_scale" => {
                config.hold_duration_penalty_negative_scale = real()?;
            }
            "invalid_revert_penalty" => config.invalid_revert_penalty = real()?,
            "invalid_revert_penalty_growth" => config.invalid_revert_penalty_growth = real()?,
            "flat_hold_penalty" => config.flat_hold_penalty = real()?,
            "flat_hold_penalty_growth" => config.flat_hold_penalty_growth = real()?,
            "max_flat_hold_bars" => config.max_flat_hold_bars = whole()?,
            "min_hold_bars" | "early_exit_penalty" | "early_flip_penalty" => {}
            _ => return Err(format!("config has no {name:?}")),
        }
    }
    Ok(config)
}
