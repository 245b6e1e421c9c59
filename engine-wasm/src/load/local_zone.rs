//! Times on a wall clock to UTC.

use super::time::NO_TIME;

/// What a wall clock shows against UTC, as steps: from local time `from` on it is ahead by `ahead` ns.
/// Empty is UTC. Made by who knows the zones (the browser's or Node's own tables), so the engine carries none.
#[derive(Debug, Default)]
pub(super) struct LocalZone {
    from: Vec<i64>,
    ahead: Vec<i64>,
}

impl LocalZone {
    /// Takes steps of equal number in ascending order; `None` for others.
    pub(super) fn new(from: Vec<i64>, ahead: Vec<i64>) -> Option<Self> {
        (from.len() == ahead.len() && from.is_sorted()).then_some(Self { from, ahead })
    }

    pub(super) fn is_utc(&self) -> bool {
        self.from.is_empty()
    }

    /// Turns local times into UTC in place. Before the first step its difference holds.
    pub(super) fn make_utc(&self, ts: &mut [i64]) {
        let Some(first) = self.ahead.first() else { return };
        let mut within = 0..0;
        let mut ahead = *first;
        for ts in ts.iter_mut().filter(|ts| **ts != NO_TIME) {
            if !within.contains(ts) {
                let next = self.from.partition_point(|from| from <= ts);
                let last = next.saturating_sub(1);
                let start = if next == 0 { i64::MIN } else { self.from[last] };
                within = start..self.from.get(next).copied().unwrap_or(i64::MAX);
                ahead = self.ahead[last];
            }
            *ts = ts.saturating_sub(ahead).max(NO_TIME + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hours_ahead_become_three_at_the_step_and_no_time_stays_none() {
        let zone = LocalZone::new(vec![0, 1_000], vec![2, 3]).unwrap();
        let mut ts = [-5, 10, 999, 1_000, NO_TIME, 10];
        zone.make_utc(&mut ts);
        assert_eq!(ts, [-7, 8, 997, 997, NO_TIME, 8]);
        assert!(!zone.is_utc() && LocalZone::default().is_utc());
    }

    #[test]
    fn steps_out_of_order_or_without_a_difference_are_no_zone() {
        assert!(LocalZone::new(vec![5, 1], vec![0, 0]).is_none());
        assert!(LocalZone::new(vec![5], vec![]).is_none());
    }
}
