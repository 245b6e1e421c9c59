//! How much a script may use: fuel per bar, fuel for the run, memory.

use crate::env::Settings;

/// Fuel and memory of one run. One unit of fuel is about one VM instruction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    per_bar: u64,
    total: u64,
    spent: u64,
    pub(super) memory_mb: u64,
}

impl Budget {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            per_bar: settings.fuel_per_bar,
            total: settings.fuel_total,
            spent: 0,
            memory_mb: settings.memory_mb,
        }
    }

    /// Returns the fuel for the next bar: what a bar may use, or what is left of the total.
    pub(super) fn next(&self) -> i64 {
        i64::try_from(self.per_bar.min(self.left())).unwrap_or(i64::MAX)
    }

    /// Counts what a bar used: `had` before, `left` after.
    pub(super) fn spend(&mut self, had: i64, left: i64) {
        self.spent = self.spent.saturating_add(u64::try_from(had - left).unwrap_or(0));
    }

    pub(super) fn memory_bytes(&self) -> usize {
        usize::try_from(self.memory_mb << 20).unwrap_or(usize::MAX)
    }

    /// Returns the sentence for a script that is out of fuel.
    pub(super) fn used_up(&self) -> String {
        if self.left() < self.per_bar {
            return format!(
                "The script used up its {} instructions for the whole run (fuel_total).",
                grouped(self.total)
            );
        }
        format!(
            "The script used up its {} instructions for one bar: a loop that does not end?",
            grouped(self.per_bar)
        )
    }

    fn left(&self) -> u64 {
        if self.total == 0 { u64::MAX } else { self.total.saturating_sub(self.spent) }
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(per_bar: u64, total: u64) -> Budget {
        Budget { per_bar, total, spent: 0, memory_mb: 64 }
    }

    #[test]
    fn a_bar_gets_its_own_fuel_until_the_total_is_smaller() {
        let mut budget = budget(100, 250);
        assert_eq!(budget.next(), 100);
        budget.spend(100, 0);
        budget.spend(100, 10);
        assert_eq!(budget.next(), 60);
        assert!(budget.used_up().contains("250 instructions for the whole run"));
    }

    #[test]
    fn no_total_means_each_bar_has_its_own() {
        let mut budget = budget(10_000_000, 0);
        budget.spend(10_000_000, 0);
        assert_eq!(budget.next(), 10_000_000);
        assert!(budget.used_up().contains("10,000,000 instructions for one bar"));
    }
}
