import { aboutOf } from '../shared/baseline/about';
import { factsOfFile } from '../shared/baseline/facts';
import { reducedLine, type Line } from '../shared/baseline/line';
import { BaselineReader, readBaseline } from '../shared/baseline/read';
import { candidateAt } from '../shared/baseline/training-log';
import type { BaselineApi, LogCandidate, ReadFile } from '../shared/baseline/api';
import type { Baseline, BehaviorWindow, TrainingLog } from '../shared/baseline/types';

/** A file that is text is read in one go up to here; a larger behaviour file when it is looked at. */
const LARGE_BYTES = 8_000_000;
const HEAD_BYTES = 65_536;
const PROGRESS_BYTES = 1_000_000;
/** JSON is parsed whole, and what is larger than this is no summary or result. */
const MAX_JSON_BYTES = 500_000_000;

/** Reads files of other runs and keeps their columns, so that the page has only what it shows. */
export class BaselineThread implements BaselineApi {
  readonly #files = new Map<number, Baseline>();
  #next = 1;
  /** Stands for the read under way; another one, or a stop, takes its place. */
  #underWay = Symbol('read');

  async read(file: Blob, isWhole: boolean, onProgress: (bytes: number) => void): Promise<ReadFile> {
    const turn = Symbol('read');
    this.#underWay = turn;
    const head = await file.slice(0, HEAD_BYTES).text();
    const refusal = refusalOf(head, file.size);
    if (refusal !== null) return { ok: false, code: 'UNKNOWN', message: refusal };
    if (!isWhole && file.size > LARGE_BYTES) {
      const unread = unreadOf(head);
      if (unread !== null) return unread;
    }
    const reader = new BaselineReader();
    const decoder = new TextDecoder();
    const stream = file.stream().getReader();
    let bytes = 0;
    let told = 0;
    for (;;) {
      const { value, done } = await stream.read();
      if (this.#underWay !== turn) {
        await stream.cancel();
        return { ok: false, code: 'STOPPED', message: 'Reading was stopped.' };
      }
      if (done) break;
      bytes += value.length;
      reader.push(decoder.decode(value, { stream: true }));
      if (bytes - told >= PROGRESS_BYTES) {
        told = bytes;
        onProgress(bytes);
      }
    }
    reader.push(decoder.decode());
    const found = reader.end();
    if (!found.ok) return found;
    const id = this.#next;
    this.#next += 1;
    this.#files.set(id, found.baseline);
    const { baseline, notices } = found;
    return {
      ok: true,
      file: { id, about: aboutOf(baseline), facts: factsOfFile(baseline), notices },
    };
  }

  stop(): Promise<void> {
    this.#underWay = Symbol('stopped');
    return Promise.resolve();
  }

  candidates(id: number, step: number): Promise<LogCandidate[]> {
    const log = this.#log(id);
    const steps = log?.columns[log.kind === 'ga_log' ? 'gen' : 'epoch'] ?? new Float64Array();
    const rows = [...steps.keys()].filter((row) => steps[row] === step);
    return Promise.resolve(log ? rows.map((row) => ({ ...candidateAt(log, row), row })) : []);
  }

  candidateAt(id: number, row: number): Promise<LogCandidate> {
    const log = this.#log(id);
    if (!log) return Promise.reject(new Error(`file ${id} is no log`));
    return Promise.resolve({ ...candidateAt(log, row), row });
  }

  line(id: number, window: number, over: 'time' | 'bar', buckets: number): Promise<Line> {
    const file = this.#files.get(id);
    const curve = file && curveOf(file, window, over);
    const empty = { x: new Float64Array(), y: new Float64Array() };
    return Promise.resolve(curve ? reducedLine(curve.x, curve.y, buckets) : empty);
  }

  window(id: number, window: number): Promise<BehaviorWindow | null> {
    const file = this.#files.get(id);
    const found = file?.kind === 'behavior' ? file.windows[window] : undefined;
    return Promise.resolve(found ?? null);
  }

  forget(id: number): Promise<void> {
    this.#files.delete(id);
    return Promise.resolve();
  }

  #log(id: number): TrainingLog | null {
    const file = this.#files.get(id);
    return file?.kind === 'ga_log' || file?.kind === 'rl_log' ? file : null;
  }
}

/** Why a file is not read on; null if it may be text that is known. */
function refusalOf(head: string, size: number): string | null {
  if (head.includes('\0')) return 'It is no text: neither a CSV nor JSON.';
  if (size > MAX_JSON_BYTES && /^\s*[[{]/u.test(head.replace(/^\uFEFF/u, ''))) {
    return 'It is JSON of more than 500 MB, which is none of the known files.';
  }
  return null;
}

/** What a large behaviour file's first rows tell; null if it is another kind of file. */
function unreadOf(head: string): ReadFile | null {
  const found = readBaseline(head.slice(0, head.lastIndexOf('\n') + 1));
  if (!found.ok || found.baseline.kind !== 'behavior') return null;
  const { layout, windows } = found.baseline;
  const candidate = windows[0]?.candidate ?? null;
  // Its windows and its end are not known from a part.
  const rest = { windows: null, train_windows: null, window_bars: null, first: null, last: null };
  const facts = { ...factsOfFile(found.baseline), ...rest };
  return { ok: true, unread: { layout, candidate, facts } };
}

function curveOf(
  file: Baseline,
  window: number,
  over: 'time' | 'bar',
): { x: ArrayLike<number>; y: Float64Array } | null {
  switch (file.kind) {
    case 'behavior': {
      const found = file.windows[window];
      return found ? { x: over === 'time' ? found.time : found.bars, y: found.equity } : null;
    }
    case 'equity':
      return file.is_time === (over === 'time') ? { x: file.time, y: file.equity } : null;
    case 'result':
    case 'runner_result': {
      const first = file.kind === 'result' ? file.first_bar : 1;
      if (over === 'time') return null;
      return { x: Float64Array.from(file.equity.keys(), (i) => first + i), y: file.equity };
    }
    default:
      return null;
  }
}
