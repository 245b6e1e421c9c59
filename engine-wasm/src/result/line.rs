//! Lines to draw: a curve reduced to the lowest and highest point of each bucket, in their order.

use crate::env::Env;

/// Returns the equity curve as x (seconds since 1970 UTC, or bar index without times) and y (money) of
/// equal length, at most `2 × buckets + 2` points. First, last, lowest and highest are always among them.
pub fn equity_line(env: &Env, buckets: usize) -> (Vec<f64>, Vec<f64>) {
    let record = env.record();
    let ts = env.bars().ts();
    let mut x = Vec::new();
    let mut y = Vec::new();
    for i in extremes(&record.equity, buckets.max(1)) {
        let bar = record.first_bar + i;
        x.push(ts.map_or(bar as f64, |ts| ts[bar] as f64 / 1e9));
        y.push(record.equity[i]);
    }
    (x, y)
}

/// Returns ascending indices: of each bucket its lowest and highest value, and the curve's two ends.
fn extremes(values: &[f64], buckets: usize) -> Vec<usize> {
    let n = values.len();
    if n <= 2 * buckets {
        return (0..n).collect();
    }
    let mut kept = vec![0];
    for bucket in 0..buckets {
        let range = bucket * n / buckets..(bucket + 1) * n / buckets;
        let (mut low, mut high) = (range.start, range.start);
        for i in range {
            if values[i] < values[low] {
                low = i;
            }
            if values[i] > values[high] {
                high = i;
            }
        }
        kept.push(low.min(high));
        kept.push(low.max(high));
    }
    kept.push(n - 1);
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use super::extremes;

    #[test]
    fn a_short_curve_is_drawn_whole() {
        assert_eq!(extremes(&[5.0, 6.0, 4.0], 2), [0, 1, 2]);
    }

    #[test]
    fn a_long_curve_keeps_its_ends_and_each_bucket_its_lowest_and_highest() {
        let values = [0.0, 9.0, 1.0, 1.0, /* */ 1.0, -3.0, 2.0, 1.0];
        assert_eq!(extremes(&values, 2), [0, 1, 5, 6, 7]);
    }
}
