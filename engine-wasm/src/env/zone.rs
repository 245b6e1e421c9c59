//! Time zones by their IANA names, and the calendar days in them.
//!
//! The table is `zones.txt`, see `setup/zones.mjs`; a zone is its place among the table's names.

use std::ops::Range;

use super::zone_rules::ZoneRules;
use crate::feature::nearest::nearest;

pub use super::date::{month_of_day, weekday};

pub(super) const NS_PER_SECOND: i64 = 1_000_000_000;
pub(super) const NS_PER_DAY: i64 = 86_400 * NS_PER_SECOND;

const TABLE: &str = include_str!("zones.txt");

/// A zone whose calendar days the daily metrics use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(usize);

/// Returns each name with the line it stands in, in the table's order.
fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().skip(1).flat_map(|line| {
        let names = line.split('|').next().unwrap_or_default();
        names.split(',').map(move |name| (name, line))
    })
}

impl Zone {
    /// Coordinated universal time, the first name of the table.
    pub const UTC: Self = Self(0);

    /// Returns the zone of an IANA name, `None` if there is none of that name.
    pub fn parse(name: &str) -> Option<Self> {
        names().position(|(known, _)| known == name).map(Self)
    }

    /// Returns the zone's IANA name as it was given: names of one zone stay apart.
    pub fn name(self) -> &'static str {
        names().nth(self.0).map_or("UTC", |(name, _)| name)
    }

    /// Returns every name of the table.
    pub fn names() -> impl Iterator<Item = &'static str> {
        names().map(|(name, _)| name)
    }

    /// Returns the known name nearest to a mistyped one, if one is near.
    pub(super) fn nearest(name: &str) -> Option<String> {
        nearest(name, Self::names(), 1).pop()
    }

    fn rules(self) -> ZoneRules {
        names().nth(self.0).and_then(|(_, line)| ZoneRules::parse(line)).unwrap_or_default()
    }
}

/// The clock of a zone with the span for which its offset holds, so that a walk over bars rarely looks one up.
#[derive(Debug, Clone)]
pub struct Clock {
    rules: ZoneRules,
    /// Nanoseconds since 1970 UTC for which `offset_ns` holds.
    valid: Range<i64>,
    offset_ns: i64,
}

impl Clock {
    /// Makes the clock of a zone.
    pub fn new(zone: Zone) -> Self {
        Self { rules: zone.rules(), valid: 0..0, offset_ns: 0 }
    }

    /// Returns local time minus UTC at `ts`, both in ns.
    #[inline]
    pub fn offset_ns(&mut self, ts: i64) -> i64 {
        if !self.valid.contains(&ts) {
            let (offset, valid) = self.rules.at(ts.div_euclid(NS_PER_SECOND));
            self.offset_ns = offset * NS_PER_SECOND;
            self.valid =
                valid.start.saturating_mul(NS_PER_SECOND)..valid.end.saturating_mul(NS_PER_SECOND);
        }
        self.offset_ns
    }

    /// Returns the ns for which the offset last looked up holds.
    pub(super) fn valid(&self) -> Range<i64> {
        self.valid.clone()
    }
}

/// Counts calendar days in a zone; quick for times that ascend.
#[derive(Debug)]
pub struct Calendar {
    clock: Clock,
    /// The day last met, and the ns since 1970 UTC that are surely within it.
    day: i64,
    within: Range<i64>,
}

impl Calendar {
    /// Makes the calendar of a zone.
    pub fn new(zone: Zone) -> Self {
        Self { clock: Clock::new(zone), day: 0, within: 0..0 }
    }

    /// Returns the local days since 1970-01-01, a Thursday, at a time in ns since 1970 UTC.
    #[inline]
    pub fn day(&mut self, ts: i64) -> i64 {
        if !self.within.contains(&ts) {
            let local = ts.saturating_add(self.clock.offset_ns(ts));
            self.day = local.div_euclid(NS_PER_DAY);
            let left = NS_PER_DAY - local.rem_euclid(NS_PER_DAY);
            self.within = ts..ts.saturating_add(left).min(self.clock.valid().end);
        }
        self.day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    #[test]
    fn every_line_of_the_table_can_be_read_and_no_name_stands_twice() {
        let mut all: Vec<&str> = Zone::names().collect();
        assert!(all.len() >= 590, "{}", all.len());
        assert!(TABLE.lines().skip(1).all(|line| ZoneRules::parse(line).is_some()));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), Zone::names().count());
    }

    #[test]
    fn a_zone_keeps_the_name_it_was_asked_for_by() {
        assert_eq!(Zone::UTC.name(), "UTC");
        assert_eq!(zone("US/Eastern").name(), "US/Eastern");
        assert_eq!(Zone::parse("europe/berlin"), None);
        assert_eq!(Zone::nearest("Europe/Belin").as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn half_past_four_in_utc_is_still_the_day_before_in_new_york() {
        // 2024-01-02 04:30 UTC, a Tuesday.
        let ts = 1_704_169_800 * NS_PER_SECOND;
        let utc = Calendar::new(Zone::UTC).day(ts);
        assert_eq!((utc, weekday(utc)), (19_724, 2));
        assert_eq!(Calendar::new(zone("America/New_York")).day(ts), utc - 1);
        assert_eq!(Calendar::new(zone("Asia/Tokyo")).day(ts + 11 * 3_600 * NS_PER_SECOND), utc + 1);
    }

    #[test]
    fn a_walk_counts_the_same_days_as_a_look_at_each() {
        for name in ["UTC", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca"] {
            let mut walk = Calendar::new(zone(name));
            // Three weeks around a change of the clock, every 50 minutes, then back.
            let bars: Vec<i64> =
                (0..600).map(|i| (1_709_600_000 + i * 3_000) * NS_PER_SECOND).collect();
            for &ts in bars.iter().chain(bars.iter().rev()) {
                assert_eq!(walk.day(ts), Calendar::new(zone(name)).day(ts));
            }
        }
    }

    #[test]
    fn times_before_1970_count_backwards() {
        assert_eq!(Calendar::new(Zone::UTC).day(-1), -1);
        assert_eq!(Calendar::new(zone("Europe/Paris")).day(i64::MIN + 1), -106_752);
        assert_eq!(Calendar::new(zone("Europe/Paris")).day(i64::MAX), 106_751);
    }
}
