import { expect, test } from 'vitest';
import { compareScores } from '../../web/shared/baseline/comparable';
import { differences } from '../../web/shared/baseline/differences';
import { factsOf } from '../../web/shared/baseline/facts';
import { likeSettings } from '../../web/shared/baseline/like-settings';
import { candidateAt } from '../../web/shared/baseline/training-log';
import {
  behaviorRows,
  csv,
  GA_HEADER,
  GA_ROWS,
  read,
  REPLAY_HEADER,
  RL_HEADER,
  RL_ROW,
} from './synthetic';
import type { Baseline } from '../../web/shared/baseline/types';
import type { ResultHead } from '../../web/shared/protocol';

/** A closed trade that made 7 and an open one that is down by 2. */
const GROSS = { all: 5, closed: 7 };

/** A run of ours with the defaults of a profile. */
function head(settings: ResultHead['settings'] = {}): ResultHead {
  return {
    schema: 1,
    engine: 'moontest 0.1.0',
    settings: {
      ...{ profile: 'standard', fill: 'next_open', session: 'always', initial_balance: 10_000 },
      ...{ max_position: 1, commission_round_turn: 1.6, slippage_per_contract: 0.25, fee_bps: 0 },
      ...{ slippage_bps: 0, margin_per_contract: 50, margin_mode: 'per-contract', limit: null },
      ...{ contract_multiplier: 5, enforce_margin: true, auto_close_minutes: -1, offset: 0 },
      ...{ liquidate_at_end: false, params: {}, ...settings },
    },
    data: {
      rows: 1000,
      first_ts: '1704186000000000000',
      last_ts: '1704245940000000000',
      symbol: 'MES',
      bar_seconds: 60,
      fingerprint: 'f',
    },
    metrics: { total_pnl: 3, max_drawdown: 0.01 },
    metric_reasons: {},
    reference_metrics: null,
    refused_orders: { session: 0, margin: 0, position: 0, price: 0, end: 0 },
    bankrupt_bar: null,
    log: [],
    warnings: [],
    errors: null,
  };
}

const RUN = { head: head(), gross: GROSS };

const PARAMS: Baseline = {
  kind: 'params',
  params: {
    'initial-balance': '5000',
    'margin-mode': 'price',
    'contract-multiplier': 5,
    rth: true,
  },
};
const GA = read(csv(GA_HEADER, GA_ROWS), 'ga_log').baseline;
const RL = read(csv(RL_HEADER, [RL_ROW]), 'rl_log').baseline;
const WINDOWS = read(csv(REPLAY_HEADER, behaviorRows('replay', 2, 40)), 'behavior').baseline;

function texts(files: Baseline[], run: ResultHead): string[] {
  return differences(factsOf(files), run).differences.map(({ text }) => text);
}

test('a GA run and a run with our defaults differ in what a sentence each tells', () => {
  expect(texts([GA, PARAMS], head())).toEqual([
    'Session: rth in the baseline, always in this run.',
    "An order fills at: the next bar's close in the baseline, the next bar's open in this run.",
    'A refused order: leaves the account unmarked for that bar in the baseline, is counted and the bar is marked in this run.',
    'Position left at the end: closed, with its costs in the baseline, kept at its last mark in this run.',
    'Rows left out at the start: 315 in the baseline, 0 in this run.',
    'Initial balance: 5000 in the baseline, 10000 in this run.',
    'Margin mode: price in the baseline, per-contract in this run.',
  ]);
});

test('what the files do not tell is told to be unknown', () => {
  const { unknown } = differences(factsOf([GA]), head());
  expect(unknown).toContain('session');
  expect(unknown).toContain('passes over the data');
  expect(unknown).toContain('initial balance');
});

test('an RL run counts its profit before costs', () => {
  expect(texts([RL], head())).toContain(
    'Profit: before costs in the baseline, after costs in this run.',
  );
});

test('globex has an evening for the trainer and none for profile reference', () => {
  const params: Baseline = { kind: 'params', params: {} };
  const run = head({ profile: 'reference', session: 'globex', fill: 'next_close' });
  const found = texts([GA, params], run);
  expect(found[0]).toBe(
    'Session: globex, open from 18:00 on in the baseline, globex, closed from 17:00 to midnight in this run.',
  );
  expect(found[1]).toBe(
    'An order is judged by the session of: the bar at which it fills in the baseline, the bar that was shown in this run.',
  );
});

test('a behaviour file tells its windows, its span and what it paid', () => {
  const found = texts([WINDOWS], head({ commission_round_turn: 2 }));
  expect(found).toContain('Passes over the data: 2 in the baseline, 1 in this run.');
  expect(found).toContain(
    'Data: 2026-01-02 14:35 to 2026-01-02 15:34 UTC in the baseline, 2024-01-02 09:00 to 2024-01-03 01:39 UTC in this run.',
  );
  expect(found).toContain('Commission for a round turn: 1.6 in the baseline, 2 in this run.');
  expect(found.join()).not.toContain('Contract multiplier');
});

test('a run is like itself', () => {
  const own: Baseline = {
    ...{ kind: 'result', head: head(), gross: GROSS, first_bar: 0 },
    equity: new Float64Array(),
  };
  expect(differences(factsOf([own]), head())).toEqual({ differences: [], unknown: [] });
});

test('numbers that mean the same stand side by side, the others alone with a reason', () => {
  const scores = candidateAt(GA, 0);
  const numbers = compareScores(scores.eval, 'eval', factsOf([GA, PARAMS]), RUN);
  const byName = Object.fromEntries(numbers.map((number) => [number.name, number]));
  expect(byName.pnl_total).toEqual({
    name: 'pnl_total',
    baseline: -8.4,
    run: 3,
    difference: 11.4,
    why: null,
  });
  // Closed trades only, before costs.
  expect(byName.pnl_realized).toMatchObject({ baseline: 5, run: 7, difference: 2 });
  expect(byName.sortino).toMatchObject({ run: null, difference: null });
  expect(byName.sortino?.why).toContain('not annualised');
  expect(byName.drawdown?.why).toBe('the run has no such number');
});

test('the gross profit of an RL run is compared gross, and net of its logged costs', () => {
  const numbers = compareScores(candidateAt(RL, 0).train, 'train', factsOf([RL, PARAMS]), RUN);
  const byName = Object.fromEntries(numbers.map((number) => [number.name, number]));
  expect(byName.pnl_gross).toMatchObject({ baseline: 12, run: 5, difference: -7 });
  expect(byName['pnl_gross − commission − slippage']).toMatchObject({ baseline: 1.5, run: 3 });
});

test.each([
  ['unknown windows', [GA], 'do not tell over how many windows'],
  ['several windows', [GA, WINDOWS], '2 windows that each start anew'],
  [
    'a window shorter than the run',
    [GA, { kind: 'params', params: { windowed: true, 'eval-windows': 1, window: 256 } }],
    'a window of 256 bars; the run has 1000',
  ],
  [
    'another multiplier',
    [GA, { kind: 'params', params: { 'contract-multiplier': 50 } }],
    'a point is worth 50 there and 5 in the run',
  ],
] as [string, Baseline[], string][])('%s make money incomparable', (_, files, why) => {
  const numbers = compareScores(candidateAt(GA, 0).eval, 'eval', factsOf(files), RUN);
  expect(numbers.map(({ run }) => run)).toEqual(numbers.map(() => null));
  expect(numbers.find(({ name }) => name === 'pnl_total')?.why).toContain(why);
});

test("a script runs with the baseline's settings by profile reference and flags", () => {
  const like = likeSettings(factsOf([GA, PARAMS]), null);
  expect(like.settings).toEqual({
    profile: 'reference',
    session: 'rth',
    initial_balance: '5000',
    margin_mode: 'price',
    contract_multiplier: '5',
    offset: '314',
  });
  expect(like.flags.slice(0, 4)).toEqual(['--profile', 'reference', '--session', 'rth']);
  expect(like.remains.join(' ')).toContain('the bar it fills at');
  expect(like.remains.join(' ')).not.toContain('18:00');
});

test("one window's rows become an offset and a limit, the bar before its first fill included", () => {
  const { settings } = likeSettings(factsOf([WINDOWS]), { first_bar: 335, last_bar: 374 });
  expect(settings).toMatchObject({ offset: '334', limit: '41', contract_multiplier: '5' });
});

test('settings of an earlier run of ours are its own, without those of the script', () => {
  const settings = { profile: 'reference', session: 'globex', fill: 'next_close', seed: 7 };
  const own: Baseline = {
    ...{ kind: 'result', head: head(settings), gross: GROSS, first_bar: 1 },
    equity: new Float64Array(),
  };
  const like = likeSettings(factsOf([own]), null);
  expect(like.settings).toMatchObject({ profile: 'reference', session: 'globex', offset: '0' });
  expect(Object.keys(like.settings)).not.toContain('fill');
  expect(Object.keys(like.settings)).not.toContain('seed');
  expect([like.flags.includes('--enforce-margin'), like.remains]).toEqual([true, []]);
});
