//! Features: columns computed from bars up to each bar.
//!
//! Each family stands in a file of its own with its formula and source. Every column is as long as
//! the bars and NaN in its warm-up.

mod alma;
mod atr;
mod cmf;
mod ema;
mod hma;
mod kama;
mod names;
pub mod nearest;
mod obv;
mod rvol;
mod sma;
mod sum;
mod vwap_dist;
mod wma;

pub use names::{FAMILIES, FamilyInfo, suggestions};

use crate::dataset::Bars;

/// How features meet prices that are not numbers, and how exactly they add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// NaN at such a bar, state carried on past it; running sums without drift.
    Standard,
    /// As the native trainer computes them, to the last bit: NaN spreads as its arithmetic has it.
    Reference,
}

/// One feature: a family with its parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Feature {
    /// Simple moving average of `period` closes.
    Sma(usize),
    /// Exponential moving average.
    Ema(usize),
    /// Linearly weighted moving average.
    Wma(usize),
    /// Hull moving average.
    Hma(usize),
    /// Kaufman's adaptive moving average.
    Kama {
        /// Closes over which efficiency is measured.
        period: usize,
        /// Period of the fastest average.
        fast: usize,
        /// Period of the slowest average.
        slow: usize,
    },
    /// Arnaud Legoux's moving average.
    Alma {
        /// Closes it averages.
        period: usize,
        /// Where the weights peak: 0 oldest, 1 newest close.
        offset: f64,
        /// How narrow the peak is.
        sigma: f64,
    },
    /// Average true range by Wilder.
    Atr(usize),
    /// Volume over its average.
    Rvol(usize),
    /// Chaikin money flow.
    Cmf(usize),
    /// Distance of the close from the volume-weighted average of closes, as a fraction.
    VwapDist(usize),
    /// On-balance volume.
    Obv,
    /// Volume of the bar before.
    VolT1,
}

impl Feature {
    /// Returns the feature of a name such as `ema_20`; `None` when no family takes it.
    /// Periods are whole numbers from 1 on, written without leading zeros.
    pub fn parse(name: &str) -> Option<Self> {
        names::parse(name)
    }

    /// Returns the shortest name of the feature.
    pub fn name(&self) -> String {
        names::name(self)
    }

    /// Computes the whole column. A period longer than the bars gives NaN throughout.
    pub fn compute(&self, bars: &Bars, rules: Rules) -> Vec<f64> {
        let close = bars.close();
        let volume = bars.volume();
        match *self {
            Self::Sma(period) => of_numbers([close], rules, |[x]| sma::sma(x, period, rules)),
            Self::Ema(period) => of_numbers([close], rules, |[x]| ema::ema(x, period)),
            Self::Wma(period) => of_numbers([close], rules, |[x]| wma::wma(x, period, rules)),
            Self::Hma(period) => of_numbers([close], rules, |[x]| hma::hma(x, period, rules)),
            Self::Kama { period, fast, slow } => {
                of_numbers([close], rules, |[x]| kama::kama(x, period, fast, slow, rules))
            }
            Self::Alma { period, offset, sigma } => {
                of_numbers([close], rules, |[x]| alma::alma(x, period, offset, sigma))
            }
            Self::Atr(period) => {
                let columns = [bars.high(), bars.low(), close];
                of_numbers(columns, rules, |[h, l, c]| atr::atr(h, l, c, period))
            }
            Self::Rvol(period) => with_volume(volume, close, |volume| {
                of_numbers([volume], rules, |[v]| rvol::rvol(v, period, rules))
            }),
            Self::Cmf(period) => with_volume(volume, close, |volume| {
                let columns = [bars.high(), bars.low(), close, volume];
                of_numbers(columns, rules, |[h, l, c, v]| cmf::cmf(h, l, c, v, period, rules))
            }),
            Self::VwapDist(period) => with_volume(volume, close, |volume| {
                of_numbers([close, volume], rules, |[c, v]| {
                    vwap_dist::vwap_dist(c, v, period, rules)
                })
            }),
            Self::Obv => with_volume(volume, close, |volume| {
                of_numbers([close, volume], rules, |[c, v]| obv::obv(c, v))
            }),
            Self::VolT1 => with_volume(volume, close, obv::volume_before),
        }
    }
}

/// Without volume the column has no value anywhere.
fn with_volume(
    volume: Option<&[f64]>,
    close: &[f64],
    compute: impl Fn(&[f64]) -> Vec<f64>,
) -> Vec<f64> {
    volume.map_or_else(|| vec![f64::NAN; close.len()], compute)
}

/// Under [`Rules::Standard`] computes over the bars at which every column is a number, and gives NaN
/// at the others; under [`Rules::Reference`] over all bars.
fn of_numbers<const N: usize>(
    columns: [&[f64]; N],
    rules: Rules,
    compute: impl Fn([&[f64]; N]) -> Vec<f64>,
) -> Vec<f64> {
    let all_numbers = |column: &&[f64]| column.iter().all(|value| value.is_finite());
    if rules == Rules::Reference || columns.iter().all(all_numbers) {
        return compute(columns);
    }
    let rows = columns[0].len();
    let numbers: Vec<bool> =
        (0..rows).map(|bar| columns.iter().all(|column| column[bar].is_finite())).collect();
    let kept = columns.map(|column| -> Vec<f64> {
        column
            .iter()
            .zip(&numbers)
            .filter(|&(_, &number)| number)
            .map(|(&value, _)| value)
            .collect()
    });
    let mut values = compute(std::array::from_fn(|i| kept[i].as_slice())).into_iter();
    numbers
        .iter()
        .map(|&number| if number { values.next().unwrap_or(f64::NAN) } else { f64::NAN })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::dataset::Dataset;

    fn bars(close: &[f64]) -> Bars {
        let dataset = Dataset { close: close.to_vec(), ..Dataset::default() };
        Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
    }

    #[test]
    fn under_standard_rules_a_close_that_is_no_number_is_passed_over() {
        let gap = bars(&[1.0, 2.0, f64::NAN, 3.0, 5.0]);
        let column = Feature::Sma(2).compute(&gap, Rules::Standard);
        assert!(column[0].is_nan() && column[2].is_nan());
        assert_eq!([column[1], column[3], column[4]], [1.5, 2.5, 4.0]);
    }

    #[test]
    fn under_reference_rules_a_running_sum_never_recovers_from_one() {
        let gap = bars(&[1.0, 2.0, f64::NAN, 3.0, 5.0, 7.0]);
        let column = Feature::Sma(2).compute(&gap, Rules::Reference);
        assert_eq!(column[1], 1.5);
        assert!(column[2..].iter().all(|value| value.is_nan()));
        let weighted = Feature::Wma(2).compute(&gap, Rules::Reference);
        assert!((weighted[5] - 19.0 / 3.0).abs() < 1e-12, "the window has passed it");
    }

    #[test]
    fn a_period_longer_than_the_bars_has_no_value() {
        let few = bars(&[1.0, 2.0]);
        for name in
            ["sma_3", "ema_3", "wma_3", "hma_3", "kama_3", "alma_3", "atr_3", "sma_4294967295"]
        {
            let column = Feature::parse(name).unwrap().compute(&few, Rules::Standard);
            assert!(column.len() == 2 && column.iter().all(|value| value.is_nan()), "{name}");
        }
    }

    #[test]
    fn without_volume_its_features_have_no_value() {
        for name in ["obv", "rvol_2", "cmf_2", "vwap_dist_2", "vol_t1"] {
            let column = Feature::parse(name).unwrap().compute(&bars(&[1.0, 2.0]), Rules::Standard);
            assert!(column.iter().all(|value| value.is_nan()), "{name}");
        }
    }
}
