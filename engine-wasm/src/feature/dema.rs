//! `dema_P` and `tema_P`: double and triple exponential moving average.
//!
//! Formula: with e₁ = EMA(close), e₂ = EMA(e₁), e₃ = EMA(e₂), each starting with a mean of P values:
//! dema = 2e₁ − e₂, first at bar 2(P−1); tema = 3e₁ − 3e₂ + e₃, first at bar 3(P−1).
//! Source: Patrick Mulloy, Smoothing Data with Faster Moving Averages (1994); TA-Lib's DEMA and TEMA.

use super::cascade::cascade;
use super::family::{Family, PERIOD};
use super::input::Column::Close;

/// Its entry in the table.
pub(super) const DEMA: Family = Family {
    name: "dema",
    parameters: PERIOD,
    example: "dema_20",
    formula: "2·ema − ema of the ema",
    warm_up: "2·(period − 1)",
    source: "Mulloy (1994); TA-Lib DEMA",
    compute: |input| input.over([Close], &|[x]| dema(x, input.period(0))),
};

/// Its entry in the table.
pub(super) const TEMA: Family = Family {
    name: "tema",
    parameters: PERIOD,
    example: "tema_20",
    formula: "3·ema − 3·ema of the ema + ema of that",
    warm_up: "3·(period − 1)",
    source: "Mulloy (1994); TA-Lib TEMA",
    compute: |input| input.over([Close], &|[x]| tema(x, input.period(0))),
};

fn dema(x: &[f64], period: usize) -> Vec<f64> {
    cascade(x, period, |[first, second]| 2.0 * first - second)
}

fn tema(x: &[f64], period: usize) -> Vec<f64> {
    cascade(x, period, |[first, second, third]| third + (3.0 * first - 3.0 * second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn period_3_goes_half_way_at_each_level() {
        let x = [1.0, 2.0, 3.0, 10.0, 0.0, 7.0, 4.0];
        // e₁ from bar 2: 2, 6, 3, 5, 4.5; e₂ from bar 4: 11/3, 13/3, 53/12; e₃ at bar 6: 149/36.
        let twice = dema(&x, 3);
        assert!(twice[3].is_nan());
        assert!((twice[4] - (6.0 - 11.0 / 3.0)).abs() < 1e-12);
        let thrice = tema(&x, 3);
        assert!(thrice[5].is_nan());
        assert!((thrice[6] - (13.5 - 53.0 / 4.0 + 149.0 / 36.0)).abs() < 1e-12);
    }
}
