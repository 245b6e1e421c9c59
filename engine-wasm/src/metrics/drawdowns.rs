//! Drawdown periods: from a peak of the equity to the bar that reaches it again.

use super::RunFacts;

/// One fall below a peak. Points are those of the equity curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawdown {
    /// The last point at the peak.
    pub start: usize,
    /// The lowest point.
    pub trough: usize,
    /// The point that is back at the peak; `None` if the run ends below it.
    pub end: Option<usize>,
    /// Equity at the peak, money.
    pub peak_equity: f64,
    /// Equity at the trough, money.
    pub trough_equity: f64,
}

impl Drawdown {
    /// Returns the fall as a fraction of the peak.
    pub fn depth(&self) -> f64 {
        (self.peak_equity - self.trough_equity) / self.peak_equity
    }

    /// Returns how many bars it lasted, to the last of `points` if it did not end.
    pub fn bars(&self, points: usize) -> usize {
        self.end.unwrap_or(points.saturating_sub(1)) - self.start
    }
}

/// Returns the `count` deepest drawdowns of a run, deepest first (of equal depth the earlier), and how many
/// there are in all. The initial balance is the first peak.
pub fn drawdowns(run: &RunFacts, count: usize) -> (Vec<Drawdown>, usize) {
    let mut found = Vec::new();
    let mut total = 0;
    let (mut peak, mut start) = (run.initial_balance, 0);
    let mut lowest: Option<(usize, f64)> = None;
    let close = |found: &mut Vec<Drawdown>, peak_equity, start, lowest, end| {
        let Some((trough, trough_equity)) = lowest else { return 0 };
        found.push(Drawdown { start, trough, end, peak_equity, trough_equity });
        // Kept short: a run may have as many as bars.
        if found.len() >= 2 * count + 64 {
            keep_deepest(found, count);
        }
        1
    };
    for (at, &equity) in run.equity.iter().enumerate() {
        if equity >= peak {
            total += close(&mut found, peak, start, lowest.take(), Some(at));
            (peak, start) = (equity, at);
        } else if lowest.is_none_or(|(_, low)| equity < low) {
            lowest = Some((at, equity));
        }
    }
    total += close(&mut found, peak, start, lowest, None);
    keep_deepest(&mut found, count);
    (found, total)
}

fn keep_deepest(found: &mut Vec<Drawdown>, count: usize) {
    found.sort_by(|a, b| b.depth().total_cmp(&a.depth()).then(a.start.cmp(&b.start)));
    found.truncate(count);
}

#[cfg(test)]
mod tests {
    use super::super::trial::{midnights, run};
    use super::*;

    fn of(equity: &[f64], count: usize) -> (Vec<Drawdown>, usize) {
        drawdowns(&run(equity, &midnights(equity.len()), &[]), count)
    }

    #[test]
    fn a_fall_of_a_half_comes_before_one_of_a_tenth() {
        let (found, total) = of(&[100.0, 90.0, 100.0, 120.0, 60.0, 80.0], 9);
        assert_eq!(total, 2);
        let facts: Vec<_> = found
            .iter()
            .map(|one| (one.start, one.trough, one.end, one.depth(), one.bars(6)))
            .collect();
        assert_eq!(facts, [(3, 4, None, 0.5, 2), (0, 1, Some(2), 0.1, 2)]);
    }

    #[test]
    fn only_as_many_as_asked_for_are_kept_and_all_are_counted() {
        let equity: Vec<f64> =
            (0..1_000).map(|i| if i % 2 == 0 { 100.0 } else { 99.0 - f64::from(i % 7) }).collect();
        let (found, total) = of(&equity, 3);
        assert_eq!((found.len(), total), (3, 500));
        assert!(found.iter().all(|one| (one.depth() - 0.07).abs() < 1e-12));
        assert_eq!(found[0].start, 12);
    }

    #[test]
    fn an_equity_that_never_falls_has_none() {
        assert_eq!(of(&[100.0, 100.0, 101.0], 9), (vec![], 0));
        assert_eq!(of(&[], 9), (vec![], 0));
    }
}
