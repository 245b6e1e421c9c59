//! `keltner_upper_P_A_K`, `keltner_middle_P_A_K`, `keltner_lower_P_A_K`: Keltner channels.
//!
//! Formula: middle = EMA(close, P); upper and lower = middle ± K·ATR(A), by `ema_P` and `atr_A`. All three
//! have their first value at bar max(P, A) − 1. Source: Linda Raschke's form of Chester Keltner's
//! channels, as `StockCharts` and talipp have it.

use super::atr::atr;
use super::ema::ema;
use super::family::{Family, Parameter};
use super::input::Column::{Close, High, Low};
use super::input::Input;

/// Its entry in the table.
pub(super) const KELTNER_UPPER: Family = Family {
    name: "keltner_upper",
    parameters: &[
        Parameter::window("period"),
        Parameter::window("atr_period"),
        Parameter::number("multiplier"),
    ],
    example: "keltner_upper_20_10_2",
    formula: "ema of the close + multiplier·atr",
    warm_up: "the longer period − 1",
    source: "Keltner channels as of Linda Raschke",
    compute: |input| channel(input, input.number(2)),
};

/// Its entry in the table.
pub(super) const KELTNER_MIDDLE: Family = Family {
    name: "keltner_middle",
    example: "keltner_middle_20_10_2",
    formula: "ema of the close",
    compute: |input| channel(input, 0.0),
    ..KELTNER_UPPER
};

/// Its entry in the table.
pub(super) const KELTNER_LOWER: Family = Family {
    name: "keltner_lower",
    example: "keltner_lower_20_10_2",
    formula: "ema of the close − multiplier·atr",
    compute: |input| channel(input, -input.number(2)),
    ..KELTNER_UPPER
};

fn channel(input: &Input, multiplier: f64) -> Vec<f64> {
    input.over([High, Low, Close], &|[high, low, close]| {
        let mut out = ema(close, input.period(0));
        for (slot, range) in out.iter_mut().zip(atr(high, low, close, input.period(1))) {
            *slot += multiplier * range;
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::column_of;

    // A dozen bars whose ranges are 2 but for a jump at bar 6.
    const CLOSE: [f64; 12] = [9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0];

    #[test]
    fn twice_a_range_of_2_lies_4_above_and_below_until_a_jump_of_8_widens_it() {
        let (high, low) = (CLOSE.map(|x| x + 1.0), CLOSE.map(|x| x - 1.0));
        let named = |name| column_of(name, &high, &low, &CLOSE);
        let [upper, middle, lower] =
            ["keltner_upper_3_2_2", "keltner_middle_3_2_2", "keltner_lower_3_2_2"].map(named);
        assert!(upper[1].is_nan() && middle[1].is_nan() && lower[1].is_nan());
        assert_eq!((upper[5], middle[5], lower[5]), (13.0, 9.0, 5.0));
        // Half of the way from 9 to 17; true range 18 − 9 = 9: average (2 + 9)/2.
        assert_eq!((upper[6], middle[6], lower[6]), (24.0, 13.0, 2.0));
        // 15; (5.5 + 2)/2 = 3.75.
        assert_eq!((upper[7], middle[7], lower[7]), (22.5, 15.0, 7.5));
        assert!(named("keltner_middle_3_5_2")[3].is_nan(), "the range needs five bars");
    }
}
