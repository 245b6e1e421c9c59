//! `max_drawdown_recovered`, flag: 1 if the equity was back at the peak of the deepest drawdown, else 0.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "max_drawdown_recovered",
    label: "Max drawdown recovered",
    unit: "flag",
    formula: "1 if equity reached the peak of the max drawdown again, else 0",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    let deepest = facts.deepest()?;
    if deepest.depth == 0.0 {
        return Err("no drawdown");
    }
    Ok(f64::from(u8::from(deepest.recovered_at.is_some())))
}

#[cfg(test)]
mod tests {
    use super::super::trial::of_days;
    use super::*;

    #[test]
    fn reaching_the_peak_again_is_enough() {
        assert_eq!(of_days(&INFO, &[110.0, 99.0, 110.0]), Ok(1.0));
        assert_eq!(of_days(&INFO, &[110.0, 99.0, 109.0]), Ok(0.0));
        assert_eq!(of_days(&INFO, &[110.0, 120.0]), Err("no drawdown"));
    }
}
