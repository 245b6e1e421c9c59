//! Change of the close over P bars: `mom_P`, `roc_P`, `ret_P`, `logret_P`.
//!
//! Formula, with y the close P bars before: mom = x − y; roc = 100·(x/y − 1), 0 where y is 0;
//! ret = x/y − 1; logret = ln(x/y); both without a value unless it is finite. First value at bar P.
//! Source: TA-Lib's MOM and ROC; simple and logarithmic return of any textbook.

// The C library's: Rust's own differs in the last bit on wasm32.
use moontest_lua::ln;

use super::family::{Family, PERIOD, Parameter};
use super::input::Column::Close;
use super::input::Input;

/// Its entry in the table.
pub(super) const MOM: Family = Family {
    name: "mom",
    parameters: PERIOD,
    example: "mom_10",
    formula: "close less the close period bars before",
    warm_up: "period",
    source: "TA-Lib MOM",
    compute: |input| change(input, |now, before| now - before),
};

/// Its entry in the table.
pub(super) const ROC: Family = Family {
    name: "roc",
    parameters: PERIOD,
    example: "roc_10",
    formula: "change in percent from the close period bars before; 0 from a close of 0",
    warm_up: "period",
    source: "TA-Lib ROC",
    compute: |input| change(input, roc),
};

/// Its entry in the table.
pub(super) const RET: Family = Family {
    name: "ret",
    parameters: BARS,
    example: "ret_1",
    formula: "simple return from the close that many bars before, as a fraction",
    warm_up: "bars",
    source: "simple return",
    compute: |input| change(input, |now, before| finite(now / before - 1.0)),
};

/// Its entry in the table.
pub(super) const LOGRET: Family = Family {
    name: "logret",
    parameters: BARS,
    example: "logret_1",
    formula: "natural logarithm of the close over the close that many bars before",
    warm_up: "bars",
    source: "logarithmic return",
    compute: |input| change(input, |now, before| finite(ln(now / before))),
};

const BARS: &[Parameter] = &[Parameter::window("bars")];

fn change(input: &Input, of: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    input.over([Close], &|[x]| {
        let mut out = vec![f64::NAN; x.len()];
        let pairs = x[input.period(0)..].iter().zip(x);
        for (slot, (&now, &before)) in out[input.period(0)..].iter_mut().zip(pairs) {
            *slot = of(now, before);
        }
        out
    })
}

fn roc(now: f64, before: f64) -> f64 {
    if before == 0.0 { 0.0 } else { (now / before - 1.0) * 100.0 }
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::super::tests::column;

    const CLOSE: [f64; 5] = [4.0, 5.0, 0.0, -1.0, -2.0];

    #[test]
    fn from_4_to_5_is_1_or_25_percent_or_a_quarter() {
        assert_eq!(column("mom_1", &CLOSE)[1..], [1.0, -5.0, -1.0, -1.0]);
        assert_eq!(column("roc_1", &CLOSE)[1], 25.0);
        assert_eq!(column("ret_1", &CLOSE)[1], 0.25);
        assert_eq!(column("logret_1", &CLOSE)[1], 1.25_f64.ln());
        assert!(column("mom_2", &CLOSE)[1].is_nan());
    }

    #[test]
    fn from_0_there_is_no_return_and_no_logarithm_across_0() {
        assert_eq!(column("roc_1", &CLOSE)[3], 0.0);
        assert!(column("ret_1", &CLOSE)[3].is_nan());
        let logarithms = column("logret_1", &CLOSE);
        assert!(logarithms[2].is_nan() && logarithms[3].is_nan());
        assert_eq!(logarithms[4], 2.0_f64.ln());
    }
}
