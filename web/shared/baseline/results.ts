import { isObject, listOf, numbersOf, objectOf, type Json } from './fields';
import { grossOfRows } from './gross-profit';
import type { ResultHead } from '../protocol';
import type { OwnResult, RunnerResult } from './types';

/** Members that every result of ours has. */
const OBJECTS = ['settings', 'data', 'metrics', 'metric_reasons', 'refused_orders'];
const LISTS = ['trades', 'log', 'warnings', 'equity_curve'];

/** Why a JSON that names our schema is no result of ours; null if it is one. */
export function faultOfResult(json: Json): string | null {
  if (json.schema !== 1) {
    return `Its schema is ${JSON.stringify(json.schema)}; this version reads schema 1.`;
  }
  for (const name of OBJECTS) if (!isObject(json[name])) return `It has no "${name}".`;
  for (const name of LISTS) if (!Array.isArray(json[name])) return `It has no list "${name}".`;
  return null;
}

/** Our own result JSON, checked before. */
export function readOwnResult(json: Json): OwnResult {
  const head = { ...json };
  delete head.equity_curve;
  delete head.trades;
  delete head.actions;
  const isReference = objectOf(json, 'settings')?.profile === 'reference';
  return {
    kind: 'result',
    head: head as unknown as ResultHead,
    gross: grossOfRows(listOf(json, 'trades')),
    first_bar: isReference ? 1 : 0,
    equity: curveOf(json),
  };
}

export function readRunnerResult(json: Json): RunnerResult {
  return {
    kind: 'runner_result',
    metrics: numbersOf(objectOf(json, 'metrics')),
    equity: curveOf(json),
  };
}

function curveOf(json: Json): Float64Array {
  return Float64Array.from(listOf(json, 'equity_curve'), (value) =>
    typeof value === 'number' ? value : NaN,
  );
}
