import { BehaviorReader } from './behavior';
import { Cells } from './cells';
import { EquityReader, equityColumns } from './equity-csv';
import { isObject, objectOf, type Json } from './fields';
import { faultOfResult, readOwnResult, readRunnerResult } from './results';
import {
  readParams,
  readPipeline,
  readReplaySummary,
  readRunSummary,
  readStack,
} from './summaries';
import { delimiterOf, headerNames } from './table-reader';
import { TrainingLogReader } from './training-log';
import type { Baseline, ReadBaseline } from './types';

interface ContentReader {
  push: (chunk: string) => void;
  end: () => ReadBaseline;
}

/** Longest first line that can be a header. */
const LONGEST_HEADER = 65_536;

/**
 * Reads a file of another run from chunks of its text, as UTF-8 came in. What it is follows from its
 * content: a file's name says nothing here.
 */
export class BaselineReader {
  #head: string[] = [];
  #length = 0;
  #reader: ContentReader | null = null;

  push(chunk: string): void {
    if (this.#reader) {
      this.#reader.push(chunk);
      return;
    }
    this.#head.push(chunk);
    this.#length += chunk.length;
    if (chunk.includes('\n') || this.#length > LONGEST_HEADER) this.#choose();
  }

  end(): ReadBaseline {
    if (!this.#reader) this.#choose();
    return this.#reader?.end() ?? { ok: false, code: 'EMPTY', message: 'The file is empty.' };
  }

  #choose(): void {
    const head = this.#head.join('').replace(/^\uFEFF/u, '');
    const text = head.trimStart();
    this.#head = [];
    this.#length = 0;
    if (text === '') return;
    this.#reader = text.startsWith('{') || text.startsWith('[') ? new JsonReader() : tableOf(text);
    this.#reader.push(head);
  }
}

/** Reads a whole text. */
export function readBaseline(text: string): ReadBaseline {
  const reader = new BaselineReader();
  reader.push(text);
  return reader.end();
}

function tableOf(text: string): ContentReader {
  const [first = ''] = text.split('\n', 1);
  const line = first.replace(/\r$/u, '');
  const cells = new Cells();
  cells.take(line, delimiterOf(line));
  const names = headerNames(cells.all());
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.includes(name));
  if (has('effective_action', 'data_idx', 'equity_after')) return new BehaviorReader();
  if (has('gen', 'idx', 'fitness')) return new TrainingLogReader('ga_log');
  if (has('epoch', 'fitness', 'train_pnl')) return new TrainingLogReader('rl_log');
  if (equityColumns(names)) return new EquityReader();
  return new Unknown(`Its first line is no header that is known: "${line.slice(0, 80)}".`);
}

/** Keeps the text until its end: JSON can't be read in part. */
class JsonReader implements ContentReader {
  readonly #parts: string[] = [];

  push(chunk: string): void {
    this.#parts.push(chunk);
  }

  end(): ReadBaseline {
    let json: unknown;
    try {
      json = JSON.parse(this.#parts.join(''));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { ok: false, code: 'BAD_JSON', message: `It is no whole JSON: ${why}.` };
    }
    const found = isObject(json) ? objectKind(json) : 'It is a list, not an object.';
    if (typeof found === 'string') return { ok: false, code: 'UNKNOWN', message: found };
    return { ok: true, baseline: found, notices: [] };
  }
}

/** Returns what the object is, or why it is nothing known. */
function objectKind(json: Json): Baseline | string {
  const has = (...names: string[]): boolean => names.every((name) => name in json);
  if (has('schema', 'metrics')) return faultOfResult(json) ?? readOwnResult(json);
  if (has('layers', 'architecture')) {
    return 'It is a policy; what it did is in its behaviour and replay files.';
  }
  if (has('results') && Array.isArray(json.results)) return readPipeline(json);
  if (has('metrics', 'behavior')) return readReplaySummary(json);
  if (has('engine') && (has('bestRow') || has('fitnessSummary'))) return readRunSummary(json);
  if (has('trainer', 'backend')) return readStack(json);
  if (has('equity_curve') && objectOf(json, 'metrics')) return readRunnerResult(json);
  const values = Object.values(json);
  const isFlat = values.length > 0 && values.every((value) => !isObject(value));
  if (isFlat && Object.keys(json).every((name) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u.test(name))) {
    return { kind: 'params', params: readParams(json) };
  }
  return `It has none of the members of a known file, but ${names(json)}.`;
}

function names(json: Json): string {
  const shown = Object.keys(json).slice(0, 6);
  return shown.length > 0 ? shown.map((name) => `"${name.slice(0, 40)}"`).join(', ') : 'nothing';
}

class Unknown implements ContentReader {
  readonly #message: string;

  constructor(message: string) {
    this.#message = message;
  }

  push(): void {
    // What is not known is not read on.
  }

  end(): ReadBaseline {
    return { ok: false, code: 'UNKNOWN', message: this.#message };
  }
}
