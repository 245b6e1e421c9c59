//! What comes in beside the script: columns in Arrow's layout, settings and params as text, a policy's log.

use std::rc::Rc;

use engine_wasm::baseline::{self, Steps};
use engine_wasm::dataset::Dataset;
use engine_wasm::env::{Action, DataFixes, Profile, SETTINGS, Settings};
use engine_wasm::error::EngineError;
use engine_wasm::json::Json;
use engine_wasm::load::Loader;
use engine_wasm::result::{conventions_json, report_json, result_json, write_load_report};
use engine_wasm::run::{Run, RunRequest};

use crate::bytes::Bytes;

const ROLES: [&str; 12] = [
    "timestamp",
    "open",
    "high",
    "low",
    "close",
    "volume",
    "symbol",
    "session_open",
    "minutes_to_close",
    "margin_ok",
    "extra",
    "nothing",
];
const FORMATS: [&str; 27] = [
    "g",
    "f",
    "e",
    "c",
    "C",
    "s",
    "S",
    "i",
    "I",
    "l",
    "L",
    "b",
    "u",
    "U",
    "z",
    "tsn:UTC",
    "tsu:",
    "tsm:America/New_York",
    "tss:",
    "tdD",
    "tdm",
    "ttn",
    "d:9,2",
    "d:38,10",
    "vu",
    "tsn",
    "",
];
const VALUES: [&str; 22] = [
    "",
    "0",
    "1",
    "-1",
    "2.5",
    "1e9",
    "1e308",
    "-1e308",
    "NaN",
    "true",
    "false",
    "auto",
    "rth",
    "globex",
    "always",
    "reference",
    "standard",
    "next_close",
    "same_close",
    "Europe/Berlin",
    "price",
    "50000001",
];
const SCRIPT: &str = "params = {n = 3, on = true, name = 'x', r = 1.5}
function on_bar(ctx, bar)
  local v = bar.volume or ctx.minutes_to_close or ctx.params.n
  if bar.close > bar.sma_3 then return 'buy' end
  return ctx.step % 3 == 0 and 'flip' or v == 1 and 'sell' or 'hold'
end";

pub(crate) fn check(data: &[u8]) {
    let b = &mut Bytes::new(data);
    let profile = b.pick(&[Profile::Standard, Profile::Reference]);
    let dataset = match load(b, profile) {
        Ok(dataset) => Rc::new(dataset),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            Rc::new(Dataset {
                close: (0..9).map(|i| f64::from(i % 4)).collect(),
                ..Dataset::default()
            })
        }
    };
    run(b, &dataset, profile);
    replay(b, &dataset.close);
}

fn load(b: &mut Bytes, profile: Profile) -> Result<Dataset, EngineError> {
    let rows = b.below(40);
    let symbol = b.pick(&[None, Some("S")]).map(str::to_owned);
    let mut loader = Loader::new(profile, rows, symbol);
    if let Ok(fixes) = DataFixes::parse(b.pick(&["", "drop_bad", "drop_duplicates,fill_bad", "x"]))
    {
        loader.set_fixes(fixes);
    }
    if b.below(8) == 1 {
        let from = i64::from(b.byte()) << b.below(56);
        loader.set_zone(vec![i64::MIN, from], vec![3_600_000_000_000, i64::from(b.byte())])?;
    }
    for place in 0..=b.below(8) {
        let role = b.pick(&ROLES);
        let name = if b.below(2) == 0 { role.to_owned() } else { b.text() };
        let unit = b.pick(&[0, 1, -1, 1_000, 1_000_000, 1_000_000_000, i64::MAX, i64::MIN]);
        let scale = b.pick(&[1.0, 100.0, 0.0, -1.0, f64::NAN, 1e300]);
        loader.add_column(name, role, unit, scale)?;
        let mut left = rows;
        while left > 0 && !b.is_empty() {
            let length = 1 + b.below(left);
            let format = b.pick(&FORMATS);
            let wide = b.pick(&[8, 8, 4, 2, 1, 16]);
            let validity = (b.below(3) == 1).then(|| b.take(length.div_ceil(8)));
            let offsets = offsets(b, length);
            let values = b.take(length * wide);
            // What is lacking is filled up, so that short inputs get far.
            let mut whole = values.to_vec();
            if b.below(8) != 1 {
                whole.resize(length * wide, 7);
            }
            loader.append(place, length, format, validity, &whole, offsets.as_deref())?;
            left -= length;
        }
    }
    let (dataset, report) = loader.finish()?;
    let mut json = Json::default();
    json.object(|json| write_load_report(&report, json));
    valid(&json.finish());
    Ok(dataset)
}

fn offsets(b: &mut Bytes, length: usize) -> Option<Vec<u8>> {
    match b.below(4) {
        0 => None,
        1 => Some(b.take((length + 1) * 4).to_vec()),
        2 => Some((0_i32..).take(length + 1).flat_map(|i| (i * 2).to_le_bytes()).collect()),
        _ => Some((0_i64..).take(length + 1).flat_map(|i| (i * 2).to_le_bytes()).collect()),
    }
}

fn pairs(b: &mut Bytes) -> Vec<(String, String)> {
    let count = b.below(6);
    let name = |b: &mut Bytes| match b.below(12) {
        0 => b.text(),
        1 => b.pick(&["n", "on", "name", "r"]).to_owned(),
        _ => SETTINGS[b.below(SETTINGS.len())].name.to_owned(),
    };
    let value = |b: &mut Bytes| match b.below(5) {
        0 => b.text(),
        1 => b.byte().to_string(),
        _ => b.pick(&VALUES).to_owned(),
    };
    (0..count).map(|_| (name(b), value(b))).collect()
}

fn run(b: &mut Bytes, dataset: &Rc<Dataset>, profile: Profile) {
    let mut settings = pairs(b);
    let params = if b.below(3) == 0 { pairs(b) } else { Vec::new() };
    if b.below(2) == 0 {
        let name = if profile == Profile::Reference { "reference" } else { "standard" };
        settings.push(("profile".to_owned(), name.to_owned()));
    }
    let request =
        RunRequest { script: SCRIPT.to_owned(), settings, params, ..RunRequest::default() };
    match Run::start(dataset, &Rc::from([]), &request) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(mut run) => {
            while !run.advance(3) {}
            valid(&result_json(&run, &[]));
            valid(&conventions_json(&run));
            valid(&report_json(&run));
        }
    }
}

fn replay(b: &mut Bytes, close: &[f64]) {
    let count = b.below(24);
    let first = b.below(8);
    let actions = [Action::Buy, Action::Sell, Action::Hold, Action::Revert];
    let mut steps = Steps::default();
    for step in 0..count {
        let jump = usize::from(b.below(64) == 63);
        steps.bars.push(first + step + jump);
        steps.actions.push(b.pick(&actions));
        steps.session_open.push(b.below(4) != 3);
        steps.margin_ok.push(b.below(4) != 3);
        steps.minutes_to_close.push(b.pick(&[f64::NAN, 0.0, 5.0, 30.0, -1.0, f64::INFINITY]));
        steps.close.push(b.pick(&[f64::NAN, 1.0, 2.0, 0.0]));
        steps.equity.push(b.pick(&[f64::NAN, 10_000.0, 0.0, f64::INFINITY]));
    }
    let mut settings = vec![("profile".to_owned(), "reference".to_owned())];
    settings.extend(pairs(b));
    if let Ok(settings) = Settings::from_pairs(&settings)
        && let Ok(found) = baseline::replay(close, &settings, &steps)
    {
        assert_eq!(found.steps, count);
        let mut json = Json::default();
        json.object(|json| baseline::write_replay(&found, json));
        valid(&json.finish());
    }
}

fn valid(json: &str) {
    let read: Result<serde_json::Value, _> = serde_json::from_str(json);
    assert!(read.is_ok(), "{:?} in {json}", read.err());
}
