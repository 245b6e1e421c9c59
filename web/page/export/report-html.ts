/**
 * A run as one HTML file that needs nothing else: no script, no other file, no network. Whatever a script,
 * a file or a name says stands in it as text.
 */

import type {
  MetricInfo,
  ResultHead,
  RunDetails,
  RunFingerprints,
  RunReport,
  Trade,
} from '../../shared/protocol';
import { axisMoney, axisPercent, axisPrice } from '../chart/axes';
import { nsToMs, timestamp, wallClock } from '../clock';
import { count, money, NO_VALUE, percent, price } from '../format';
import { kpis } from '../kpi';
import { metricGroups, dailyBasis } from '../metrics/metric-rows';
import { MONTHS, yearsOf } from '../metrics/monthly';
import { problemTitle } from '../problem';
import { tradeAt } from '../../shared/trade-rows';
import { refusedOrders } from '../result/refusals';
import { reasonOf } from '../result/trade-list';
import { chartSvg } from './report-chart';
import { REPORT_STYLE } from './report-style';

export interface ReportInput {
  report: RunReport;
  details: RunDetails | null;
  metrics: MetricInfo[];
  fingerprints: RunFingerprints | null;
  scriptName: string;
  script: string;
  dataName: string;
  timezone: string;
}

/** Trades listed; the CSV has all of them. */
const MOST_TRADES = 5_000;
const MOST_DRAWDOWNS = 10;

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function reportHtml(input: ReportInput): string {
  const title = `${input.scriptName} on ${input.dataName}`;
  const parts = [
    head(input, title),
    numbers(input),
    charts(input),
    metricsTable(input),
    months(input),
    drawdowns(input),
    trades(input),
    settings(input),
    `<h2>Script: ${escaped(input.scriptName)}</h2><pre>${escaped(input.script)}</pre>`,
    prints(input),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${parts.filter((part) => part !== '').join('\n')}
</body>
</html>
`;
}

type Cell = string | number;

/** A table of cells that are text; the first column is words, the rest are as `words` says. */
function table(headings: string[], rows: Cell[][], words = new Set([0])): string {
  const cell = (tag: string) => (value: Cell, at: number) =>
    `<${tag}${words.has(at) ? '' : ' class="n"'}>${escaped(String(value))}</${tag}>`;
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n');
  return `<div class="scroll"><table><thead><tr>${headings.map(cell('th')).join('')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function head({ report, timezone }: ReportInput, title: string): string {
  const { data, errors, engine, settings: used } = report.head;
  const span = [data.first_ts, data.last_ts].map((ts) => timestamp(ts, timezone));
  const words = [
    data.symbol,
    `${count(data.rows)} bars`,
    span[0] && span[1] ? `${span[0]} to ${span[1]}` : '',
    `${engine}, profile ${settingText(used.profile)}`,
  ].filter((word) => word !== '');
  const failed =
    errors === null
      ? ''
      : `<p class="failed"><b>${escaped(problemTitle(errors) ?? 'Ended early')}:</b> ${escaped(errors.message)} What is shown goes up to there.</p>`;
  return `<h1>${escaped(title)}</h1><p class="quiet">${escaped(words.join(' · '))}</p>${failed}`;
}

function numbers({ report, details }: ReportInput): string {
  const shown = kpis(report, details?.buy_and_hold ?? null).map(
    ({ label, value, note, reason, tone }) =>
      `<div><dt>${escaped(label)}</dt><dd class="${tone ?? ''}">${escaped(value)}</dd><dd class="quiet">${escaped(note || (reason ?? ''))}</dd></div>`,
  );
  return `<dl class="kpis">${shown.join('')}</dl>`;
}

function charts({ report, timezone }: ReportInput): string {
  const { lines } = report;
  if (lines.x.length < 2) return '';
  const when = (x: number): string =>
    lines.is_time ? wallClock(x * 1000, timezone).slice(0, 10) : `bar ${count(x)}`;
  const { x, close, equity, buy_and_hold: held, drawdown } = lines;
  const base = { x, when };
  const drawn = [
    {
      ...base,
      title: 'Equity, and buy-and-hold (dashed)',
      height: 240,
      label: axisMoney,
      lines: [
        { name: 'buy-and-hold', y: held, look: 'held' },
        { name: 'equity', y: equity, look: 'equity' },
      ],
    },
    {
      ...base,
      title: 'Drawdown',
      height: 130,
      label: axisPercent,
      hangs: true,
      lines: [{ name: 'drawdown', y: drawdown, look: 'fall' }],
    },
    {
      ...base,
      title: 'Price at the close',
      height: 200,
      label: axisPrice,
      lines: [{ name: 'close', y: close, look: 'price' }],
    },
  ];
  return drawn
    .map(
      (chart) =>
        `<figure><figcaption>${escaped(chart.title)}</figcaption>${chartSvg(chart, escaped)}</figure>`,
    )
    .join('\n');
}

function metricsTable({ report, metrics, details, timezone }: ReportInput): string {
  const rows = metricGroups(report.head, metrics, details).flatMap(({ rows: group }) =>
    group.map(({ label, value, held, formula, reason }) => [
      label,
      value,
      held,
      reason === null ? formula : `No value: ${reason}. ${formula}`,
    ]),
  );
  const basis = dailyBasis(report.head, timezone);
  return `<h2>Metrics</h2>${basis === null ? '' : `<p class="quiet">${escaped(basis)}</p>`}${table(
    ['Metric', 'Strategy', 'Buy and hold', 'Formula'],
    rows,
    new Set([0, 3]),
  )}`;
}

function months({ details }: ReportInput): string {
  if (details === null || details.monthly_returns.length === 0) return '';
  const text = (value: number | null): string =>
    value === null ? '' : percent(value, true).replace('%', '');
  const rows = yearsOf(details.monthly_returns).map(({ year, months: values, total }) => [
    String(year),
    ...values.map(text),
    text(total),
  ]);
  return `<h2>Monthly returns, %</h2>${table(['Year', ...MONTHS, 'Whole year'], rows)}`;
}

function drawdowns({ details, timezone }: ReportInput): string {
  if (details === null || details.drawdowns.length === 0) return '';
  const rows = details.drawdowns
    .slice(0, MOST_DRAWDOWNS)
    .map(({ depth, money: fall, bars, ...at }) => [
      percent(depth),
      money(-fall),
      timestamp(at.start_ts, timezone) ?? `bar ${count(at.start_bar)}`,
      at.end_bar === null
        ? 'not yet'
        : (timestamp(at.end_ts, timezone) ?? `bar ${count(at.end_bar)}`),
      count(bars),
    ]);
  return `<h2>Drawdowns, deepest first</h2>${table(
    ['Depth', 'Money', 'From the peak', 'Back at it', 'Bars'],
    rows,
    new Set(),
  )}`;
}

function trades({ report, timezone }: ReportInput): string {
  const all = report.trades;
  const refused = refusedOrders(report.head.refused_orders).map(
    ({ n, words }) => `${count(n)} ${words}`,
  );
  const none = refused.length === 0 ? '' : `<p>Orders refused: ${escaped(refused.join(', '))}.</p>`;
  const left =
    all.length > MOST_TRADES
      ? `<p class="quiet">The first ${count(MOST_TRADES)} of ${count(all.length)}; the CSV export has all.</p>`
      : '';
  const rows = Array.from({ length: Math.min(all.length, MOST_TRADES) }, (_, at) =>
    tradeRow(tradeAt(all, at), at + 1, timezone),
  );
  const headings = ['#', 'Side', 'Size', 'Entry', 'Price', 'Exit', 'Price', 'Bars', 'Costs', 'Net'];
  return `<h2>Trades: ${count(all.length)}</h2>${none}<p class="quiet">Times ${escaped(timezone)}, money in $.</p>${left}${
    rows.length === 0
      ? ''
      : table([...headings, 'Return', 'Left by'], rows, new Set([1, 3, 5, headings.length + 1]))
  }`;
}

function tradeRow(trade: Trade, number: number, timezone: string): Cell[] {
  const when = (ts: string | null, bar: number | null): string => {
    if (ts !== null) return wallClock(nsToMs(ts), timezone);
    return bar === null ? NO_VALUE : `bar ${count(bar)}`;
  };
  return [
    count(number),
    trade.side,
    count(trade.size),
    when(trade.entry_ts, trade.entry_bar),
    price(trade.entry_price),
    when(trade.exit_ts, trade.exit_bar),
    trade.exit_price === null ? NO_VALUE : price(trade.exit_price),
    count(trade.bars_held),
    money(trade.costs),
    money(trade.net_pnl, true),
    percent(trade.return, true),
    reasonOf(trade).replace('_', '-'),
  ];
}

function settings({ report }: ReportInput): string {
  const { params, ...used } = report.head.settings;
  const rows = Object.entries(used).map(([name, value]) => [name, settingText(value)]);
  const own = Object.entries(typeof params === 'object' && params !== null ? params : {});
  const lines = own.map(([name, value]) => [`params.${name}`, String(value)]);
  return `<h2>Settings as used</h2>${table(['Setting', 'Value'], [...rows, ...lines], new Set([0, 1]))}`;
}

function settingText(value: ResultHead['settings'][string] | undefined): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function prints({ fingerprints }: ReportInput): string {
  if (fingerprints === null) return '';
  const rows = Object.entries(fingerprints);
  return `<h2>Fingerprints</h2><p class="quiet">SHA-256. Who has the same three has had the same run.</p>${table(['Of', 'Hexadecimal'], rows, new Set([0, 1]))}`;
}
