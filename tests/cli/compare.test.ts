import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { behaviorRows, csv, GA_HEADER, GA_ROWS, REPLAY_HEADER } from '../baseline/synthetic';
import { file, HOLD, moontest, type Ended } from './program';

const FOLDER = mkdtempSync(join(tmpdir(), 'moontest-compare-'));
const at = (name: string): string => join(FOLDER, name);
const BUY = 'function on_bar(ctx) return ctx.step == 0 and "buy" or "hold" end';

beforeAll(() => {
  const run = (name: string, script: string, ...flags: string[]): void => {
    const ended = moontest(['run', file('comp_snappy'), '-e', script, '--out', at(name), ...flags]);
    expect(ended.exit).toBe(0);
  };
  run('hold.json', HOLD);
  run('buy.json', BUY);
  run('costly.json', BUY, '--commission-round-turn', '5');
  const other = moontest([
    'run',
    file('comp_snappy'),
    '-e',
    HOLD,
    '--limit',
    '50',
    '--out',
    at('short.json'),
  ]);
  expect(other.exit).toBe(0);
  mkdirSync(at('ga/replay'), { recursive: true });
  writeFileSync(at('ga/ga_log.csv'), csv(GA_HEADER, GA_ROWS));
  writeFileSync(at('ga/x.params.json'), '{"contract-multiplier":1,"rth":true}');
  writeFileSync(at('ga/replay/behavior.csv'), csv(REPLAY_HEADER, behaviorRows('replay', 2, 12)));
  writeFileSync(at('ga/broken.json'), '{"engine":');
  writeFileSync(at('ga/policy.safetensors'), 'x');
});

interface Found {
  results: {
    file: string;
    metrics: Record<string, number | null>;
    difference: Record<string, number> | null;
    why: string | null;
  }[];
  settings: { name: string; values: string[] }[];
  baselines: {
    name: string;
    files: { file: string; kind: string }[];
    like: { flags: string[] };
    against: {
      subjects: {
        title: string;
        groups: {
          title: string;
          numbers: {
            name: string;
            baseline: number;
            run: number | null;
            difference: number | null;
            why: string | null;
          }[];
        }[];
      }[];
      differences: { about: string; text: string }[];
    }[];
  }[];
  refused: string[];
}

function compared(...words: string[]): Found {
  const ended = moontest(['compare', ...words, '--json']);
  expect([ended.exit, ended.stderr]).toEqual([0, '']);
  return JSON.parse(ended.stdout) as Found;
}

function failed(...words: string[]): Ended {
  return moontest(['compare', ...words]);
}

test('results of one file stand side by side with their differences and settings', () => {
  const { results, settings } = compared(at('hold.json'), at('costly.json'));
  expect(results.map((result) => result.file)).toEqual(['hold.json', 'costly.json']);
  expect(results[0]?.difference).toBeNull();
  // Nothing was traded at first, so the difference is what the second earned.
  const earned = results[1]?.metrics.total_pnl;
  expect(results[1]?.difference?.total_pnl).toBe(earned);
  expect(results[1]?.difference?.trades).toBe(0);
  expect(settings).toContainEqual({ name: 'commission_round_turn', values: ['1.6', '5'] });
  const costs = compared(at('buy.json'), at('costly.json')).results[1]?.difference?.costs;
  // One contract bought: half of 5 instead of half of 1.60.
  expect(costs).toBeCloseTo(1.7, 9);
});

test('results of other rows are told apart and have no differences', () => {
  const [, second] = compared(at('hold.json'), at('short.json')).results;
  expect(second?.difference).toBeNull();
  expect(second?.why).toContain('of other data');
});

test("a run's folder is one baseline: its best candidate, what differs, and flags to run like it", () => {
  const { baselines, refused } = compared(at('buy.json'), '--baseline', at('ga'));
  const [ga] = baselines;
  expect(baselines).toHaveLength(1);
  expect(ga?.name).toBe('ga');
  expect(ga?.files.map(({ kind }) => kind)).toEqual(['ga_log', 'behavior', 'params']);
  const [candidate, first, second] = ga?.against[0]?.subjects ?? [];
  expect(candidate?.title).toBe('Generation 1, candidate 0');
  expect([first?.title, second?.title]).toEqual(['Window 0', 'Window 1']);
  const numbers = candidate?.groups.find(({ title }) => title === 'Evaluation')?.numbers ?? [];
  const net = numbers.find(({ name }) => name === 'pnl_total');
  expect(net?.baseline).toBe(2.5);
  expect(net?.difference).toBe((net?.run ?? NaN) - 2.5);
  expect(numbers.find(({ name }) => name === 'sortino')?.why).toContain('not annualised');
  expect(ga?.against[0]?.differences.map(({ about }) => about)).toContain('fill');
  expect(ga?.like.flags).toContain('--session');
  expect(refused.join()).toContain('broken.json: It is no whole JSON');
});

test('a candidate is asked for by generation and index', () => {
  const title = (candidate: string): string | undefined =>
    compared(at('buy.json'), '--baseline', at('ga/ga_log.csv'), '--candidate', candidate)
      .baselines[0]?.against[0]?.subjects[0]?.title;
  expect(title('0')).toBe('Generation 0, candidate 1');
  expect(title('0:0')).toBe('Generation 0, candidate 0');
  const none = failed(at('buy.json'), '--baseline', at('ga/ga_log.csv'), '--candidate', '7:1');
  expect([none.exit, none.stderr]).toEqual([
    2,
    expect.stringContaining('--candidate 7:1 is not in'),
  ]);
});

test('the table for a person has the same numbers and says why others have none', () => {
  const { stdout, exit } = moontest([
    'compare',
    at('hold.json'),
    at('buy.json'),
    '--baseline',
    at('ga'),
  ]);
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^ +hold\.json +buy\.json +difference$/mu);
  // Shares differ by percentage points: 99.5 % of 50 % would be another number.
  expect(stdout).toMatch(/^Exposure +0\.00 % +99\.50 % +\+99\.50 pp$/mu);
  expect(stdout).toMatch(/^Generation 1, candidate 0 +baseline +buy\.json +difference/mu);
  expect(stdout).toMatch(/^Evaluation: pnl_total +2\.5000/mu);
  expect(stdout).toContain('it is taken over a window of 12 bars; the run has 200');
  expect(stdout).toContain('To run a script like it: moontest run FILE SCRIPT --profile reference');
});

test.each([
  ['no result', () => [], 2, 'needs a RESULT.json'],
  ['a file that is not there', () => [at('none.json')], 3, 'there is no such file'],
  ['a damaged result', () => [at('ga/broken.json')], 3, 'It is no whole JSON'],
  ['a log as a result', () => [at('ga/ga_log.csv')], 3, 'is no result of moontest run'],
  [
    'a baseline of no known kind',
    () => [at('buy.json'), '--baseline', at('ga/policy.safetensors')],
    3,
    'no header that is known',
  ],
  ['a wrong candidate', () => [at('buy.json'), '--candidate', 'x'], 2, 'GEN or GEN:IDX'],
  ['an unknown flag', () => [at('buy.json'), '--basline', 'x'], 2, 'did you mean --baseline?'],
] as [string, () => string[], number, string][])(
  '%s ends with one sentence',
  (_, words, exit, text) => {
    const ended = failed(...words());
    expect([ended.exit, ended.stdout]).toEqual([exit, '']);
    expect(ended.stderr).toContain(text);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    const inJson = moontest(['compare', ...words(), '--json']);
    expect(inJson.exit).toBe(exit);
    const { error } = JSON.parse(inJson.stdout) as { error: { message: string } };
    expect(error.message).toContain(text);
  },
);
