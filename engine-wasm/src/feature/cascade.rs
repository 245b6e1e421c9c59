//! Exponential averages of exponential averages: the shared part of `dema`, `tema` and `trix`.

/// An exponential average fed value by value: first the mean of `period` values, then
/// value before + 2/(period+1)·(value − value before), added up in TA-Lib's order.
pub(super) struct RunningEma {
    period: f64,
    rate: f64,
    missing: usize,
    average: f64,
}

impl RunningEma {
    pub(super) fn new(period: usize) -> Self {
        let count = period as f64;
        Self { period: count, rate: 2.0 / (count + 1.0), missing: period, average: 0.0 }
    }

    /// Takes a value; returns the average once it has its `period` values.
    #[inline]
    pub(super) fn next(&mut self, value: f64) -> Option<f64> {
        if self.missing == 0 {
            self.average += (value - self.average) * self.rate;
            return Some(self.average);
        }
        self.average += value;
        self.missing -= 1;
        if self.missing > 0 {
            return None;
        }
        self.average /= self.period;
        Some(self.average)
    }
}

/// Combines the average, the average of the averages, … into one column. First value at bar N·(P−1).
#[inline]
pub(super) fn cascade<const N: usize>(
    x: &[f64],
    period: usize,
    combine: impl Fn([f64; N]) -> f64,
) -> Vec<f64> {
    let mut out = vec![f64::NAN; x.len()];
    let mut averages: [RunningEma; N] = std::array::from_fn(|_| RunningEma::new(period));
    for (slot, &value) in out.iter_mut().zip(x) {
        let mut levels = [f64::NAN; N];
        let mut input = Some(value);
        for (average, level) in averages.iter_mut().zip(&mut levels) {
            input = input.and_then(|value| average.next(value));
            *level = input.unwrap_or(f64::NAN);
        }
        if input.is_some() {
            *slot = combine(levels);
        }
    }
    out
}
