//! Where in a dataset lies what a warning tells of: bars, as they are traded, and not rows of the file.

use super::check::widest_spacing;
use super::rows::Jump;
use crate::dataset::{Dataset, usual_spacing_ns};

/// Returns the first bar from `from` on that has what the warning `code` tells of; `None` when there is none,
/// for example after a repair, or when a warning is not about single bars.
pub fn next_place(dataset: &Dataset, code: &str, from: usize) -> Option<usize> {
    let n = dataset.close.len();
    let close = |bar: usize| dataset.close[bar];
    let price =
        |column: Option<&[f64]>, bar: usize| column.map_or(close(bar), |column| column[bar]);
    let open = |bar: usize| price(dataset.open.as_deref(), bar);
    let prices = |bar: usize| {
        let [high, low] = [&dataset.high, &dataset.low].map(|column| price(column.as_deref(), bar));
        [open(bar), high, low, close(bar)]
    };
    let is_good = |price: f64| price > 0.0 && price < f64::INFINITY;
    let is_traded = |volume: f64| volume > 0.0;
    let first = |has: &dyn Fn(usize) -> bool| (from..n).find(|bar| has(*bar));
    let after_first = |has: &dyn Fn(usize) -> bool| (from.max(1)..n).find(|bar| has(*bar));
    match code {
        "null_price" => first(&|bar| prices(bar).iter().any(|price| price.is_nan())),
        "bad_price" => first(&|bar| prices(bar).iter().any(|price| !is_good(*price))),
        "ohlc" => first(&|bar| {
            let [open, high, low, close] = prices(bar);
            high < low || close > high || close < low || open > high || open < low
        }),
        "zero_volume" => {
            let volume = dataset.volume.as_deref()?;
            first(&|bar| !is_traded(volume[bar]))
        }
        "duplicate_time" => {
            let ts = dataset.ts.as_deref()?;
            after_first(&|bar| ts[bar] == ts[bar - 1])
        }
        "gaps" => {
            let ts = dataset.ts.as_deref()?;
            let widest = widest_spacing(usual_spacing_ns(ts));
            after_first(&|bar| ts[bar].saturating_sub(ts[bar - 1]) > widest)
        }
        "jumps" => {
            let jump = Jump::of(n, close)?;
            after_first(&|bar| jump.is_between(close(bar - 1), open(bar)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(dataset: &Dataset, code: &str) -> Vec<usize> {
        let mut found = Vec::new();
        while let Some(bar) = next_place(dataset, code, found.last().map_or(0, |bar| bar + 1)) {
            found.push(bar);
        }
        found
    }

    #[test]
    fn every_doubtful_bar_is_found_one_after_the_other() {
        let dataset = Dataset {
            ts: Some(vec![0, 60, 60, 120, 300, 360]),
            open: Some(vec![10.0, 10.0, 10.0, 10.0, 10.0, 10.0]),
            high: Some(vec![11.0, 11.0, 9.0, 11.0, f64::NAN, 11.0]),
            low: Some(vec![9.0, 9.0, 9.0, 9.0, 9.0, -9.0]),
            close: vec![10.0, 10.5, 9.0, 10.0, 10.0, 10.0],
            volume: Some(vec![1.0, 0.0, f64::NAN, 1.0, 1.0, 1.0]),
            ..Dataset::default()
        };
        assert_eq!(places(&dataset, "duplicate_time"), [2]);
        assert_eq!(places(&dataset, "gaps"), [4]);
        assert_eq!(places(&dataset, "ohlc"), [2]);
        assert_eq!(places(&dataset, "null_price"), [4]);
        assert_eq!(places(&dataset, "bad_price"), [4, 5]);
        assert_eq!(places(&dataset, "zero_volume"), [1, 2]);
        assert_eq!(places(&dataset, "zone_assumed"), []);
    }

    #[test]
    fn a_price_halved_is_a_jump_at_the_bar_that_opens_so() {
        let mut close: Vec<f64> = (0..40).map(|i| 100.0 + f64::from(i % 2) * 0.01).collect();
        close[20..].iter_mut().for_each(|price| *price /= 2.0);
        assert_eq!(places(&Dataset { close, ..Dataset::default() }, "jumps"), [20]);
    }
}
