//! Rows taken by offset and limit are a file of their own, and runs know nothing of each other.

use std::rc::Rc;

use engine_wasm::dataset::Dataset;
use engine_wasm::result::result_json;

use crate::generate::{CASES, Pairs, Random, market, run, script, settings};

fn sliced(dataset: &Dataset, start: usize, end: usize) -> Dataset {
    fn cut<T: Clone>(column: Option<&Vec<T>>, start: usize, end: usize) -> Option<Vec<T>> {
        column.map(|column| column[start..end].to_vec())
    }
    Dataset {
        ts: cut(dataset.ts.as_ref(), start, end),
        open: cut(dataset.open.as_ref(), start, end),
        high: cut(dataset.high.as_ref(), start, end),
        low: cut(dataset.low.as_ref(), start, end),
        close: dataset.close[start..end].to_vec(),
        volume: cut(dataset.volume.as_ref(), start, end),
        session_open: cut(dataset.session_open.as_ref(), start, end),
        minutes_to_close: cut(dataset.minutes_to_close.as_ref(), start, end),
        margin_ok: cut(dataset.margin_ok.as_ref(), start, end),
        extra: Vec::new(),
        symbol: dataset.symbol.clone(),
        part: None,
    }
}

/// The whole result; what was asked for as rows is left out.
fn result(dataset: &Rc<Dataset>, script: &str, pairs: &Pairs) -> Option<String> {
    let run = run(dataset, script, pairs)?;
    let text = result_json(&run, &[]);
    let (before, rest) = text.split_once("\"offset\":")?;
    let (_, after) = rest.split_once(",\"seed\"")?;
    Some(format!("{before}{after}"))
}

#[test]
fn rows_by_offset_and_limit_give_the_result_of_a_file_cut_to_them() {
    let mut compared = 0;
    for seed in 0..CASES {
        let mut random = Random::new(seed + 40_000);
        let (dataset, mut pairs) = (market(&mut random), settings(&mut random));
        let script = script(&mut random);
        let start = random.below(dataset.close.len());
        let end = start + 1 + random.below(dataset.close.len() - start);
        let file = Rc::new(sliced(&dataset, start, end));
        let of_file = result(&file, &script, &pairs);
        pairs.push(("offset".to_owned(), start.to_string()));
        pairs.push(("limit".to_owned(), (end - start).to_string()));
        let of_rows = result(&Rc::new(dataset), &script, &pairs);
        assert_eq!(of_rows, of_file, "seed {seed}, rows {start} to {end}");
        compared += usize::from(of_file.is_some());
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_order_of_runs_does_not_matter() {
    let cases: Vec<_> = (0..40)
        .map(|seed| {
            let mut random = Random::new(seed + 50_000);
            let dataset = Rc::new(market(&mut random));
            let pairs = settings(&mut random);
            (dataset, script(&mut random), pairs)
        })
        .collect();
    let one =
        |(dataset, script, pairs): &(Rc<Dataset>, String, Pairs)| result(dataset, script, pairs);
    let forwards: Vec<_> = cases.iter().map(one).collect();
    let mut backwards: Vec<_> = cases.iter().rev().map(one).collect();
    backwards.reverse();
    assert_eq!(forwards, backwards);
}
