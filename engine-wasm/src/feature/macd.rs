//! `macd_F_S_G`, `macd_signal_F_S_G`, `macd_hist_F_S_G`: moving average convergence/divergence.
//!
//! Formula: macd = EMA(close, F) − EMA(close, S); signal = EMA(macd, G); hist = macd − signal. Each average
//! starts with a mean: the slow one's and the fast one's end at bar S−1 (so the fast one's leaves the
//! first S − F closes out), the signal's is of the first G values of macd. All three have their first value
//! at bar S + G − 2. With F > S the two change places.
//! Source: Gerald Appel; TA-Lib's MACD.

use super::cascade::RunningEma;
use super::family::{Family, Parameter};
use super::input::Column::Close;
use super::input::Input;

const PARAMETERS: &[Parameter] =
    &[Parameter::window("fast"), Parameter::window("slow"), Parameter::window("signal")];

/// Its entry in the table.
pub(super) const MACD: Family = Family {
    name: "macd",
    parameters: PARAMETERS,
    example: "macd_12_26_9",
    formula: "fast ema − slow ema; the fast one starts with the mean that ends where the slow one's does",
    warm_up: "slow + signal − 2",
    source: "Gerald Appel; TA-Lib MACD",
    compute: |input| output(input, |macd, _| macd),
};

/// Its entry in the table.
pub(super) const MACD_SIGNAL: Family = Family {
    name: "macd_signal",
    example: "macd_signal_12_26_9",
    formula: "ema of macd over signal bars",
    compute: |input| output(input, |_, signal| signal),
    ..MACD
};

/// Its entry in the table.
pub(super) const MACD_HIST: Family = Family {
    name: "macd_hist",
    example: "macd_hist_12_26_9",
    formula: "macd − macd_signal",
    compute: |input| output(input, |macd, signal| macd - signal),
    ..MACD
};

fn output(input: &Input, value: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let [first, second, signal] = [0, 1, 2].map(|index| input.period(index));
    let (fast, slow) = (first.min(second), first.max(second));
    input.over([Close], &|[x]| {
        let mut out = vec![f64::NAN; x.len()];
        let (mut fast_average, mut slow_average) = (RunningEma::new(fast), RunningEma::new(slow));
        let mut signal_average = RunningEma::new(signal);
        for (bar, (slot, &close)) in out.iter_mut().zip(x).enumerate() {
            let slow_value = slow_average.next(close);
            let fast_value = if bar < slow - fast { None } else { fast_average.next(close) };
            let (Some(fast), Some(slow)) = (fast_value, slow_value) else { continue };
            let macd = fast - slow;
            if let Some(signal) = signal_average.next(macd) {
                *slot = value(macd, signal);
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;

    #[test]
    fn the_fast_average_starts_with_the_last_closes_of_the_slow_one() {
        // Fast 1: the close itself. Slow 3 from bar 2: 2, 6, 3. macd: 1, 4, −3. Signal 2: 2.5, −7/6.
        let x = [1.0, 2.0, 3.0, 10.0, 0.0];
        let macd = column("macd_1_3_2", &x);
        assert!(macd[2].is_nan(), "all three start with the signal");
        assert_eq!(macd[3..], [4.0, -3.0]);
        let signal = column("macd_signal_1_3_2", &x);
        assert_eq!(signal[3], 2.5);
        assert!((signal[4] + 7.0 / 6.0).abs() < 1e-12);
        assert!((column("macd_hist_1_3_2", &x)[4] + 11.0 / 6.0).abs() < 1e-12);
        assert_eq!(column("macd_3_1_2", &x)[3..], macd[3..], "the slower is slow");
    }

    #[test]
    fn with_fast_2_of_3_the_first_close_is_not_in_the_fast_mean() {
        // Fast: (2 + 3)/2; slow: (1 + 2 + 3)/3.
        assert_eq!(column("macd_2_3_1", &[1.0, 2.0, 3.0])[2], 0.5);
    }
}
