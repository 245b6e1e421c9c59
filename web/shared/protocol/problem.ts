/** Failures the person can act on. */

import type { Slice } from './file';

/** How a script failed (result JSON `errors.kind`), or which other mistake was made. */
export type ProblemKind =
  | 'compile_error'
  | 'runtime_error'
  | 'instruction_limit'
  | 'memory_limit'
  | 'cancelled'
  | 'internal_error'
  | 'setting'
  | 'data';

/** A failure the person can act on. */
export interface Problem {
  kind: ProblemKind;
  /** One sentence. Text of a script: show it as text only. */
  message: string;
  /** Line of the script, from 1. */
  line: number | null;
  /** Bar index within the run's rows. */
  bar: number | null;
  /** Start of that bar: integer nanoseconds since 1970 UTC as decimal text. */
  ts: string | null;
  traceback: string | null;
  /** kind `setting`: which one. */
  setting?: string;
  /** kind `data`: code of the contract (NOT_PARQUET, NO_OHLC, WHICH_SYMBOL, …). */
  code?: string;
  /** code TOO_LARGE: a part of the file that fits; left out where none can be read by itself. */
  slice?: Slice;
}

/** A person's mistakes are values; a rejected promise is a bug of ours. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };
