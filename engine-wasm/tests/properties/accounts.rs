//! Money adds up.

use std::rc::Rc;

use engine_wasm::dataset::Dataset;
use engine_wasm::env::Settings;
use engine_wasm::run::Run;

use crate::generate::{CASES, Random, is_reference, market, run, script, settings};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Costs of a fill by the contract's own words.
fn costs(settings: &Settings, price: f64, contracts: f64) -> f64 {
    let share = (settings.fee_bps + settings.slippage_bps) / 10_000.0;
    let notional = price.max(0.0) * settings.contract_multiplier;
    (settings.commission_round_turn / 2.0 + settings.slippage_per_contract + share * notional)
        * contracts
}

/// Equity at a bar, made of nothing but the list of trades, the marks and the settings.
fn equity_by_trades(run: &Run, bar: usize, mark: f64) -> f64 {
    let settings = run.settings();
    let mut equity = settings.initial_balance;
    for trade in run.record().trades.iter().filter(|trade| trade.entry_bar <= bar) {
        let contracts = trade.size as f64;
        let exit = trade.exit.filter(|exit| exit.bar <= bar);
        let price = exit.map_or(mark, |exit| exit.price);
        let points = (price - trade.entry_price) * trade.side.sign() as f64;
        equity += points * contracts * settings.contract_multiplier;
        equity -= costs(settings, trade.entry_price, contracts);
        equity -= exit.map_or(0.0, |exit| costs(settings, exit.price, contracts));
    }
    equity
}

#[test]
fn equity_at_every_bar_is_what_trades_marks_and_costs_add_up_to() {
    let mut bars = 0;
    for seed in 0..CASES {
        let mut random = Random::new(seed + 10_000);
        let (dataset, pairs) = (Rc::new(market(&mut random)), settings(&mut random));
        if is_reference(&pairs) {
            continue;
        }
        let run = run(&dataset, &script(&mut random), &pairs).unwrap();
        let mut mark = f64::NAN;
        for (bar, &equity) in run.record().equity.iter().enumerate() {
            let close = dataset.close[bar];
            if close.is_finite() {
                mark = close;
            } else if mark.is_nan() {
                // Before the first close that is a number, the first fill is the mark.
                mark = first_fill(&run, bar).unwrap_or(f64::NAN);
            }
            let expected = equity_by_trades(&run, bar, mark);
            assert!(near(equity, expected), "seed {seed}, bar {bar}: {equity}, not {expected}");
            bars += 1;
        }
    }
    assert!(bars > 1_000, "{bars}");
}

fn first_fill(run: &Run, bar: usize) -> Option<f64> {
    let mut entered = run.record().trades.iter().filter(|trade| trade.entry_bar <= bar);
    entered.next().map(|trade| trade.entry_price)
}

#[test]
fn trades_add_up_to_the_profit_and_their_costs_to_the_costs_paid() {
    for seed in 0..CASES {
        let mut random = Random::new(seed + 20_000);
        let (dataset, pairs) = (Rc::new(market(&mut random)), settings(&mut random));
        let Some(run) = run(&dataset, &script(&mut random), &pairs) else { continue };
        let record = run.record();
        let net: f64 = record.trades.iter().map(|trade| trade.net_pnl).sum();
        let profit = record.equity.last().unwrap() - run.settings().initial_balance;
        // Profile reference keeps the trainer's rule for prices that are no numbers: equity is none either.
        let poisoned = !profit.is_finite() && is_reference(&pairs);
        assert!(poisoned || near(net, profit), "seed {seed}: {net}, not {profit}");
        let costs: f64 = record.trades.iter().map(|trade| trade.costs).sum();
        assert!(near(costs, record.costs), "seed {seed}: {costs}, not {}", record.costs);
        // First in, first out: the page looks trades up by their entry.
        assert!(record.trades.is_sorted_by_key(|trade| trade.entry_bar), "seed {seed}");
        for trade in &record.trades {
            let gross = trade.gross_pnl;
            assert!(trade.costs >= 0.0 && trade.size > 0 && trade.mae >= 0.0 && trade.mfe >= 0.0);
            assert!(!gross.is_finite() || near(gross - trade.costs, trade.net_pnl));
            assert!(trade.exit.is_none_or(|exit| exit.bar >= trade.entry_bar));
        }
    }
}

#[test]
fn dearer_costs_change_no_fill_of_a_rule_that_looks_at_prices_only() {
    let script = "function on_bar(ctx, bar)
  local x = math.abs(bar.close) < 1e6 and math.floor(bar.close * 16) % 5 or 0
  return ({ [0] = 'buy', 'sell', 'hold', 'revert', 'hold' })[x]
end";
    for seed in 0..40 {
        let dataset: Rc<Dataset> = Rc::new(market(&mut Random::new(seed + 30_000)));
        let runs = ["0", "3"].map(|commission| {
            let pairs = [
                ("commission_round_turn", commission),
                ("enforce_margin", "false"),
                ("initial_balance", "1000000"),
                ("max_position", "2"),
            ];
            let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
            run(&dataset, script, &pairs.map(owned).to_vec()).unwrap()
        });
        let [free, dear] = runs.map(|run| {
            let record = run.record();
            (record.equity.clone(), record.costs, record.trades.len())
        });
        assert_eq!(free.2, dear.2);
        assert!(dear.1 >= free.1);
        assert!(free.0.iter().zip(&dear.0).all(|(free, dear)| free >= dear), "seed {seed}");
    }
}
