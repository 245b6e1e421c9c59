//! Clock offset of `America/New_York`: a table up to 2006, the rule of 2007 after it.
//!
//! Source of the table: the IANA time zone database (2025b), compiled by Python's `zoneinfo`.

use std::ops::Range;

pub(super) const NS_PER_SECOND: i64 = 1_000_000_000;
const HOUR: i64 = 3_600;
const STANDARD: i64 = -5 * HOUR;
const DAYLIGHT: i64 = -4 * HOUR;
/// Local mean time before the railways' zones: 4:56:02 behind Greenwich.
const MEAN: i64 = -17_762;
/// 2007-01-01 00:00 UTC in seconds.
const RULE_FROM: i64 = 1_167_609_600;

/// Hours since 1970 UTC at which the offset changed, turn by turn to standard and to daylight time.
#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "a table of hours, not read one by one")]
const CHANGES: [i32; 173] = [
    -754903, -453689, -448650, -444953, -439914, -436217, -431010, -426809, -423114, -417905,
    -414378, -409169, -405474, -400433, -396738, -391697, -388002, -382961, -379266, -374225,
    -370530, -365321, -361626, -356585, -352890, -347849, -344154, -339113, -335418, -330377,
    -326682, -321473, -317946, -312737, -309042, -304001, -300306, -295265, -291570, -286529,
    -282834, -277793, -274098, -268889, -265362, -260153, -256458, -251417, -247722, -244505,
    -212610, -207569, -203874, -198833, -195138, -190097, -186402, -181361, -177666, -172457,
    -168930, -163721, -160026, -154985, -151290, -146249, -142554, -137513, -133818, -128777,
    -124242, -119873, -115506, -111137, -106770, -102401, -98034, -93665, -89298, -84929, -80394,
    -76025, -71658, -67289, -62922, -58553, -54186, -49817, -45450, -41081, -36546, -32345,
    -27810, -23441, -19074, -14705, -10338, -5969, -1602, 2767, 7134, 11503, 16038, 20407, 24774,
    29143, 33510, 35191, 42246, 45103, 50982, 55351, 59886, 64087, 68622, 72991, 77358, 81727,
    86094, 90463, 94830, 99199, 103566, 107935, 112470, 116671, 121206, 125575, 129942, 134311,
    138678, 143047, 147414, 151279, 156150, 160015, 165054, 168751, 173790, 177487, 182526,
    186391, 191262, 195127, 199998, 203863, 208902, 212599, 217638, 221335, 226374, 230239,
    235110, 238975, 243846, 247711, 252582, 256447, 261486, 265183, 270222, 273919, 278958,
    282823, 287694, 291559, 296430, 300295, 305334, 309031, 314070, 317767, 322806,
];

/// The offset with the time for which it holds, so that a walk over bars rarely looks it up.
#[derive(Debug, Clone, Default)]
pub(super) struct NewYork {
    /// Nanoseconds since 1970 UTC for which `offset_ns` holds.
    valid: Range<i64>,
    offset_ns: i64,
}

impl NewYork {
    /// Returns local time minus UTC at `ts`, both in ns.
    #[inline]
    pub(super) fn offset_ns(&mut self, ts: i64) -> i64 {
        if !self.valid.contains(&ts) {
            let (offset, valid) = offset_at(ts.div_euclid(NS_PER_SECOND));
            self.offset_ns = offset * NS_PER_SECOND;
            self.valid =
                valid.start.saturating_mul(NS_PER_SECOND)..valid.end.saturating_mul(NS_PER_SECOND);
        }
        self.offset_ns
    }

    /// Returns the ns up to which the offset last looked up holds, exclusive.
    pub(super) fn valid_until(&self) -> i64 {
        self.valid.end
    }
}

/// Returns the offset in seconds at a time in seconds since 1970 UTC, and the span for which it holds.
fn offset_at(seconds: i64) -> (i64, Range<i64>) {
    if seconds >= RULE_FROM {
        return rule_of_2007(seconds);
    }
    let at = |index: usize| i64::from(CHANGES[index]) * HOUR;
    let passed = CHANGES.partition_point(|&hour| i64::from(hour) * HOUR <= seconds);
    let start = if passed == 0 { i64::MIN } else { at(passed - 1) };
    let end = if passed == CHANGES.len() { RULE_FROM } else { at(passed) };
    let offset = match passed {
        0 => MEAN,
        _ if passed % 2 == 1 => STANDARD,
        _ => DAYLIGHT,
    };
    (offset, start..end)
}

/// Daylight time from the second Sunday of March to the first of November, 02:00 local each.
fn rule_of_2007(seconds: i64) -> (i64, Range<i64>) {
    let year = year_of_day(seconds.div_euclid(86_400));
    let on = first_sunday_from(day_of_date(year, 3, 8)) * 86_400 + 2 * HOUR - STANDARD;
    let off = first_sunday_from(day_of_date(year, 11, 1)) * 86_400 + 2 * HOUR - DAYLIGHT;
    let new_year = |year: i64| day_of_date(year, 1, 1) * 86_400;
    if seconds < on {
        (STANDARD, new_year(year)..on)
    } else if seconds < off {
        (DAYLIGHT, on..off)
    } else {
        (STANDARD, off..new_year(year + 1))
    }
}

/// Returns the first Sunday on or after a day since 1970 (a Thursday).
fn first_sunday_from(day: i64) -> i64 {
    day + (3 - day).rem_euclid(7)
}

/// Returns days since 1970-01-01 of a date of the Gregorian calendar.
fn day_of_date(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is a year's last.
    let year = if month < 3 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + day - 719_469
}

/// Returns the year of a day since 1970.
fn year_of_day(day: i64) -> i64 {
    // Off by one at most: 400 years have exactly 146,097 days.
    let guess = 1970 + (day * 400).div_euclid(146_097);
    if day < day_of_date(guess, 1, 1) {
        guess - 1
    } else if day >= day_of_date(guess + 1, 1, 1) {
        guess + 1
    } else {
        guess
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours_at(seconds: i64) -> f64 {
        NewYork::default().offset_ns(seconds * NS_PER_SECOND) as f64 / 3.6e12
    }

    #[test]
    fn daylight_time_of_2024_runs_from_march_10_07_00_to_november_3_06_00_utc() {
        assert_eq!((hours_at(1_710_053_999), hours_at(1_710_054_000)), (-5.0, -4.0));
        assert_eq!((hours_at(1_730_613_599), hours_at(1_730_613_600)), (-4.0, -5.0));
    }

    #[test]
    fn before_2007_daylight_time_began_on_the_first_sunday_of_april() {
        // 2006-04-02 07:00 UTC and 2006-10-29 06:00 UTC.
        assert_eq!((hours_at(1_143_961_199), hours_at(1_143_961_200)), (-5.0, -4.0));
        assert_eq!((hours_at(1_162_101_599), hours_at(1_162_101_600)), (-4.0, -5.0));
        assert_eq!((hours_at(0), hours_at(RULE_FROM - 1), hours_at(RULE_FROM)), (-5.0, -5.0, -5.0));
    }

    #[test]
    fn local_mean_time_ended_on_november_18_1883_at_noon() {
        assert_eq!(hours_at(-2_717_650_801), -17_762.0 / 3_600.0);
        assert_eq!(hours_at(-2_717_650_800), -5.0);
    }

    #[test]
    fn the_calendar_knows_leap_years_and_centuries() {
        assert_eq!((day_of_date(1970, 1, 1), day_of_date(2000, 3, 1)), (0, 11_017));
        for year in [1600, 1900, 1969, 1970, 2000, 2007, 2100, 2261] {
            assert_eq!(year_of_day(day_of_date(year, 1, 1)), year);
            assert_eq!(year_of_day(day_of_date(year, 12, 31)), year);
        }
    }
}
