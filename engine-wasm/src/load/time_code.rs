//! What numbers and text of a time column mean that count no unit: the values of `ns_per_unit` below 0.

use super::date_text::DateOrder;
use super::time::NO_TIME;
use super::time_text::{clock_number, parse_compact};

/// `ns_per_unit` of whole numbers that spell a date: yyyymmdd or yyyymmddHHMMSS.
pub(super) const COMPACT_DATE: i64 = -1;

/// `ns_per_unit` of text whose dates begin with the month, the day, or a year of two digits.
const MONTH_FIRST: i64 = -2;
const DAY_FIRST: i64 = -3;
const YEAR_FIRST: i64 = -4;

/// `ns_per_unit` of times of day that spell HHMM or HHMMSS as numbers or text.
const CLOCK_MINUTES: i64 = -5;
const CLOCK_SECONDS: i64 = -6;

/// What a number spells, where it is no count of a unit; `None` where it is one.
pub(super) fn spelled(number: i64, ns_per_unit: i64) -> Option<i64> {
    let of_day = |number: i64| clock_number(number).unwrap_or(NO_TIME);
    match ns_per_unit {
        COMPACT_DATE => Some(parse_compact(number).unwrap_or(NO_TIME)),
        CLOCK_MINUTES => Some(number.checked_mul(100).map_or(NO_TIME, of_day)),
        CLOCK_SECONDS => Some(of_day(number)),
        _ => None,
    }
}

pub(super) fn date_order(ns_per_unit: i64) -> DateOrder {
    match ns_per_unit {
        MONTH_FIRST => DateOrder::MonthFirst,
        DAY_FIRST => DateOrder::DayFirst,
        YEAR_FIRST => DateOrder::YearFirst,
        _ => DateOrder::Said,
    }
}

/// A count as text; what pandas made a float of ends with `.0`.
pub(super) fn whole_number(text: &str) -> Option<i64> {
    text.strip_suffix(".0").unwrap_or(text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_of_930_is_half_past_nine_in_hours_and_minutes() {
        assert_eq!(spelled(930, CLOCK_MINUTES), Some(34_200_000_000_000));
        assert_eq!(spelled(2_360, CLOCK_MINUTES), Some(NO_TIME));
        assert_eq!(spelled(93_000, CLOCK_SECONDS), Some(34_200_000_000_000));
        assert_eq!(spelled(930, CLOCK_SECONDS), Some(570_000_000_000));
        assert_eq!(spelled(930, 1_000), None);
    }

    #[test]
    fn a_count_that_was_made_a_float_is_read_as_the_whole_number_it_is() {
        assert_eq!(whole_number("1704186000.0"), Some(1_704_186_000));
        assert_eq!(whole_number("1704186000.5"), None);
    }
}
