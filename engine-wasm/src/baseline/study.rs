//! The built-in baselines of one run, computed in slices.

use super::random::Shape;
use super::recorded::{Recorded, fills_of, requests_of};
use super::rng::Rng;
use super::simple::{BuyAndHold, Flat};
use super::spread::Spread;
use super::walker::Walker;
use crate::dataset::Bars;
use crate::env::{Action, Env, Observation, Settings, Strategy};
use crate::error::{EngineError, Problem};

/// One result after another over the bars and settings of a run that has ended.
#[derive(Debug)]
pub struct Study {
    bars: Bars,
    settings: Settings,
    /// What the script asked for, or what led to its fills.
    actions: Vec<Action>,
    script: Outcome,
    shape: Option<Shape>,
    rng: Rng,
    wanted: usize,
    under_way: Option<(Env, Builtin)>,
    named: Vec<(&'static str, Env)>,
    random: Vec<Outcome>,
}

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Final equity − initial balance, money.
    pub total_pnl: f64,
    /// Trades, closed and open.
    pub trades: usize,
}

/// All that a study found.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyReport {
    /// The script's own.
    pub script: Outcome,
    /// `flat`, `buy_and_hold` and `inverted`.
    pub named: Vec<(&'static str, Outcome)>,
    /// Random strategies run.
    pub random: usize,
    /// Where the script's profit lies among theirs; `None` if it made no trade or there is none.
    pub spread: Option<Spread>,
    /// Their mean number of trades; fewer than the script's where closed sessions left no time for all.
    pub mean_trades: f64,
}

#[derive(Debug)]
enum Builtin {
    Flat(Flat),
    BuyAndHold(BuyAndHold),
    Inverted(Recorded),
    Random(Walker),
}

impl Strategy for Builtin {
    fn decide(&mut self, seen: &Observation) -> Result<Action, Problem> {
        match self {
            Self::Flat(strategy) => strategy.decide(seen),
            Self::BuyAndHold(strategy) => strategy.decide(seen),
            Self::Inverted(strategy) => strategy.decide(seen),
            Self::Random(strategy) => strategy.decide(seen),
        }
    }
}

impl Builtin {
    fn name(&self) -> &'static str {
        match self {
            Self::Flat(_) => "flat",
            Self::BuyAndHold(_) => "buy_and_hold",
            Self::Inverted(_) => "inverted",
            Self::Random(_) => "random",
        }
    }
}

impl Study {
    /// Plans the baselines of a run: `wanted` random strategies, drawn by `seed`.
    ///
    /// # Errors
    /// `RUN_ENDED_EARLY` if the run was stopped or failed: its result is one of fewer bars.
    pub fn new(run: &Env, seed: u64, wanted: usize) -> Result<Self, EngineError> {
        if run.bars_done() < run.bars_to_ask() {
            return Err(EngineError::Data {
                code: "RUN_ENDED_EARLY",
                message: format!(
                    "The run ended after {} of {} bars, so baselines over all bars can't be compared with it.",
                    run.bars_done(),
                    run.bars_to_ask()
                ),
            });
        }
        Ok(Self {
            bars: run.bars().clone(),
            settings: Settings { trace_actions: false, ..run.settings().clone() },
            actions: requests_of(run).unwrap_or_else(|| fills_of(run)),
            script: Outcome::of(run),
            // Its flat bars are counted when the first baseline has seen which sessions are open.
            shape: (!run.record().trades.is_empty()).then(|| Shape::of(run)),
            rng: Rng::new(seed),
            wanted,
            under_way: None,
            named: Vec::new(),
            random: Vec::new(),
        })
    }

    /// Works on for up to `max_bars` bars; returns whether all is done.
    ///
    /// # Errors
    /// A setting that the file can't serve: a bug, as the run before was served.
    pub fn advance(&mut self, max_bars: usize) -> Result<bool, EngineError> {
        let mut left = max_bars.max(1);
        while left > 0 {
            if self.under_way.is_none() {
                self.under_way = self.next()?;
            }
            let Some((env, strategy)) = &mut self.under_way else { return Ok(true) };
            let before = env.bars_done();
            let is_over = env.advance(strategy, left).map_err(EngineError::Script)?;
            left = left.saturating_sub(env.bars_done() - before);
            if is_over {
                self.keep();
            }
        }
        Ok(self.steps_done() == self.steps_total())
    }

    /// Returns how many baselines are done.
    pub fn steps_done(&self) -> usize {
        self.named.len() + self.random.len()
    }

    /// Returns how many there will be.
    pub fn steps_total(&self) -> usize {
        3 + if self.shape.is_some() { self.wanted } else { 0 }
    }

    /// Returns the run of `flat`, `buy_and_hold` or `inverted`, once it is done.
    pub fn named(&self, name: &str) -> Option<&Env> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, env)| env)
    }

    /// Returns what was found so far.
    pub fn report(&self) -> StudyReport {
        let pnl: Vec<f64> = self.random.iter().map(|outcome| outcome.total_pnl).collect();
        let trades: usize = self.random.iter().map(|outcome| outcome.trades).sum();
        StudyReport {
            script: self.script,
            named: self.named.iter().map(|(name, env)| (*name, Outcome::of(env))).collect(),
            random: self.random.len(),
            spread: Spread::of(self.script.total_pnl, &pnl),
            mean_trades: trades as f64 / self.random.len().max(1) as f64,
        }
    }

    fn next(&mut self) -> Result<Option<(Env, Builtin)>, EngineError> {
        let strategy = match self.named.len() {
            0 => Builtin::Flat(Flat::default()),
            1 => Builtin::BuyAndHold(BuyAndHold::default()),
            2 => Builtin::Inverted(Recorded::new(std::mem::take(&mut self.actions)).inverted()),
            _ => match &self.shape {
                Some(shape) if self.random.len() < self.wanted => {
                    Builtin::Random(Walker::new(shape.place(&mut self.rng)))
                }
                _ => return Ok(None),
            },
        };
        let held = matches!(strategy, Builtin::BuyAndHold(_));
        let settings =
            if held { BuyAndHold::settings(&self.settings) } else { self.settings.clone() };
        Ok(Some((Env::new(self.bars.clone(), &settings)?, strategy)))
    }

    fn keep(&mut self) {
        let Some((mut env, strategy)) = self.under_way.take() else { return };
        env.finish();
        if let (Builtin::Flat(flat), Some(shape)) = (&strategy, &mut self.shape) {
            shape.count_free_bars(flat.open_bars());
        }
        match strategy {
            Builtin::Random(_) => self.random.push(Outcome::of(&env)),
            named => self.named.push((named.name(), env)),
        }
    }
}

impl Outcome {
    fn of(env: &Env) -> Self {
        let initial_balance = env.settings().initial_balance;
        let last = env.record().equity.last().copied().unwrap_or(initial_balance);
        Self { total_pnl: last - initial_balance, trades: env.record().trades.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closes, jumpy, run, start};
    use super::*;
    use Action::{Buy, Hold, Sell};

    fn studied(script: &Env, seed: u64, wanted: usize, slice: usize) -> StudyReport {
        let mut study = Study::new(script, seed, wanted).unwrap();
        while !study.advance(slice).unwrap() {}
        assert_eq!((study.steps_done(), study.advance(1)), (study.steps_total(), Ok(true)));
        study.report()
    }

    fn pnl(report: &StudyReport, name: &str) -> f64 {
        report.named.iter().find(|(known, _)| *known == name).unwrap().1.total_pnl
    }

    #[test]
    fn a_script_that_knew_the_only_rise_beats_chance() {
        // 100 for 20 bars, one bar up to 110, and there it stays.
        let close: Vec<f64> = (0..40).map(|i| if i < 20 { 100.0 } else { 110.0 }).collect();
        let mut answers = vec![Hold; 40];
        (answers[18], answers[19]) = (Buy, Sell);
        let script = run(closes(&close), &[], &answers);
        let report = studied(&script, 1, 500, 1_000);
        assert_eq!(report.script, Outcome { total_pnl: 10.0, trades: 1 });
        assert_eq!((pnl(&report, "flat"), pnl(&report, "buy_and_hold")), (0.0, 10.0));
        assert_eq!(pnl(&report, "inverted"), -10.0);
        let spread = report.spread.unwrap();
        assert_eq!((report.random, spread.rank, report.mean_trades), (500, 1, 1.0));
        // One start of 38 meets the rise: about 13 of 500.
        let lucky = spread.sorted.iter().filter(|&&pnl| pnl == 10.0).count();
        assert!((3..=30).contains(&lucky), "{lucky}");
        assert_eq!(spread.five_numbers(), [0.0, 0.0, 0.0, 0.0, 10.0]);
        assert!((spread.percentile - (1.0 - lucky as f64 / 1_000.0)).abs() < 1e-12);
    }

    #[test]
    fn a_seed_gives_the_same_study_in_slices_of_any_size() {
        let answers: Vec<Action> = (0..120).map(|i| [Buy, Hold, Sell, Hold, Hold][i % 5]).collect();
        let script = run(closes(&jumpy(120)), &[("commission_round_turn", "1")], &answers);
        let whole = studied(&script, 9, 50, usize::MAX);
        assert_eq!(whole, studied(&script, 9, 50, 1));
        assert_eq!(whole, studied(&script, 9, 50, 119));
        assert_ne!(whole.spread, studied(&script, 10, 50, 500).spread);
    }

    #[test]
    fn costs_are_paid_by_the_random_ones_too() {
        let script =
            run(closes(&[50.0; 30]), &[("commission_round_turn", "3")], &[Buy, Hold, Sell]);
        let spread = studied(&script, 0, 20, 64).spread.unwrap();
        assert_eq!(spread.sorted, [-3.0; 20]);
        assert_eq!((spread.rank, spread.percentile), (1, 0.5));
    }

    #[test]
    fn without_a_trade_there_is_no_random_one() {
        let report = studied(&run(closes(&jumpy(30)), &[], &[]), 0, 500, 64);
        assert_eq!((report.random, report.spread), (0, None));
    }

    #[test]
    fn a_run_that_was_stopped_is_not_compared() {
        let mut env = start(closes(&jumpy(30)), &[]);
        assert!(!env.advance(&mut Flat::default(), 10).unwrap());
        let problem = Study::new(&env, 0, 1).unwrap_err();
        assert!(problem.to_string().contains("after 10 of 30 bars"), "{problem}");
    }
}
