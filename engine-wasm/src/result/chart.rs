//! Lines to draw: price, equity, buy-and-hold and drawdown, all at the same bars.
//!
//! A view of many bars is cut into buckets; of each, the bars are kept at which the close or the equity is
//! lowest or highest, or the drawdown deepest, so that no spike is lost. Few bars are all kept.

use std::ops::Range;

use crate::dataset::Bars;
use crate::run::Run;

/// Bars kept of one bucket, at most.
const KEPT: usize = 5;

/// Returns the lines of a run between two x, one bar beyond on either side.
///
/// First 1 if x is seconds since 1970 UTC, 0 if it is the bar's index (no times, or not ascending ones).
/// Then six columns of equal length, at most `5 × buckets + 2`, one after the other: bar index, x, close,
/// equity (money), buy-and-hold (money), drawdown (fraction ≥ 0, from the highest equity since the run's
/// first bar). NaN where there is no value.
pub fn chart_lines(run: &Run, from: f64, to: f64, buckets: usize) -> Vec<f64> {
    let record = run.record();
    let curve = Curve { first_bar: record.first_bar, equity: &record.equity };
    let held = record.buy_and_hold;
    let x = Axis::of(run.bars());
    let view = x.bars_between(from, to, &curve.bars());
    let close = run.bars().close();
    let initial = run.settings().initial_balance;
    let points = sample(close, &curve, initial, view, buckets.max(1));

    let mut flat = Vec::with_capacity(1 + 6 * points.len());
    flat.push(f64::from(u8::from(x.ts.is_some())));
    flat.extend(points.iter().map(|point| point.bar as f64));
    flat.extend(points.iter().map(|point| x.at(point.bar)));
    flat.extend(points.iter().map(|point| close[point.bar]));
    flat.extend(points.iter().map(|point| curve.at(point.bar)));
    flat.extend(points.iter().map(|point| {
        held.map_or(f64::NAN, |held| held.equity(point.bar, close[point.bar], run.settings()))
    }));
    flat.extend(points.iter().map(|point| point.drawdown));
    flat
}

/// Equity by bar.
struct Curve<'a> {
    first_bar: usize,
    equity: &'a [f64],
}

impl Curve<'_> {
    fn bars(&self) -> Range<usize> {
        self.first_bar..self.first_bar + self.equity.len()
    }

    fn at(&self, bar: usize) -> f64 {
        self.equity[bar - self.first_bar]
    }
}

/// What x is.
struct Axis<'a> {
    ts: Option<&'a [i64]>,
}

impl<'a> Axis<'a> {
    fn of(bars: &'a Bars) -> Self {
        Self { ts: bars.ts().filter(|ts| ts.is_sorted()) }
    }

    fn at(&self, bar: usize) -> f64 {
        self.ts.map_or(bar as f64, |ts| ts[bar] as f64 / 1e9)
    }

    /// Returns the bars whose x lies in a range and one beyond each end, out of `all`.
    fn bars_between(&self, from: f64, to: f64, all: &Range<usize>) -> Range<usize> {
        let first_where = |is_right: &dyn Fn(f64) -> bool| {
            let (mut low, mut high) = (all.start, all.end);
            while low < high {
                let middle = usize::midpoint(low, high);
                if is_right(self.at(middle)) { high = middle } else { low = middle + 1 }
            }
            low
        };
        let start = first_where(&|x| x >= from).saturating_sub(1).max(all.start);
        let end = first_where(&|x| x > to).saturating_add(1).min(all.end);
        start..end.max(start)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    bar: usize,
    drawdown: f64,
}

/// Returns the bars to draw of a view, ascending, with the drawdown at each.
fn sample(
    close: &[f64],
    curve: &Curve<'_>,
    initial: f64,
    view: Range<usize>,
    buckets: usize,
) -> Vec<Point> {
    let mut peak = if initial > 0.0 { initial } else { f64::NEG_INFINITY };
    for bar in curve.first_bar..view.start {
        peak = peak.max(curve.at(bar));
    }
    let n = view.len();
    let size = if n <= KEPT * buckets { 1 } else { n.div_ceil(buckets) };
    let mut points = Vec::with_capacity(n.min(KEPT * buckets + 2));
    let mut start = view.start;
    while start < view.end {
        let bucket = start..(start + size).min(view.end);
        start = bucket.end;
        let mut extremes = Extremes::default();
        for bar in bucket.clone() {
            let equity = curve.at(bar);
            peak = peak.max(equity);
            let drawdown = if peak > 0.0 { (peak - equity) / peak } else { 0.0 };
            extremes.add(Point { bar, drawdown }, close[bar], equity);
            let is_end = bar == view.start || bar + 1 == view.end;
            if is_end {
                extremes.keep(Point { bar, drawdown });
            }
        }
        points.extend(extremes.finish());
    }
    points
}

/// The points of one bucket that are kept.
#[derive(Default)]
struct Extremes {
    /// Lowest and highest close, lowest and highest equity, deepest drawdown.
    best: [Option<(f64, Point)>; KEPT],
    ends: Vec<Point>,
}

impl Extremes {
    fn add(&mut self, point: Point, close: f64, equity: f64) {
        for (best, value) in
            self.best.iter_mut().zip([-close, close, -equity, equity, point.drawdown])
        {
            let is_better = best.is_none_or(|(known, _)| value > known);
            if is_better && !value.is_nan() {
                *best = Some((value, point));
            }
        }
    }

    fn keep(&mut self, point: Point) {
        self.ends.push(point);
    }

    fn finish(mut self) -> Vec<Point> {
        self.ends.extend(self.best.iter().flatten().map(|(_, point)| *point));
        self.ends.sort_by_key(|point| point.bar);
        self.ends.dedup_by_key(|point| point.bar);
        self.ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(close: &[f64], equity: &[f64], view: Range<usize>, buckets: usize) -> Vec<usize> {
        let curve = Curve { first_bar: 0, equity };
        sample(close, &curve, 100.0, view, buckets).iter().map(|point| point.bar).collect()
    }

    #[test]
    fn a_short_view_is_drawn_whole() {
        assert_eq!(bars(&[5.0, 6.0, 4.0], &[1.0, 1.0, 1.0], 1..3, 1), [1, 2]);
    }

    #[test]
    fn a_bucket_keeps_its_lowest_and_highest_and_the_view_its_ends() {
        let close = [0.0, 9.0, 1.0, 1.0, 1.0, -3.0, 2.0, 1.0, 1.0, 1.0];
        let flat = [100.0; 10];
        // One bucket of ten: equity and drawdown, which never change, are kept at its first bar.
        assert_eq!(bars(&close, &flat, 0..10, 1), [0, 1, 5, 9]);
        let mut equity = flat;
        equity[3] = 120.0;
        equity[7] = 90.0;
        assert_eq!(bars(&close, &equity, 0..10, 1), [0, 1, 3, 5, 7, 9]);
    }

    #[test]
    fn a_close_that_is_no_number_hides_no_extreme() {
        let close = [f64::NAN, 3.0, 2.0, 4.0, 3.0, 3.0];
        assert_eq!(bars(&close, &[100.0; 6], 0..6, 1), [0, 2, 3, 5]);
    }

    #[test]
    fn drawdown_in_a_view_falls_from_the_peak_before_it() {
        let curve = Curve { first_bar: 1, equity: &[200.0, 150.0, 100.0] };
        let points = sample(&[0.0; 4], &curve, 100.0, 2..4, 9);
        assert_eq!(points.iter().map(|point| point.drawdown).collect::<Vec<_>>(), [0.25, 0.5]);
    }

    #[test]
    fn a_range_of_x_takes_one_bar_more_on_either_side() {
        let ts: Vec<i64> = (0..10).map(|second| second * 1_000_000_000).collect();
        let x = Axis { ts: Some(&ts) };
        assert_eq!(x.bars_between(3.5, 5.5, &(0..10)), 3..7);
        assert_eq!(x.bars_between(-9.0, 99.0, &(1..10)), 1..10);
        assert_eq!(x.bars_between(99.0, 100.0, &(0..10)), 9..10);
        assert_eq!(Axis { ts: None }.bars_between(3.5, 5.5, &(0..10)), 3..7);
    }
}
