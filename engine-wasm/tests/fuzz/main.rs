//! What fuzzing found worth keeping, tried again, and a bounded number of variations of it.
//!
//! `npm run fuzz` looks for more, guided by coverage and with sanitizers; it packs what it found into
//! `tests/fixtures/fuzz`. That build takes minutes, so here the same checks run on the corpus only.

#![expect(clippy::print_stdout, reason = "it says how much it tried")]

mod behaviour;
mod bytes;
mod input;
mod runs;
mod script;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;

/// Inputs tried beside those kept, made of them.
const VARIATIONS: usize = 1_500;

/// Returns the kept inputs of a target: each has its length before it, four bytes, the lowest first.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/fuzz");
    let file = File::open(folder.join(format!("{target}.gz"))).expect("the corpus is there");
    let mut packed = Vec::new();
    GzDecoder::new(file).read_to_end(&mut packed).expect("the corpus is gzipped");
    let mut rest = packed.as_slice();
    let mut inputs = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (input, others) = after.split_at(u32::from_le_bytes(*length) as usize);
        inputs.push(input.to_vec());
        rest = others;
    }
    inputs
}

/// Numbers that are the same in every run: xorshift, by George Marsaglia.
fn draw(state: &mut u64, count: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % count as u64).expect("below a usize")
}

/// Returns the beginning of one input with the end of another, and some bytes changed.
fn variation(corpus: &[Vec<u8>], state: &mut u64) -> Vec<u8> {
    let one = &corpus[draw(state, corpus.len())];
    let other = &corpus[draw(state, corpus.len())];
    let (cut, place) = (draw(state, one.len() + 1), draw(state, other.len() + 1));
    let mut made = [&one[..cut], &other[place..]].concat();
    for _ in 0..draw(state, 4) {
        if !made.is_empty() {
            let at = draw(state, made.len());
            made[at] = draw(state, 256).to_le_bytes()[0];
        }
    }
    made
}

fn try_all(target: &str, check: fn(&[u8])) {
    let kept = corpus(target);
    assert!(kept.len() > 100, "{target} has {} inputs", kept.len());
    for input in &kept {
        check(input);
    }
    let mut state = 1;
    for _ in 0..VARIATIONS {
        check(&variation(&kept, &mut state));
    }
    println!("{target}: {} kept inputs, {VARIATIONS} variations", kept.len());
}

#[test]
fn any_text_as_a_script_ends_cleanly_and_changes_no_other_run() {
    try_all("script", script::check);
}

#[test]
fn scripts_of_a_grammar_end_cleanly_and_change_no_other_run() {
    try_all("behaviour", behaviour::check);
}

#[test]
fn columns_settings_and_logs_of_any_content_are_taken_or_refused() {
    try_all("input", input::check);
}
