//! What holds for every family, and columns for the tests of each.

use std::rc::Rc;

use super::*;
use crate::dataset::Dataset;

fn bars(dataset: Dataset) -> Bars {
    Bars::new(Rc::new(dataset), 0, None, 0).unwrap()
}

fn closes(close: &[f64]) -> Bars {
    bars(Dataset { close: close.to_vec(), ..Dataset::default() })
}

/// Computes a feature of closes.
pub(super) fn column(name: &str, close: &[f64]) -> Vec<f64> {
    Feature::parse(name).unwrap().compute(&closes(close), Rules::Standard)
}

/// Computes a feature of highs, lows and closes.
pub(super) fn column_of(name: &str, high: &[f64], low: &[f64], close: &[f64]) -> Vec<f64> {
    let dataset = Dataset {
        high: Some(high.to_vec()),
        low: Some(low.to_vec()),
        close: close.to_vec(),
        ..Dataset::default()
    };
    Feature::parse(name).unwrap().compute(&bars(dataset), Rules::Standard)
}

#[test]
fn under_standard_rules_a_close_that_is_no_number_is_passed_over() {
    let column = column("sma_2", &[1.0, 2.0, f64::NAN, 3.0, 5.0]);
    assert!(column[0].is_nan() && column[2].is_nan());
    assert_eq!([column[1], column[3], column[4]], [1.5, 2.5, 4.0]);
}

#[test]
fn under_reference_rules_a_running_sum_never_recovers_from_one() {
    let gap = closes(&[1.0, 2.0, f64::NAN, 3.0, 5.0, 7.0]);
    let column = Feature::parse("sma_2").unwrap().compute(&gap, Rules::Reference);
    assert_eq!(column[1], 1.5);
    assert!(column[2..].iter().all(|value| value.is_nan()));
    let weighted = Feature::parse("wma_2").unwrap().compute(&gap, Rules::Reference);
    assert!((weighted[5] - 19.0 / 3.0).abs() < 1e-12, "the window has passed it");
}

/// A walk of 300 bars that now and then stands still, with volume, five minutes each.
fn walk() -> Dataset {
    let mut price = 100.0;
    let mut seed = 7_u32;
    let mut random = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 16) / 65_536.0
    };
    let mut dataset = Dataset { ts: Some(Vec::new()), ..Dataset::default() };
    let (mut high, mut low, mut volume) = (Vec::new(), Vec::new(), Vec::new());
    for bar in 0..300 {
        let moves = f64::from(u8::from(!(120..150).contains(&bar)));
        price += moves * (random() - 0.5);
        dataset.close.push(price);
        high.push(price + moves * random());
        low.push(price - moves * random());
        volume.push((random() * 100.0 * moves).floor());
        dataset.ts.as_mut().unwrap().push(bar * 300_000_000_000);
    }
    Dataset { high: Some(high), low: Some(low), volume: Some(volume), ..dataset }
}

fn compute(name: &str, dataset: Dataset) -> Vec<f64> {
    Feature::parse(name).unwrap().compute(&bars(dataset), Rules::Standard)
}

#[test]
fn every_example_has_its_first_value_where_its_warm_up_says() {
    let first = [
        ("sma_20", 19),
        ("ema_20", 19),
        ("wma_20", 19),
        ("hma_20", 22),
        ("dema_20", 38),
        ("tema_20", 57),
        ("kama_10", 9),
        ("alma_9", 8),
        ("trix_15", 43),
        ("linreg_slope_14", 13),
        ("rsi_14", 14),
        ("roc_10", 10),
        ("mom_10", 10),
        ("cci_20", 19),
        ("willr_14", 13),
        ("mfi_14", 14),
        ("stoch_k_14_3_3", 17),
        ("stoch_d_14_3_3", 17),
        ("macd_12_26_9", 33),
        ("macd_signal_12_26_9", 33),
        ("macd_hist_12_26_9", 33),
        ("adx_14", 27),
        ("plus_di_14", 14),
        ("minus_di_14", 14),
        ("supertrend_10_3", 9),
        ("psar_0.02_0.2", 1),
        ("stddev_20", 19),
        ("zscore_20", 19),
        ("atr_14", 13),
        ("natr_14", 14),
        ("bb_upper_20_2", 19),
        ("bb_middle_20_2", 19),
        ("bb_lower_20_2", 19),
        ("keltner_upper_20_10_2", 19),
        ("keltner_middle_20_10_2", 19),
        ("keltner_lower_20_10_2", 19),
        ("highest_20", 19),
        ("lowest_20", 19),
        ("donchian_upper_20", 19),
        ("donchian_lower_20", 19),
        ("rvol_20", 19),
        ("cmf_20", 19),
        ("vwap", 0),
        ("vwap_dist_20", 19),
        ("obv", 0),
        ("vol_t1", 1),
        ("ret_1", 1),
        ("logret_1", 1),
    ];
    assert_eq!(
        first.map(|(name, _)| name),
        *FAMILIES.iter().map(|f| f.example).collect::<Vec<_>>()
    );
    for (name, bar) in first {
        let column = compute(name, walk());
        assert_eq!(column.len(), 300, "{name}");
        assert_eq!(column.iter().position(|value| !value.is_nan()), Some(bar), "{name}");
    }
}

#[test]
fn no_feature_is_ever_infinite() {
    let still = |price: f64| Dataset {
        close: vec![price; 60],
        volume: Some(vec![0.0; 60]),
        ..Dataset::default()
    };
    for family in FAMILIES {
        for dataset in [walk(), still(5.0), still(0.0), still(-3.0)] {
            let column = compute(family.example, dataset);
            assert!(column.iter().all(|value| !value.is_infinite()), "{}", family.example);
        }
    }
}

#[test]
fn what_comes_later_changes_nothing_before() {
    for family in FAMILIES {
        let whole = compute(family.example, walk());
        let mut other = walk();
        for column in [&mut other.close, other.high.as_mut().unwrap(), other.low.as_mut().unwrap()]
        {
            column.truncate(200);
        }
        other.volume.as_mut().unwrap().truncate(200);
        other.ts.as_mut().unwrap().truncate(200);
        let cut = compute(family.example, other);
        let same = whole.iter().zip(&cut).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same, "{}", family.example);
    }
}

#[test]
fn a_bar_without_a_number_is_as_if_it_were_not_there() {
    for family in FAMILIES.iter().filter(|family| family.name != "vol_t1") {
        let whole = compute(family.example, walk());
        let mut other = walk();
        for column in [
            &mut other.close,
            other.high.as_mut().unwrap(),
            other.low.as_mut().unwrap(),
            other.volume.as_mut().unwrap(),
        ] {
            column.insert(70, f64::NAN);
        }
        other.ts.as_mut().unwrap().insert(70, 70 * 300_000_000_000);
        let mut holed = compute(family.example, other);
        assert!(holed.remove(70).is_nan(), "{}", family.example);
        let same = whole.iter().zip(&holed).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same, "{}", family.example);
    }
}

#[test]
fn a_period_longer_than_the_bars_has_no_value() {
    for family in
        FAMILIES.iter().filter(|family| family.parameters.iter().any(Parameter::is_window))
    {
        for period in [3, u32::MAX] {
            let name = family.example_with(&[&period.to_string()]);
            let column = column(&name, &[1.0, 2.0]);
            assert!(column.len() == 2 && column.iter().all(|value| value.is_nan()), "{name}");
        }
    }
}

#[test]
fn every_family_takes_one_bar_and_none() {
    for family in FAMILIES {
        let shortest = family.example_with(&["1", "1", "1"]);
        for (rows, name) in [(0, &shortest), (1, &shortest), (2, &shortest)] {
            let closes = vec![2.0; rows];
            let dataset =
                Dataset { volume: Some(closes.clone()), close: closes, ..Dataset::default() };
            for rules in [Rules::Standard, Rules::Reference] {
                let feature = Feature::parse(name).unwrap();
                let column = feature.compute(&bars(dataset.clone()), rules);
                assert_eq!(column.len(), rows, "{name}");
            }
        }
    }
}

#[test]
fn without_volume_its_features_have_no_value() {
    for name in ["obv", "rvol_2", "cmf_2", "vwap_dist_2", "vol_t1", "vwap", "mfi_1"] {
        assert!(column(name, &[1.0, 2.0]).iter().all(|value| value.is_nan()), "{name}");
    }
}
