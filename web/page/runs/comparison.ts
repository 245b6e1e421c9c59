/** Runs beside each other: metrics with what they differ by from a base, and the settings that differ. */

import type { MetricInfo } from '../../shared/protocol';
import { decimal, duration, metric, money, points } from '../format';
import { settingLabel } from '../presets';
import { hasSameBars, type KeptRun } from './kept-run';

export interface ComparedCell {
  value: string;
  /** Why there is no value. */
  reason: string | null;
  /** From the base, with its sign and unit; '' where there is none. */
  change: string;
  /** Null where neither way is better, or nothing changed. */
  tone: 'better' | 'worse' | null;
}

export interface ComparedMetric {
  name: string;
  label: string;
  formula: string;
  /** In the order of the runs. */
  cells: ComparedCell[];
}

/** Metrics of which more is better; of the others in `LESS` less is. */
const MORE = new Set([
  ...['total_pnl', 'total_return', 'cagr', 'sharpe', 'sortino', 'calmar', 'profit_factor', 'sqn'],
  ...['win_rate', 'expectancy', 'expectancy_return', 'average_win', 'average_loss'],
  ...['var_95', 'cvar_95'],
]);
const LESS = new Set([
  ...['max_drawdown', 'max_drawdown_money', 'max_drawdown_seconds', 'max_consecutive_losses'],
  'costs',
]);

/** Why a run's numbers can't be set against the base's; null if they can. */
export function whyApart(run: KeptRun, base: KeptRun): string | null {
  if (!hasSameBars(run, base)) return 'other data';
  const early = [run, base].find(({ errors }) => errors !== null);
  if (early !== undefined) return early === run ? 'ended early' : 'the base ended early';
  return null;
}

/**
 * Rows of the metrics that any of the runs has, in the order of the engine's table. A difference is given
 * where `isAlike` says that both numbers mean the same.
 */
export function comparedMetrics(
  runs: KeptRun[],
  base: KeptRun,
  table: MetricInfo[],
  isAlike: (run: KeptRun, name: string) => boolean = (run) => whyApart(run, base) === null,
): ComparedMetric[] {
  return table
    .filter(({ name }) => runs.some((run) => name in run.metrics))
    .map((info) => ({
      name: info.name,
      label: info.label,
      formula: info.formula,
      cells: runs.map((run) => cell(run, base, info, isAlike(run, info.name))),
    }));
}

function cell(run: KeptRun, base: KeptRun, info: MetricInfo, isAlike: boolean): ComparedCell {
  const { name, unit } = info;
  const value = run.metrics[name] ?? null;
  const text = metric(value, unit, name);
  const reason = run.metric_reasons[name] ?? null;
  const against = base.metrics[name] ?? null;
  const isSet = isAlike && run !== base && value !== null && against !== null && unit !== 'flag';
  if (!isSet) return { value: text, reason, change: '', tone: null };
  const by = value - against;
  return { value: text, reason, change: change(by, unit), tone: tone(by, name) };
}

/** Whether a difference is one to the better; null where neither way is, or there is none. */
export function tone(by: number, name: string): ComparedCell['tone'] {
  if (by === 0 || !(MORE.has(name) || LESS.has(name))) return null;
  return by > 0 === MORE.has(name) ? 'better' : 'worse';
}

/** A difference with its sign, in the unit of what it is of; shares differ by percentage points. */
export function change(by: number, unit: MetricInfo['unit']): string {
  if (by === 0) return '=';
  switch (unit) {
    case '$':
      return money(by, true);
    case 'fraction':
      return points(by);
    case 'ratio':
      return decimal(by, 3, true);
    case 'seconds':
      return `${by < 0 ? '\u2212' : '+'}${duration(Math.abs(by))}`;
    default:
      return decimal(by, Number.isInteger(by) ? 0 : 1, true);
  }
}

export interface DifferingSetting {
  name: string;
  label: string;
  /** In the order of the runs; '' where a run has no such setting. */
  values: string[];
}

/** What the runs were made with, as far as it is not the same in all of them. */
export function differingSettings(runs: KeptRun[]): DifferingSetting[] {
  const facts = runs.map(factsOf);
  const names = new Set(facts.flatMap((fact) => [...fact.keys()]));
  return [...names]
    .map((name) => ({
      name,
      label: name.startsWith('params.') ? name.slice('params.'.length) : settingLabel(name),
      values: facts.map((fact) => fact.get(name) ?? ''),
    }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

function factsOf(run: KeptRun): Map<string, string> {
  const { params, ...settings } = run.settings;
  const given = typeof params === 'object' && params !== null ? Object.entries(params) : [];
  const choices = Object.entries({ ...run.file.choices, ...run.file.choices.columns });
  const facts: [string, unknown][] = [
    ['script', run.script.name],
    ...given.map(([name, value]): [string, unknown] => [`params.${name}`, value]),
    ...Object.entries(settings),
    ['data_file', run.file.name],
    ['market', run.data.symbol],
    ['bars', run.data.rows],
    ...choices
      .filter(([name]) => name !== 'columns' && name !== 'data_fixes')
      .map(([name, value]): [string, unknown] => [`column_${name}`, value]),
    ['engine', run.engine],
  ];
  return new Map(facts.map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
