//! Zones written as text.

use super::date_text::digits;
use super::time_text::{HOUR, MINUTE};

/// What stands behind a time.
pub(super) enum Zone {
    /// Nothing: the zone is assumed.
    Unsaid,
    /// Nanoseconds east of UTC.
    East(i64),
}

/// Hours east of the zones that RFC 5322 knows by letters.
const AMERICAN: [(&str, i64); 8] = [
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// `None` where it is no zone.
pub(super) fn zone(text: &str) -> Option<Zone> {
    match text {
        "" => return Some(Zone::Unsaid),
        "Z" | "z" | "UTC" | "GMT" => return Some(Zone::East(0)),
        _ => {}
    }
    if let Some((_, hours)) = AMERICAN.iter().find(|(name, _)| *name == text) {
        return Some(Zone::East(hours * HOUR));
    }
    // Java writes the zone's name behind the offset, which says enough.
    let text = match text.split_once('[') {
        Some((offset, name)) if name.ends_with(']') => offset,
        _ => text,
    };
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
    let (minutes, rest) = match rest {
        "" => (0, ""),
        _ => digits(rest.strip_prefix(':').unwrap_or(rest), 2)?,
    };
    let is_zone = rest.is_empty() && hours <= 18 && minutes <= 59;
    is_zone.then_some(Zone::East(sign * (hours * HOUR + minutes * MINUTE)))
}
