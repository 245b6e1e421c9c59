/** What crosses between the page and the thread that reads files of other runs. */

import type { Notice } from '../protocol';
import type { FileAbout } from './about';
import type { BaselineFacts } from './facts';
import type { Line } from './line';
import type { BehaviorWindow, Candidate } from './types';

/** A file that was read; its columns stay in the thread under `id`. */
export interface KeptFile {
  id: number;
  about: FileAbout;
  facts: BaselineFacts;
  notices: Notice[];
}

/** The beginning of a large behaviour file, which is read in full only when it is looked at. */
export interface UnreadFile {
  layout: 'ga' | 'replay';
  candidate: BehaviorWindow['candidate'];
  /** Of its first rows alone. */
  facts: BaselineFacts;
}

export type ReadFile =
  | { ok: true; file: KeptFile }
  | { ok: true; unread: UnreadFile }
  | { ok: false; code: string; message: string };

/** A candidate of a log with its row. */
export interface LogCandidate extends Candidate {
  row: number;
}

/** What baseline.worker.ts exposes through Comlink. */
export interface BaselineApi {
  /** Reads a file by its content. `isWhole`: also a large behaviour file; else only its beginning. */
  read(file: Blob, isWhole: boolean, onProgress: (bytes: number) => void): Promise<ReadFile>;
  /** Ends the read under way: it answers with code STOPPED. */
  stop(): Promise<void>;
  /** The candidates of one generation or epoch of a log, in the order of their rows. */
  candidates(id: number, step: number): Promise<LogCandidate[]>;
  candidateAt(id: number, row: number): Promise<LogCandidate>;
  /** The equity of a file, or of one window of a behaviour file, over seconds or over bars. */
  line(id: number, window: number, over: 'time' | 'bar', buckets: number): Promise<Line>;
  /** All rows of a window, for a replay. */
  window(id: number, window: number): Promise<BehaviorWindow | null>;
  forget(id: number): Promise<void>;
}
