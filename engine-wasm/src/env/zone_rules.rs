//! The clock of one time zone: the changes of its offset since 1970, and the rule that follows them.
//!
//! Read from a line of `zones.txt`, which is generated from the IANA database and compiled in as text:
//! the module is sent compressed, and a run needs one zone at most.

use std::ops::Range;

use super::date::{nth_weekday, year_of_day};

const QUARTER: i64 = 900;
const DAY: i64 = 86_400;

/// Offsets of a zone; times and offsets in seconds. Before 1970 the offset of 1970 is taken.
#[derive(Debug, Clone, Default)]
pub(super) struct ZoneRules {
    /// Offset before the first change.
    first: i64,
    /// (time of the change, offset from then on), ascending.
    changes: Vec<(i64, i64)>,
    /// What follows the last change, if the clock still changes.
    yearly: Option<Yearly>,
}

#[derive(Debug, Clone)]
struct Yearly {
    standard: i64,
    summer: i64,
    begins: Turn,
    ends: Turn,
}

/// When the clock is changed each year, by the clock before the change.
#[derive(Debug, Clone)]
struct Turn {
    month: i64,
    week: i64,
    weekday: i64,
    quarters: i64,
}

impl ZoneRules {
    /// Reads what follows the names in a line of the table; `None` if it is not of that form.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('|').skip(1);
        let offsets: Vec<i64> =
            parts.next()?.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
        let offset = |letter: u8| offsets.get(usize::from(letter.checked_sub(b'A')?)).copied();
        let mut changes = Vec::new();
        let mut time = 0;
        let mut rest = parts.next()?;
        while let Some(end) = rest.find(|letter: char| letter.is_ascii_uppercase()) {
            let step = &rest[..end];
            time += match step.strip_prefix('*') {
                Some(seconds) => i64::from_str_radix(seconds, 36).ok()?,
                None => i64::from_str_radix(step, 36).ok()? * QUARTER,
            };
            changes.push((time, offset(rest.as_bytes()[end])?));
            rest = &rest[end + 1..];
        }
        let yearly = match parts.next()? {
            "" => None,
            rule => {
                let (&[standard, summer], turns) = rule.as_bytes().split_first_chunk()?;
                let (begins, ends) = std::str::from_utf8(turns).ok()?.split_once(',')?;
                Some(Yearly {
                    standard: offset(standard)?,
                    summer: offset(summer)?,
                    begins: Turn::parse(begins)?,
                    ends: Turn::parse(ends)?,
                })
            }
        };
        Some(Self { first: *offsets.first()?, changes, yearly })
    }

    /// Returns the offset at a time, and a span around it for which it holds.
    pub(super) fn at(&self, seconds: i64) -> (i64, Range<i64>) {
        let passed = self.changes.partition_point(|&(time, _)| time <= seconds);
        let (start, offset) = match passed.checked_sub(1) {
            Some(before) => self.changes[before],
            None => (i64::MIN, self.first),
        };
        match (self.changes.get(passed), &self.yearly) {
            (Some(&(end, _)), _) => (offset, start..end),
            (None, None) => (offset, start..i64::MAX),
            (None, Some(yearly)) => {
                let (offset, valid) = yearly.at(seconds);
                (offset, valid.start.max(start)..valid.end)
            }
        }
    }
}

impl Yearly {
    fn at(&self, seconds: i64) -> (i64, Range<i64>) {
        let year = year_of_day((seconds + self.standard).div_euclid(DAY));
        let mut turns: Vec<(i64, i64)> = (year - 1..=year + 1)
            .flat_map(|year| {
                [
                    (self.begins.local_seconds(year) - self.standard, self.summer),
                    (self.ends.local_seconds(year) - self.summer, self.standard),
                ]
            })
            .collect();
        turns.sort_unstable();
        let passed = turns.partition_point(|&(time, _)| time <= seconds);
        // Three years around the time have turns on both sides of it.
        let (start, offset) = passed.checked_sub(1).map_or((seconds, self.standard), |i| turns[i]);
        let end = turns.get(passed).map_or(seconds + 1, |turn| turn.0);
        (offset, start..end)
    }
}

impl Turn {
    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        Some(Self { month: next()?, week: next()?, weekday: next()?, quarters: next()? })
    }

    fn local_seconds(&self, year: i64) -> i64 {
        nth_weekday(year, self.month, self.week, self.weekday) * DAY + self.quarters * QUARTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(line: &str, seconds: i64) -> f64 {
        let (offset, valid) = ZoneRules::parse(line).unwrap().at(seconds);
        assert!(valid.contains(&seconds), "{valid:?}");
        offset as f64 / 3_600.0
    }

    #[test]
    fn a_zone_without_changes_keeps_its_offset() {
        let line = "Asia/Nowhere|19800||";
        assert_eq!((hours(line, i64::MIN / 2), hours(line, 1 << 40)), (5.5, 5.5));
    }

    #[test]
    fn changes_are_steps_of_a_quarter_of_an_hour_or_with_a_star_of_a_second() {
        // At 15 min to +1 h, then 61 s later back.
        let line = "X/Y|0,3600|1B*1pA|";
        assert_eq!((hours(line, 899), hours(line, 900), hours(line, 961)), (0.0, 1.0, 0.0));
    }

    #[test]
    fn summer_south_of_the_equator_runs_over_new_year() {
        // Sydney: first Sunday of October 02:00 to the first Sunday of April 03:00.
        let line = "X/Sydney|36000,39600||AB10.1.0.8,4.1.0.12";
        // 2024-04-06 16:00 UTC and 2024-10-05 16:00 UTC are the turns.
        assert_eq!((hours(line, 1_712_419_199), hours(line, 1_712_419_200)), (11.0, 10.0));
        assert_eq!((hours(line, 1_728_143_999), hours(line, 1_728_144_000)), (10.0, 11.0));
        assert_eq!(hours(line, 1_704_067_200), 11.0, "New Year 2024");
    }
}
