//! Clock offset of `America/New_York`: a table up to 1970, that of all zones after it.
//!
//! Profile `reference` keeps New York's hours whatever year a file's times mean, so the years before 1970,
//! which the other zones leave out, are here. Source: the IANA time zone database (2025b), compiled by
//! Python's `zoneinfo`.

use std::ops::Range;

use super::zone::{Clock, Zone};

pub(super) use super::zone::NS_PER_SECOND;

const HOUR: i64 = 3_600;
const STANDARD: i64 = -5 * HOUR;
const DAYLIGHT: i64 = -4 * HOUR;
/// Local mean time before the railways' zones: 4:56:02 behind Greenwich.
const MEAN: i64 = -17_762;

/// Hours since 1970 UTC at which the offset changed, turn by turn to standard and to daylight time.
#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "a table of hours, not read one by one")]
const CHANGES: [i32; 99] = [
    -754903, -453689, -448650, -444953, -439914, -436217, -431010, -426809, -423114, -417905,
    -414378, -409169, -405474, -400433, -396738, -391697, -388002, -382961, -379266, -374225,
    -370530, -365321, -361626, -356585, -352890, -347849, -344154, -339113, -335418, -330377,
    -326682, -321473, -317946, -312737, -309042, -304001, -300306, -295265, -291570, -286529,
    -282834, -277793, -274098, -268889, -265362, -260153, -256458, -251417, -247722, -244505,
    -212610, -207569, -203874, -198833, -195138, -190097, -186402, -181361, -177666, -172457,
    -168930, -163721, -160026, -154985, -151290, -146249, -142554, -137513, -133818, -128777,
    -124242, -119873, -115506, -111137, -106770, -102401, -98034, -93665, -89298, -84929, -80394,
    -76025, -71658, -67289, -62922, -58553, -54186, -49817, -45450, -41081, -36546, -32345, -27810,
    -23441, -19074, -14705, -10338, -5969, -1602,
];

/// The offset with the time for which it holds, so that a walk over bars rarely looks it up.
#[derive(Debug, Clone)]
pub(super) struct NewYork {
    since_1970: Clock,
    /// Nanoseconds since 1970 UTC for which `offset_ns` holds.
    valid: Range<i64>,
    offset_ns: i64,
}

impl Default for NewYork {
    fn default() -> Self {
        let zone = Zone::parse("America/New_York").unwrap_or(Zone::UTC);
        Self { since_1970: Clock::new(zone), valid: 0..0, offset_ns: 0 }
    }
}

impl NewYork {
    /// Returns local time minus UTC at `ts`, both in ns.
    #[inline]
    pub(super) fn offset_ns(&mut self, ts: i64) -> i64 {
        if !self.valid.contains(&ts) {
            self.look_up(ts);
        }
        self.offset_ns
    }

    /// Returns the ns up to which the offset last looked up holds, exclusive.
    pub(super) fn valid_until(&self) -> i64 {
        self.valid.end
    }

    fn look_up(&mut self, ts: i64) {
        if ts >= 0 {
            self.offset_ns = self.since_1970.offset_ns(ts);
            let valid = self.since_1970.valid();
            self.valid = valid.start.max(0)..valid.end;
            return;
        }
        let (offset, valid) = offset_before_1970(ts.div_euclid(NS_PER_SECOND));
        self.offset_ns = offset * NS_PER_SECOND;
        self.valid =
            valid.start.saturating_mul(NS_PER_SECOND)..valid.end.saturating_mul(NS_PER_SECOND);
    }
}

/// Returns the offset in seconds at a time in seconds before 1970 UTC, and the span for which it holds.
fn offset_before_1970(seconds: i64) -> (i64, Range<i64>) {
    let at = |index: usize| i64::from(CHANGES[index]) * HOUR;
    let passed = CHANGES.partition_point(|&hour| i64::from(hour) * HOUR <= seconds);
    let start = if passed == 0 { i64::MIN } else { at(passed - 1) };
    let end = if passed == CHANGES.len() { 0 } else { at(passed) };
    let offset = match passed {
        0 => MEAN,
        _ if passed % 2 == 1 => STANDARD,
        _ => DAYLIGHT,
    };
    (offset, start..end)
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
        assert_eq!((hours_at(-1), hours_at(0), hours_at(1_167_609_600)), (-5.0, -5.0, -5.0));
    }

    #[test]
    fn local_mean_time_ended_on_november_18_1883_at_noon() {
        assert_eq!(hours_at(-2_717_650_801), -17_762.0 / 3_600.0);
        assert_eq!(hours_at(-2_717_650_800), -5.0);
    }
}
