/** What the six numbers are measured by: buy-and-hold, an earlier run, or what is held against the run. */

import type { ResultHead, RunTables } from '../../shared/protocol';
import type { ComparedRun } from '../../shared/baseline/comparable';
import type { Subject } from '../../shared/baseline/subjects';
import { hasSameBars, type KeptRun } from '../runs/kept-run';
import { tone, whyApart } from '../runs/comparison';
import { count, decimal, headline, points } from '../format';
import { shownMetrics, type Metrics } from '../kpi';

/** `run:` and the id of a kept run, or one of these. */
export const NONE = '';
export const HELD = 'buy_and_hold';
export const BEFORE = 'before';
export const POLICY = 'policy';
const RUN = 'run:';

/** How far a number is from the base's. */
export interface Delta {
  text: string;
  tone: 'better' | 'worse' | null;
}

export interface Base {
  name: string;
  /** Why no number is measured by it. */
  why: string | null;
  /** By the name of the number; one that has no counterpart is missing. */
  deltas: Record<string, Delta>;
}

/** The six, each with its difference as it is written: in the digits of the number, shares in points. */
const WRITTEN: Record<string, (by: number) => string> = {
  total_pnl: headline,
  max_drawdown: (by) => points(by, 2),
  sharpe: (by) => decimal(by, 2, true),
  profit_factor: (by) => decimal(by, 2, true),
  win_rate: (by) => points(by, 1),
  trades: (by) => (by < 0 ? count(by) : `+${count(by)}`),
};

function delta(name: string, by: number): Delta {
  return by === 0
    ? { text: '=', tone: null }
    : { text: WRITTEN[name]?.(by) ?? '', tone: tone(by, name) };
}

function deltas(ours: Metrics, theirs: Metrics): Record<string, Delta> {
  const found = Object.keys(WRITTEN).flatMap((name): [string, Delta][] => {
    const [a, b] = [ours[name] ?? null, theirs[name] ?? null];
    return a === null || b === null ? [] : [[name, delta(name, a - b)]];
  });
  return Object.fromEntries(found);
}

/** Buy-and-hold closes no trade, so it has counterparts of the first three alone. Null where there is none. */
export function heldBase(head: ResultHead, held: RunTables['buy_and_hold'] | undefined): Base {
  const name = 'buy-and-hold';
  if (held === undefined) return { name, why: null, deltas: {} };
  if (held === null) return { name, why: 'there is none of this run', deltas: {} };
  if (head.errors !== null) return { name, why: 'the run ended early', deltas: {} };
  const { max_drawdown = null, sharpe = null } = held.metrics;
  return {
    name,
    why: null,
    deltas: deltas(shownMetrics(head), { total_pnl: held.pnl, max_drawdown, sharpe }),
  };
}

/** A kept run of the same data. */
export function runBase(run: KeptRun, base: KeptRun): Base {
  const { name } = base;
  if (run.id === base.id) return { name, why: 'it is this run', deltas: {} };
  const why = whyApart(run, base);
  return { name, why, deltas: why === null ? deltas(shownMetrics(run), shownMetrics(base)) : {} };
}

/** The last run before this one on the same bars. */
export function runBefore(run: KeptRun, kept: KeptRun[]): KeptRun | null {
  const earlier = kept.filter((other) => other.id !== run.id && hasSameBars(run, other));
  return earlier.toSorted((a, b) => b.last_ms - a.last_ms)[0] ?? null;
}

/** What the Compare tab holds against the run, where numbers mean the same. */
export function subjectBase(run: ComparedRun, { title, compare }: Subject): Base {
  const numbers = compare(run).flatMap((group) => group.numbers);
  const shown = shownMetrics(run.head);
  const found = Object.keys(WRITTEN).flatMap((name): [string, Delta][] => {
    const names = name === 'total_pnl' ? [name, 'pnl_total'] : [name];
    // The native runner gives other measures the same names: its drawdown is money, its Sharpe one of bars.
    const number = numbers.find((one) => names.includes(one.name) && one.run === shown[name]);
    return number?.difference == null ? [] : [[name, delta(name, number.difference)]];
  });
  const why =
    found.length > 0
      ? null
      : (numbers.find((one) => one.why !== null)?.why ?? 'it has none of these numbers');
  return { name: title, why, deltas: Object.fromEntries(found) };
}

export function choiceOf(run: KeptRun): string {
  return `${RUN}${run.id}`;
}

/** The kept run that a choice names. */
export function chosenRun(choice: string, kept: KeptRun[]): KeptRun | null {
  return kept.find((run) => choiceOf(run) === choice) ?? null;
}
