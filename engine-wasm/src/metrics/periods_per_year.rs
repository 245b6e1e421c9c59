//! `periods_per_year`, count: how many daily returns make a year, P in the other formulas.

use super::Reason;
use super::facts::Facts;
use super::table::MetricInfo;
use crate::dataset::usual_spacing_ns;
use crate::env::{Calendar, Zone, weekday};

pub(super) const INFO: MetricInfo = MetricInfo {
    name: "periods_per_year",
    label: "Periods per year (P)",
    unit: "count",
    formula: "365 if more than 0.6 × 2/7 of the bars are on Saturdays and Sundays, else 252; \
              52 if bars are 5 days or more apart, 12 if 25 or more",
    value,
};

const NS_PER_DAY: i64 = 86_400_000_000_000;

fn value(facts: &Facts) -> Result<f64, Reason> {
    Ok(facts.days()?.periods_per_year)
}

/// Returns how many daily returns make a year. A market that is open round the clock has 2/7 of its bars on weekends.
pub(super) fn periods_per_year(ts: &[i64], zone: Zone) -> f64 {
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
    use super::super::trial::{midnights, of_days};
    use super::*;

    fn every(days: usize) -> Vec<i64> {
        midnights(5 * days).into_iter().step_by(days).collect()
    }

    #[test]
    fn weekends_spacing_and_nothing_else_decide_how_many_days_make_a_year() {
        let days = midnights(14);
        let weekdays: Vec<i64> =
            days.iter().copied().filter(|ts| (1..=5).contains(&weekday(ts / NS_PER_DAY))).collect();
        assert_eq!(periods_per_year(&days, Zone::UTC), 365.0);
        assert_eq!(periods_per_year(&weekdays, Zone::UTC), 252.0);
        assert_eq!(periods_per_year(&every(7), Zone::UTC), 52.0);
        assert_eq!(periods_per_year(&every(30), Zone::UTC), 12.0);
        assert_eq!(of_days(&INFO, &[100.0; 14]), Ok(365.0));
    }

    #[test]
    fn a_sunday_evening_in_new_york_is_a_monday_in_utc() {
        // 2024-01-08 00:00 UTC, a Monday.
        let monday = [1_704_672_000_000_000_000];
        assert_eq!(periods_per_year(&monday, Zone::UTC), 252.0);
        assert_eq!(periods_per_year(&monday, Zone::parse("America/New_York").unwrap()), 365.0);
    }
}
