import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { file, HOLD, json, moontest } from './program';

/** Buys at the first bar, sells at the third. */
const ONE_TRADE =
  'function on_bar(ctx) return ctx.step == 0 and "buy" or ctx.step == 2 and "sell" or "hold" end';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moontest-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a run prints its result as JSON and exits 0', () => {
  const ended = moontest(['run', file('comp_snappy'), '-e', ONE_TRADE, '--json']);
  const result = json(ended);
  expect([ended.exit, ended.stderr, result.errors]).toEqual([0, '', null]);
  expect([result.data.rows, result.equity_curve.length]).toEqual([200, 200]);
  // In at the second bar's open, out at the fourth's, each side paying 1.60 / 2 + 0.25.
  expect(result.trades).toHaveLength(1);
  const [trade] = result.trades;
  expect(trade).toMatchObject({ entry_bar: 1, entry_price: 100.03, exit_bar: 3, exit_price: 100 });
  expect(trade?.costs).toBeCloseTo(2.1, 12);
  expect(trade?.net_pnl).toBeCloseTo(-0.03 - 2.1, 10);
});

test('the same run prints the same bytes each time', () => {
  const words = ['run', file('comp_snappy'), '-e', ONE_TRADE, '--json'];
  expect(moontest(words).stdout).toBe(moontest(words).stdout);
});

test('a script comes from a file, from standard input or from the command line', () => {
  const path = join(folder, 'hold.lua');
  writeFileSync(path, HOLD);
  const base = ['run', file('comp_snappy'), '--json'];
  const fromPath = moontest([...base, path]).stdout;
  expect(fromPath.length).toBeGreaterThan(100);
  expect(moontest([...base, '-'], HOLD).stdout).toBe(fromPath);
  expect(moontest([...base, '-e', HOLD]).stdout).toBe(fromPath);
});

test('flags become settings', () => {
  const flags = ['--initial-balance', '500', '--no-enforce-margin', '--limit=50', '--json'];
  const { settings, data } = json(moontest(['run', file('comp_snappy'), '-e', HOLD, ...flags]));
  expect(settings).toMatchObject({ initial_balance: 500, enforce_margin: false, limit: 50 });
  expect(data.rows).toBe(50);
});

test('params reach the script', () => {
  const script = `params = { size = 1 }
    function on_init(ctx) print(ctx.params.size) end
    function on_bar() return "hold" end`;
  const words = ['run', file('comp_snappy'), '-e', script, '--param', 'size=7', '--json'];
  expect(json(moontest(words)).log[0]?.text).toMatch(/^7/u);
});

test('the result goes to a file too', () => {
  const path = join(folder, 'result.json');
  const ended = moontest(['run', file('comp_snappy'), '-e', HOLD, '--json', '--out', path]);
  expect(readFileSync(path, 'utf8')).toBe(ended.stdout);
});

test('without --json a person gets a table', () => {
  const { exit, stdout } = moontest(['run', file('comp_snappy'), '-e', ONE_TRADE]);
  expect(exit).toBe(0);
  expect(stdout).toContain('200 bars, 2024-01-02 09:00:00 to 2024-01-02 12:19:00 UTC');
  expect(stdout).toMatch(/^Net PnL +-?[\d.]+ {2}\$$/mu);
  expect(stdout).toMatch(/^long +1 +2024-01-02 09:01:00/mu);
});

test('what is wrong with the data is told with the result', () => {
  const { stdout } = moontest(['run', file('descending'), '-e', HOLD]);
  expect(stdout).toContain('warning  199 rows earlier than the row before');
});

test('columns of the file are read by the names a script uses', () => {
  const script =
    'function on_bar(_, bar) print(bar.Close - bar.close, bar["Adj Close"]) return "hold" end';
  const { log } = json(moontest(['run', file('yfinance_single'), '-e', script, '--json']));
  expect(log[0]?.text).toMatch(/^0\.0\t\d/u);
});

test.each([
  ['a syntax error', 'function on_bar(', 'compile_error', 1, null],
  ['no on_bar', 'x = 1', 'runtime_error', null, null],
  ['an empty script', '', 'runtime_error', null, null],
  ['a wrong return', 'function on_bar()\n return 5\nend', 'runtime_error', 1, 0],
  ['a missing column', 'function on_bar(_, b)\n return b.emaa_10\nend', 'runtime_error', 2, 0],
  ['a loop', 'function on_bar()\n while true do end\nend', 'instruction_limit', 2, 0],
] as const)('%s exits 1 with its kind and place', (_, script, kind, line, bar) => {
  const ended = moontest(['run', file('comp_snappy'), '-e', script, '--json']);
  expect(ended.exit).toBe(1);
  expect(json(ended).errors).toMatchObject({ kind, line, bar });
  expect(ended.stderr).toContain('The script failed');
});

test('a script that fails on bar 5 still shows what was done until then', () => {
  const script = 'function on_bar(ctx) if ctx.step == 5 then error("enough") end return "buy" end';
  const ended = moontest(['run', file('comp_snappy'), '-e', script, '--json']);
  const { equity_curve, errors } = json(ended);
  expect([ended.exit, equity_curve.length, errors?.bar]).toEqual([1, 6, 5]);
});

test('an answer on the command line makes the file usable', () => {
  const symbol = moontest([
    'run',
    file('three_symbols_interleaved'),
    '-e',
    HOLD,
    '--symbol',
    'B',
    '--json',
  ]);
  expect(json(symbol).data).toMatchObject({ rows: 200, symbol: 'B' });
  const close = ['--column', 'close=price', '--json'];
  expect(moontest(['run', file('ticks_trades'), '-e', HOLD, ...close]).exit).toBe(0);
  const numbered = ['--column', 'timestamp=none', '--json'];
  expect(moontest(['run', file('pandas_rangeindex_no_time'), '-e', HOLD, ...numbered]).exit).toBe(
    0,
  );
});

test('tables beside the result come on request only, as keys of their own', () => {
  const words = ['run', file('comp_snappy'), '-e', ONE_TRADE, '--json'];
  const plain = moontest(words).stdout;
  const asked = moontest([...words, '--conventions', '--report']).stdout;
  expect(Object.keys(JSON.parse(plain) as object)).not.toContain('conventions');
  expect(asked.startsWith(plain.trimEnd().slice(0, -1))).toBe(true);
  const { conventions, report } = JSON.parse(asked) as {
    conventions: { metric: string; program: string }[];
    report: { drawdowns: { depth: number }[]; buy_and_hold: { bar: number } };
  };
  expect(conventions.map(({ program }) => program)).toContain('backtesting.py');
  expect(report.buy_and_hold.bar).toBe(1);
  expect(report.drawdowns[0]?.depth).toBeGreaterThan(0);
});

test('a script that buys and holds has the metrics of buy-and-hold', () => {
  const hold = 'function on_bar(ctx) return ctx.step == 0 and "buy" or "hold" end';
  const words = [
    'run',
    join(import.meta.dirname, '../../public/sample/mes-1m.parquet'),
    '-e',
    hold,
    '--json',
    '--report',
    '--liquidate-at-end',
  ];
  const { metrics, report } = JSON.parse(moontest(words).stdout) as {
    metrics: Record<string, number | null>;
    report: { buy_and_hold: { metrics: Record<string, number | null> } };
  };
  const held = report.buy_and_hold.metrics;
  expect(held.max_drawdown).toBeGreaterThan(0);
  for (const name of ['total_pnl', 'total_return', 'sharpe', 'max_drawdown', 'exposure', 'days']) {
    // The sums are made in another order, so the last digits may differ.
    expect(held[name], name).toBeCloseTo(metrics[name] ?? Number.NaN, 9);
  }
  // It closes no trade.
  expect([held.trades, held.win_rate]).toEqual([0, null]);
});

test('the tables can be read in a terminal', () => {
  const words = ['run', file('comp_snappy'), '-e', ONE_TRADE, '--conventions', '--report'];
  const { stdout } = moontest(words);
  expect(stdout).toMatch(/sharpe +TradingView/u);
  expect(stdout).toContain('Monthly returns in %');
  expect(stdout).toContain('Drawdowns, deepest first');
});

test('days are counted in any zone of the IANA database', () => {
  const words = ['run', file('comp_snappy'), '-e', HOLD, '--json', '--timezone'];
  expect(json(moontest([...words, 'Asia/Kolkata'])).settings.timezone).toBe('Asia/Kolkata');
  const wrong = moontest([...words, 'Europe/Belin']);
  expect([wrong.exit, wrong.stderr.includes('did you mean "Europe/Berlin"')]).toEqual([2, true]);
});

test('a script that failed before its first trade is answered with the failure alone', () => {
  const script = 'function on_bar(ctx) if ctx.step == 5 then error("enough") end return "hold" end';
  const ended = moontest(['run', file('comp_snappy'), '-e', script]);
  expect(ended.exit).toBe(1);
  expect(ended.stdout).toContain('The script failed: runtime_error (line 1, bar 5,');
  expect(ended.stdout).not.toContain('Sharpe');
  const later = script
    .replace('"hold"', '"revert"')
    .replace('return', 'return ctx.step == 1 and "buy" or');
  expect(moontest(['run', file('comp_snappy'), '-e', later]).stdout).toContain('Sharpe');
});
