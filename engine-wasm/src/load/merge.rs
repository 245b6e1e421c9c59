//! Columns that two columns of the file make together.

use super::column::{Column, Role, Values};
use super::local_zone::LocalZone;
use super::time::NO_TIME;

/// Two columns of one price are bid and ask: the first becomes their middle.
pub(super) fn take_mids(columns: &mut Vec<Column>) {
    for role in [Role::Open, Role::High, Role::Low, Role::Close] {
        let mut places = (0..columns.len()).filter(|place| columns[*place].role == role);
        let (Some(first), Some(second)) = (places.next(), places.next()) else { continue };
        let mut other = columns.remove(second);
        let one = &mut columns[first];
        if let (Values::Numbers(one), Values::Numbers(other)) = (&mut one.values, &other.values) {
            // A hole on either side is a hole: NaN passes through the sum.
            one.iter_mut().zip(other).for_each(|(one, other)| *one = f64::midpoint(*one, *other));
        }
        for (one, other) in
            [(&mut one.nulls, &mut other.nulls), (&mut one.imprecise, &mut other.imprecise)]
        {
            one.append(other);
            one.sort_unstable();
            one.dedup();
        }
    }
}

/// Returns the times; a second column of times holds the time of day of the first. Times that were
/// written without a zone are those of `zone`.
pub(super) fn take_times(columns: &mut Vec<Column>, zone: &LocalZone) -> Option<Vec<i64>> {
    let times: Vec<Column> =
        columns.extract_if(.., |column| column.role == Role::Timestamp).collect();
    let is_local = times.len() > 1 || times.iter().any(|column| column.zone_assumed);
    let mut times = times.into_iter().filter_map(|column| match column.values {
        Values::Times(times) => Some(times),
        _ => None,
    });
    let mut ts = times.next()?;
    for of_day in times {
        for (ts, of_day) in ts.iter_mut().zip(of_day) {
            let both = *ts != NO_TIME && of_day != NO_TIME;
            *ts = if both { ts.saturating_add(of_day) } else { NO_TIME };
        }
    }
    if is_local {
        zone.make_utc(&mut ts);
    }
    Some(ts)
}
