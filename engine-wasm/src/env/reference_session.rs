//! Trading hours of profile `reference`, as the native runner derives them: New York wall time by the
//! minute, no weekends, no evening session, and nothing known without a date.

use super::new_york::{NS_PER_SECOND, NewYork};

const MINUTES_PER_DAY: i64 = 1_440;

/// The runner's hours.
#[derive(Debug)]
pub(super) struct ReferenceHours {
    globex: bool,
    /// The first date is missing or 0: open throughout, with no minute left.
    dateless: bool,
    new_york: NewYork,
}

impl ReferenceHours {
    pub(super) fn new(globex: bool, ts: Option<&[i64]>) -> Self {
        let dateless = ts.and_then(|ts| ts.first()).is_none_or(|&first| first == 0);
        Self { globex, dateless, new_york: NewYork::default() }
    }

    pub(super) fn name(&self) -> &'static str {
        if self.globex { "globex" } else { "rth" }
    }

    /// Returns whether a bar is open, and its minutes to the close.
    #[inline]
    pub(super) fn at(&mut self, ts: i64) -> (bool, f64) {
        if self.dateless {
            return (true, 0.0);
        }
        let seconds = (ts.saturating_add(self.new_york.offset_ns(ts))).div_euclid(NS_PER_SECOND);
        let minute_of_day = seconds.div_euclid(60).rem_euclid(MINUTES_PER_DAY);
        // Hours as a double, minutes as a fraction, and back: 15:55 is not exactly 5 minutes before 16:00.
        let hour = (minute_of_day / 60) as f64 + (minute_of_day % 60) as f64 / 60.0;
        if self.globex {
            (hour < 17.0, ((17.0 - hour) * 60.0).max(0.0))
        } else {
            ((9.5..=16.0).contains(&hour), ((16.0 - hour) * 60.0).max(0.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-07-01, a Monday, 00:00 New York.
    const MONDAY: i64 = 1_719_806_400;

    fn at(globex: bool, minute_of_day: i64) -> (bool, f64) {
        let ts = (MONDAY + minute_of_day * 60) * NS_PER_SECOND;
        ReferenceHours::new(globex, Some(&[ts])).at(ts)
    }

    #[test]
    fn the_bar_at_16_00_counts_as_open_and_weekends_too() {
        assert!(!at(false, 9 * 60 + 29).0);
        assert_eq!(at(false, 9 * 60 + 30), (true, 390.0));
        assert_eq!(at(false, 16 * 60), (true, 0.0));
        assert_eq!(at(false, 16 * 60 + 1), (false, 0.0));
        assert!(at(false, 9 * 60 + 30 - 2 * 1_440).0, "Saturday");
    }

    #[test]
    fn the_globex_evening_is_closed_with_no_minute_left() {
        assert_eq!(at(true, 16 * 60), (true, 60.0));
        assert_eq!(at(true, 18 * 60 + 30), (false, 0.0));
        assert_eq!(at(true, 0), (true, 1_020.0));
    }

    #[test]
    fn seconds_are_dropped() {
        let ts = (MONDAY + 16 * 3_600 + 59) * NS_PER_SECOND;
        assert_eq!(ReferenceHours::new(false, Some(&[ts])).at(ts), (true, 0.0));
    }

    #[test]
    fn a_first_date_of_0_means_open_with_0_minutes_on_every_bar() {
        let mut hours = ReferenceHours::new(false, Some(&[0, MONDAY * NS_PER_SECOND]));
        assert_eq!(hours.at(MONDAY * NS_PER_SECOND), (true, 0.0));
        assert_eq!(ReferenceHours::new(false, None).at(0), (true, 0.0));
    }
}
