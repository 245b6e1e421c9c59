//! `kama_P` = `kama_P_2_30`: Kaufman's adaptive moving average.
//!
//! Formula: ER = |xₜ − xₜ₋ₚ| / Σ|xⱼ − xⱼ₋₁| over P bars (0 when that is 0);
//! sc = (ER·(2/(fast+1) − 2/(slow+1)) + 2/(slow+1))²; at bar P−1 the mean of the first P closes,
//! then kamaₜ₋₁ + sc·(xₜ − kamaₜ₋₁). No value unless fast < slow.
//! Source: Kaufman, Trading Systems and Methods.

use super::Rules;
use super::family::{Family, Parameter};
use super::input::Column::Close;
use super::sum::ExactSum;

/// Its entry in the table.
pub(super) const KAMA: Family = Family {
    name: "kama",
    parameters: &[
        Parameter::window("period"),
        Parameter::count("fast", 2.0),
        Parameter::count("slow", 30.0),
    ],
    example: "kama_10",
    formula: "average that follows faster the straighter the last period closes run; fast 2, slow 30",
    warm_up: "period − 1",
    source: "Kaufman, Trading Systems and Methods",
    compute: |input| {
        let [period, fast, slow] = [0, 1, 2].map(|index| input.period(index));
        input.by_rules([Close], &|[x]| kama(x, period, fast, slow, input.rules))
    },
};

pub(super) fn kama(x: &[f64], period: usize, fast: usize, slow: usize, rules: Rules) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    if period == 0 || fast == 0 || slow <= fast || x.len() < period {
        return out;
    }
    let (fastest, slowest) = (2.0 / (fast as f64 + 1.0), 2.0 / (slow as f64 + 1.0));
    let mut average = x[..period].iter().sum::<f64>() / period as f64;
    out[period - 1] = average;
    let step = |bar: usize| (x[bar] - x[bar - 1]).abs();
    let mut slid = ExactSum::default();
    (1..period).for_each(|bar| slid.add(step(bar)));
    for bar in period..x.len() {
        let change = (x[bar] - x[bar - period]).abs();
        let volatility = match rules {
            // Added up anew at each bar, as the native trainer does.
            Rules::Reference => (bar - period + 1..=bar).map(step).sum(),
            Rules::Standard => {
                slid.add(step(bar));
                if bar > period {
                    slid.add(-step(bar - period));
                }
                slid.value()
            }
        };
        let efficiency = if volatility == 0.0 { 0.0 } else { change / volatility };
        let rate = efficiency * (fastest - slowest) + slowest;
        average += rate * rate * (x[bar] - average);
        out[bar] = average;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_move_is_followed_at_the_fastest_rate_and_no_move_at_the_slowest() {
        // Efficiency 1: the rate is (2/3)² of what is between average and close.
        let column = kama(&[1.0, 2.0, 3.0], 2, 2, 30, Rules::Standard);
        assert!((column[2] - (1.5 + 4.0 / 9.0 * 1.5)).abs() < 1e-12);
        let flat = kama(&[1.0, 3.0, 3.0, 3.0], 2, 2, 30, Rules::Standard);
        let slowest = (2.0_f64 / 31.0).powi(2);
        assert!((flat[3] - (flat[2] + slowest * (3.0 - flat[2]))).abs() < 1e-12);
    }

    #[test]
    fn sliding_agrees_with_adding_every_window_up() {
        let x: Vec<f64> = (0..500).map(|i| 50.0 + f64::from(i * i % 97) * 0.1).collect();
        let slid = kama(&x, 10, 2, 30, Rules::Standard);
        let added = kama(&x, 10, 2, 30, Rules::Reference);
        assert!(slid.iter().zip(&added).skip(9).all(|(a, b)| (a - b).abs() < 1e-11));
    }

    #[test]
    fn it_needs_a_fast_period_below_the_slow_one() {
        assert!(
            kama(&[1.0, 2.0, 3.0], 2, 30, 30, Rules::Standard).iter().all(|value| value.is_nan())
        );
    }
}
