//! Daily returns, and how many of them make a year.

use super::{Reason, RunFacts};
use crate::dataset::usual_spacing_ns;
use crate::env::{Calendar, Zone, weekday};

const NS_PER_DAY: i64 = 86_400_000_000_000;

/// Simple returns from one calendar day's last equity to the next, the first day's from the initial balance.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyReturns {
    /// Fractions, one for each day that has a bar.
    pub returns: Vec<f64>,
    /// How many make a year: 365 if weekends trade, else 252; 52 for weekly bars, 12 for monthly ones.
    pub periods_per_year: f64,
}

impl DailyReturns {
    /// Computes them.
    ///
    /// # Errors
    /// Why there are none: no bars, no times, or an equity from which no return can be taken.
    pub fn of(run: &RunFacts) -> Result<Self, Reason> {
        if run.equity.is_empty() {
            return Err("no bars");
        }
        let ts = run.ts.ok_or("the file has no times")?;
        let mut calendar = Calendar::new(run.zone);
        let mut last_of_day = Vec::new();
        let mut today = None;
        for (&ts, &equity) in ts.iter().zip(run.equity) {
            let day = calendar.day(ts);
            match last_of_day.last_mut() {
                Some(last) if today == Some(day) => *last = equity,
                _ => last_of_day.push(equity),
            }
            today = Some(day);
        }
        let mut before = run.initial_balance;
        let mut returns = Vec::with_capacity(last_of_day.len());
        for equity in last_of_day {
            if !(before > 0.0 && equity.is_finite()) {
                return Err("equity was 0, less, or not a number at the end of a day");
            }
            returns.push(equity / before - 1.0);
            before = equity;
        }
        Ok(Self { returns, periods_per_year: periods_per_year(ts, run.zone) })
    }

    /// Returns the mean, a fraction a day.
    pub fn mean(&self) -> f64 {
        self.returns.iter().sum::<f64>() / self.returns.len() as f64
    }

    /// Returns the standard deviation (ddof 1), a fraction a day.
    ///
    /// # Errors
    /// Fewer than two days, or returns that are all the same.
    pub fn deviation(&self) -> Result<f64, Reason> {
        let count = self.returns.len();
        if count < 2 {
            return Err("fewer than two days");
        }
        // Asked for by comparison: the mean of equal numbers may be off by a rounding.
        if self.returns.iter().all(|&value| value == self.returns[0]) {
            return Err("every day has the same return");
        }
        let mean = self.mean();
        let squares: f64 = self.returns.iter().map(|value| (value - mean) * (value - mean)).sum();
        Ok((squares / (count - 1) as f64).sqrt())
    }
}

/// A bar on Saturday or Sunday counts as a weekend's; a market that is open round the clock has 2/7 of them.
fn periods_per_year(ts: &[i64], zone: Zone) -> f64 {
    match usual_spacing_ns(ts) {
        Some(step) if step >= 25 * NS_PER_DAY => return 12.0,
        Some(step) if step >= 5 * NS_PER_DAY => return 52.0,
        _ => {}
    }
    let mut calendar = Calendar::new(zone);
    let weekend = ts.iter().filter(|&&ts| matches!(weekday(calendar.day(ts)), 0 | 6)).count();
    if weekend as f64 / ts.len() as f64 > 0.6 * 2.0 / 7.0 { 365.0 } else { 252.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-01-01, a Monday.
    const MONDAY: i64 = 19_723 * NS_PER_DAY;

    fn run<'a>(equity: &'a [f64], ts: &'a [i64]) -> RunFacts<'a> {
        RunFacts { equity, ts: Some(ts), trades: &[], initial_balance: 100.0, zone: Zone::Utc }
    }

    fn every(step: i64, count: usize) -> Vec<i64> {
        (0..count).map(|i| MONDAY + step * i64::try_from(i).unwrap()).collect()
    }

    #[test]
    fn the_first_day_is_measured_from_the_initial_balance() {
        let ts = every(NS_PER_DAY / 2, 4);
        let daily = DailyReturns::of(&run(&[99.0, 110.0, 120.0, 121.0], &ts)).unwrap();
        let expected = [0.1, 0.1];
        for (value, expected) in daily.returns.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-12);
        }
        assert_eq!(daily.returns.len(), 2);
    }

    #[test]
    fn weekends_spacing_and_nothing_else_decide_how_many_days_make_a_year() {
        let days = every(NS_PER_DAY, 14);
        let weekdays: Vec<i64> =
            days.iter().copied().filter(|ts| (1..=5).contains(&weekday(ts / NS_PER_DAY))).collect();
        assert_eq!(periods_per_year(&days, Zone::Utc), 365.0);
        assert_eq!(periods_per_year(&weekdays, Zone::Utc), 252.0);
        assert_eq!(periods_per_year(&every(7 * NS_PER_DAY, 5), Zone::Utc), 52.0);
        assert_eq!(periods_per_year(&every(30 * NS_PER_DAY, 5), Zone::Utc), 12.0);
    }

    #[test]
    fn where_there_is_no_return_there_is_a_reason() {
        let ts = every(NS_PER_DAY, 2);
        let no_times = RunFacts { ts: None, ..run(&[1.0, 1.0], &ts) };
        assert_eq!(DailyReturns::of(&no_times), Err("the file has no times"));
        assert!(DailyReturns::of(&run(&[0.0, 5.0], &ts)).is_err());
        let same = DailyReturns::of(&run(&[100.0, 100.0], &ts)).unwrap();
        assert_eq!(same.deviation(), Err("every day has the same return"));
        let one = DailyReturns::of(&run(&[101.0], &ts[..1])).unwrap();
        assert_eq!(one.deviation(), Err("fewer than two days"));
    }
}
