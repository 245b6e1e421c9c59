//! The Gregorian calendar: days since 1970-01-01 and dates.

/// Returns days since 1970-01-01 of a date.
pub(super) fn day_of_date(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is a year's last.
    let year = if month < 3 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + day - 719_469
}

/// Returns the year of a day since 1970.
pub(super) fn year_of_day(day: i64) -> i64 {
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

/// Returns year and month (1 to 12) of a day since 1970.
pub fn month_of_day(day: i64) -> (i64, i64) {
    let year = year_of_day(day);
    let month = (2..=12).rev().find(|&month| day >= day_of_date(year, month, 1));
    (year, month.unwrap_or(1))
}

/// Returns a day's place in its week, Sunday = 0.
pub fn weekday(day: i64) -> i64 {
    (day + 4).rem_euclid(7)
}

/// Returns the n-th weekday (Sunday = 0) of a month, the last one for n = 5.
pub(super) fn nth_weekday(year: i64, month: i64, n: i64, weekday_wanted: i64) -> i64 {
    let first = day_of_date(year, month, 1);
    let day = first + (weekday_wanted - weekday(first)).rem_euclid(7) + 7 * (n - 1);
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    if day < day_of_date(next_year, next_month, 1) { day } else { day - 7 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_knows_leap_years_and_centuries() {
        assert_eq!((day_of_date(1970, 1, 1), day_of_date(2000, 3, 1)), (0, 11_017));
        for year in [1600, 1900, 1969, 1970, 2000, 2007, 2100, 2261] {
            assert_eq!(year_of_day(day_of_date(year, 1, 1)), year);
            assert_eq!(year_of_day(day_of_date(year, 12, 31)), year);
            assert_eq!(month_of_day(day_of_date(year, 12, 31)), (year, 12));
            assert_eq!(month_of_day(day_of_date(year, 3, 1) - 1), (year, 2));
        }
    }

    #[test]
    fn the_first_of_1970_was_a_thursday() {
        assert_eq!((weekday(0), weekday(-1)), (4, 3));
    }

    #[test]
    fn march_2024_has_its_second_sunday_on_the_10th_and_its_last_on_the_31st() {
        assert_eq!(nth_weekday(2024, 3, 2, 0), day_of_date(2024, 3, 10));
        assert_eq!(nth_weekday(2024, 3, 5, 0), day_of_date(2024, 3, 31));
        assert_eq!(nth_weekday(2024, 2, 5, 4), day_of_date(2024, 2, 29));
        assert_eq!(nth_weekday(2023, 12, 5, 0), day_of_date(2023, 12, 31));
    }
}
