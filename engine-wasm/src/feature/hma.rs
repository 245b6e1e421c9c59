//! `hma_P`: Hull moving average, for P ≥ 2 (no value for 1).
//!
//! Formula: WMAₛ(2·WMA(⌊P/2⌋) − WMA(P)) with s = √P rounded. First value at bar P−1 + s−1.
//! Source: Alan Hull, alanhull.com/hull-moving-average; `PineTS` agrees. (TA-Lib's HMA rounds √P down.)

use super::Rules;
use super::family::{Family, PERIOD};
use super::input::Column::Close;
use super::pair::Pair;
use super::wma::{SlidingWma, fill, wma};

/// Its entry in the table.
pub(super) const HMA: Family = Family {
    name: "hma",
    parameters: PERIOD,
    example: "hma_20",
    formula: "wma of 2·wma(⌊period/2⌋) − wma(period) over s = √period rounded; period ≥ 2",
    warm_up: "period + s − 2",
    source: "Alan Hull, alanhull.com/hull-moving-average",
    compute: |input| input.by_rules([Close], &|[x]| hma(x, input.period(0), input.rules)),
};

pub(super) fn hma(x: &[f64], period: usize, rules: Rules) -> Vec<f64> {
    if period < 2 || x.len() < period {
        return vec![f64::NAN; x.len()];
    }
    // The square root is exact enough: √P is at half-way between two whole numbers for no whole P.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "√P of a length")]
    let smooth = (period as f64).sqrt().round() as usize;
    let mut out = vec![f64::NAN; x.len()];
    let from = period - 1;
    let difference = match rules {
        Rules::Standard => sliding_difference(x, period),
        Rules::Reference => difference(x, period),
    };
    fill(&difference, smooth, rules, &mut out[from..]);
    out
}

/// Returns 2·WMA(⌊P/2⌋) − WMA(P) from bar P−1 on.
fn difference(x: &[f64], period: usize) -> Vec<f64> {
    let (half, whole) = (wma(x, period / 2, Rules::Reference), wma(x, period, Rules::Reference));
    let from = period - 1;
    half[from..].iter().zip(&whole[from..]).map(|(half, whole)| 2.0 * half - whole).collect()
}

/// As [`difference`], both averages sliding side by side.
fn sliding_difference(x: &[f64], period: usize) -> Vec<f64> {
    let short = period / 2;
    let half = SlidingWma::new(&x[period - short..period]);
    let mut averages = half.beside(&SlidingWma::new(&x[..period]));
    let difference = |averages: Pair| {
        let [half, whole] = averages.parts();
        2.0 * half - whole
    };
    let mut out = Vec::with_capacity(x.len() - period + 1);
    out.push(difference(averages.value()));
    let leaving = x.iter().zip(&x[period - short..]);
    out.extend(x[period..].iter().zip(leaving).map(|(&newest, (&of_whole, &of_half))| {
        difference(averages.slide(Pair::both(newest), Pair::new(of_half, of_whole)))
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_straight_line_it_has_no_lag_after_its_warm_up() {
        let line: Vec<f64> = (0..20).map(f64::from).collect();
        let column = hma(&line, 9, Rules::Standard);
        // 2·WMA(4) − WMA(9) leads by 2/3 of a bar, WMA(3) lags by 2/3.
        assert!(column[9].is_nan());
        assert!((column[10] - 10.0).abs() < 1e-12 && (column[19] - 19.0).abs() < 1e-12);
    }

    #[test]
    fn a_period_of_1_has_no_value() {
        assert!(hma(&[1.0, 2.0], 1, Rules::Standard).iter().all(|value| value.is_nan()));
    }
}
