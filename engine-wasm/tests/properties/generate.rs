//! Seeded markets, settings and rules.

use std::rc::Rc;

use engine_wasm::dataset::Dataset;
use engine_wasm::run::{Run, RunRequest};

/// Cases tried of each property.
pub(crate) const CASES: u64 = 150;

/// A small generator: splitmix64, the same numbers on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a whole number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    /// Returns a number in 0 ≤ x < 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, likely: f64) -> bool {
        self.fraction() < likely
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// A walk of prices with jumps to both sides of 0, holes and infinities, now and then.
fn prices(random: &mut Random, bars: usize) -> Vec<f64> {
    let start = if random.chance(0.2) { 3.0 } else { 100.0 };
    let step = if random.chance(0.1) { 0.0 } else { 2.0 };
    let mut price = start;
    (0..bars)
        .map(|_| {
            price += (random.fraction() - 0.5) * step;
            match random.below(60) {
                0 => f64::NAN,
                1 => -price,
                2 if random.chance(0.2) => f64::INFINITY,
                _ => price,
            }
        })
        .collect()
}

/// Makes a market of 1 to 90 bars; columns may be missing.
pub(crate) fn market(random: &mut Random) -> Dataset {
    let bars = 1 + random.below(90);
    let times = i64::try_from(random.below(1_000)).unwrap() * 3_600_000_000_000;
    let spacing = [60, 3_600, 86_400][random.below(3)] * 1_000_000_000;
    let ts = (0..).map(|bar: i64| 1_700_000_000_000_000_000 + times + bar * spacing);
    let mask = |random: &mut Random, likely: f64| {
        random.chance(0.5).then(|| (0..bars).map(|_| random.chance(likely)).collect())
    };
    let minutes = |random: &mut Random| (random.below(40) as f64) - 5.0;
    Dataset {
        ts: random.chance(0.9).then(|| ts.take(bars).collect()),
        open: random.chance(0.8).then(|| prices(random, bars)),
        high: random.chance(0.8).then(|| prices(random, bars)),
        low: random.chance(0.8).then(|| prices(random, bars)),
        close: prices(random, bars),
        volume: random.chance(0.8).then(|| (0..bars).map(|_| random.below(9) as f64).collect()),
        session_open: mask(random, 0.9),
        minutes_to_close: random.chance(0.5).then(|| (0..bars).map(|_| minutes(random)).collect()),
        margin_ok: mask(random, 0.95),
        extra: Vec::new(),
        symbol: "SEEDED".to_owned(),
        part: None,
    }
}

pub(crate) type Pairs = Vec<(String, String)>;

/// Makes settings of either profile.
pub(crate) fn settings(random: &mut Random) -> Pairs {
    let mut pairs = vec![
        ("trace_actions", "true"),
        ("max_position", random.pick(&["1", "2", "3", "0"])),
        ("commission_round_turn", random.pick(&["0", "1.6", "0.01"])),
        ("slippage_per_contract", random.pick(&["0", "0.25"])),
        ("contract_multiplier", random.pick(&["1", "5", "0.5"])),
        ("enforce_margin", random.pick(&["true", "false"])),
        ("margin_mode", random.pick(&["per-contract", "price"])),
        ("initial_balance", random.pick(&["10000", "120", "500"])),
    ];
    if random.chance(0.3) {
        pairs.push(("profile", "reference"));
        pairs.push(("session", random.pick(&["rth", "globex"])));
    } else {
        pairs.push(("fill", random.pick(&["next_open", "next_close", "same_close"])));
        pairs.push(("fee_bps", random.pick(&["0", "5"])));
        pairs.push(("slippage_bps", random.pick(&["0", "2"])));
        pairs.push(("auto_close_minutes", random.pick(&["-1", "0", "10"])));
        pairs.push(("liquidate_at_end", random.pick(&["true", "false"])));
    }
    pairs.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
}

pub(crate) fn is_reference(settings: &Pairs) -> bool {
    settings.iter().any(|(_, text)| text == "reference")
}

/// A rule that reacts to everything it may see, prints it, and keeps the account's identity in its eye.
pub(crate) fn script(random: &mut Random) -> String {
    let salt = random.below(1_000);
    format!(
        "local seen = {salt}
function on_bar(ctx, bar)
  assert(ctx.equity == ctx.cash + ctx.unrealized_pnl or ctx.equity ~= ctx.equity, 'equity')
  local a, b, c = bar.sma_5, bar.ema_3, bar.atr_3
  local back = bar[2]
  seen = (seen * 31 + ctx.step * 7 + ctx.position) % 1009
  for _, x in ipairs({{ bar.close, bar.high, a, b, c, back and back.close or 0 }}) do
    if x == x and x < 1e9 and x > -1e9 then seen = (seen + math.floor(x * 8)) % 1009 end
  end
  print(seen, a, b, c, bar.open, bar.obv, ctx.session_open, ctx.minutes_to_close, math.random(99))
  local choice = seen % 7
  if choice == 0 then return 'revert' end
  if choice <= 2 then return 'buy' end
  if choice <= 4 then return 'sell' end
  return 'hold'
end"
    )
}

/// Runs to the end, or returns `None` where there are too few bars.
pub(crate) fn run(dataset: &Rc<Dataset>, script: &str, settings: &Pairs) -> Option<Run> {
    let request = RunRequest {
        script: script.to_owned(),
        settings: settings.clone(),
        ..RunRequest::default()
    };
    let mut run = Run::start(dataset, &Rc::from([]), &request).ok()?;
    while !run.advance(13) {}
    assert_eq!(run.problem(), None);
    Some(run)
}
