//! `mfi_P`: money flow index, 0 to 100.
//!
//! Formula: a bar's money flow is its typical price (high + low + close)/3 times its volume, an inflow
//! when the typical price rises, an outflow when it falls, neither when it is equal to the one before
//! (to 1e-14 of both); 100·inflow/(inflow + outflow) over P bars, 0 where no money flowed. First value at
//! bar P. Source: Gene Quong and Avrum Soudack; TA-Lib's MFI.

use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low, Volume};
use super::sum::{ExactSum, WindowSum};
use super::zero::is_rounding;

/// Its entry in the table.
pub(super) const MFI: Family = Family {
    name: "mfi",
    parameters: PERIOD,
    example: "mfi_14",
    formula: "100·money in/(money in + money out), typical price·volume by its direction; 0 without any",
    warm_up: "period",
    source: "Quong and Soudack; TA-Lib MFI",
    compute: |input| {
        let columns = [High, Low, Close, Volume];
        input.over(columns, &|[h, l, c, v]| mfi(&flows(h, l, c, v), input.period(0)))
    },
};

/// Returns the money of each bar, negative when it flows out.
fn flows(high: &[f64], low: &[f64], close: &[f64], volume: &[f64]) -> Vec<f64> {
    let mut before = (high[0] + low[0] + close[0]) / 3.0;
    let bars = high.iter().zip(low).zip(close).zip(volume);
    bars.map(|(((high, low), close), volume)| {
        let price = (high + low + close) / 3.0;
        let rise = price - before;
        let still = is_rounding(rise, price.abs() + before.abs());
        before = price;
        let money = if still { 0.0 } else { price * volume };
        if rise < 0.0 { -money } else { money }
    })
    .collect()
}

fn mfi(flows: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; flows.len()];
    let (mut inflow, mut outflow) = (ExactSum::default(), ExactSum::default());
    let mut still = 0;
    for (bar, (slot, &flow)) in out.iter_mut().zip(flows).enumerate().skip(1) {
        inflow.add(flow.max(0.0));
        outflow.add((-flow).max(0.0));
        if bar > period {
            inflow.add(-flows[bar - period].max(0.0));
            outflow.add(-(-flows[bar - period]).max(0.0));
        }
        still = if flow == 0.0 { still + 1 } else { 0 };
        if bar < period {
            continue;
        }
        let (inflow, outflow) = (inflow.value().max(0.0), outflow.value().max(0.0));
        *slot = if still >= period { 0.0 } else { 100.0 * (inflow / (inflow + outflow)) };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_in_against_ten_out_is_75_and_nothing_at_all_0() {
        let price = [2.0, 3.0, 2.0, 2.0, 2.0];
        let column = mfi(&flows(&price, &price, &price, &[9.0, 10.0, 5.0, 7.0, 0.0]), 2);
        assert!(column[1].is_nan());
        assert_eq!(column[2..], [75.0, 0.0, 0.0]);
    }

    #[test]
    fn however_little_the_money_its_share_is_the_same() {
        let price = [2.0, 3.0, 2.0].map(|price: f64| price / 1_073_741_824.0);
        assert_eq!(mfi(&flows(&price, &price, &price, &[9.0, 10.0, 5.0]), 2)[2], 75.0);
    }
}
