//! `exposure`, fraction: the bars at whose close a position was held.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "exposure",
    label: "Exposure",
    unit: "fraction",
    formula: "bars at whose close a position was held ÷ all bars",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    if facts.run.equity.is_empty() {
        return Err("no bars");
    }
    Ok(facts.run.bars_in_position as f64 / facts.run.equity.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::super::RunFacts;
    use super::super::trial::{midnights, run};
    use super::*;

    #[test]
    fn one_bar_of_four_is_a_quarter() {
        let ts = midnights(4);
        let facts = RunFacts { bars_in_position: 1, ..run(&[100.0; 4], &ts, &[]) };
        assert_eq!(value(&Facts::new(facts)), Ok(0.25));
        assert_eq!(value(&Facts::new(run(&[], &[], &[]))), Err("no bars"));
    }
}
