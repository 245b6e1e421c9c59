//! What tells whether a run was had again: fingerprints of its data, of all that went in, of all that came out.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::json::Json;
use crate::run::Run;

use super::{ENGINE, fingerprint, head, write_whole};

/// Returns `{"data","inputs","result"}`, each a SHA-256 in hexadecimal.
///
/// `data` is the result's own. `inputs` is that of `{"engine","settings","data","script"}` as JSON, the
/// settings as the result has them; `result` that of the bytes of [`super::result_json`].
pub fn fingerprints_json(run: &Run, script: &str, constants: &[String]) -> String {
    let data = fingerprint(run.bars(), constants);
    let mut json = Json::default();
    json.object(|json| {
        json.key("data").text(&data);
        json.key("inputs").text(&inputs(run, script, &data));
        json.key("result").text(&result(run, &data));
    });
    json.finish()
}

fn inputs(run: &Run, script: &str, data: &str) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.key("engine").text(ENGINE);
        json.key("settings").object(|json| head::settings(run, json));
        json.key("data").text(data);
        json.key("script").text(script);
    });
    hexadecimal(Sha256::new_with_prefix(json.finish()))
}

fn result(run: &Run, data: &str) -> String {
    let mut hash = Sha256::new();
    let mut json = Json::default();
    write_whole(run, data, &mut json, |json| json.hand_over(|text| hash.update(text)));
    hash.update(json.finish());
    hexadecimal(hash)
}

pub(super) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
