/** The rows of the metrics table. */

import type { MetricInfo, ResultHead } from '../shared/protocol';
import { decimal, metric, NO_VALUE } from './format';

export interface MetricRow {
  name: string;
  label: string;
  value: string;
  formula: string;
  /** Why there is no value. */
  reason: string | null;
}

/** Metrics of the run in the order of the engine's table; a reference run has names of its own. */
export function metricRows(head: ResultHead, table: MetricInfo[]): MetricRow[] {
  const rows = table
    .filter((info) => info.name in head.metrics)
    .map((info) => ({
      name: info.name,
      label: info.label,
      value: metric(head.metrics[info.name] ?? null, info.unit, info.name),
      formula: info.formula,
      reason: head.metric_reasons[info.name] ?? null,
    }));
  const reference = Object.entries(head.reference_metrics ?? {}).map(([name, value]) => ({
    name: `reference.${name}`,
    label: `${name.replaceAll('_', ' ')} (reference)`,
    value: value === null ? NO_VALUE : decimal(value, Number.isInteger(value) ? 0 : 4),
    formula: 'As the native reference program computes it.',
    reason: null,
  }));
  return [...rows, ...reference];
}
