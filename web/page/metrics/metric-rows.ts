/** The rows of the metrics table. */

import type { Convention, MetricInfo, ResultHead, RunDetails } from '../../shared/protocol';
import { decimal, metric, NO_VALUE } from '../format';

export interface MetricRow {
  name: string;
  label: string;
  value: string;
  /** The same of buy-and-hold; '' where it has none. */
  held: string;
  formula: string;
  /** Why there is no value. */
  reason: string | null;
  /** What other programs print under this name. */
  others: { program: string; value: string; formula: string; reason: string | null }[];
}

export interface MetricGroup {
  title: string;
  rows: MetricRow[];
}

/** The metric each group of the engine's table begins with. */
const GROUPS: Record<string, string> = {
  total_pnl: 'Return',
  sharpe: 'Return for risk',
  max_drawdown: 'Drawdown',
  profit_factor: 'Trades',
  exposure: 'Activity',
  var_95: 'Daily risk',
  average_bars_held: 'Basis',
};

/** Metrics of the run in the order of the engine's table; a reference run has names of its own. */
export function metricGroups(
  head: ResultHead,
  table: MetricInfo[],
  details: RunDetails | null,
): MetricGroup[] {
  const held = details?.buy_and_hold?.metrics ?? {};
  const groups: MetricGroup[] = [];
  for (const info of table.filter(({ name }) => name in head.metrics)) {
    const title = GROUPS[info.name];
    if (title !== undefined || groups.length === 0) groups.push({ title: title ?? '', rows: [] });
    const text = (value: number | null): string => metric(value, info.unit, info.name);
    const heldValue = info.name === 'buy_and_hold_pnl' ? null : (held[info.name] ?? null);
    groups.at(-1)?.rows.push({
      name: info.name,
      label: info.label,
      value: text(head.metrics[info.name] ?? null),
      held: heldValue === null || info.unit === 'count' ? '' : text(heldValue),
      formula: info.formula,
      reason: head.metric_reasons[info.name] ?? null,
      others: (details?.conventions ?? [])
        .filter((row) => row.metric === info.name)
        .map((row) => otherProgram(row, text)),
    });
  }
  const reference = Object.entries(head.reference_metrics ?? {}).map(
    ([name, value]): MetricRow => ({
      name: `reference.${name}`,
      label: name.replaceAll('_', ' '),
      value: value === null ? NO_VALUE : decimal(value, Number.isInteger(value) ? 0 : 4),
      held: '',
      formula: 'As the native reference program computes it.',
      reason: null,
      others: [],
    }),
  );
  if (reference.length > 0) groups.push({ title: 'Reference program', rows: reference });
  return groups;
}

function otherProgram(
  { program, formula, value, reason }: Convention,
  text: (value: number | null) => string,
): MetricRow['others'][number] {
  return { program, formula, reason, value: text(value) };
}

/** The basis of the daily metrics in words: `Daily returns: N = 96 days in UTC, P = 252 a year.` */
export function dailyBasis(head: ResultHead, timezone: string): string | null {
  const { days = null, periods_per_year: periods = null } = head.metrics;
  if (days === null || periods === null) return null;
  return `Daily returns: N = ${decimal(days, 0)} days in ${timezone}, P = ${decimal(periods, 0)} a year.`;
}
