//! `max_drawdown_seconds`, seconds: how long the deepest drawdown lasted.
//!
//! From the last bar at the peak to the bar that is back there, or to the last bar.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "max_drawdown_seconds",
    label: "Max drawdown duration",
    unit: "seconds",
    formula: "from the peak of the max drawdown to the bar that reaches it again, or to the last bar",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let deepest = facts.deepest()?;
    if deepest.depth == 0.0 {
        return Err("no drawdown");
    }
    let ts = facts.run.ts.ok_or("the file has no times")?;
    let end = deepest.recovered_at.unwrap_or(ts.len() - 1);
    Ok((ts[end].saturating_sub(ts[deepest.peak_at])) as f64 / 1e9)
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_days;
    use super::*;

    #[test]
    fn it_lasts_until_the_peak_is_reached_again_or_the_run_ends() {
        assert_eq!(of_days(&INFO, &[110.0, 99.0, 100.0, 110.0, 105.0]), Ok(3.0 * 86_400.0));
        assert_eq!(of_days(&INFO, &[110.0, 99.0, 100.0]), Ok(2.0 * 86_400.0));
        assert_eq!(of_days(&INFO, &[110.0]), Err("no drawdown"));
    }
}
