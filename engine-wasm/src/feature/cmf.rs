//! `cmf_P`: Chaikin money flow.
//!
//! Formula: Σ mfv / Σ volume over P bars, mfv = ((close−low) − (high−close))/(high−low)·volume,
//! 0 for a bar without range; no value where Σ volume is 0 (below 1e-12). First value at bar P−1.
//! Source: Marc Chaikin; TA-Lib's CMF, which gives 0 where there is no volume.

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low, Volume};
use super::sum::{ExactSum, PlainSum, WindowSum};

/// Its entry in the table.
pub(super) const CMF: Family = Family {
    name: "cmf",
    parameters: PERIOD,
    example: "cmf_20",
    formula: "sum of ((close−low)−(high−close))/(high−low)·volume over the sum of volume",
    warm_up: "period − 1",
    source: "Marc Chaikin",
    compute: |input| {
        let columns = [High, Low, Close, Volume];
        input.by_rules(columns, &|[h, l, c, v]| cmf(h, l, c, v, input.period(0), input.rules))
    },
};

const ZERO: f64 = 1e-12;

pub(super) fn cmf(
    high: &[f64],
    low: &[f64],
    close: &[f64],
    volume: &[f64],
    period: usize,
    rules: Rules,
) -> Vec<f64> {
    let flow: Vec<f64> = (0..close.len())
        .map(|bar| money_flow_volume(high[bar], low[bar], close[bar], volume[bar]))
        .collect();
    match rules {
        Rules::Standard => ratio::<ExactSum>(&flow, volume, period),
        Rules::Reference => ratio::<PlainSum>(&flow, volume, period),
    }
}

fn money_flow_volume(high: f64, low: f64, close: f64, volume: f64) -> f64 {
    if ![high, low, close, volume].iter().all(|value| value.is_finite()) {
        return f64::NAN;
    }
    let range = high - low;
    if range.abs() <= ZERO { 0.0 } else { ((close - low) - (high - close)) / range * volume }
}

fn ratio<S: WindowSum>(flow: &[f64], volume: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; flow.len()];
    if period == 0 {
        return out;
    }
    let (mut flows, mut volumes) = (S::default(), S::default());
    for bar in 0..flow.len() {
        flows.add(flow[bar]);
        volumes.add(volume[bar]);
        if let Some(left) = bar.checked_sub(period) {
            flows.add(-flow[left]);
            volumes.add(-volume[left]);
        }
        if bar + 1 >= period && volumes.value().abs() > ZERO {
            out[bar] = flows.value() / volumes.value();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_at_the_high_counts_its_volume_and_one_at_the_middle_none() {
        let (high, low, close) = ([4.0, 4.0, 4.0], [2.0, 2.0, 4.0], [4.0, 3.0, 4.0]);
        let column = cmf(&high, &low, &close, &[30.0, 10.0, 0.0], 2, Rules::Standard);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [0.75, 0.0]);
    }
}
