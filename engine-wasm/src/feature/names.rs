//! Names of features: `ema_20`, `kama_10_2_30`, `obv`.

use super::Feature;
use super::nearest::nearest;

/// One family of features, for people and for completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyInfo {
    /// What its names begin with.
    pub name: &'static str,
    /// Its parameters in order; those in brackets may be left out, all together.
    pub parameters: &'static [&'static str],
    /// A name as one would write it.
    pub example: &'static str,
    /// What it computes, in one line.
    pub formula: &'static str,
    /// First bar with a value.
    pub warm_up: &'static str,
    /// Where the formula is from.
    pub source: &'static str,
}

/// Every family that is built.
pub const FAMILIES: &[FamilyInfo] = &[
    FamilyInfo {
        name: "sma",
        parameters: &["period"],
        example: "sma_20",
        formula: "mean of the last period closes",
        warm_up: "period − 1",
        source: "TA-Lib SMA",
    },
    FamilyInfo {
        name: "ema",
        parameters: &["period"],
        example: "ema_20",
        formula: "2/(period+1) of the close and the rest of the value before; starts with a mean",
        warm_up: "period − 1",
        source: "TA-Lib EMA",
    },
    FamilyInfo {
        name: "wma",
        parameters: &["period"],
        example: "wma_20",
        formula: "mean of the last period closes weighted 1 (oldest) to period (newest)",
        warm_up: "period − 1",
        source: "TA-Lib WMA",
    },
    FamilyInfo {
        name: "hma",
        parameters: &["period"],
        example: "hma_20",
        formula: "wma of 2·wma(⌊period/2⌋) − wma(period) over s = √period rounded; period ≥ 2",
        warm_up: "period + s − 2",
        source: "Alan Hull",
    },
    FamilyInfo {
        name: "kama",
        parameters: &["period", "[fast]", "[slow]"],
        example: "kama_10",
        formula: "average that follows faster the straighter the last period closes run; fast 2, slow 30",
        warm_up: "period − 1",
        source: "Kaufman, Trading Systems and Methods",
    },
    FamilyInfo {
        name: "alma",
        parameters: &["period", "[offset]", "[sigma]"],
        example: "alma_9",
        formula: "mean of the last period closes under a bell that peaks at offset; offset 0.85, sigma 6",
        warm_up: "period − 1",
        source: "Legoux and Kouzis-Loukas",
    },
    FamilyInfo {
        name: "atr",
        parameters: &["period"],
        example: "atr_14",
        formula: "Wilder's average of the true range; starts with a mean",
        warm_up: "period − 1",
        source: "Wilder, New Concepts in Technical Trading Systems",
    },
    FamilyInfo {
        name: "rvol",
        parameters: &["period"],
        example: "rvol_20",
        formula: "volume over the mean of the last period volumes",
        warm_up: "period − 1",
        source: "relative volume",
    },
    FamilyInfo {
        name: "cmf",
        parameters: &["period"],
        example: "cmf_20",
        formula: "sum of ((close−low)−(high−close))/(high−low)·volume over the sum of volume",
        warm_up: "period − 1",
        source: "Marc Chaikin",
    },
    FamilyInfo {
        name: "vwap_dist",
        parameters: &["period"],
        example: "vwap_dist_20",
        formula: "close over the volume-weighted mean of the last period closes, less 1",
        warm_up: "period − 1",
        source: "volume-weighted average price",
    },
    FamilyInfo {
        name: "obv",
        parameters: &[],
        example: "obv",
        formula: "running sum of volume, + on a rise of the close, − on a fall",
        warm_up: "0",
        source: "Granville, New Key to Stock Market Profits",
    },
    FamilyInfo {
        name: "vol_t1",
        parameters: &[],
        example: "vol_t1",
        formula: "volume of the bar before",
        warm_up: "1",
        source: "the native trainer",
    },
];

const KAMA_FAST: usize = 2;
const KAMA_SLOW: usize = 30;
const ALMA_OFFSET: f64 = 0.85;
const ALMA_SIGMA: f64 = 6.0;

pub(super) fn parse(name: &str) -> Option<Feature> {
    match name {
        "obv" => return Some(Feature::Obv),
        "vol_t1" => return Some(Feature::VolT1),
        _ => {}
    }
    if let Some(rest) = name.strip_prefix("vwap_dist_") {
        return period(rest).map(Feature::VwapDist);
    }
    let (family, rest) = name.split_once('_')?;
    if family == "kama" {
        return kama(rest);
    }
    if family == "alma" {
        return alma(rest);
    }
    let period = period(rest)?;
    match family {
        "sma" => Some(Feature::Sma(period)),
        "ema" => Some(Feature::Ema(period)),
        "wma" => Some(Feature::Wma(period)),
        "hma" => Some(Feature::Hma(period)),
        "atr" => Some(Feature::Atr(period)),
        "rvol" => Some(Feature::Rvol(period)),
        "cmf" => Some(Feature::Cmf(period)),
        _ => None,
    }
}

fn kama(rest: &str) -> Option<Feature> {
    let mut parts = rest.split('_').map(period);
    let first = parts.next()??;
    let (fast, slow) = match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => (KAMA_FAST, KAMA_SLOW),
        (Some(fast), Some(slow), None) => (fast?, slow?),
        _ => return None,
    };
    Some(Feature::Kama { period: first, fast, slow })
}

fn alma(rest: &str) -> Option<Feature> {
    let mut parts = rest.split('_');
    let first = period(parts.next()?)?;
    let (offset, sigma) = match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => (ALMA_OFFSET, ALMA_SIGMA),
        (Some(offset), Some(sigma), None) => (decimal(offset)?, decimal(sigma)?),
        _ => return None,
    };
    Some(Feature::Alma { period: first, offset, sigma })
}

/// Reads a number of digits with at most one point between them: no sign, no exponent.
fn decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(fraction) { text.parse().ok() } else { None }
}

/// Reads a whole number from 1 to 4,294,967,295 without sign or leading zeros.
fn period(text: &str) -> Option<usize> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse::<u32>().ok().map(|period| period as usize) } else { None }
}

pub(super) fn name(feature: &Feature) -> String {
    match *feature {
        Feature::Sma(period) => format!("sma_{period}"),
        Feature::Ema(period) => format!("ema_{period}"),
        Feature::Wma(period) => format!("wma_{period}"),
        Feature::Hma(period) => format!("hma_{period}"),
        Feature::Kama { period, fast: KAMA_FAST, slow: KAMA_SLOW } => format!("kama_{period}"),
        Feature::Kama { period, fast, slow } => format!("kama_{period}_{fast}_{slow}"),
        Feature::Alma { period, offset: ALMA_OFFSET, sigma: ALMA_SIGMA } => {
            format!("alma_{period}")
        }
        Feature::Alma { period, offset, sigma } => format!("alma_{period}_{offset}_{sigma}"),
        Feature::Atr(period) => format!("atr_{period}"),
        Feature::Rvol(period) => format!("rvol_{period}"),
        Feature::Cmf(period) => format!("cmf_{period}"),
        Feature::VwapDist(period) => format!("vwap_dist_{period}"),
        Feature::Obv => "obv".to_owned(),
        Feature::VolT1 => "vol_t1".to_owned(),
    }
}

/// Returns up to three names that a script may have meant by an unknown one: columns of the bar and
/// of the file, and each family with the number that was written.
pub fn suggestions<'a>(name: &str, columns: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let digits: String = name
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let families: Vec<String> = FAMILIES
        .iter()
        .map(|family| match (family.parameters.is_empty(), period(&digits)) {
            (false, Some(period)) => format!("{}_{period}", family.name),
            _ => family.example.to_owned(),
        })
        .collect();
    let base = ["ts", "open", "high", "low", "close", "volume"];
    let mut candidates: Vec<&str> = base.into_iter().chain(columns).collect();
    candidates.extend(families.iter().map(String::as_str));
    nearest(name, candidates, 3)
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
        }
    }

    #[test]
    fn periods_are_whole_numbers_from_1_without_leading_zeros() {
        assert_eq!(Feature::parse("ema_1"), Some(Feature::Ema(1)));
        assert_eq!(Feature::parse("sma_4294967295"), Some(Feature::Sma(4_294_967_295)));
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
            "sma_4294967296",
            "sma_99999999999999999999",
            "EMA_3",
            "foo_3",
            "_3",
            "",
            "kama_10_2",
            "kama_10_2_30_1",
            "obv_3",
            "vwap_dist",
            "ema_٣",
            "alma_9_0.5",
            "alma_9_.5_4",
            "alma_9_1e-1_4",
            "alma_9_-0.5_4",
        ] {
            assert_eq!(Feature::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_default_that_is_written_out_names_the_same_feature() {
        assert_eq!(Feature::parse("kama_10_2_30"), Feature::parse("kama_10"));
        assert_eq!(Feature::parse("kama_10_3_15").unwrap().name(), "kama_10_3_15");
        assert_eq!(Feature::parse("alma_9_0.85_6"), Feature::parse("alma_9"));
        assert_eq!(Feature::parse("alma_9_0.5_4").unwrap().name(), "alma_9_0.5_4");
    }

    #[test]
    fn a_mistyped_indicator_is_offered_with_its_own_period() {
        assert_eq!(suggestions("emaa_10", [])[0], "ema_10");
        assert_eq!(suggestions("SMA_25", [])[0], "sma_25");
        assert_eq!(suggestions("ema10", [])[0], "ema_10");
        assert_eq!(suggestions("clsoe", ["spread"])[0], "close");
        assert_eq!(suggestions("spreed", ["spread"])[0], "spread");
        assert!(suggestions("temperature", ["spread"]).is_empty());
    }
}
