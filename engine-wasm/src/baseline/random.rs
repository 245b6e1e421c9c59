//! The script's trades at other times: what chance makes of the same number of trades and holding times.

use super::rng::Rng;
use super::walker::Stage;
use crate::env::{Env, Fill};

/// Orders tried before the script's own order of sides is kept.
const TRIES: usize = 20;

/// A stretch without a flat bar on one side: the positions it takes and for how long.
type Segment = Vec<Stage>;

/// What is kept of a run: its stretches in the market and how many bars it could have been flat.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    segments: Vec<Segment>,
    /// Flat observations with an open session.
    free_bars: usize,
    /// Whether no position was left open; then none of the placed ones is.
    ends_flat: bool,
    /// Positions by bar, until the free bars are counted.
    seen: Vec<i64>,
}

impl Shape {
    /// Reads the shape of a run that has ended; all its flat bars count as free.
    pub(super) fn of(env: &Env) -> Self {
        let seen = seen_positions(env);
        let mut segments: Vec<Segment> = Vec::new();
        let mut before = 0_i64;
        for &position in &seen {
            if position != 0 && position.signum() != before.signum() {
                segments.push(Segment::new());
            }
            if let Some(segment) = segments.last_mut().filter(|_| position != 0) {
                match segment.last_mut() {
                    Some(stage) if stage.position == position => stage.bars += 1,
                    _ => segment.push(Stage { position, bars: 1 }),
                }
            }
            before = position;
        }
        let free_bars = seen.iter().filter(|&&position| position == 0).count();
        Self { segments, free_bars, ends_flat: before == 0, seen }
    }

    /// Leaves out the flat bars at which the session was closed.
    pub(super) fn count_free_bars(&mut self, open_bars: &[bool]) {
        let seen = std::mem::take(&mut self.seen);
        self.free_bars =
            seen.iter().zip(open_bars).filter(|&(&position, &open)| position == 0 && open).count();
    }

    /// Returns the same stretches in a random order with the flat bars spread at random between them.
    ///
    /// Two stretches of one side need a flat bar between them, or they would be one; if the script was
    /// hardly ever flat, so that few orders fit, its own order of long and short is kept and the
    /// stretches change places within their side.
    pub(super) fn place(&self, rng: &mut Rng) -> Vec<Stage> {
        let mut order: Vec<&Segment> = self.segments.iter().collect();
        let fits = (0..TRIES).any(|_| {
            rng.shuffle(&mut order);
            self.bars_needed(&order) <= self.free_bars
        });
        if !fits {
            order = self.shuffled_within_sides(rng);
        }
        let slack = self.free_bars.saturating_sub(self.bars_needed(&order));
        // As many random cuts as stretches give a gap before each, and one after the last.
        let mut cuts: Vec<usize> = order.iter().map(|_| rng.below(slack + 1)).collect();
        cuts.sort_unstable();
        let (mut stages, mut cut_before, mut side_before) = (Vec::new(), 0, None);
        for (segment, cut) in order.iter().zip(cuts) {
            let side = side_of(segment);
            let bars = cut - cut_before + usize::from(needs_gap(side_before, side));
            if bars > 0 {
                stages.push(Stage { position: 0, bars });
            }
            stages.extend(segment.iter().copied());
            (cut_before, side_before) = (cut, Some(side));
        }
        stages
    }

    /// Returns how many flat bars an order takes at least.
    fn bars_needed(&self, order: &[&Segment]) -> usize {
        let mut before = None;
        let gap = |segment: &&Segment| {
            let side = side_of(segment);
            usize::from(needs_gap(before.replace(side), side))
        };
        order.iter().map(gap).sum::<usize>() + usize::from(self.ends_flat)
    }

    fn shuffled_within_sides(&self, rng: &mut Rng) -> Vec<&Segment> {
        let mut sides = [1, -1].map(|side| {
            let mut ours: Vec<&Segment> =
                self.segments.iter().filter(|segment| side_of(segment) == side).collect();
            rng.shuffle(&mut ours);
            ours
        });
        let next = |segment| sides[usize::from(side_of(segment) < 0)].pop();
        self.segments.iter().filter_map(next).collect()
    }
}

/// Returns the position that the strategy saw at each bar.
fn seen_positions(env: &Env) -> Vec<i64> {
    // Filled at the close at which it is ordered, a position is first seen at the next bar.
    let delay = usize::from(env.settings().fill == Fill::SameClose);
    let mut changes = vec![0_i64; env.bars_to_ask()];
    let mut change = |fill_bar: usize, contracts: i64| {
        if let Some(seen) = changes.get_mut(fill_bar + delay) {
            *seen += contracts;
        }
    };
    for trade in &env.record().trades {
        let contracts = trade.side.sign() * trade.size;
        change(trade.entry_bar, contracts);
        if let Some(exit) = trade.exit {
            change(exit.bar, -contracts);
        }
    }
    changes
        .into_iter()
        .scan(0, |position, change| {
            *position += change;
            Some(*position)
        })
        .collect()
}

fn side_of(segment: &Segment) -> i64 {
    segment.first().map_or(0, |stage| stage.position.signum())
}

fn needs_gap(before: Option<i64>, side: i64) -> bool {
    before.is_none_or(|before| before == side)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{closes, ended, jumpy, run, start};
    use super::super::walker::Walker;
    use super::*;
    use crate::env::{Action, Trade};
    use Action::{Buy, Hold, Revert, Sell};

    fn facts(trades: &[Trade]) -> Vec<(i64, usize)> {
        let mut facts: Vec<_> =
            trades.iter().map(|trade| (trade.side.sign() * trade.size, trade.bars_held)).collect();
        facts.sort_unstable();
        facts
    }

    /// Buys, sells and reverts now and then; flat at the end.
    fn answers(bars: usize) -> Vec<Action> {
        let word = |i: usize| match i * i * 3 % 17 {
            2 => Buy,
            14 => Sell,
            10 => Revert,
            _ => Hold,
        };
        (0..bars).map(|i| if i < bars - 20 { word(i) } else { Hold }).collect()
    }

    #[test]
    fn each_placement_has_the_same_trades_by_side_size_and_holding_time() {
        for fill in ["next_open", "next_close", "same_close"] {
            let mut list = answers(150);
            let pairs = [("fill", fill)];
            // Whatever is left open is closed by a sell or a buy that the other side refuses.
            let open = run(closes(&jumpy(150)), &pairs, &list);
            if let Some(last) = open.record().trades.iter().find(|trade| trade.is_open()) {
                list[140] = if last.side.sign() > 0 { Sell } else { Buy };
            }
            let script = run(closes(&jumpy(150)), &pairs, &list);
            let trades = facts(&script.record().trades);
            assert!(trades.len() > 6, "{trades:?}");
            let shape = Shape::of(&script);
            let mut rng = Rng::new(7);
            let mut placements = std::collections::BTreeSet::new();
            for _ in 0..200 {
                let walker = Walker::new(shape.place(&mut rng));
                let random = ended(start(closes(&jumpy(150)), &pairs), walker);
                assert_eq!(facts(&random.record().trades), trades, "{fill}");
                let entries = random.record().trades.iter().map(|trade| trade.entry_bar);
                placements.insert(entries.collect::<Vec<_>>());
            }
            assert!(placements.len() > 100, "{} placements differ", placements.len());
        }
    }

    #[test]
    fn a_single_trade_starts_at_every_bar_that_leaves_room_for_it() {
        // Long at bars 3, 4 and 5 of 10; a later start than 6 would leave it open.
        let script = run(closes(&jumpy(10)), &[], &[Hold, Hold, Buy, Hold, Hold, Sell]);
        let shape = Shape::of(&script);
        let mut rng = Rng::new(0);
        let mut starts = [0; 10];
        for _ in 0..6_000 {
            starts[shape.place(&mut rng)[0].bars] += 1;
        }
        assert_eq!((starts[0], starts[7], starts[8]), (0, 0, 0));
        assert!(starts[1..=6].iter().all(|&count: &i32| (count - 1_000).abs() < 150), "{starts:?}");
    }

    #[test]
    fn a_script_that_is_never_flat_keeps_its_order_of_sides() {
        let list: Vec<Action> =
            (0..60).map(|i| if i == 0 { Buy } else { [Hold, Revert, Hold][i % 3] }).collect();
        let script = run(closes(&jumpy(60)), &[], &list);
        let shape = Shape::of(&script);
        let mut rng = Rng::new(5);
        for _ in 0..20 {
            let stages = shape.place(&mut rng);
            assert_eq!(stages[0], Stage { position: 0, bars: 1 });
            let sides: Vec<i64> = stages[1..].iter().map(|stage| stage.position).collect();
            let theirs: Vec<i64> = shape.segments.iter().map(side_of).collect();
            assert_eq!(sides, theirs);
        }
    }

    #[test]
    fn bars_of_a_closed_session_are_no_room_for_trades() {
        let script = run(closes(&jumpy(10)), &[], &[Hold, Hold, Buy, Hold, Hold, Sell]);
        let mut open = [true; 10];
        open[7..].fill(false);
        let mut shape = Shape::of(&script);
        assert_eq!(shape.free_bars, 7);
        shape.count_free_bars(&open);
        assert_eq!(shape.free_bars, 4);
    }

    #[test]
    fn a_run_without_trades_has_nothing_to_place() {
        let script = run(closes(&jumpy(10)), &[], &[]);
        assert!(Shape::of(&script).place(&mut Rng::new(0)).is_empty());
    }
}
