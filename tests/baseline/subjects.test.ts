import { expect, test } from 'vitest';
import { aboutOf, type FileAbout } from '../../web/shared/baseline/about';
import { baselineFacts } from '../../web/shared/baseline/baseline-facts';
import type { ComparedRun } from '../../web/shared/baseline/comparable';
import { factsOfFile } from '../../web/shared/baseline/facts';
import { fillUnknown } from '../../web/shared/baseline/fill-unknown';
import { readBaseline } from '../../web/shared/baseline/read';
import { replaySettings } from '../../web/shared/baseline/replay-settings';
import { subjectsOf, type Subject } from '../../web/shared/baseline/subjects';
import { resultHead } from '../page/fakes';
import {
  behaviorRows,
  csv,
  GA_BEHAVIOR_HEADER,
  GA_HEADER,
  GA_ROWS,
  REPLAY_HEADER,
} from './synthetic';
import type { Baseline } from '../../web/shared/baseline/types';
import type { ResultHead } from '../../web/shared/protocol';

function files(...texts: string[]): Baseline[] {
  return texts.map((text) => {
    const found = readBaseline(text);
    if (!found.ok) throw new Error(found.message);
    return found.baseline;
  });
}

function factsAndSubjects(...texts: string[]): {
  facts: ReturnType<typeof baselineFacts>;
  subjects: Subject[];
} {
  const read = files(...texts);
  const abouts: FileAbout[] = read.map(aboutOf);
  const facts = baselineFacts(
    read.map((file, i) => ({ about: abouts[i] ?? null, facts: factsOfFile(file) })),
  );
  return { facts, subjects: subjectsOf(abouts, facts) };
}

/** A run over the rows and times of the invented windows of 40 rows. */
function windowRun(changes: Partial<ResultHead['data']> = {}): ComparedRun {
  const head = resultHead({ metrics: { total_pnl: 12, costs: 4, max_drawdown_money: 9 } });
  const run = {
    ...head,
    settings: { ...head.settings, contract_multiplier: 5 },
    data: {
      ...head.data,
      rows: 41,
      // The bar before the first fill at 14:35, and the last at 15:14.
      first_ts: '1767364440000000000',
      last_ts: '1767366840000000000',
      ...changes,
    },
  };
  return { head: run, gross: { all: 16, closed: 16 } };
}

const REPLAY = csv(REPLAY_HEADER, behaviorRows('replay', 1, 40));

test("a window's profit, drawdown and costs stand beside those of a run over its bars", () => {
  const [window] = factsAndSubjects(REPLAY).subjects;
  const numbers = window?.compare(windowRun())[0]?.numbers ?? [];
  const byName = Object.fromEntries(numbers.map((number) => [number.name, number]));
  // 20 contracts changed at 0.80 and 0.25.
  expect(byName['commission + slippage']?.baseline).toBeCloseTo(21, 9);
  expect(byName['commission + slippage']?.run).toBe(4);
  expect(byName.pnl_total?.run).toBe(12);
  expect(byName.drawdown?.run).toBe(9);
  expect(byName.commission?.why).toContain('together');
});

test('a run over as many bars of other times is not compared', () => {
  const [window] = factsAndSubjects(REPLAY).subjects;
  const elsewhere = { first_ts: '1704186000000000000', last_ts: '1704188400000000000' };
  const numbers = window?.compare(windowRun(elsewhere))[0]?.numbers ?? [];
  expect(numbers.find(({ name }) => name === 'pnl_total')?.why).toBe(
    'it is of 2026-01-02 14:35 to 2026-01-02 15:14 UTC, the run of 2024-01-02 09:00 to 2024-01-02 09:40 UTC',
  );
});

test("a replay's windows are not those of the log beside it, a GA's own behaviour's are", () => {
  const log = csv(GA_HEADER, GA_ROWS);
  const replayed = factsAndSubjects(log, csv(REPLAY_HEADER, behaviorRows('replay', 3, 20))).facts;
  expect([replayed.windows, replayed.first]).toEqual([null, null]);
  expect(replayed.settings.commission_round_turn).toBe(1.6);
  const own = factsAndSubjects(log, csv(GA_BEHAVIOR_HEADER, behaviorRows('ga', 3, 20))).facts;
  expect([own.windows, own.window_bars]).toEqual([3, 20]);
  const training = behaviorRows('ga', 3, 20).map((row) => row.replace(',val,', ',train,'));
  const trained = factsAndSubjects(log, csv(GA_BEHAVIOR_HEADER, training)).facts;
  expect([trained.windows, trained.train_windows]).toEqual([null, 3]);
});

test('a summary without a log gives its best and its last candidate and its test', () => {
  const summary = {
    ...{ engine: 'ga', params: { rth: true }, fitnessSummary: [] },
    bestRow: { gen: 3, idx: 2, fitness: 5, eval_pnl_total: 7 },
    finalRow: { gen: 9, idx: 0, fitness: 4 },
    stdoutInsights: { testLine: 'test | fitness 1.5 | pnl -3' },
  };
  const { subjects } = factsAndSubjects(JSON.stringify(summary));
  expect(subjects.map(({ title }) => title)).toEqual([
    'Best: generation 3, candidate 2',
    'Last: generation 9, candidate 0',
    'Final test',
  ]);
  const best = subjects[0]?.compare(windowRun()) ?? [];
  const net = best.find(({ title }) => title === 'Evaluation')?.numbers[0];
  expect(net).toMatchObject({ name: 'pnl_total', baseline: 7, run: 12, difference: 5 });
  const test = subjects[2]?.compare(windowRun())[0]?.numbers[1];
  expect(test).toMatchObject({ name: 'pnl', baseline: -3, run: null });
});

test('each fold of a pipeline has subjects of its own', () => {
  const fold = (n: number): object => ({
    ...{ fold: n, trainFolder: 'a', valFolder: 'b', testFolder: 'c', training: null },
    trainingTest: { pnl: n },
    replay: {
      policy: 'p',
      metrics: { eval_pnl_total: n },
      behavior: { windows: 1 },
      full_file: true,
    },
  });
  const { subjects } = factsAndSubjects(
    JSON.stringify({ foldCount: 2, results: [fold(1), fold(2)] }),
  );
  expect(subjects.map(({ title }) => title)).toEqual([
    ...['Fold 1, final test', 'Fold 1, replay', 'Fold 2, final test', 'Fold 2, replay'],
  ]);
  expect(new Set(subjects.map(({ id }) => id)).size).toBe(4);
});

test("the native runner's numbers stand beside those of profile reference alone, over as many steps", () => {
  const runner = JSON.stringify({
    metrics: { net_pnl: 3, steps: 2, profit_factor: null },
    equity_curve: [1, 2],
  });
  const { subjects } = factsAndSubjects(runner);
  const numbers = (head: ResultHead): [string, number | null][] =>
    (subjects[0]?.compare({ head, gross: { all: 0, closed: 0 } })[0]?.numbers ?? []).map(
      ({ name, run }) => [name, run],
    );
  expect(numbers(resultHead())).toEqual([
    ['net_pnl', null],
    ['steps', null],
  ]);
  expect(numbers(resultHead({ reference_metrics: { net_pnl: 5, steps: 2 } }))).toEqual([
    ['net_pnl', 5],
    ['steps', 2],
  ]);
  expect(numbers(resultHead({ reference_metrics: { net_pnl: 5, steps: 9 } }))[0]).toEqual([
    'net_pnl',
    null,
  ]);
});

test('a replay takes what the rows show, and the rest from the person, who is told', () => {
  const read = files(REPLAY)[0];
  if (read?.kind !== 'behavior') throw new Error('no behaviour');
  const known = replaySettings(factsAndSubjects(REPLAY).facts, read.shown);
  expect(known).toEqual({
    ...{ profile: 'reference', max_position: '1', initial_balance: '10000' },
    ...{ commission_round_turn: '1.6', slippage_per_contract: '0.25', contract_multiplier: '5' },
  });
  expect(fillUnknown(known, { margin_per_contract: '50', max_position: '3' })).toEqual({
    settings: { ...known, margin_per_contract: '50' },
    assumed: ['margin_per_contract', 'margin_mode', 'enforce_margin'],
  });
});
