//! Times written as text: ISO 8601, its relatives, and what people write.

use super::date_text::{DateOrder, ctime, date, days_since_1970, digits};
use super::zone_text::{Zone, zone};

/// Nanoseconds of a second.
pub(super) const SECOND: i64 = 1_000_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
/// Nanoseconds of a day.
pub(super) const DAY: i64 = 24 * HOUR;

/// A time read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeText {
    /// Nanoseconds since 1970, or since midnight for a time of day; UTC where no zone is written.
    pub(super) ns: i64,
    /// Whether the text says its zone, or is a time of day and needs none.
    pub(super) zoned: bool,
}

/// Why a text gives no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTime {
    /// Not a time.
    Unreadable,
    /// Before 1677 or after 2262.
    OutOfRange,
}

/// Reads a date (see [`date`]) alone or with a time (`T09:30`, ` 09:30:00.25`, `-093000`, ` 9:30 PM`) and a zone (`Z`,
/// `UTC`, `+05:30`, `-0500`, `EST`), or a time of day alone.
pub(super) fn parse_time(text: &str, order: DateOrder) -> Result<TimeText, NoTime> {
    let text = text.trim();
    if text.as_bytes().get(2) == Some(&b':') || text.as_bytes().get(1) == Some(&b':') {
        let (ns, rest) = time_of_day(text).ok_or(NoTime::Unreadable)?;
        return if rest.is_empty() {
            Ok(TimeText { ns, zoned: true })
        } else {
            Err(NoTime::Unreadable)
        };
    }
    let (days, rest) = date(text, order).or_else(|| ctime(text)).ok_or(NoTime::Unreadable)?;
    let midnight = days.checked_mul(DAY).ok_or(NoTime::OutOfRange)?;
    if rest.is_empty() {
        return Ok(TimeText { ns: midnight, zoned: false });
    }
    let rest = rest.strip_prefix(['T', 't', '-', ' ', '_', ',']).ok_or(NoTime::Unreadable)?;
    let (of_day, rest) = time_of_day(rest.trim_start()).ok_or(NoTime::Unreadable)?;
    let (east, zoned) = match zone(rest.trim()).ok_or(NoTime::Unreadable)? {
        Zone::Unsaid => (0, false),
        Zone::East(east) => (east, true),
    };
    let ns = midnight
        .checked_add(of_day)
        .and_then(|ns| ns.checked_sub(east))
        .ok_or(NoTime::OutOfRange)?;
    Ok(TimeText { ns, zoned })
}

/// Reads a whole number of the form yyyymmdd, yyyymmddHHMM or yyyymmddHHMMSS.
pub(super) fn parse_compact(number: i64) -> Result<i64, NoTime> {
    let (date, time) = match number {
        ..=99_999_999 => (number, 0),
        100_000_000..=999_999_999_999 => (number / 10_000, number % 10_000 * 100),
        _ => (number / 1_000_000, number % 1_000_000),
    };
    let days =
        days_since_1970(date / 10_000, date / 100 % 100, date % 100).ok_or(NoTime::Unreadable)?;
    let of_day = clock_number(time).ok_or(NoTime::Unreadable)?;
    days.checked_mul(DAY).and_then(|ns| ns.checked_add(of_day)).ok_or(NoTime::OutOfRange)
}

/// Reads a whole number of the form HHMMSS as ns since midnight.
pub(super) fn clock_number(number: i64) -> Option<i64> {
    let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100);
    let is_time = number >= 0 && hour <= 23 && minute <= 59 && second <= 59;
    is_time.then_some(hour * HOUR + minute * MINUTE + second * SECOND)
}

/// `H:MM`, `HH:MM`, `HH:MM:SS`, with a fraction of a second of any length (digits past ns are dropped), `HHMM` and
/// `HHMMSS`; each may be of twelve hours with AM or PM.
fn time_of_day(text: &str) -> Option<(i64, &str)> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, minute, second, rest) = match n_digits {
        4 | 6 => {
            let (hour, rest) = digits(text, 2)?;
            let (minute, rest) = digits(rest, 2)?;
            let (second, rest) = if n_digits == 6 { digits(rest, 2)? } else { (0, rest) };
            (hour, minute, second, rest)
        }
        1 | 2 => {
            let (hour, rest) = digits(text, n_digits)?;
            let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
            let (second, rest) = match rest.strip_prefix(':') {
                Some(rest) => digits(rest, 2)?,
                None => (0, rest),
            };
            (hour, minute, second, rest)
        }
        _ => return None,
    };
    let (part, rest) = fraction(rest)?;
    let (hour, rest) = half_of_day(hour, rest)?;
    // A leap second is read as the last second of its minute.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some((hour * HOUR + minute * MINUTE + second.min(59) * SECOND + part, rest))
}

fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(fraction) = text.strip_prefix(['.', ',']) else { return Some((0, text)) };
    let n_digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let mut place = SECOND;
    let mut part = 0;
    for byte in fraction.bytes().take(n_digits) {
        place /= 10;
        part += i64::from(byte - b'0') * place;
    }
    (n_digits > 0).then(|| (part, &fraction[n_digits..]))
}

/// Takes AM or PM; `None` for an hour there is not beside them.
fn half_of_day(hour: i64, text: &str) -> Option<(i64, &str)> {
    let word = text.trim_start();
    let (later, rest) = match word.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("am") => (0, &word[2..]),
        Some("pm") => (12, &word[2..]),
        _ => return Some((hour, text)),
    };
    (1..=12).contains(&hour).then_some((hour % 12 + later, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-01-02 09:00:00 UTC, as `date -u -d '2024-01-02 09:00' +%s` prints it.
    const NINE: i64 = 1_704_186_000 * SECOND;

    #[test]
    fn the_same_instant_is_read_from_every_way_to_write_it() {
        for text in [
            "2024-01-02T09:00:00Z",
            "2024-01-02 09:00:00 UTC",
            "2024-01-02T14:30:00+05:30",
            "2024-01-02T04:00:00.000-0500",
            "2024-01-02T10:00+01",
        ] {
            assert_eq!(
                parse_time(text, DateOrder::Said),
                Ok(TimeText { ns: NINE, zoned: true }),
                "{text}"
            );
        }
        for text in
            ["2024-01-02 09:00:00", "2024.01.02 9:00", "20240102  09:00:00", "20240102-09:00:00"]
        {
            assert_eq!(
                parse_time(text, DateOrder::Said),
                Ok(TimeText { ns: NINE, zoned: false }),
                "{text}"
            );
        }
    }

    #[test]
    fn a_fraction_keeps_nine_digits() {
        assert_eq!(
            parse_time("00:00:01.5", DateOrder::Said).map(|time| time.ns),
            Ok(1_500_000_000)
        );
        assert_eq!(
            parse_time("1970-01-01 00:00:00.1234567899", DateOrder::Said).map(|time| time.ns),
            Ok(123_456_789)
        );
    }

    #[test]
    fn the_day_before_1970_is_minus_one_day() {
        assert_eq!(parse_time("1969-12-31", DateOrder::Said).map(|time| time.ns), Ok(-DAY));
    }

    #[test]
    fn a_day_or_an_hour_that_does_not_exist_is_no_time() {
        for text in
            ["2023-02-29", "2024-13-01", "2024-01-02 24:00", "09:60", "close", "", "2024-01-02x"]
        {
            assert_eq!(parse_time(text, DateOrder::Said), Err(NoTime::Unreadable), "{text}");
        }
    }

    #[test]
    fn the_year_2300_does_not_fit_into_nanoseconds() {
        assert_eq!(parse_time("2300-01-01", DateOrder::Said), Err(NoTime::OutOfRange));
    }

    #[test]
    fn compact_numbers_are_dates_with_or_without_a_time() {
        assert_eq!(parse_compact(20_240_102), Ok(NINE - 9 * HOUR));
        assert_eq!(parse_compact(20_240_102_090_000), Ok(NINE));
        assert_eq!(parse_compact(20_240_231), Err(NoTime::Unreadable));
    }

    #[test]
    fn nine_o_clock_of_the_second_of_january_however_it_is_written() {
        for text in [
            "2 Jan 2024 09:00",
            "02-Jan-2024 9:00 AM",
            "2-Jan-24 09:00:00",
            "Jan 2, 2024, 09:00",
            "January 2, 2024 9:00am",
            "Jan. 2 2024 09:00",
            "Tue Jan  2 09:00:00 2024",
            "Tuesday, 02 January 2024 09:00",
            "2024-Jan-02 09:00",
            "2024-1-2 9:00",
            "20240102 090000",
            "20240102 0900",
        ] {
            let found = parse_time(text, DateOrder::Said);
            assert_eq!(found, Ok(TimeText { ns: NINE, zoned: false }), "{text}");
        }
        for (text, order) in [
            ("01/02/2024 09:00", DateOrder::MonthFirst),
            ("1/2/24 9:00:00 AM", DateOrder::MonthFirst),
            ("02/01/2024 09:00", DateOrder::DayFirst),
            ("02.01.2024 09:00:00", DateOrder::DayFirst),
            ("2-1-24 09:00", DateOrder::DayFirst),
            ("24/01/02 09:00", DateOrder::YearFirst),
        ] {
            let found = parse_time(text, order);
            assert_eq!(found, Ok(TimeText { ns: NINE, zoned: false }), "{text}");
        }
        for text in [
            "Tue, 02 Jan 2024 09:00:00 GMT",
            "20240102T090000Z",
            "2024-01-02 04:00:00 EST",
            "2024-01-02T10:00+01:00[Europe/Berlin]",
        ] {
            let found = parse_time(text, DateOrder::Said);
            assert_eq!(found, Ok(TimeText { ns: NINE, zoned: true }), "{text}");
        }
    }

    #[test]
    fn a_date_of_two_meanings_is_none_until_its_order_is_known() {
        assert_eq!(parse_time("01/02/2024", DateOrder::Said), Err(NoTime::Unreadable));
        assert_eq!(parse_time("13/01/2024", DateOrder::MonthFirst), Err(NoTime::Unreadable));
    }

    #[test]
    fn noon_is_twelve_pm_and_midnight_twelve_am() {
        let ns = |text| parse_time(text, DateOrder::Said).map(|time| time.ns);
        assert_eq!(
            [ns("12:00 PM"), ns("12:00 AM"), ns("11:59 pm")],
            [Ok(12 * HOUR), Ok(0), Ok(23 * HOUR + 59 * MINUTE),]
        );
        assert_eq!(ns("13:00 PM"), Err(NoTime::Unreadable));
    }

    #[test]
    fn compact_numbers_may_end_with_the_minute_and_a_clock_may_be_a_number() {
        assert_eq!(parse_compact(202_401_020_900), Ok(NINE));
        assert_eq!(clock_number(93_015), Some(9 * HOUR + 30 * MINUTE + 15 * SECOND));
        assert_eq!([clock_number(96_000), clock_number(240_000), clock_number(-1)], [None; 3]);
    }
}
