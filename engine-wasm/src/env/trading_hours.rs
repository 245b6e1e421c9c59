//! Trading hours of profile `standard`: New York wall time, weekends and summer time known, holidays not.

use super::new_york::NewYork;
use super::zone::{NS_PER_DAY, weekday};

const NS_PER_MINUTE: i64 = 60_000_000_000;
const RTH_START: i64 = (9 * 60 + 30) * NS_PER_MINUTE;
const RTH_END: i64 = 16 * 60 * NS_PER_MINUTE;
const GLOBEX_END: i64 = 17 * 60 * NS_PER_MINUTE;
const GLOBEX_START: i64 = 18 * 60 * NS_PER_MINUTE;
const SUNDAY: i64 = 0;
const FRIDAY: i64 = 5;
const SATURDAY: i64 = 6;

/// Which hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    /// Monday to Friday, 09:30 ≤ t < 16:00.
    Rth,
    /// Sunday 18:00 to Friday 17:00, with 17:00–18:00 closed each day.
    Globex,
}

/// A stretch of time that is open or closed throughout. Times are ns since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from: i64,
    /// Exclusive.
    until: i64,
    /// The session's end, if this is a session.
    closes_at: Option<i64>,
}

/// Hours with the stretch last met, so that a walk over bars rarely looks one up.
#[derive(Debug)]
pub(super) struct TradingHours {
    hours: Hours,
    new_york: NewYork,
    stretch: Stretch,
}

impl TradingHours {
    pub(super) fn new(hours: Hours) -> Self {
        let nothing = Stretch { from: 0, until: 0, closes_at: None };
        Self { hours, new_york: NewYork::default(), stretch: nothing }
    }

    pub(super) fn name(&self) -> &'static str {
        match self.hours {
            Hours::Rth => "rth",
            Hours::Globex => "globex",
        }
    }

    /// Returns whether the session is open at a bar's start, and the minutes to its end (0 when closed).
    #[inline]
    pub(super) fn at(&mut self, ts: i64) -> (bool, f64) {
        if ts < self.stretch.from || ts >= self.stretch.until {
            self.stretch = self.look_up(ts);
        }
        match self.stretch.closes_at {
            Some(end) => (true, (end - ts) as f64 / NS_PER_MINUTE as f64),
            None => (false, 0.0),
        }
    }

    fn look_up(&mut self, ts: i64) -> Stretch {
        let offset = self.new_york.offset_ns(ts);
        let local = ts.saturating_add(offset);
        let time = local.rem_euclid(NS_PER_DAY);
        // Midnight may lie before the first representable time.
        let midnight = local.saturating_sub(time);
        let (until, open) = turn(self.hours, weekday(local.div_euclid(NS_PER_DAY)), time);
        let until = midnight.saturating_add(until).saturating_sub(offset);
        if !open {
            // A change of the clock may come before the next turn.
            return Stretch {
                from: ts,
                until: until.min(self.new_york.valid_until()),
                closes_at: None,
            };
        }
        // A session that ends after a change of the clock ends by the new one.
        let end = until.saturating_add(offset).saturating_sub(self.new_york.offset_ns(until));
        Stretch { from: ts, until: end, closes_at: Some(end) }
    }
}

/// Returns the next turn as local ns after midnight, and whether it is open until then.
fn turn(hours: Hours, weekday: i64, time: i64) -> (i64, bool) {
    match hours {
        Hours::Rth => match time {
            _ if weekday == SUNDAY || weekday == SATURDAY => (NS_PER_DAY, false),
            _ if time < RTH_START => (RTH_START, false),
            _ if time < RTH_END => (RTH_END, true),
            _ => (NS_PER_DAY, false),
        },
        Hours::Globex => match weekday {
            SATURDAY => (NS_PER_DAY, false),
            SUNDAY if time < GLOBEX_START => (GLOBEX_START, false),
            FRIDAY if time >= GLOBEX_END => (NS_PER_DAY, false),
            _ if time >= GLOBEX_START => (NS_PER_DAY + GLOBEX_END, true),
            _ if time >= GLOBEX_END => (GLOBEX_START, false),
            _ => (GLOBEX_END, true),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60;
    const HOUR: i64 = 3_600;
    /// 2024-07-01, a Monday, 00:00 New York (04:00 UTC), in seconds.
    const MONDAY: i64 = 1_719_806_400;

    fn at(hours: Hours, seconds: i64) -> (bool, f64) {
        TradingHours::new(hours).at(seconds * 1_000_000_000)
    }

    #[test]
    fn rth_opens_at_09_30_and_closes_at_16_00_on_weekdays() {
        let open = MONDAY + 9 * HOUR + 30 * MINUTE;
        assert_eq!(at(Hours::Rth, open - 1), (false, 0.0));
        assert_eq!(at(Hours::Rth, open), (true, 390.0));
        assert_eq!(at(Hours::Rth, MONDAY + 16 * HOUR - 30), (true, 0.5));
        assert_eq!(at(Hours::Rth, MONDAY + 16 * HOUR), (false, 0.0));
        assert_eq!(at(Hours::Rth, open - 24 * HOUR), (false, 0.0), "Sunday");
        assert_eq!(at(Hours::Rth, open - 48 * HOUR), (false, 0.0), "Saturday");
        assert_eq!(at(Hours::Rth, open - 72 * HOUR), (true, 390.0), "Friday");
    }

    #[test]
    fn globex_runs_from_sunday_18_00_to_friday_17_00_and_rests_an_hour_a_day() {
        let sunday = MONDAY - 24 * HOUR;
        assert_eq!(at(Hours::Globex, sunday + 18 * HOUR - 1), (false, 0.0));
        assert_eq!(at(Hours::Globex, sunday + 18 * HOUR), (true, 23.0 * 60.0));
        assert_eq!(at(Hours::Globex, MONDAY + 16 * HOUR), (true, 60.0));
        assert_eq!(at(Hours::Globex, MONDAY + 17 * HOUR), (false, 0.0));
        assert_eq!(at(Hours::Globex, MONDAY + 18 * HOUR), (true, 23.0 * 60.0));
        let friday = MONDAY + 4 * 24 * HOUR;
        assert_eq!(at(Hours::Globex, friday + 17 * HOUR - 60), (true, 1.0));
        assert_eq!(at(Hours::Globex, friday + 20 * HOUR), (false, 0.0));
        assert_eq!(at(Hours::Globex, friday + 30 * HOUR), (false, 0.0), "Saturday");
    }

    #[test]
    fn the_hours_follow_summer_time() {
        // 2024-03-08 (winter) and 2024-03-11 (summer): 14:30 and 13:30 UTC.
        assert_eq!(at(Hours::Rth, 1_709_908_200), (true, 390.0));
        assert_eq!(at(Hours::Rth, 1_710_163_800), (true, 390.0));
        assert_eq!(at(Hours::Rth, 1_710_163_799), (false, 0.0));
    }

    #[test]
    fn a_walk_over_bars_tells_the_same_as_a_look_at_each() {
        for hours in [Hours::Rth, Hours::Globex] {
            let mut walk = TradingHours::new(hours);
            // Two weeks around the change of the clock, every 7 minutes, then back.
            let start = 1_709_600_000;
            let bars: Vec<i64> = (0..2_880).map(|i| start + i * 7 * MINUTE).collect();
            for &seconds in bars.iter().chain(bars.iter().rev()) {
                assert_eq!(walk.at(seconds * 1_000_000_000), at(hours, seconds), "{seconds}");
            }
        }
    }
}
