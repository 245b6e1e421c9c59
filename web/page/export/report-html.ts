/**
 * A run as one HTML file that needs nothing else: no script, no other file, no network. Whatever a script,
 * a file or a name says stands in it as text.
 */

import { axisMoney, axisPercent, axisPrice } from '../chart/axes';
import { timestamp, wallClock } from '../clock';
import { count } from '../format';
import { kpis } from '../kpi';
import { problemTitle } from '../problem';
import { chartSvg } from './report-chart';
import type { ReportInput } from './report-input';
import { REPORT_STYLE } from './report-style';
import { drawdowns, metricsTable, months, prints, settings, settingText } from './report-tables';
import { escaped } from './report-text';
import { trades } from './report-trades';

/** The file in pieces, none of which takes long to make. */
export function* reportHtml(input: ReportInput): Generator<string> {
  const title = `${input.scriptName} on ${input.dataName}`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
`;
  yield* lines(head(input, title), numbers(input));
  yield* lines(charts(input));
  yield* lines(metricsTable(input), months(input), drawdowns(input));
  yield* trades(input);
  yield '\n';
  yield* lines(
    settings(input),
    `<h2>Script: ${escaped(input.scriptName)}</h2><pre>${escaped(input.script)}</pre>`,
    prints(input),
  );
  yield `</body>
</html>
`;
}

function* lines(...parts: string[]): Generator<string> {
  for (const part of parts) if (part !== '') yield `${part}\n`;
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
