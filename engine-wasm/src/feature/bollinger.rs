//! `bb_upper_P_K`, `bb_middle_P_K`, `bb_lower_P_K`: Bollinger bands.
//!
//! Formula: middle = SMA(close, P); upper and lower = middle ± K·stddev(close, P), divided by P (ddof 0).
//! First value at bar P−1. Source: John Bollinger; TA-Lib's BBANDS with a simple average.

use super::Rules;
use super::family::{Family, Parameter};
use super::input::Column::Close;
use super::input::Input;
use super::sma::sma;
use super::spread::stddev;

const PARAMETERS: &[Parameter] = &[Parameter::window("period"), Parameter::number("deviations")];

/// Its entry in the table.
pub(super) const BB_UPPER: Family = Family {
    name: "bb_upper",
    parameters: PARAMETERS,
    example: "bb_upper_20_2",
    formula: "sma + deviations·stddev (ddof 0)",
    warm_up: "period − 1",
    source: "John Bollinger; TA-Lib BBANDS",
    compute: |input| band(input, input.number(1)),
};

/// Its entry in the table.
pub(super) const BB_MIDDLE: Family = Family {
    name: "bb_middle",
    example: "bb_middle_20_2",
    formula: "sma",
    compute: |input| input.over([Close], &|[x]| sma(x, input.period(0), Rules::Standard)),
    ..BB_UPPER
};

/// Its entry in the table.
pub(super) const BB_LOWER: Family = Family {
    name: "bb_lower",
    example: "bb_lower_20_2",
    formula: "sma − deviations·stddev (ddof 0)",
    compute: |input| band(input, -input.number(1)),
    ..BB_UPPER
};

fn band(input: &Input, deviations: f64) -> Vec<f64> {
    let period = input.period(0);
    input.over([Close], &|[x]| {
        let mut out = stddev(x, period);
        for (slot, middle) in out.iter_mut().zip(sma(x, period, Rules::Standard)) {
            *slot = middle + deviations * *slot;
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;

    #[test]
    fn two_deviations_of_2_around_5_are_1_5_and_9() {
        let x = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(column("bb_upper_8_2", &x)[7], 9.0);
        assert_eq!(column("bb_middle_8_2", &x)[7], 5.0);
        assert_eq!(column("bb_lower_8_2", &x)[7], 1.0);
        assert_eq!(column("bb_lower_8_0.5", &x)[7], 4.0);
        assert!(column("bb_middle_8_2", &x)[6].is_nan());
    }
}
