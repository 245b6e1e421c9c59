/** Reads a run from the store or from a file: only known members are copied, into a fresh object. */

import {
  flagOf,
  isObject,
  listOf,
  numberOf,
  numbersOf,
  objectOf,
  textOf,
  type Json,
} from '../../shared/baseline/fields';
import type { FileChoices, Notice, Problem } from '../../shared/protocol';
import { TIME_UNITS } from '../../shared/protocol';
import { PRESETS, type PresetName } from '../presets';
import type { Curve } from './curve';
import type { KeptRun } from './kept-run';
import { runName } from './run-name';

/** Longest script taken, in characters; that of a file dropped is a million bytes. */
const LONGEST_SCRIPT = 1_000_000;
/** Points of a curve taken at most: more than any version of ours writes. */
const MOST_POINTS = 10_000;
const MOST_WARNINGS = 200;

/** Returns the run, or null when a member it can't do without is missing or of another kind. */
export function readKeptRun(value: unknown): KeptRun | null {
  if (!isObject(value) || value.schema !== 1) return null;
  const id = textOf(value, 'id');
  const engine = textOf(value, 'engine');
  const script = objectOf(value, 'script');
  const text = script && textOf(script, 'text');
  const metrics = objectOf(value, 'metrics');
  const settings = objectOf(value, 'settings');
  const data = objectOf(value, 'data');
  const rows = data && numberOf(data, 'rows');
  const curve = readCurve(objectOf(value, 'curve') ?? {});
  if (!id || engine === null || !script || text === null || text.length > LONGEST_SCRIPT)
    return null;
  if (!metrics || !settings || !data || rows === null || curve === null) return null;
  const preset = textOf(value, 'preset') ?? '';
  const first = numberOf(value, 'first_ms') ?? 0;
  const name = textOf(script, 'name') ?? 'script.lua';
  return {
    schema: 1,
    id,
    name: runName(textOf(value, 'name') ?? '') || name,
    is_named: flagOf(value, 'is_named') ?? false,
    is_starred: flagOf(value, 'is_starred') ?? false,
    first_ms: first,
    last_ms: numberOf(value, 'last_ms') ?? first,
    times: Math.max(1, numberOf(value, 'times') ?? 1),
    engine,
    script: { name, text },
    preset: Object.hasOwn(PRESETS, preset) ? (preset as PresetName) : 'shares',
    edits: textsOf(objectOf(value, 'edits')),
    params: textsOf(objectOf(value, 'params')),
    file: readFile(objectOf(value, 'file') ?? {}),
    settings: readSettings(settings),
    data: {
      rows,
      first_ts: textOf(data, 'first_ts'),
      last_ts: textOf(data, 'last_ts'),
      symbol: textOf(data, 'symbol') ?? 'UNKNOWN',
      bar_seconds: numberOf(data, 'bar_seconds'),
      fingerprint: textOf(data, 'fingerprint') ?? '',
      bars_fingerprint: textOf(data, 'bars_fingerprint') ?? '',
    },
    metrics: numbersOf(metrics),
    metric_reasons: textsOf(objectOf(value, 'metric_reasons')),
    reference_metrics: numbersOrNull(objectOf(value, 'reference_metrics')),
    refused_orders: readRefusals(objectOf(value, 'refused_orders')),
    bankrupt_bar: numberOf(value, 'bankrupt_bar'),
    warnings: listOf(value, 'warnings').slice(0, MOST_WARNINGS).flatMap(readNotice),
    errors: readProblem(objectOf(value, 'errors')),
    curve,
    elapsed_ms: numberOf(value, 'elapsed_ms') ?? 0,
  };
}

function readCurve(json: Json): Curve | null {
  const [bar, x, equity] = [list(json, 'bar'), list(json, 'x'), list(json, 'equity')];
  if (bar === null || x === null || equity === null) return null;
  const isOne = bar.length === x.length && x.length === equity.length && x.length <= MOST_POINTS;
  const ascends = x.every((value, at) => at === 0 || value >= (x[at - 1] ?? 0));
  return isOne && ascends ? { is_time: flagOf(json, 'is_time') ?? false, bar, x, equity } : null;
}

function list(json: Json, name: string): number[] | null {
  const values = json[name];
  const isList = Array.isArray(values) && values.every((value) => Number.isFinite(value));
  return isList ? (values as number[]) : null;
}

function readFile(json: Json): KeptRun['file'] {
  return {
    name: textOf(json, 'name') ?? 'data',
    is_sample: flagOf(json, 'is_sample') ?? false,
    choices: readChoices(objectOf(json, 'choices') ?? {}),
    label: textOf(json, 'label') ?? '',
  };
}

function readChoices(json: Json): FileChoices {
  const [symbol, timezone, fixes] = ['symbol', 'timezone', 'data_fixes'].map((name) =>
    textOf(json, name),
  );
  const unit = TIME_UNITS.find((known) => known === json.time_unit);
  const columns = objectOf(json, 'columns');
  return {
    ...(columns && { columns: textsOf(columns) }),
    ...(symbol != null && { symbol }),
    ...(timezone != null && { timezone }),
    ...(unit !== undefined && { time_unit: unit }),
    ...(fixes != null && { data_fixes: fixes }),
  };
}

/** Numbers, texts, flags, and the script's params one level below. */
function readSettings(json: Json): KeptRun['settings'] {
  const plain = (value: unknown): value is number | string | boolean | null =>
    value === null || ['number', 'string', 'boolean'].includes(typeof value);
  const found: KeptRun['settings'] = {};
  for (const [name, value] of Object.entries(json)) {
    if (plain(value)) found[name] = value;
    else if (name === 'params' && isObject(value)) {
      found.params = Object.fromEntries(Object.entries(value).filter((entry) => plain(entry[1])));
    }
  }
  return found;
}

function readRefusals(json: Json | null): KeptRun['refused_orders'] {
  const n = (name: string): number => (json && numberOf(json, name)) ?? 0;
  return {
    session: n('session'),
    margin: n('margin'),
    position: n('position'),
    price: n('price'),
    end: n('end'),
  };
}

function readNotice(value: unknown): Notice[] {
  if (!isObject(value)) return [];
  const [code, message] = [textOf(value, 'code'), textOf(value, 'message')];
  if (code === null || message === null) return [];
  const level = value.level === 'info' ? 'info' : 'warn';
  return [
    { code, level, message, count: numberOf(value, 'count') ?? 1, first: numberOf(value, 'first') },
  ];
}

const KINDS: Problem['kind'][] = [
  'compile_error',
  'runtime_error',
  'instruction_limit',
  'memory_limit',
  'internal_error',
];

function readProblem(json: Json | null): Problem | null {
  const message = json && textOf(json, 'message');
  if (!json || message === null) return null;
  return {
    kind: KINDS.find((kind) => kind === json.kind) ?? 'runtime_error',
    message,
    line: numberOf(json, 'line'),
    bar: numberOf(json, 'bar'),
    ts: textOf(json, 'ts'),
    traceback: textOf(json, 'traceback'),
  };
}

function numbersOrNull(json: Json | null): Record<string, number | null> | null {
  return json && numbersOf(json);
}

function textsOf(json: Json | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(json ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
