//! `days`, count: the calendar days that have a bar; and the returns of each, which other metrics read.
//!
//! A day belongs to the run's time zone. Its return is that of its last equity on the last equity of the day
//! before, of the first day on the initial balance.

use super::facts::Facts;
use super::periods_per_year::periods_per_year;
use super::table::MetricInfo;
use super::{Reason, RunFacts};
use crate::env::Calendar;

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "days",
    label: "Days",
    unit: "days",
    formula: "calendar days with a bar, in the time zone of the settings",
    value,
};

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.days()?.last_equity.len() as f64)
}

/// The days of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Days {
    /// Equity at the last bar of each day, money.
    pub(super) last_equity: Vec<f64>,
    /// How many make a year.
    pub(super) periods_per_year: f64,
    /// Return of each day as a fraction.
    pub(super) returns: Result<Vec<f64>, Reason>,
}

impl Days {
    /// Counts them.
    ///
    /// # Errors
    /// No bars, or no times.
    pub(super) fn of(run: &RunFacts) -> Result<Self, Reason> {
        if run.equity.is_empty() {
            return Err("no bars");
        }
        let ts = run.ts.ok_or("the file has no times")?;
        let mut calendar = Calendar::new(run.zone);
        let mut last_equity = Vec::new();
        let mut today = None;
        for (&ts, &equity) in ts.iter().zip(run.equity) {
            let day = calendar.day(ts);
            match last_equity.last_mut() {
                Some(last) if today == Some(day) => *last = equity,
                _ => last_equity.push(equity),
            }
            today = Some(day);
        }
        let returns = returns(&last_equity, run.initial_balance);
        Ok(Self { last_equity, periods_per_year: periods_per_year(ts, run.zone), returns })
    }
}

/// Returns the simple return of each equity on the one before, of the first on `start`.
///
/// # Errors
/// An equity from which no return can be taken.
pub(super) fn returns(equity: &[f64], start: f64) -> Result<Vec<f64>, Reason> {
    let mut before = start;
    let mut returns = Vec::with_capacity(equity.len());
    for &equity in equity {
        if !(before > 0.0 && equity.is_finite()) {
            return Err("equity was 0, less, or not a number at the end of a day");
        }
        returns.push(equity / before - 1.0);
        before = equity;
    }
    Ok(returns)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{midnights, of_days, run};
    use super::*;

    #[test]
    fn the_first_day_is_measured_from_the_initial_balance() {
        let days = midnights(2);
        let noon = 43_200_000_000_000;
        let ts = [days[0], days[0] + noon, days[1], days[1] + noon];
        let days = Days::of(&run(&[99.0, 110.0, 120.0, 121.0], &ts, &[])).unwrap();
        let returns = days.returns.unwrap();
        assert_eq!((returns.len(), days.last_equity), (2, vec![110.0, 121.0]));
        assert!(returns.iter().all(|value| (value - 0.1).abs() < 1e-12));
    }

    #[test]
    fn days_are_counted_even_where_no_return_can_be_taken() {
        assert_eq!(of_days(&INFO, &[0.0, 5.0, 6.0]), Ok(3.0));
        let ts = midnights(2);
        let days = Days::of(&run(&[0.0, 5.0], &ts, &[])).unwrap();
        assert!(days.returns.unwrap_err().starts_with("equity was 0"));
        let no_times = RunFacts { ts: None, ..run(&[1.0, 1.0], &ts, &[]) };
        assert_eq!(Days::of(&no_times), Err("the file has no times"));
        assert_eq!(Days::of(&run(&[], &[], &[])), Err("no bars"));
    }
}
