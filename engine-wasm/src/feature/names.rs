//! Names of features: `ema_20`, `kama_10_2_30`, `obv`.

use super::nearest::nearest;
use super::{FAMILIES, Feature};

/// Returns the feature of a name. What follows a family's name is numbers, so one family at most reads it.
pub(super) fn parse(name: &str) -> Option<Feature> {
    FAMILIES.iter().find_map(|family| {
        let values = family.read(name.strip_prefix(family.name)?)?;
        Some(Feature { family, values })
    })
}

/// Returns up to three names that a script may have meant by an unknown one: columns of the bar and
/// of the file, and each family with the numbers that were written.
pub fn suggestions<'a>(name: &str, columns: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let digits = name.find(|letter: char| letter.is_ascii_digit()).unwrap_or(name.len());
    let (stem, numbers) = (name[..digits].trim_end_matches('_'), &name[digits..]);
    let words: Vec<&str> = numbers.split('_').collect();
    // Compared with its numbers as they were written, offered with those it needs.
    let families: Vec<(String, String)> = FAMILIES
        .iter()
        .map(|family| {
            let written = &name[stem.len()..];
            (format!("{}{written}", family.name), family.example_with(&words))
        })
        .collect();
    let base = ["ts", "open", "high", "low", "close", "volume"];
    let mut candidates: Vec<&str> = base.into_iter().chain(columns).collect();
    candidates.extend(families.iter().map(|(compared, _)| compared.as_str()));
    let full = |near: String| {
        let family = families.iter().find(|(compared, _)| *compared == near);
        family.map_or(near, |(_, full)| full.clone())
    };
    nearest(name, candidates, 3).into_iter().map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_reads_its_own_example_and_names_it_back() {
        for family in FAMILIES {
            let feature = Feature::parse(family.example).unwrap();
            assert_eq!(feature.name(), family.example);
            assert!(family.example.starts_with(family.name));
            assert_eq!(feature.family().name, family.name);
        }
    }

    #[test]
    fn periods_are_whole_numbers_from_1_without_leading_zeros() {
        for name in ["ema_1", "sma_4294967295", "psar_0.02_0.2", "ret_1", "vwap", "macd_hist_3_5_2"]
        {
            assert_eq!(Feature::parse(name).unwrap().name(), name);
        }
        for name in [
            "ema_0",
            "ema_010",
            "ema_-3",
            "ema_+3",
            "ema_3.0",
            "ema_",
            "ema",
            "ema_1_2",
            "ema_ 3",
            "ema3",
            "sma_4294967296",
            "sma_99999999999999999999",
            "EMA_3",
            "foo_3",
            "_3",
            "",
            "kama_10_2",
            "kama_10_2_30_1",
            "obv_3",
            "obv_",
            "vwap_dist",
            "ema_٣",
            "alma_9_0.5",
            "alma_9_.5_4",
            "alma_9_1e-1_4",
            "alma_9_-0.5_4",
            "macd_12_26",
            "macd_12_26_9_1",
            "bb_upper_20",
            "bb_20_2",
            "psar_0.02",
            "supertrend_10",
            "stoch_k_14_3",
            "vwap_20",
        ] {
            assert_eq!(Feature::parse(name), None, "{name}");
        }
        let long = format!("supertrend_10_{}", "9".repeat(400));
        assert_eq!(Feature::parse(&long), None, "a number past the largest double");
    }

    #[test]
    fn a_default_that_is_written_out_names_the_same_feature() {
        assert_eq!(Feature::parse("kama_10_2_30"), Feature::parse("kama_10"));
        assert_eq!(Feature::parse("kama_10_3_15").unwrap().name(), "kama_10_3_15");
        assert_eq!(Feature::parse("alma_9_0.85_6"), Feature::parse("alma_9"));
        assert_eq!(Feature::parse("alma_9_0.5_4").unwrap().name(), "alma_9_0.5_4");
        assert_eq!(Feature::parse("bb_upper_20_2.0").unwrap().name(), "bb_upper_20_2");
        assert_ne!(Feature::parse("bb_upper_20_2"), Feature::parse("bb_lower_20_2"));
    }

    #[test]
    fn a_mistyped_indicator_is_offered_with_its_own_numbers() {
        assert_eq!(suggestions("emaa_10", [])[0], "ema_10");
        assert_eq!(suggestions("SMA_25", [])[0], "sma_25");
        assert_eq!(suggestions("ema10", [])[0], "ema_10");
        assert_eq!(suggestions("bbupper_30_2.5", [])[0], "bb_upper_30_2.5");
        assert_eq!(suggestions("clsoe", ["spread"])[0], "close");
        assert_eq!(suggestions("spreed", ["spread"])[0], "spread");
        assert!(suggestions("temperature", ["spread"]).is_empty());
    }

    #[test]
    fn a_name_with_too_few_or_too_many_numbers_is_offered_whole() {
        assert_eq!(suggestions("macd_8", [])[0], "macd_8_26_9");
        assert_eq!(suggestions("macd", [])[0], "macd_12_26_9");
        assert_eq!(suggestions("bb_upper_30", [])[0], "bb_upper_30_2");
        assert_eq!(suggestions("ema_10_3", [])[0], "ema_10");
        assert_eq!(suggestions("obv_10", [])[0], "obv");
    }
}
