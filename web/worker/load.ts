import type { WasmEngine } from './engine-module';
import type {
  ColumnChunk,
  ColumnPlan,
  LoadReport,
  Outcome,
  Problem,
  Slice,
} from '../shared/protocol';

/** Reads a problem as the engine writes it; empty text is none. */
export function problemOf(text: string): Problem | null {
  return text === '' ? null : (JSON.parse(text) as Problem);
}

/**
 * Tells the engine which columns come. Returns the problem, after which nothing is left of the load.
 */
export function beginLoad(engine: WasmEngine, plan: ColumnPlan): Problem | null {
  let problem = problemOf(engine.begin(plan.profile, plan.rows, plan.symbol ?? undefined));
  if (plan.data_fixes) problem ??= problemOf(engine.set_data_fixes(plan.data_fixes));
  if (plan.clock) problem ??= problemOf(engine.set_zone(plan.clock.from, plan.clock.ahead));
  if (plan.slice) {
    const [kind, from, to] = sliceWords(plan.slice);
    problem ??= problemOf(engine.set_slice(kind, from, to, plan.first_row, plan.file_rows));
  }
  for (const { name, role, ns_per_unit, divide_by } of plan.columns) {
    problem ??= problemOf(engine.add_column(name, role, BigInt(ns_per_unit), divide_by));
  }
  if (problem) engine.abandon();
  return problem;
}

/** A part as the engine reads it: its kind and two numbers, empty where an end is open. */
function sliceWords(slice: Slice): [string, string, string] {
  if ('first' in slice) return ['first', String(slice.first), ''];
  if ('last' in slice) return ['last', String(slice.last), ''];
  if ('offset' in slice) return ['rows', String(slice.offset), String(slice.limit ?? '')];
  if ('from_percent' in slice) {
    return ['percent', String(slice.from_percent), String(slice.to_percent)];
  }
  return ['times', slice.from_ts ?? '', slice.to_ts ?? ''];
}

/** Hands a chunk to the engine, which copies it. */
export function takeChunk(engine: WasmEngine, chunk: ColumnChunk): Problem | null {
  const { column, length, format, validity, values, offsets } = chunk;
  return problemOf(
    engine.append(column, length, format, validity ?? undefined, values, offsets ?? undefined),
  );
}

/** Makes the columns taken the dataset in use. */
export function finishLoad(engine: WasmEngine): Outcome<LoadReport> {
  return JSON.parse(engine.finish()) as Outcome<LoadReport>;
}
