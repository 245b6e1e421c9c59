//! Dates written as text, in the ways people and tools write them.

/// Which number of a date such as `01/02/2024` is the month: the text alone can't say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    /// Only dates that have one meaning are read.
    Said,
    /// Month, day, year.
    MonthFirst,
    /// Day, month, year.
    DayFirst,
    /// Year of two digits, month, day.
    YearFirst,
}

/// Names of months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads a date at the beginning of a text: `2024-01-31`, `2024/1/31`, `2024.01.31`, `20240131`, with the month's
/// name (`31 Jan 2024`, `31-Jan-24`, `January 31, 2024`), or of three numbers in the order given
/// (`01/31/2024`, `31.01.24`). A day of the week before it is passed over. Returns days since 1970 and what follows.
pub(super) fn date(text: &str, order: DateOrder) -> Option<(i64, &str)> {
    let text = after_weekday(text);
    if let Some((year, rest)) = digits(text, 4)
        && let Some(found) = year_first(year, rest)
    {
        return Some(found);
    }
    if let Some((month, rest)) = month_name(text) {
        let (day, rest) = number(rest.trim_start_matches([' ', '-', '/', '.']))?;
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let (year, rest) = year(rest.trim_start_matches([' ', '-', '/']))?;
        return Some((days_since_1970(year, month, day)?, rest));
    }
    let (first, rest) = number(text)?;
    if let Some((month, rest)) = month_name(rest.trim_start_matches([' ', '-', '/', '.'])) {
        let (year, rest) = year(rest.trim_start_matches([' ', '-', '/', '.', ',']))?;
        return Some((days_since_1970(year, month, first)?, rest));
    }
    let separator = rest.chars().next().filter(|mark| ['/', '.', '-'].contains(mark))?;
    let (second, rest) = number(&rest[1..])?;
    let rest = rest.strip_prefix(separator)?;
    let days = match order {
        DateOrder::Said => None,
        DateOrder::YearFirst => {
            let (day, rest) = number(rest)?;
            return Some((days_since_1970(century(first), second, day)?, rest));
        }
        DateOrder::MonthFirst => Some((first, second)),
        DateOrder::DayFirst => Some((second, first)),
    };
    let (month, day) = days?;
    let (year, rest) = year(rest)?;
    Some((days_since_1970(year, month, day)?, rest))
}

/// Reads the day and time of `Jan  2 09:30:00 2024`, as C's `ctime` writes it. Returns days since 1970 and the time.
pub(super) fn ctime(text: &str) -> Option<(i64, &str)> {
    let (month, rest) = month_name(after_weekday(text))?;
    let (day, rest) = number(rest.trim_start())?;
    let (time, last) = rest.rsplit_once(' ')?;
    let (year, rest) = digits(last, 4)?;
    if !rest.is_empty() || !time.contains(':') {
        return None;
    }
    Some((days_since_1970(year, month, day)?, time))
}

fn year_first(year: i64, rest: &str) -> Option<(i64, &str)> {
    let Some(separator) = rest.chars().next().filter(|mark| ['-', '/', '.'].contains(mark)) else {
        let (month, rest) = digits(rest, 2)?;
        let (day, rest) = digits(rest, 2)?;
        return Some((days_since_1970(year, month, day)?, rest));
    };
    let rest = &rest[1..];
    let (month, rest) = month_name(rest).or_else(|| number(rest))?;
    let (day, rest) = number(rest.strip_prefix(separator)?)?;
    Some((days_since_1970(year, month, day)?, rest))
}

fn after_weekday(text: &str) -> &str {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    match starts_as(&text[..letters], &WEEKDAYS) {
        Some(_) => text[letters..].trim_start_matches([',', '.', ' ']),
        None => text,
    }
}

fn month_name(text: &str) -> Option<(i64, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let place = starts_as(&text[..letters], &MONTHS)?;
    let rest = &text[letters..];
    let month = i64::try_from(place).ok()? + 1;
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

fn starts_as(word: &str, names: &[&str]) -> Option<usize> {
    let head = word.get(..3)?.to_ascii_lowercase();
    names.iter().position(|name| *name == head)
}

/// A year of four digits, or of two: 69 is 1969 and 68 is 2068, as POSIX has it.
fn year(text: &str) -> Option<(i64, &str)> {
    if let Some(whole) = digits(text, 4) {
        return Some(whole);
    }
    let (year, rest) = digits(text, 2)?;
    // "Jan 2 09:30 2024" goes on with its hour.
    (!rest.starts_with(':')).then_some((century(year), rest))
}

fn century(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// One or two digits, and no third.
fn number(text: &str) -> Option<(i64, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (count <= 2).then(|| digits(text, count.max(1)))?
}

/// Days since 1970 of a date of the Gregorian calendar; `None` if there is no such day.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
pub(super) fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
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

/// Reads exactly `count` digits.
pub(super) fn digits(text: &str, count: usize) -> Option<(i64, &str)> {
    let bytes = text.as_bytes().get(..count)?;
    bytes.iter().all(u8::is_ascii_digit).then_some(())?;
    let number = bytes.iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    Some((number, &text[count..]))
}
