//! `rsi_P`: relative strength index, 0 to 100.
//!
//! Formula: gains and losses of the close, each averaged by Wilder: at bar P the mean of the first P changes,
//! then (average before·(P−1) + change)/P; 100·gain/(gain + loss), 0 where both are 0.
//! First value at bar P. Source: Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib's RSI.

use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const RSI: Family = Family {
    name: "rsi",
    parameters: PERIOD,
    example: "rsi_14",
    formula: "100·average gain/(average gain + average loss), by Wilder; 0 without any",
    warm_up: "period",
    source: "Wilder, New Concepts in Technical Trading Systems (1978); TA-Lib RSI",
    compute: |input| input.over([Close], &|[x]| rsi(x, input.period(0))),
};

fn rsi(x: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if x.len() <= period {
        return out;
    }
    let count = period as f64;
    // Multiplied, not divided: each bar waits for the one before.
    let share = 1.0 / count;
    let (mut gain, mut loss) = (0.0, 0.0);
    let add = |gain: &mut f64, loss: &mut f64, change: f64| {
        // Half of twice the change, or of nothing: a branch would be guessed wrong at every other bar.
        let rise = 0.5 * (change + change.abs());
        *gain += rise;
        *loss += rise - change;
    };
    for pair in x[..=period].windows(2) {
        add(&mut gain, &mut loss, pair[1] - pair[0]);
    }
    gain *= share;
    loss *= share;
    out[period] = strength(gain, loss);
    for (slot, pair) in out[period + 1..].iter_mut().zip(x[period..].windows(2)) {
        gain *= count - 1.0;
        loss *= count - 1.0;
        add(&mut gain, &mut loss, pair[1] - pair[0]);
        gain *= share;
        loss *= share;
        *slot = strength(gain, loss);
    }
    out
}

fn strength(gain: f64, loss: f64) -> f64 {
    let both = gain + loss;
    if both > 0.0 { 100.0 * (gain / both) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_up_against_one_down_is_75() {
        // Averages over 2: gain 1.5, loss 0.5; then gain 0.75, loss (0.5 + 2)/2 = 1.25.
        let column = rsi(&[10.0, 13.0, 12.0, 10.0], 2);
        assert!(column[1].is_nan());
        assert_eq!(column[2..], [75.0, 37.5]);
    }

    #[test]
    fn a_close_that_never_moves_is_0_and_one_that_only_rises_100() {
        assert_eq!(rsi(&[5.0; 4], 2)[2..], [0.0, 0.0]);
        assert_eq!(rsi(&[1.0, 2.0, 3.0, 4.0], 2)[2..], [100.0, 100.0]);
    }
}
