import { describe, expect, test } from 'vitest';
import { exportName } from '../../web/page/export/file-name';
import { ticks } from '../../web/page/export/report-chart';
import { reportHtml } from '../../web/page/export/report-html';
import type { ReportInput } from '../../web/page/export/report-input';
import { tradesCsv } from '../../web/page/export/trades-csv';
import { isoTime } from '../../web/shared/iso-time';
import { equityCsv } from '../../web/worker/export/equity-csv';
import { chartLines, resultHead, trade, tradeColumns } from './fakes';

const NONE = Number.NaN;

test('an instant is written to the nanosecond, and no longer than it must be', () => {
  expect(isoTime(1_767_580_200_000_000_000n)).toBe('2026-01-05T02:30:00Z');
  expect(isoTime(1_767_580_200_250_000_000n)).toBe('2026-01-05T02:30:00.250Z');
  expect(isoTime(1_767_580_200_000_000_001n)).toBe('2026-01-05T02:30:00.000000001Z');
  expect(isoTime(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
});

test('a trade is a row whose numbers read back the same', () => {
  const one = trade({ entry_ts: '1767580200000000000', net_pnl: 0.1 + 0.2, return: -1e-7 });
  const open = trade({ open: true, exit_bar: null, exit_price: null, exit_reason: null });
  const [head = '', first = '', second = ''] = [...tradesCsv(tradeColumns(one, open))]
    .join('')
    .split('\n');
  const cell = (row: string, name: string): string | undefined =>
    row.split(',')[head.split(',').indexOf(name)];
  expect(cell(first, 'entry_time')).toBe('2026-01-05T02:30:00Z');
  expect(Number(cell(first, 'net_pnl'))).toBe(0.1 + 0.2);
  expect(Number(cell(first, 'return'))).toBe(-1e-7);
  expect([cell(second, 'number'), cell(second, 'exit_price'), cell(second, 'open')]).toEqual([
    '2',
    '',
    'true',
  ]);
});

test('more trades than fit one piece are all written, once', () => {
  const lines = [...tradesCsv(tradeColumns(...Array.from({ length: 12_345 }, () => trade())))]
    .join('')
    .split('\n');
  expect([lines.length, lines.at(-2)?.split(',')[0], lines.at(-1)]).toEqual([12_347, '12345', '']);
});

test('the equity is written bar by bar; a missing number is an empty cell', () => {
  const series = {
    bar: Float64Array.of(0, 1),
    ts: BigInt64Array.of(0n, 60_000_000_000n),
    close: Float64Array.of(100.25, NONE),
    equity: Float64Array.of(10_000, 9_999.5),
    buy_and_hold: Float64Array.of(NONE, 1),
    drawdown: Float64Array.of(0, 0.00005),
  };
  expect([...equityCsv(series)].join('')).toBe(
    'bar,time,close,equity,buy_and_hold,drawdown\n' +
      '0,1970-01-01T00:00:00Z,100.25,10000,,0\n' +
      '1,1970-01-01T00:01:00Z,,9999.5,1,0.00005\n',
  );
  expect([...equityCsv({ ...series, ts: null })].join('')).toMatch(/^bar,close,.*\n0,100\.25,/);
});

test('a file is named after script, data and content, without anything a file system dislikes', () => {
  expect(exportName('ema_cross.lua', 'mes-1m.parquet', 'trades.csv')).toBe(
    'ema_cross-mes-1m-trades.csv',
  );
  expect(exportName('a/b: c?.lua', '', 'x.csv')).toBe('a_b_c_-run-x.csv');
});

test('ticks are round numbers within the range', () => {
  expect(ticks(9_000, 13_600)).toEqual([10_000, 12_000]);
  expect(ticks(0, 0.18)).toEqual([0, 0.05, 0.1, 0.15000000000000002]);
  expect(ticks(5, 5)).toEqual([5]);
});

describe('the report', () => {
  const input: ReportInput = {
    report: {
      head: resultHead({
        metrics: { total_pnl: 250, sharpe: null },
        metric_reasons: { sharpe: 'fewer than <two> days' },
        refused_orders: { session: 3, margin: 0, position: 0, price: 0, end: 0 },
      }),
      trades: tradeColumns(trade()),
      lines: chartLines([10_000, 10_100, 10_250]),
      elapsed_ms: 1,
    },
    details: null,
    metrics: [
      { name: 'total_pnl', label: 'Net PnL', unit: '$', formula: 'end − start' },
      { name: 'sharpe', label: 'Sharpe', unit: 'ratio', formula: 'mean ÷ deviation' },
    ],
    fingerprints: { data: 'd1', inputs: 'i1', result: 'r1' },
    scriptName: '<img src=x onerror=alert(1)>.lua',
    script: 'print("</pre><script>alert(2)</script>")',
    dataName: '"><b>bars.parquet',
    timezone: 'UTC',
  };
  const html = [...reportHtml(input)].join('');

  test('stands alone: no script, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script|<img|<link|<iframe|https?:|javascript:|url\(/i);
    expect(html).toContain("default-src 'none'");
  });

  test('shows what a script, a file or a reason says as text', () => {
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;.lua');
    expect(html).toContain('print(&#34;&#60;/pre&#62;&#60;script&#62;alert(2)');
    expect(html).toContain('&#34;&#62;&#60;b&#62;bars.parquet');
    expect(html).toContain('fewer than &#60;two&#62; days');
  });

  test('has the numbers, formulas, charts, trades, refusals, settings and fingerprints', () => {
    for (const text of ['+$250.00', 'end − start', 'mean ÷ deviation', 'Trades: 1']) {
      expect(html).toContain(text);
    }
    expect(html.match(/<svg/g)).toHaveLength(3);
    expect(html).toContain('Orders refused: 3 outside the session.');
    expect(html).toContain('<td>initial_balance</td><td>10000</td>');
    for (const print of ['d1', 'i1', 'r1']) expect(html).toContain(`<td>${print}</td>`);
  });
  test('lists five thousand trades at most, each once', () => {
    const many = tradeColumns(...Array.from({ length: 5_001 }, () => trade()));
    const text = [...reportHtml({ ...input, report: { ...input.report, trades: many } })].join('');
    expect(text).toContain('The first 5,000 of 5,001');
    expect(text.match(/<tr><td class="n">[\d,]+<\/td><td>long/g)).toHaveLength(5_000);
    expect(text).toContain('</tr>\n<tr><td class="n">501</td>');
  });
});
