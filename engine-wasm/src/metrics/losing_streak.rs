//! `max_consecutive_losses`, count: the longest run of losing trades, net of costs.
//! Break-even neither adds to a run nor ends it.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "max_consecutive_losses",
    label: "Max consecutive losses",
    unit: "count",
    formula: "longest run of closed trades with a net loss; break-even neither adds nor ends it",
    value,
};

#[expect(clippy::unnecessary_wraps, reason = "one form for every metric")]
fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(max_consecutive_losses(&facts.net_pnl) as f64)
}

/// Returns the longest run of losses in the order given.
pub(super) fn max_consecutive_losses(results: &[f64]) -> usize {
    let (mut run, mut longest) = (0, 0);
    for &result in results {
        if result < 0.0 {
            run += 1;
            longest = longest.max(run);
        } else if result > 0.0 {
            run = 0;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_trades;
    use super::*;

    #[test]
    fn break_even_neither_adds_to_a_run_nor_ends_it() {
        assert_eq!(of_trades(&INFO, &[-1.0, 0.0, -1.0, 2.0, -1.0]), Ok(2.0));
        assert_eq!(of_trades(&INFO, &[]), Ok(0.0));
    }
}
