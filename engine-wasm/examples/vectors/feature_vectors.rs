//! Feature columns: OHLCV as CSV in, columns as CSV out.

use std::rc::Rc;

use engine_wasm::dataset::{Bars, Dataset};
use engine_wasm::feature::{Feature, Rules};

/// Periods of each moving average, in the order of their names.
const PERIODS: [usize; 19] =
    [100, 11, 13, 150, 19, 200, 23, 250, 29, 3, 300, 31, 37, 41, 43, 47, 5, 53, 7];

/// Returns the names of the columns, `vol_t1` only where there is volume.
fn columns(volume: bool) -> Vec<String> {
    let mut names: Vec<String> =
        ["wma_10", "hma_2", "kama_10_3_15", "alma_9_0.5_4", "sma_1", "ema_1"]
            .map(str::to_owned)
            .into();
    names.extend(PERIODS.map(|period| format!("alma_{period}")));
    names.extend(["atr_14", "atr_21", "atr_7", "cmf_20"].map(str::to_owned));
    for family in ["ema", "hma", "kama"] {
        names.extend(PERIODS.map(|period| format!("{family}_{period}")));
    }
    names.extend(["obv", "rvol_20"].map(str::to_owned));
    names.extend(PERIODS.map(|period| format!("sma_{period}")));
    if volume {
        names.push("vol_t1".to_owned());
    }
    names.push("vwap_dist_20".to_owned());
    names
}

/// Computes the columns.
pub(crate) fn compute(text: &str) -> Result<String, String> {
    let bars = read(text)?;
    let names = columns(bars.volume().is_some());
    let mut values = Vec::new();
    for name in &names {
        let feature = Feature::parse(name).ok_or_else(|| format!("no feature is called {name}"))?;
        values.push(feature.compute(&bars, Rules::Reference));
    }
    let mut out = names.join(",");
    for bar in 0..bars.len() {
        out.push('\n');
        for (index, column) in values.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(&number(column[bar]));
        }
    }
    out.push('\n');
    Ok(out)
}

/// Writes the shortest text that reads back as the same double, whole numbers with `.0`.
fn number(value: f64) -> String {
    if value.is_finite() { format!("{value:?}") } else { value.to_string() }
}

fn read(text: &str) -> Result<Bars, String> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().ok_or("the file is empty")?.split(',').collect();
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); header.len()];
    for (row, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        if cells.len() != header.len() {
            return Err(format!("row {row} has {} cells of {}", cells.len(), header.len()));
        }
        for (column, cell) in values.iter_mut().zip(cells) {
            column.push(cell.parse().map_err(|_| format!("row {row}: {cell:?} is not a number"))?);
        }
    }
    let mut take = |name: &str| {
        header.iter().position(|&known| known == name).map(|at| std::mem::take(&mut values[at]))
    };
    let dataset = Dataset {
        open: take("open"),
        high: take("high"),
        low: take("low"),
        close: take("close").ok_or("the file has no column close")?,
        volume: take("volume"),
        ..Dataset::default()
    };
    Bars::new(Rc::new(dataset), 0, None, 0).map_err(|error| error.to_string())
}
