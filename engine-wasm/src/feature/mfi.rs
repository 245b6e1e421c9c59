//! `mfi_P`: money flow index, 0 to 100.
//!
//! Formula: a bar's money flow is its typical price (high + low + close)/3 times its volume, an inflow
//! when the typical price rises, an outflow when it falls, neither when it is equal to the one before
//! (to 1e-14 of both); 100·inflow/(inflow + outflow) over P bars, kept within 0 and 100, 0 where no money
//! flowed. First value at bar P. Source: Gene Quong and Avrum Soudack; TA-Lib's MFI.

use super::family::{Family, PERIOD};
use super::input::Column::{Close, High, Low, Volume};
use super::pair::Pair;
use super::sum::ExactSum;

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
        input.over(columns, &|[h, l, c, v]| mfi(h, l, c, v, input.period(0)))
    },
};

/// Returns what flows in and what flows out at each bar from the second on, one of them 0.
fn flows(high: &[f64], low: &[f64], close: &[f64], volume: &[f64]) -> impl Iterator<Item = Pair> {
    let mut before = (high[0] + low[0] + close[0]) / 3.0;
    let bars = high.iter().zip(low).zip(close).zip(volume).skip(1);
    bars.map(move |(((high, low), close), volume)| {
        let price = (high + low + close) / 3.0;
        let rise = Pair::new(price, before) - Pair::new(before, price);
        let still = 1e-14 * (price.abs() + before.abs());
        before = price;
        rise.above(Pair::both(still)).or_zero(Pair::both(price * volume))
    })
}

fn mfi(high: &[f64], low: &[f64], close: &[f64], volume: &[f64], period: usize) -> Vec<f64> {
    let mut out = vec![f64::NAN; close.len()];
    let flows = flows(high, low, close, volume);
    let mut window = vec![Pair::both(0.0); period];
    let (mut place, mut still) = (0, 0);
    let mut money = ExactSum::<Pair>::default();
    for ((bar, slot), flow) in out.iter_mut().enumerate().skip(1).zip(flows) {
        let left = std::mem::replace(&mut window[place], flow);
        place = if place + 1 == period { 0 } else { place + 1 };
        money.slide(flow, left);
        still = if flow.parts() == [0.0; 2] { still + 1 } else { 0 };
        if bar < period {
            continue;
        }
        let [inflow, outflow] = money.value().parts();
        let money = inflow + outflow;
        let flowed = still < period && money > 0.0;
        // Beyond the ends only with prices below 0, whose money counts against its direction.
        let share = if flowed { inflow / money } else { 0.0 };
        *slot = 100.0 * share.clamp(0.0, 1.0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_in_against_ten_out_is_75_and_nothing_at_all_0() {
        let price = [2.0, 3.0, 2.0, 2.0, 2.0];
        let column = mfi(&price, &price, &price, &[9.0, 10.0, 5.0, 7.0, 0.0], 2);
        assert!(column[1].is_nan());
        assert_eq!(column[2..], [75.0, 0.0, 0.0]);
    }

    #[test]
    fn prices_below_0_do_not_lead_beyond_0_and_100() {
        // Rises to 2 and to −1: money 2·10 and −1·5 go in; a fall to −3 takes −3·3 out.
        let price: [f64; 4] = [1.0, 2.0, -3.0, -1.0];
        let column = mfi(&price, &price, &price, &[9.0, 10.0, 3.0, 5.0], 2);
        // 20/(20 − 9) is more than all; −5 − 9 is no money.
        assert_eq!(column[2..], [100.0, 0.0]);
    }

    #[test]
    fn however_little_the_money_its_share_is_the_same() {
        let price = [2.0, 3.0, 2.0].map(|price: f64| price / 1_073_741_824.0);
        assert_eq!(mfi(&price, &price, &price, &[9.0, 10.0, 5.0], 2)[2], 75.0);
    }
}
