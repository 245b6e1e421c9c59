//! `cagr`, fraction a year: the steady yearly growth that leads from the initial balance to the final equity.
//!
//! By the clock, in years of 365.25 days, whatever bars lie between. Source: backtesting.py.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "cagr",
    label: "CAGR",
    unit: "fraction",
    formula: "(final equity ÷ initial balance)^(1 ÷ years) − 1, years of 365.25 days from the first bar to the last",
    value,
};

pub(super) fn value(facts: &Facts) -> Result<f64, Reason> {
    let years = facts.years()?;
    let growth = facts.final_equity() / facts.run.initial_balance;
    if !(facts.run.initial_balance > 0.0 && growth > 0.0) {
        return Err("equity ended at 0 or below");
    }
    let yearly = libm::pow(growth, 1.0 / years) - 1.0;
    if yearly.is_finite() { Ok(yearly) } else { Err("the run is too short for a yearly rate") }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{assert_near, of_days, run};
    use super::*;

    #[test]
    fn doubling_in_half_a_year_is_fourfold_in_a_year() {
        let half_year = 15_778_800_000_000_000;
        let ts = [0, half_year];
        assert_near(value(&Facts::new(run(&[100.0, 200.0], &ts, &[]))), 3.0);
    }

    #[test]
    fn where_there_is_no_rate_there_is_a_reason() {
        assert_eq!(of_days(&INFO, &[100.0]), Err("no time passes from the first bar to the last"));
        assert_eq!(of_days(&INFO, &[100.0, 0.0]), Err("equity ended at 0 or below"));
        let minute = [0, 60_000_000_000];
        assert_eq!(
            value(&Facts::new(run(&[100.0, 110.0], &minute, &[]))),
            Err("the run is too short for a yearly rate")
        );
        let no_times = super::super::RunFacts { ts: None, ..run(&[1.0], &[], &[]) };
        assert_eq!(value(&Facts::new(no_times)), Err("the file has no times"));
    }
}
