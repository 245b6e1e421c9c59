//! The time zones in which a run's calendar days can be counted.

use std::ops::Range;

use super::new_york::{NS_PER_SECOND, NewYork};

pub(super) const NS_PER_DAY: i64 = 86_400 * NS_PER_SECOND;

/// A zone whose calendar days the daily metrics use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Coordinated universal time.
    Utc,
    /// New York, with its summer time.
    NewYork,
}

impl Zone {
    /// Every zone served.
    pub const SERVED: [Self; 2] = [Self::Utc, Self::NewYork];

    /// Returns the zone's IANA name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utc => "UTC",
            Self::NewYork => "America/New_York",
        }
    }

    /// Returns the zone of an IANA name, `None` if it is not served.
    pub fn parse(name: &str) -> Option<Self> {
        Self::SERVED.into_iter().find(|zone| zone.name() == name)
    }
}

/// Counts calendar days in a zone; quick for times that ascend.
#[derive(Debug)]
pub struct Calendar {
    zone: Zone,
    new_york: NewYork,
    /// The day last met, and the ns since 1970 UTC that are surely within it.
    day: i64,
    within: Range<i64>,
}

impl Calendar {
    /// Makes the calendar of a zone.
    pub fn new(zone: Zone) -> Self {
        Self { zone, new_york: NewYork::default(), day: 0, within: 0..0 }
    }

    /// Returns the local days since 1970-01-01, a Thursday, at a time in ns since 1970 UTC.
    #[inline]
    pub fn day(&mut self, ts: i64) -> i64 {
        if !self.within.contains(&ts) {
            let (offset, same_until) = match self.zone {
                Zone::Utc => (0, i64::MAX),
                Zone::NewYork => (self.new_york.offset_ns(ts), self.new_york.valid_until()),
            };
            let local = ts.saturating_add(offset);
            self.day = local.div_euclid(NS_PER_DAY);
            let left = NS_PER_DAY - local.rem_euclid(NS_PER_DAY);
            self.within = ts..ts.saturating_add(left).min(same_until);
        }
        self.day
    }
}

/// Returns a day's place in its week, Sunday = 0.
pub fn weekday(day: i64) -> i64 {
    (day + 4).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_past_four_in_utc_is_still_the_day_before_in_new_york() {
        // 2024-01-02 04:30 UTC, a Tuesday.
        let ts = 1_704_169_800 * NS_PER_SECOND;
        let utc = Calendar::new(Zone::Utc).day(ts);
        assert_eq!((utc, weekday(utc)), (19_724, 2));
        assert_eq!(Calendar::new(Zone::NewYork).day(ts), utc - 1);
    }

    #[test]
    fn a_walk_counts_the_same_days_as_a_look_at_each() {
        for zone in Zone::SERVED {
            let mut walk = Calendar::new(zone);
            // Three weeks around a change of the clock, every 50 minutes, then back.
            let bars: Vec<i64> =
                (0..600).map(|i| (1_709_600_000 + i * 3_000) * NS_PER_SECOND).collect();
            for &ts in bars.iter().chain(bars.iter().rev()) {
                assert_eq!(walk.day(ts), Calendar::new(zone).day(ts));
            }
        }
    }

    #[test]
    fn times_before_1970_count_backwards() {
        assert_eq!(Calendar::new(Zone::Utc).day(-1), -1);
        assert_eq!(weekday(-1), 3);
    }
}
