/** Several results of ours side by side: metrics with their differences, and settings that are not alike. */

import type { ResultHead } from '../protocol';
import { whyOtherResult } from './compare-metrics';

export interface ComparedResult {
  file: string;
  metrics: Record<string, number | null>;
  /** Metric − that of the first result, where both have one; null for the first, and where `why` says so. */
  difference: Record<string, number> | null;
  /** Why no number stands beside the first result's. */
  why: string | null;
}

export interface SettingRow {
  name: string;
  /** One a result. */
  values: string[];
}

export function compareResults(results: { file: string; head: ResultHead }[]): ComparedResult[] {
  const [first] = results;
  return results.map(({ file, head }) => {
    const { metrics } = head;
    if (first === undefined || head === first.head) {
      return { file, metrics, difference: null, why: null };
    }
    const why = whyOtherResult(head, first.head);
    return {
      file,
      metrics,
      difference: why === null ? minus(metrics, first.head.metrics) : null,
      why,
    };
  });
}

/** Settings in which the results are not all alike. */
export function differingSettings(heads: ResultHead[]): SettingRow[] {
  const names = [...new Set(heads.flatMap(({ settings }) => Object.keys(settings)))];
  return names
    .map((name) => ({ name, values: heads.map(({ settings }) => text(settings[name])) }))
    .filter(({ values }) => new Set(values).size > 1);
}

function minus(
  metrics: Record<string, number | null>,
  base: Record<string, number | null>,
): Record<string, number> {
  const pairs = Object.entries(metrics).flatMap(([name, value]): [string, number][] => {
    const from = base[name] ?? null;
    return value === null || from === null ? [] : [[name, value - from]];
  });
  return Object.fromEntries(pairs);
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
