//! `vwap`: volume-weighted average price of the day so far.
//!
//! Formula: Σ p·volume / Σ volume with p = (high + low + close)/3, from the first bar of each calendar day
//! of the run's timezone (UTC unless set) on; of the whole file when it has no times. No value before there
//! is volume. Source: the VWAP of common charting tools, daily session; TA-Lib's VWAP day by day.

use super::family::Family;
use super::input::Column::{Close, High, Low, Volume};
use super::input::Input;
use super::sum::ExactSum;

/// Its entry in the table.
pub(super) const VWAP: Family = Family {
    name: "vwap",
    parameters: &[],
    example: "vwap",
    formula: "sum of (high+low+close)/3·volume over the sum of volume since the day began (run's timezone)",
    warm_up: "0",
    source: "volume-weighted average price of common charting tools, daily session",
    compute: vwap,
};

fn vwap(input: &Input) -> Vec<f64> {
    let mut out = input.no_value();
    let Some([high, low, close, volume]) = input.columns([High, Low, Close, Volume]) else {
        return out;
    };
    let mut days = input.days();
    let mut today = None;
    let (mut values, mut volumes) = (ExactSum::default(), ExactSum::default());
    for (bar, slot) in out.iter_mut().enumerate() {
        let day = days.as_mut().and_then(Iterator::next);
        if day != today {
            (today, values, volumes) = (day, ExactSum::default(), ExactSum::default());
        }
        let price = (high[bar] + low[bar] + close[bar]) / 3.0;
        let value = price * volume[bar];
        if !value.is_finite() {
            continue;
        }
        values.add(value);
        volumes.add(volume[bar]);
        if volumes.value() > 0.0 {
            *slot = values.value() / volumes.value();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use crate::dataset::{Bars, Dataset};
    use crate::feature::{Feature, Rules};

    const HOUR: i64 = 3_600_000_000_000;

    fn bars(volume: [f64; 4], hours: Option<[i64; 4]>) -> Bars {
        let dataset = Dataset {
            ts: hours.map(|hours| hours.map(|hour| hour * HOUR).to_vec()),
            high: Some(vec![11.0, 22.0, 33.0, 44.0]),
            low: Some(vec![9.0, 18.0, 27.0, 36.0]),
            close: vec![10.0, 20.0, 30.0, 40.0],
            volume: Some(volume.to_vec()),
            ..Dataset::default()
        };
        Bars::new(Rc::new(dataset), 0, None, 1).unwrap()
    }

    fn vwap(bars: &Bars) -> Vec<f64> {
        Feature::parse("vwap").unwrap().compute(bars, Rules::Standard)
    }

    #[test]
    fn it_starts_anew_with_each_day() {
        let two_days = bars([3.0, 1.0, 2.0, 2.0], Some([22, 23, 24, 25]));
        assert_eq!(vwap(&two_days), [10.0, 12.5, 30.0, 35.0]);
        let feature = Feature::parse("vwap").unwrap();
        let further_east =
            feature.compute_by_day(&two_days, Rules::Standard, &mut |ts| (ts + HOUR) / (24 * HOUR));
        assert_eq!(further_east, [10.0, 20.0, 80.0 / 3.0, 32.0]);
    }

    #[test]
    fn without_times_the_file_is_one_day_and_without_volume_so_far_there_is_no_value() {
        let column = vwap(&bars([0.0, 1.0, f64::NAN, 1.0], None));
        assert!(column[0].is_nan() && column[2].is_nan());
        assert_eq!((column[1], column[3]), (20.0, 30.0));
    }
}
