//! `cci_P`: commodity channel index.
//!
//! Formula: typical price p = (high + low + close)/3, m its mean over P bars, d the mean of |p − m|
//! over them; (p − m)/(0.015·d), 0 where either is no more than 1e-14 of m, the rounding of equal prices.
//! First value at bar P−1. Source: Donald Lambert; TA-Lib's CCI.
//!
//! p − m shows every rounding of the mean. So short windows are added up in TA-Lib's order, by each bar's place
//! in a ring of P; long ones slide (`distances.rs`) and are added up so only where that order could show: at
//! an index near 0, and where the price hardly moves.

use super::compare::is_rounding;
use super::distances::{Spread, each_spread};
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low};

/// Its entry in the table.
pub(super) const CCI: Family = Family {
    name: "cci",
    parameters: PERIOD,
    example: "cci_20",
    formula: "typical price less its mean, over 0.015 of its mean distance from that; 0 without any",
    warm_up: "period − 1",
    source: "Donald Lambert; TA-Lib CCI",
    compute: |input| input.over([High, Low, Close], &|[h, l, c]| cci(h, l, c, input.period(0))),
};

/// From this window on sliding is faster than adding up.
const LONG: usize = 128;

/// Windows added up side by side: their additions do not wait for each other.
const LANES: usize = 8;

fn cci(high: &[f64], low: &[f64], close: &[f64], period: usize) -> Vec<f64> {
    let bars = high.iter().zip(low).zip(close);
    let typical: Vec<f64> = bars.map(|((high, low), close)| (high + low + close) / 3.0).collect();
    let mut out = vec![f64::NAN; close.len()];
    if period < LONG {
        add_up(&typical, period, &mut out);
    } else {
        slide(&typical, period, &mut out);
    }
    out
}

#[inline]
fn index(price: f64, Spread { mean, distance }: Spread) -> f64 {
    let above = price - mean;
    let none = is_rounding(above, mean.abs()) || is_rounding(distance, mean.abs());
    if none { 0.0 } else { above / (0.015 * distance) }
}

fn slide(typical: &[f64], period: usize, out: &mut [f64]) {
    // Half an ulp of the mean for each bar and, as the sum grows up to it, half of that.
    let rounding = period as f64 * 0.25 * f64::EPSILON;
    let mut doubtful = Vec::new();
    each_spread(typical, period, |bar, spread| {
        let above = (typical[bar] - spread.mean).abs();
        // It is added to what is above the mean, and to the distance if most prices lie on one side.
        let shown = above.max(0.015 * spread.distance).min(spread.distance);
        if rounding * spread.mean.abs() > 5e-10 * shown {
            doubtful.push(bar);
        }
        out[bar] = index(typical[bar], spread);
    });
    for bars in doubtful.chunks(LANES) {
        add_up_some(typical, period, bars, out);
    }
}

/// Adds up the windows that end at up to `LANES` bars, each from its place 0 in the ring on.
fn add_up_some(typical: &[f64], period: usize, bars: &[usize], out: &mut [f64]) {
    let lanes: [usize; LANES] = std::array::from_fn(|lane| bars[lane.min(bars.len() - 1)]);
    let turns = lanes.map(|bar| bar - bar % period);
    let at = |lane: usize, place: usize| {
        let bar = turns[lane] + place;
        typical[if bar > lanes[lane] { bar - period } else { bar }]
    };
    let mut means = [0.0; LANES];
    for place in 0..period {
        for (lane, sum) in means.iter_mut().enumerate() {
            *sum += at(lane, place);
        }
    }
    let means = means.map(|sum| sum / period as f64);
    let mut distances = [0.0; LANES];
    for place in 0..period {
        for (lane, sum) in distances.iter_mut().enumerate() {
            *sum += (at(lane, place) - means[lane]).abs();
        }
    }
    for ((&bar, mean), distance) in bars.iter().zip(means).zip(distances) {
        out[bar] = index(typical[bar], Spread { mean, distance: distance / period as f64 });
    }
}

/// Adds every window up by its place in a ring: a turn's prices up to the bar's own, then those of the turn
/// before. Side by side are the bars at the same place of `LANES` turns.
fn add_up(typical: &[f64], period: usize, out: &mut [f64]) {
    // By place: the prices of these turns, and of the turn before each.
    let (mut turns, mut before) =
        (vec![[f64::NAN; LANES]; period], vec![[f64::NAN; LANES]; period]);
    let block = LANES * period;
    for (prices, slots) in typical.chunks(block).zip(out.chunks_mut(block)) {
        for (before, turns) in before.iter_mut().zip(&turns) {
            before[0] = turns[LANES - 1];
        }
        for (lane, turn) in prices.chunks(period).enumerate() {
            for ((turns, before), &price) in turns.iter_mut().zip(&mut before).zip(turn) {
                turns[lane] = price;
                if let Some(later) = before.get_mut(lane + 1) {
                    *later = price;
                }
            }
        }
        let mut so_far = [0.0; LANES];
        for place in 0..period {
            let (now, left) = (&turns[..=place], &before[place + 1..]);
            add(&mut so_far, &turns[place]);
            let (means, distances) = averages(so_far, now, left);
            for (lane, slot) in slots.iter_mut().skip(place).step_by(period).enumerate() {
                let distance = distances[lane] / period as f64;
                *slot = index(turns[place][lane], Spread { mean: means[lane], distance });
            }
        }
    }
}

fn add(sums: &mut [f64; LANES], prices: &[f64; LANES]) {
    for (sum, price) in sums.iter_mut().zip(prices) {
        *sum += price;
    }
}

/// Returns each lane's mean, and its sum of distances from it; `means` is the sum of `now` already.
fn averages(
    mut means: [f64; LANES],
    now: &[[f64; LANES]],
    left: &[[f64; LANES]],
) -> ([f64; LANES], [f64; LANES]) {
    for prices in left {
        add(&mut means, prices);
    }
    for mean in &mut means {
        *mean /= (now.len() + left.len()) as f64;
    }
    let mut distances = [0.0; LANES];
    for all in [now, left] {
        for prices in all {
            for ((sum, mean), price) in distances.iter_mut().zip(&means).zip(prices) {
                *sum += (price - mean).abs();
            }
        }
    }
    (means, distances)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_1_2_6_the_last_is_3_above_a_mean_of_3_with_distances_of_2() {
        let x = [1.0, 2.0, 6.0, 6.0, 6.0];
        let column = cci(&x, &x, &x, 3);
        assert!(column[1].is_nan());
        // Distances from 3: 2, 1, 3.
        assert!((column[2] - 3.0 / (0.015 * 2.0)).abs() < 1e-9);
        assert_eq!(column[4], 0.0, "three equal prices have no distance");
    }

    /// One window in TA-Lib's order.
    fn alone(x: &[f64], bar: usize, period: usize) -> f64 {
        let mut ring = vec![0.0; period];
        for near in bar + 1 - period..=bar {
            ring[near % period] = (x[near] + x[near] + x[near]) / 3.0;
        }
        let mean = ring.iter().sum::<f64>() / period as f64;
        let sum: f64 = ring.iter().map(|price| (price - mean).abs()).sum();
        index(ring[bar % period], Spread { mean, distance: sum / period as f64 })
    }

    #[test]
    fn short_windows_agree_with_one_at_a_time_to_the_last_bit() {
        let x: Vec<f64> = (0..1_100).map(|bar| 50.0 + f64::from(bar * bar % 97) * 0.1).collect();
        for period in [1, 2, 3, 7, 8, 9, 20, 95, LONG - 1] {
            let column = cci(&x, &x, &x, period);
            for (bar, value) in column.iter().enumerate().skip(period - 1) {
                assert_eq!(*value, alone(&x, bar, period), "period {period}, bar {bar}");
            }
        }
    }

    #[test]
    fn long_windows_agree_with_one_at_a_time_also_at_the_first_move_after_standing_still() {
        let price = |bar: u32| 50_000.0 + f64::from(bar * bar % 97) * 0.1;
        let moved = |bar: u32| if bar < 880 { 0.0 } else { 0.01 };
        let x: Vec<f64> = (0..900).map(|bar| price(bar.min(600)) + moved(bar)).collect();
        for period in [LONG, LONG + 3, 200] {
            let column = cci(&x, &x, &x, period);
            for (bar, value) in column.iter().enumerate().skip(period - 1) {
                let expected = alone(&x, bar, period);
                let near = (value - expected).abs() <= 1e-9 * expected.abs().max(1.0);
                assert!(near, "period {period}, bar {bar}: {value} {expected}");
            }
            let flat = 600 + period - 1..880;
            let expected: Vec<f64> = flat.clone().map(|bar| alone(&x, bar, period)).collect();
            assert_eq!(column[flat], expected);
        }
    }
}
