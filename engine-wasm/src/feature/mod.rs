//! Features: columns computed from bars up to each bar.
//!
//! Each family stands in a file of its own with its formula and source, and declares its entry of the table
//! there. Every column is as long as the bars and NaN in its warm-up.

mod alma;
mod atr;
mod bell;
mod bollinger;
mod cascade;
mod cci;
mod change;
mod cmf;
mod compare;
mod dema;
mod directional;
mod distances;
mod ema;
mod extremes;
mod family;
mod hma;
mod input;
mod kama;
mod keltner;
mod linreg_slope;
mod macd;
mod mfi;
mod names;
mod natr;
pub mod nearest;
mod obv;
mod pair;
mod psar;
mod rsi;
mod rvol;
mod sma;
mod spread;
mod stochastic;
mod sum;
mod supertrend;
mod trix;
mod vwap;
mod vwap_dist;
mod willr;
mod wma;

use std::cell::RefCell;

pub use family::{Family, Parameter};
pub use names::suggestions;

use crate::dataset::Bars;
use family::MAX_PARAMETERS;
use input::Input;

/// Every family, by what it is about: averages, momentum, trend, spread and channels, volume, returns.
pub static FAMILIES: &[Family] = &[
    sma::SMA,
    ema::EMA,
    wma::WMA,
    hma::HMA,
    dema::DEMA,
    dema::TEMA,
    kama::KAMA,
    alma::ALMA,
    trix::TRIX,
    linreg_slope::LINREG_SLOPE,
    rsi::RSI,
    change::ROC,
    change::MOM,
    cci::CCI,
    willr::WILLR,
    mfi::MFI,
    stochastic::STOCH_K,
    stochastic::STOCH_D,
    macd::MACD,
    macd::MACD_SIGNAL,
    macd::MACD_HIST,
    directional::ADX,
    directional::PLUS_DI,
    directional::MINUS_DI,
    supertrend::SUPERTREND,
    psar::PSAR,
    spread::STDDEV,
    spread::ZSCORE,
    atr::ATR,
    natr::NATR,
    bollinger::BB_UPPER,
    bollinger::BB_MIDDLE,
    bollinger::BB_LOWER,
    keltner::KELTNER_UPPER,
    keltner::KELTNER_MIDDLE,
    keltner::KELTNER_LOWER,
    extremes::HIGHEST,
    extremes::LOWEST,
    extremes::DONCHIAN_UPPER,
    extremes::DONCHIAN_LOWER,
    rvol::RVOL,
    cmf::CMF,
    vwap::VWAP,
    vwap_dist::VWAP_DIST,
    obv::OBV,
    obv::VOL_T1,
    change::RET,
    change::LOGRET,
];

/// How features meet prices that are not numbers, and how exactly they add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// NaN at such a bar, state carried on past it; running sums without drift.
    Standard,
    /// As the native trainer computes its own features, to the last bit: NaN spreads as its arithmetic has
    /// it. Families it does not have are computed as under `Standard`.
    Reference,
}

/// One feature: a family with its parameters.
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    family: &'static Family,
    values: [f64; MAX_PARAMETERS],
}

impl PartialEq for Feature {
    fn eq(&self, other: &Self) -> bool {
        self.family.name == other.family.name && self.values == other.values
    }
}

impl Feature {
    /// Returns the feature of a name such as `ema_20`; `None` when no family takes it.
    /// Periods are whole numbers from 1 on, written without leading zeros.
    pub fn parse(name: &str) -> Option<Self> {
        names::parse(name)
    }

    /// Returns the shortest name of the feature.
    pub fn name(&self) -> String {
        self.family.write(&self.values)
    }

    /// Returns the feature's family.
    pub fn family(&self) -> &'static Family {
        self.family
    }

    /// Computes the whole column, days counted in UTC. A period longer than the bars gives NaN throughout.
    pub fn compute(&self, bars: &Bars, rules: Rules) -> Vec<f64> {
        const NS_PER_DAY: i64 = 86_400_000_000_000;
        self.compute_by_day(bars, rules, &mut |ts| ts.div_euclid(NS_PER_DAY))
    }

    /// As [`Self::compute`], with the day of a time in ns since 1970 UTC told by `day_of`.
    pub fn compute_by_day(
        &self,
        bars: &Bars,
        rules: Rules,
        day_of: &mut dyn FnMut(i64) -> i64,
    ) -> Vec<f64> {
        let Self { family, values } = *self;
        (family.compute)(&Input { bars, rules, family, values, day_of: RefCell::new(day_of) })
    }
}

#[cfg(test)]
mod tests;
