//! Metrics and conventions of a run that backtesting.py made, beside what several libraries print for it.

use crate::fixtures::{assert_same, column, json};
use engine_wasm::env::{Exit, ExitReason, Side, Trade, Zone};
use engine_wasm::metrics::{RunFacts, conventions, drawdowns, monthly_returns, standard};

const MINUTE: i64 = 60_000_000_000;

fn ts() -> Vec<i64> {
    (0..100_000).map(|bar| 1_577_836_800_000_000_000 + bar * MINUTE).collect()
}

fn bar(value: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bar's index")]
    let bar = value as usize;
    bar
}

fn trades() -> Vec<Trade> {
    let part = |name| column("trades_m100k.csv.gz", name);
    let (entry, exit, price) = (part("EntryBar"), part("ExitBar"), part("EntryPrice"));
    let (exit_price, pnl, returns) = (part("ExitPrice"), part("PnL"), part("ReturnPct"));
    (0..entry.len())
        .map(|i| Trade {
            entry_bar: bar(entry[i]),
            entry_price: price[i],
            exit: Some(Exit { bar: bar(exit[i]), price: exit_price[i], reason: ExitReason::Order }),
            side: Side::Long,
            size: 1,
            gross_pnl: pnl[i],
            costs: 0.0,
            net_pnl: pnl[i],
            return_fraction: returns[i],
            bars_held: bar(exit[i] - entry[i]),
            mae: 0.0,
            mfe: 0.0,
        })
        .collect()
}

/// Calls `with` on the facts of the run.
fn with_run(with: impl FnOnce(&RunFacts)) {
    let (equity, ts, trades) = (column("equity_m100k.csv.gz", "Equity"), ts(), trades());
    with(&RunFacts {
        equity: &equity,
        ts: Some(&ts),
        trades: &trades,
        initial_balance: 150.0,
        zone: Zone::UTC,
        bars_in_position: trades.iter().map(|trade| trade.bars_held).sum(),
        costs: 0.0,
        turnover: 0.0,
        buy_and_hold: None,
    });
}

#[test]
fn every_metric_that_a_library_prints_by_our_convention_is_its_number() {
    let theirs = json("metrics_m100k.json");
    let number = |group: &str, key: &str| theirs[group][key].as_f64().unwrap();
    let daily = |key| number("first_day_included (our convention)", key);
    let drawdown = number("max_drawdown_%", "backtesting.py (every bar close)") / -100.0;
    let cagr = number("cagr_%", "backtesting.py CAGR (calendar/365.25)") / 100.0;
    let profit = number("input", "final_equity") - 150.0;
    let expected = [
        ("total_pnl", profit),
        ("total_return", profit / 150.0),
        ("cagr", cagr),
        ("volatility", daily("volatility empyrical 365 (fraction)")),
        ("sharpe", daily("sharpe empyrical 365")),
        ("sortino", daily("sortino empyrical 365")),
        ("calmar", cagr / drawdown),
        ("max_drawdown", drawdown),
        // 50 days 17:44:00 by backtesting.py.
        ("max_drawdown_seconds", 50.0 * 86_400.0 + 17.0 * 3_600.0 + 44.0 * 60.0),
        ("max_drawdown_recovered", 0.0),
        (
            "profit_factor",
            number(
                "profit_factor",
                "money: gross profit/gross loss (TradingView, LEAN, freqtrade, MT5)",
            ),
        ),
        ("win_rate", number("win_rate", "backtesting.py/TradingView: wins/all trades")),
        ("trades", number("input", "trades")),
        ("expectancy", number("expectancy", "money mean PnL (LEAN, freqtrade, vectorbt)")),
        (
            "expectancy_return",
            number("expectancy", "backtesting.py Expectancy [%] (mean trade return)") / 100.0,
        ),
        ("sqn", number("sqn", "backtesting.py ddof=1")),
        ("exposure", number("exposure_%", "position open at the bar close") / 100.0),
        ("var_95", daily("value_at_risk 0.05 (fraction)")),
        ("cvar_95", daily("conditional_value_at_risk 0.05 (fraction)")),
        ("days", number("input", "days")),
        ("periods_per_year", 365.0),
    ];
    with_run(|run| {
        let ours = standard(run);
        for (name, theirs) in expected {
            let found = ours.iter().find(|metric| metric.name == name).unwrap();
            assert_same(name, found.value.unwrap(), theirs);
        }
        let value = |name| ours.iter().find(|metric| metric.name == name).unwrap().value.unwrap();
        assert_eq!(value("wins") + value("losses"), value("trades"));
    });
}

/// Metric and program of a row, group and key of its value in the fixture, and what one of its units is in ours.
const ROWS: [(&str, &str, &str, &str, f64); 32] = [
    ("cagr", "backtesting.py, Return (Ann.)", "cagr_%", "backtesting.py Return (Ann.)", 0.01),
    ("cagr", "empyrical, quantstats", "cagr_%", "empyrical annual_return 252", 0.01),
    ("cagr", "empyrical, annualization 365", "cagr_%", "empyrical 365", 0.01),
    ("volatility", "backtesting.py", "vol_ann_%", "backtesting.py", 0.01),
    ("volatility", "empyrical, quantstats", "vol_ann_%", "empyrical 252", 0.01),
    ("volatility", "empyrical, annualization 365", "vol_ann_%", "empyrical 365", 0.01),
    (
        "sharpe",
        "backtesting.py",
        "sharpe",
        "backtesting.py (geometric daily, lognormal vol, auto 365)",
        1.0,
    ),
    ("sharpe", "empyrical, quantstats", "sharpe", "empyrical daily ann=252", 1.0),
    ("sharpe", "empyrical, quantstats", "sharpe", "quantstats daily periods=252 (default)", 1.0),
    ("sharpe", "empyrical, annualization 365", "sharpe", "empyrical daily ann=365", 1.0),
    (
        "sharpe",
        "freqtrade",
        "sharpe",
        "freqtrade calculate_sharpe_from_balance style (daily, ddof=0, sqrt365)",
        1.0,
    ),
    ("sharpe", "LEAN", "sharpe", "LEAN style ((1+mean)^252-1)/(std1*sqrt252), rf=0", 1.0),
    (
        "sharpe",
        "TradingView",
        "sharpe",
        "TradingView style: monthly, rf 2%/12, NOT annualised, ddof=0 (as PineTS 0.9.34)",
        1.0,
    ),
    (
        "sharpe",
        "vectorbt",
        "sharpe",
        "per-bar x sqrt(525600) ddof=1 (vectorbt freq=1min style)",
        1.0,
    ),
    ("sharpe", "per bar × √252", "sharpe", "per-bar x sqrt(252) (the common mistake)", 1.0),
    ("sortino", "backtesting.py", "sortino", "backtesting.py", 1.0),
    ("sortino", "empyrical, quantstats", "sortino", "empyrical 252", 1.0),
    ("sortino", "empyrical, annualization 365", "sortino", "empyrical 365", 1.0),
    (
        "sortino",
        "freqtrade",
        "sortino",
        "freqtrade from_balance style (std of negative days only, ddof=0)",
        1.0,
    ),
    ("calmar", "backtesting.py", "calmar", "backtesting.py", 1.0),
    ("calmar", "empyrical, quantstats", "calmar", "empyrical 252", 1.0),
    ("calmar", "empyrical, annualization 365", "calmar", "empyrical 365", 1.0),
    ("max_drawdown", "empyrical, quantstats", "max_drawdown_%", "empyrical on daily closes", -0.01),
    (
        "profit_factor",
        "backtesting.py",
        "profit_factor",
        "backtesting.py (sum of trade RETURNS)",
        1.0,
    ),
    ("profit_factor", "quantstats", "profit_factor", "quantstats on DAILY returns", 1.0),
    ("win_rate", "vectorbt, jesse", "win_rate", "jesse/vectorbt-like: wins/(wins+losses)", 1.0),
    ("win_rate", "quantstats", "win_rate", "quantstats on DAILY returns", 1.0),
    (
        "expectancy_return",
        "backtesting.py, Avg. Trade",
        "expectancy",
        "backtesting.py Avg. Trade [%] (geometric)",
        0.01,
    ),
    ("sqn", "backtrader", "sqn", "backtrader ddof=0", 1.0),
    ("sqn", "Van Tharp", "sqn", "van Tharp cap n=100", 1.0),
    (
        "exposure",
        "backtesting.py",
        "exposure_%",
        "backtesting.py (entry..exit bar inclusive)",
        0.01,
    ),
    ("var_95", "quantstats", "var_95_daily_%", "quantstats parametric normal", 0.01),
];

#[test]
fn under_each_metric_stands_what_the_library_of_that_name_prints() {
    let theirs = json("metrics_m100k.json");
    with_run(|run| {
        let ours = conventions(run);
        for (metric, program, group, key, unit) in ROWS {
            let row = ours.iter().find(|row| row.metric == metric && row.program == program);
            let theirs = theirs[group][key].as_f64().unwrap() * unit;
            assert_same(&format!("{metric} by {program}"), row.unwrap().value.unwrap(), theirs);
        }
        let unchecked: Vec<_> = ours
            .iter()
            .filter(|row| {
                !ROWS.iter().any(|&(metric, by, ..)| metric == row.metric && by == row.program)
            })
            .map(|row| (row.metric, row.value))
            .collect();
        // Here the longest drawdown is the deepest: 50 days 17:44:00.
        assert_eq!(unchecked, [("max_drawdown_seconds", Some(4_383_840.0))]);
    });
}

#[test]
fn months_compound_to_the_total_return_and_drawdowns_hold_the_deepest() {
    with_run(|run| {
        let months = monthly_returns(run).unwrap();
        let names: Vec<_> = months.iter().map(|month| (month.year, month.month)).collect();
        assert_eq!(names, [(2020, 1), (2020, 2), (2020, 3)]);
        let growth: f64 = months.iter().map(|month| 1.0 + month.value).product();
        assert_same("growth", growth, run.equity.last().unwrap() / 150.0);

        let (found, total) = drawdowns(run, 20);
        assert_eq!(found.len(), 20);
        assert!(total > 20 && found.is_sorted_by(|a, b| a.depth() >= b.depth()));
        // 2020-01-19 16:55, 2020-03-09 07:20 and never.
        assert_eq!((found[0].start, found[0].trough, found[0].end), (26_935, 98_360, None));
    });
}
