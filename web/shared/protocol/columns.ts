/** Columns on their way from the decoder to the engine. */

import type { Role, Slice } from './file';
import type { Problem } from './problem';
import type { Profile } from './run';

/** What a wall clock shows against UTC: from local time `from` (ns) on it is ahead by `ahead` (ns). */
export interface WallClock {
  from: BigInt64Array;
  ahead: BigInt64Array;
}

/** One run of values of one column, on its way from the decoder to the engine; its buffers are transferred. */
export interface ColumnChunk {
  /** Place in `ColumnPlan.columns`. */
  column: number;
  /** Values in this chunk. */
  length: number;
  /** Arrow C data interface format string: 'g' f64, 'l' i64, 'tsu:UTC' timestamp µs, 'u' utf8, … */
  format: string;
  /** Arrow validity bitmap (bit 0 of byte 0 = first value), or null when no value is null. */
  validity: Uint8Array | null;
  /** Values as Arrow lays them out; for text the UTF-8 bytes. Booleans are one bit each. */
  values: Uint8Array;
  /** Text only: length + 1 offsets, Int32 or Int64 as the format says. */
  offsets: Uint8Array | null;
}

/** One column the engine is about to receive. */
export interface PlannedColumn {
  /** Name in the file. */
  name: string;
  role: Role | 'extra';
  /**
   * Multiply integers of a timestamp without unit by this to get ns ("0" = text or typed time,
   * "-1" = numbers that spell yyyymmdd); above 0 it overrides a wrong type. A second timestamp column holds the first one's time of day.
   */
  ns_per_unit: string;
  /** Divide by this (1 = as is): prices stored as integers. */
  divide_by: number;
}

/** What the decoder will send and how the engine reads it. */
export interface ColumnPlan {
  profile: Profile;
  /** Rows that come, from the file's row `first_row` on. */
  rows: number;
  first_row: number;
  /** Rows in the file. */
  file_rows: number;
  /** The part asked for: the rows hold it, and the engine finds it among them. */
  slice?: Slice;
  /** Two columns of one price are bid and ask: their middle is taken. */
  columns: PlannedColumn[];
  symbol: string | null;
  /** Repairs to make; none when left out. */
  data_fixes?: string;
  /** Of times without a zone; UTC when left out. */
  clock?: WallClock;
}

/** Messages of the port between decoder (sends chunks) and engine (acknowledges each). */
export type DecoderMessage =
  { type: 'chunk'; chunk: ColumnChunk } | { type: 'done' } | { type: 'failed'; problem: Problem };
export type EngineReply = { type: 'ack' } | { type: 'stop' };

/** How far a load is: values of all planned columns. */
export interface ReadProgress {
  done: number;
  total: number;
}
