//! `natr_P`: average true range in percent of the close, as TA-Lib has it.
//!
//! Formula: Wilder's average of the true range from the second bar on (the first has no close before, and
//! `atr_P` counts its high − low): at bar P the mean of P of them, then (value before·(P−1) + range)/P;
//! 100·average/close, 0 where the close is 0. For P = 1 the true range itself, not in percent.
//! First value at bar P. Source: John Forman; TA-Lib's NATR.

use super::atr::true_ranges;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};

/// Its entry in the table.
pub(super) const NATR: Family = Family {
    name: "natr",
    parameters: PERIOD,
    example: "natr_14",
    formula: "100·Wilder's average of the true range/close; from the second bar's range on",
    warm_up: "period",
    source: "John Forman; TA-Lib NATR",
    compute: |input| input.over([High, Low, Close], &|[h, l, c]| natr(h, l, c, input.period(0))),
};

fn natr(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    let count = period as f64;
    // Multiplied, not divided: each bar waits for the one before.
    let kept = (count - 1.0) / count;
    let mut average = 0.0;
    for (bar, range) in true_ranges(high, low, close).enumerate().skip(1) {
        if bar <= period {
            average += range;
            if bar < period {
                continue;
            }
            average /= count;
        } else {
            average = (1.0 - kept) * range + kept * average;
        }
        out[bar] = match close[bar] {
            _ if period == 1 => range,
            0.0 => 0.0,
            close => average / close * 100.0,
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_6_and_1_average_3_and_a_half_a_quarter_of_14() {
        let column = natr(&[10.0, 15.0, 14.5], &[8.0, 14.0, 13.5], &[9.0, 14.0, 14.0], 2);
        assert!(column[1].is_nan());
        assert_eq!(column[2], 25.0);
    }
}
