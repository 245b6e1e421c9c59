//! The table of monthly returns, by the calendar of the run's time zone.

use super::days::returns;
use super::{Reason, RunFacts};
use crate::env::{Calendar, month_of_day};

/// One month's return.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// Year of the calendar.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// Fraction, from the last equity of the month before; of the first month from the initial balance.
    pub value: f64,
}

/// Returns the months that have a bar, in order.
///
/// # Errors
/// Why there are none: no bars, no times, or an equity from which no return can be taken.
pub fn monthly_returns(run: &RunFacts) -> Result<Vec<Month>, Reason> {
    if run.equity.is_empty() {
        return Err("no bars");
    }
    let ts = run.ts.ok_or("the file has no times")?;
    let mut calendar = Calendar::new(run.zone);
    let mut months: Vec<(i64, i64)> = Vec::new();
    let mut last_equity = Vec::new();
    let mut today = None;
    for (&ts, &equity) in ts.iter().zip(run.equity) {
        let day = calendar.day(ts);
        if today.replace(day) != Some(day) && months.last() != Some(&month_of_day(day)) {
            months.push(month_of_day(day));
            last_equity.push(equity);
        } else if let Some(last) = last_equity.last_mut() {
            *last = equity;
        }
    }
    let returns = returns(&last_equity, run.initial_balance)?;
    let month = |((year, month), value)| Month { year, month, value };
    Ok(months.into_iter().zip(returns).map(month).collect())
}

#[cfg(test)]
mod tests {
    use super::super::trial::{midnights, run};
    use super::*;
    use crate::env::Zone;

    #[test]
    fn a_month_is_measured_from_the_last_equity_of_the_month_before() {
        // 40 days from 2024-01-01: 31 of January, 9 of February.
        let ts = midnights(40);
        let equity: Vec<f64> = (0..40).map(|i| if i < 31 { 110.0 } else { 99.0 }).collect();
        let found = monthly_returns(&run(&equity, &ts, &[])).unwrap();
        let facts: Vec<_> = found.iter().map(|month| (month.year, month.month)).collect();
        assert_eq!(facts, [(2024, 1), (2024, 2)]);
        assert!((found[0].value - 0.1).abs() < 1e-12 && (found[1].value + 0.1).abs() < 1e-12);
    }

    #[test]
    fn the_zone_decides_to_which_month_a_bar_belongs() {
        let ts = midnights(1);
        let zone = Zone::parse("America/New_York").unwrap();
        let found = monthly_returns(&RunFacts { zone, ..run(&[100.0], &ts, &[]) }).unwrap();
        assert_eq!((found[0].year, found[0].month, found[0].value), (2023, 12, 0.0));
    }

    #[test]
    fn without_times_there_are_none() {
        let no_times = RunFacts { ts: None, ..run(&[1.0], &[], &[]) };
        assert_eq!(monthly_returns(&no_times), Err("the file has no times"));
        assert_eq!(monthly_returns(&run(&[], &[], &[])), Err("no bars"));
    }
}
