//! Times written as text: ISO 8601 and its relatives.

/// Nanoseconds of a second.
pub(super) const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
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

/// Reads `2024-01-31`, `2024.01.31`, `20240131`, any of them with a time (`T09:30`, ` 09:30:00.25`,
/// `-09:30:00`) and a zone (`Z`, `UTC`, `+05:30`, `-0500`), or a time of day alone.
pub(super) fn parse_time(text: &str) -> Result<TimeText, NoTime> {
    let text = text.trim();
    if text.as_bytes().get(2) == Some(&b':') || text.as_bytes().get(1) == Some(&b':') {
        let (ns, rest) = time_of_day(text).ok_or(NoTime::Unreadable)?;
        return if rest.is_empty() {
            Ok(TimeText { ns, zoned: true })
        } else {
            Err(NoTime::Unreadable)
        };
    }
    let (days, rest) = date(text).ok_or(NoTime::Unreadable)?;
    let midnight = days.checked_mul(DAY).ok_or(NoTime::OutOfRange)?;
    if rest.is_empty() {
        return Ok(TimeText { ns: midnight, zoned: false });
    }
    let rest = rest.strip_prefix(['T', 't', '-', ' ', '_']).ok_or(NoTime::Unreadable)?;
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

/// Reads a whole number of the form yyyymmdd or yyyymmddHHMMSS.
pub(super) fn parse_compact(number: i64) -> Result<i64, NoTime> {
    let (date, time) =
        if number > 99_999_999 { (number / 1_000_000, number % 1_000_000) } else { (number, 0) };
    let days =
        days_since_1970(date / 10_000, date / 100 % 100, date % 100).ok_or(NoTime::Unreadable)?;
    let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100);
    if hour > 23 || minute > 59 || second > 59 {
        return Err(NoTime::Unreadable);
    }
    days.checked_mul(DAY)
        .and_then(|ns| ns.checked_add(hour * HOUR + minute * MINUTE + second * SECOND))
        .ok_or(NoTime::OutOfRange)
}

/// Days since 1970 of a date of the Gregorian calendar; `None` if there is no such day.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) || !(1..=9999).contains(&year) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468,
    )
}

fn date(text: &str) -> Option<(i64, &str)> {
    let (year, rest) = digits(text, 4)?;
    let separator = rest.strip_prefix(['-', '/', '.']);
    let (month, rest) = digits(separator.unwrap_or(rest), 2)?;
    let rest = match separator {
        Some(_) => rest.strip_prefix(['-', '/', '.'])?,
        None => rest,
    };
    let (day, rest) = digits(rest, 2)?;
    Some((days_since_1970(year, month, day)?, rest))
}

/// `H:MM`, `HH:MM`, `HH:MM:SS`, with a fraction of a second of any length (digits past ns are dropped).
fn time_of_day(text: &str) -> Option<(i64, &str)> {
    let (hour, rest) = digits(text, 2).or_else(|| digits(text, 1))?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    // A leap second is read as the last second of its minute.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let ns = hour * HOUR + minute * MINUTE + second.min(59) * SECOND;
    let Some(fraction) = rest.strip_prefix(['.', ',']) else { return Some((ns, rest)) };
    let n_digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let mut place = SECOND;
    let mut part = 0;
    for byte in fraction.bytes().take(n_digits) {
        place /= 10;
        part += i64::from(byte - b'0') * place;
    }
    (n_digits > 0).then(|| (ns + part, &fraction[n_digits..]))
}

/// What stands behind a time.
enum Zone {
    /// Nothing: the zone is assumed.
    Unsaid,
    /// Nanoseconds east of UTC.
    East(i64),
}

/// `None` where it is no zone.
fn zone(text: &str) -> Option<Zone> {
    match text {
        "" => return Some(Zone::Unsaid),
        "Z" | "z" | "UTC" | "GMT" => return Some(Zone::East(0)),
        _ => {}
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
    let (minutes, rest) = match rest {
        "" => (0, ""),
        _ => digits(rest.strip_prefix(':').unwrap_or(rest), 2)?,
    };
    let is_zone = rest.is_empty() && hours <= 18 && minutes <= 59;
    is_zone.then_some(Zone::East(sign * (hours * HOUR + minutes * MINUTE)))
}

fn digits(text: &str, count: usize) -> Option<(i64, &str)> {
    let bytes = text.as_bytes().get(..count)?;
    bytes.iter().all(u8::is_ascii_digit).then_some(())?;
    let number = bytes.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    Some((number, &text[count..]))
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
            assert_eq!(parse_time(text), Ok(TimeText { ns: NINE, zoned: true }), "{text}");
        }
        for text in
            ["2024-01-02 09:00:00", "2024.01.02 9:00", "20240102  09:00:00", "20240102-09:00:00"]
        {
            assert_eq!(parse_time(text), Ok(TimeText { ns: NINE, zoned: false }), "{text}");
        }
    }

    #[test]
    fn a_fraction_keeps_nine_digits() {
        assert_eq!(parse_time("00:00:01.5").map(|time| time.ns), Ok(1_500_000_000));
        assert_eq!(
            parse_time("1970-01-01 00:00:00.1234567899").map(|time| time.ns),
            Ok(123_456_789)
        );
    }

    #[test]
    fn the_day_before_1970_is_minus_one_day() {
        assert_eq!(parse_time("1969-12-31").map(|time| time.ns), Ok(-DAY));
    }

    #[test]
    fn a_day_or_an_hour_that_does_not_exist_is_no_time() {
        for text in
            ["2023-02-29", "2024-13-01", "2024-01-02 24:00", "09:60", "close", "", "2024-01-02x"]
        {
            assert_eq!(parse_time(text), Err(NoTime::Unreadable), "{text}");
        }
    }

    #[test]
    fn the_year_2300_does_not_fit_into_nanoseconds() {
        assert_eq!(parse_time("2300-01-01"), Err(NoTime::OutOfRange));
    }

    #[test]
    fn compact_numbers_are_dates_with_or_without_a_time() {
        assert_eq!(parse_compact(20_240_102), Ok(NINE - 9 * HOUR));
        assert_eq!(parse_compact(20_240_102_090_000), Ok(NINE));
        assert_eq!(parse_compact(20_240_231), Err(NoTime::Unreadable));
    }
}
