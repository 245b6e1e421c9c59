/** Metrics, months, drawdowns, settings and fingerprints of the report. */

import type { ResultHead } from '../../shared/protocol';
import { timestamp } from '../clock';
import { count, money, percent } from '../format';
import { dailyBasis, metricGroups } from '../metrics/metric-rows';
import { MONTHS, yearsOf } from '../metrics/monthly';
import type { ReportInput } from './report-input';
import { escaped, table } from './report-text';

const MOST_DRAWDOWNS = 10;

export function metricsTable({ report, metrics, details, timezone }: ReportInput): string {
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

export function months({ details }: ReportInput): string {
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

export function drawdowns({ details, timezone }: ReportInput): string {
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

export function settings({ report }: ReportInput): string {
  const { params, ...used } = report.head.settings;
  const rows = Object.entries(used).map(([name, value]) => [name, settingText(value)]);
  const own = Object.entries(typeof params === 'object' && params !== null ? params : {});
  const lines = own.map(([name, value]) => [`params.${name}`, String(value)]);
  return `<h2>Settings as used</h2>${table(['Setting', 'Value'], [...rows, ...lines], new Set([0, 1]))}`;
}

export function settingText(value: ResultHead['settings'][string] | undefined): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function prints({ fingerprints }: ReportInput): string {
  if (fingerprints === null) return '';
  const rows = Object.entries(fingerprints);
  return `<h2>Fingerprints</h2><p class="quiet">SHA-256. Who has the same three has had the same run.</p>${table(['Of', 'Hexadecimal'], rows, new Set([0, 1]))}`;
}
