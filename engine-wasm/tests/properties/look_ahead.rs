//! What comes later changes nothing that was done before.

use std::rc::Rc;

use engine_wasm::dataset::{Bars, Dataset};
use engine_wasm::env::{Action, Env, Observation, Settings, Strategy};
use engine_wasm::error::Problem;
use engine_wasm::feature::{Feature, Rules};
use engine_wasm::run::Run;

use crate::generate::{CASES, Random, is_reference, market, run, script, settings};

/// Replaces everything after bar `last` but the times.
fn changed_after(dataset: &Dataset, last: usize, random: &mut Random) -> Dataset {
    let mut changed = dataset.clone();
    let mut column = |column: &mut [f64]| {
        for value in column.iter_mut().skip(last + 1) {
            *value = if random.chance(0.1) { f64::NAN } else { random.fraction() * 500.0 - 20.0 };
        }
    };
    column(&mut changed.close);
    let [open, high, low] = [&mut changed.open, &mut changed.high, &mut changed.low];
    for part in [open, high, low, &mut changed.volume, &mut changed.minutes_to_close] {
        for values in part.iter_mut() {
            column(values);
        }
    }
    for mask in [&mut changed.session_open, &mut changed.margin_ok].into_iter().flatten() {
        mask.iter_mut().skip(last + 1).for_each(|open| *open = random.chance(0.5));
    }
    changed
}

/// All that was done and seen up to a bar, as text.
fn up_to(run: &Run, last: usize) -> String {
    let record = run.record();
    let points = (last + 1).saturating_sub(record.first_bar).min(record.equity.len());
    // The order given at the last bar is filled, or refused, after it.
    let actions: Vec<_> = record
        .actions
        .iter()
        .filter(|traced| traced.bar <= last)
        .map(|traced| (traced.bar, traced.action, traced.refused.filter(|_| traced.bar < last)))
        .collect();
    let closed: Vec<_> = record
        .trades
        .iter()
        .filter(|trade| trade.exit.is_some_and(|exit| exit.bar <= last))
        .map(|trade| (trade.entry_bar, trade.exit, trade.size, trade.net_pnl, trade.mae, trade.mfe))
        .collect();
    let fills = fills(run, last);
    let lines: Vec<_> =
        run.log().into_iter().filter(|line| line.bar.is_some_and(|bar| bar <= last)).collect();
    format!("{:?} {actions:?} {closed:?} {fills:?} {lines:?}", bits(&record.equity[..points]))
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn changing_later_bars_changes_no_action_fill_or_feature_of_a_script() {
    let mut compared = 0;
    for seed in 0..CASES {
        let mut random = Random::new(seed);
        let (dataset, mut pairs) = (market(&mut random), settings(&mut random));
        // An end to close at is itself later than what came before.
        pairs.retain(|(name, _)| name != "liquidate_at_end");
        let script = script(&mut random);
        let last = random.below(dataset.close.len());
        let changed = Rc::new(changed_after(&dataset, last, &mut random));
        let dataset = Rc::new(dataset);
        let Some(plain) = run(&dataset, &script, &pairs) else { continue };
        let other = run(&changed, &script, &pairs).unwrap();
        assert_eq!(up_to(&plain, last), up_to(&other, last), "seed {seed}, bar {last}");
        compared += 1;
    }
    assert!(compared > CASES / 2, "{compared}");
}

/// Contracts entered and left at each bar up to `last`, whatever lots a later exit splits them into.
fn fills(run: &Run, last: usize) -> Vec<(usize, i64, u64)> {
    let mut found = std::collections::BTreeMap::new();
    for trade in &run.record().trades {
        let signed = trade.side.sign() * trade.size;
        let entry = Some((trade.entry_bar, trade.entry_price, signed));
        let exit = trade.exit.map(|exit| (exit.bar, exit.price, -signed));
        for (bar, price, contracts) in entry.into_iter().chain(exit) {
            *found.entry((bar, price.to_bits())).or_insert(0) += contracts;
        }
    }
    found
        .into_iter()
        .filter(|&((bar, _), _)| bar <= last)
        .map(|((bar, price), contracts)| (bar, contracts, price))
        .collect()
}

/// A rule of our own: it acts by the sign of what it is shown and two columns made beforehand.
struct Baseline(Vec<f64>, Vec<f64>);

impl Strategy for Baseline {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        let (fast, slow) = (self.0[seen.bar], self.1[seen.bar]);
        Ok(match (fast > slow, seen.position) {
            _ if fast.is_nan() || slow.is_nan() || !seen.session_open => Action::Hold,
            (true, ..=0) => Action::Buy,
            (false, 1..) => Action::Revert,
            (false, 0) if seen.equity > 200.0 => Action::Sell,
            _ => Action::Hold,
        })
    }
}

#[test]
fn changing_later_bars_changes_nothing_of_a_built_in_strategy_or_of_any_feature() {
    for seed in 0..CASES {
        let mut random = Random::new(seed + 5_000);
        let (dataset, pairs) = (market(&mut random), settings(&mut random));
        if is_reference(&pairs) && dataset.close.len() < 2 {
            continue;
        }
        let last = random.below(dataset.close.len());
        let changed = changed_after(&dataset, last, &mut random);
        let settings = Settings::from_pairs(&pairs).unwrap();
        let rules = settings.profile.feature_rules();
        let [first, second] = [dataset, changed].map(|dataset| {
            let bars = Bars::new(Rc::new(dataset), 0, None, 1).unwrap();
            let column = |name: &str| Feature::parse(name).unwrap().compute(&bars, rules);
            let mut strategy = Baseline(column("ema_3"), column("sma_5"));
            let mut env = Env::new(bars.clone(), &settings).unwrap();
            assert!(env.advance(&mut strategy, usize::MAX).unwrap());
            let record = env.record();
            let points = (last + 1).saturating_sub(record.first_bar).min(record.equity.len());
            (bits(&record.equity[..points]), features(&bars, rules, last))
        });
        assert_eq!(first.0, second.0, "seed {seed}, bar {last}");
        assert_eq!(first.1, second.1, "seed {seed}, bar {last}");
    }
}

/// The example of every indicator there is, up to a bar.
fn features(bars: &Bars, rules: Rules, last: usize) -> Vec<(&'static str, Vec<u64>)> {
    engine_wasm::feature::FAMILIES
        .iter()
        .map(|family| {
            let column = Feature::parse(family.example).unwrap().compute(bars, rules);
            (family.example, bits(&column[..=last]))
        })
        .collect()
}
