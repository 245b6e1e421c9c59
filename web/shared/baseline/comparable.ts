import { grossOfColumns, type GrossProfit } from './gross-profit';
import type { ResultHead, RunReport } from '../protocol';
import { spanText } from './time';
import type { BaselineFacts } from './facts';
import type { Scores } from './types';

/** A baseline's number, beside ours where both mean the same. */
export interface ComparedNumber {
  name: string;
  baseline: number;
  /** Our number of the same meaning; null where there is none. */
  run: number | null;
  /** run − baseline. */
  difference: number | null;
  /** Why it stands alone. */
  why: string | null;
}

/** A run that baselines are compared with. */
export interface ComparedRun {
  head: ResultHead;
  gross: GrossProfit;
}

export function comparedRun({ head, trades }: RunReport): ComparedRun {
  return { head, gross: grossOfColumns(trades) };
}

type Meaning = { run: (run: ComparedRun) => number | null } | { why: string };

/** A probe is one pass over the first window of the evaluation. */
export type Split = 'train' | 'eval' | 'probe';

/** What each number of a candidate means, and what of ours means the same. */
const MEANINGS: Record<keyof Scores, Meaning> = {
  fitness_pnl: { why: 'it holds penalties and 1,000 for each violation, which are no money' },
  pnl_total: { run: ({ head }) => head.metrics.total_pnl ?? null },
  pnl_realized: { run: ({ gross }) => finite(gross.closed) },
  pnl_gross: { run: ({ gross }) => finite(gross.all) },
  commission: { why: 'our costs are commission, fees and slippage together' },
  slippage: { why: 'our costs are commission, fees and slippage together' },
  sortino: {
    why: 'it is of gross returns a bar, not annualised and capped at 50; ours is of daily net returns',
  },
  drawdown: { run: drawdownMoney },
  ret_mean: { why: 'it is the mean gross return a bar, of which a run has no metric' },
};

/** Compares one split of a candidate with a run; numbers that are not there are left out. */
export function compareScores(
  scores: Scores,
  split: Split,
  facts: BaselineFacts,
  ours: ComparedRun,
): ComparedNumber[] {
  const overall = whyNone(split, facts, ours.head);
  const numbers = (Object.keys(MEANINGS) as (keyof Scores)[]).flatMap((name) => {
    const baseline = scores[name];
    return baseline === null ? [] : [compared(name, baseline, MEANINGS[name], overall, ours)];
  });
  const { pnl_gross: gross, commission, slippage } = scores;
  if (gross !== null && commission !== null && slippage !== null) {
    const net = gross - commission - slippage;
    const meaning = MEANINGS.pnl_total;
    numbers.push(compared('pnl_gross − commission − slippage', net, meaning, overall, ours));
  }
  if (commission !== null && slippage !== null) {
    const meaning = { run: ({ head }: ComparedRun): number | null => head.metrics.costs ?? null };
    numbers.push(compared('commission + slippage', commission + slippage, meaning, overall, ours));
  }
  return numbers;
}

function compared(
  name: string,
  baseline: number,
  meaning: Meaning,
  overall: string | null,
  ours: ComparedRun,
): ComparedNumber {
  const alone = (why: string): ComparedNumber => ({
    ...{ name, baseline, run: null, difference: null },
    why,
  });
  if ('why' in meaning) return alone(meaning.why);
  if (overall !== null) return alone(overall);
  const run = meaning.run(ours);
  if (run === null) return alone('the run has no such number');
  return { name, baseline, run, difference: run - baseline, why: null };
}

/** Why no number of money can stand beside the run's. */
function whyNone(split: Split, facts: BaselineFacts, head: ResultHead): string | null {
  if (head.errors) return 'the run ended early';
  const windows = { train: facts.train_windows, eval: facts.windows, probe: 1 }[split];
  if (windows === null) return 'the files do not tell over how many windows it is a mean';
  if (windows > 1) {
    return `it is taken over ${windows} windows that each start anew; the run is one pass`;
  }
  const { window_bars: bars } = facts;
  const { rows } = head.data;
  // A run has the bar before the window's first fill, too.
  if (bars !== null && Math.abs(rows - bars) > 1) {
    return `it is taken over a window of ${bars} bars; the run has ${rows}`;
  }
  const elsewhere = whyOtherSpan(facts, head);
  if (elsewhere !== null) return elsewhere;
  const theirs = facts.settings.contract_multiplier;
  const ours = head.settings.contract_multiplier;
  if (theirs !== undefined && typeof ours === 'number' && theirs !== ours) {
    return `a point is worth ${String(theirs)} there and ${ours} in the run`;
  }
  return null;
}

/** A baseline of other times is no measure for the run, however many bars both have. */
function whyOtherSpan({ first, last }: BaselineFacts, { data }: ResultHead): string | null {
  if (first === null || last === null || data.first_ts === null || data.last_ts === null) {
    return null;
  }
  const run = { first: Number(data.first_ts) / 1e9, last: Number(data.last_ts) / 1e9 };
  const near = Math.max(60, 2 * (data.bar_seconds ?? 0));
  if (Math.abs(last - run.last) <= near || Math.abs(first - run.first) <= near) return null;
  return `it is of ${spanText(first, last)}, the run of ${spanText(run.first, run.last)}`;
}

/** A price that is no number makes a profit that is none. */
function finite(profit: number): number | null {
  return Number.isFinite(profit) ? profit : null;
}

function drawdownMoney({ head }: ComparedRun): number | null {
  return head.reference_metrics?.max_drawdown ?? head.metrics.max_drawdown_money ?? null;
}
