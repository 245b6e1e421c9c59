/** The file in use, and the one that waits for an answer. Plain values; the session holds them. */

import type {
  FileChoices,
  FileReport,
  Notice,
  Question,
  Role,
  Slice,
  ReadProgress,
} from '../shared/protocol';
import { asksForOrder, dateOrder } from './date-order';
import type { Loaded, Source } from './engine/decoders';

/** A file the page holds on to, so that it can be read again. */
export interface DataFile {
  name: string;
  blob: Blob;
  /** The synthetic file that comes with the page. */
  isSample: boolean;
  /** Folders and name, where it came with its folder. */
  path?: string;
}

/** What the engine holds. */
export interface LoadedData {
  /** Its entry among the open files. */
  id: number;
  file: DataFile;
  report: FileReport;
  source: Source;
  loaded: Loaded;
}

/** A file that can be used once its question has an answer. */
export interface AskingFile {
  /** Its entry among the open files. */
  id: number;
  file: DataFile;
  report: FileReport;
  choices: FileChoices;
}

/** A file that is being read into the engine. */
export interface Reading extends ReadProgress {
  fileName: string;
  /** Rows in the file. */
  rows: number;
}

/** Why a file could not be used. The data from before is still in use. */
export interface FileProblem {
  fileName: string;
  message: string;
  /** A part of the file that can be used. */
  offer?: { id: number; slice: Slice };
  /** Its entry in the list of recent files, where it was asked for there. */
  recentId?: string;
  /** Further files that came with it and can't be used either. */
  others?: FileProblem[];
}

/** Writes the answer to a question into the choices the decoder reads. */
export function answered(choices: FileChoices, question: Question, answer: string): FileChoices {
  switch (question.code) {
    case 'WHICH_SYMBOL':
      return { ...choices, symbol: answer };
    case 'NO_TIMESTAMP': {
      const order = asksForOrder(question) ? dateOrder(answer) : null;
      if (order !== null) return { ...choices, time_unit: order };
      return { ...choices, columns: { ...choices.columns, timestamp: answer } };
    }
    case 'NO_OHLC':
    case 'NESTED':
    case 'WHICH_PRICE':
      return { ...choices, columns: { ...choices.columns, close: answer } };
  }
}

/** Whether the columns in the engine serve a run under this profile, repaired so, with these columns named. */
export function serves(
  source: Source,
  needed: Pick<Source, 'profile' | 'extra'> & { fixes: string; slice: Slice | undefined },
): boolean {
  return (
    source.profile === needed.profile &&
    (source.choices.data_fixes ?? '') === needed.fixes &&
    JSON.stringify(source.choices.slice) === JSON.stringify(needed.slice) &&
    needed.extra.every((name) => source.extra.includes(name))
  );
}

/** Asks for these repairs and no others. */
export function repaired(choices: FileChoices, fixes: string): FileChoices {
  const others = { ...choices };
  delete others.data_fixes;
  return fixes === '' ? others : { ...others, data_fixes: fixes };
}

/** Asks for this part of the bars, or for all. */
export function partOf(choices: FileChoices, slice: Slice | undefined): FileChoices {
  const others = { ...choices };
  delete others.slice;
  return slice === undefined ? others : { ...others, slice };
}

/** Gives a role to a column. */
export function withRole(choices: FileChoices, role: Role, name: string): FileChoices {
  return { ...choices, columns: { ...choices.columns, [role]: name } };
}

/** Whether the file names no zone for its times, so that the person may. */
export function isLocalTime({ loaded }: Pick<LoadedData, 'loaded'>): boolean {
  const isAssumed = loaded.report.warnings.some(({ code }) => code === 'zone_assumed');
  return isAssumed || loaded.plan.clock !== undefined;
}

export type Fix = 'drop_duplicates' | 'drop_bad' | 'fill_bad';

/** The words of the setting `data_fixes`. */
export function fixesOf(text = ''): Set<string> {
  return new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  );
}

/** The setting with one repair more or less; bad bars are left out or filled, not both. */
export function withFix(chosen: Set<string>, fix: Fix, isWanted: boolean): string {
  const others = [...chosen].filter(
    (word) => word !== fix && !(isWanted && word.endsWith('_bad') && fix.endsWith('_bad')),
  );
  return (isWanted ? [...others, fix] : others).sort().join(',');
}

/** What was noticed about a file: by the engine on all rows taken, else by the decoder on a few. */
export function noticesOf(data: Pick<LoadedData, 'report' | 'loaded'>): Notice[] {
  const found = data.loaded.report.warnings;
  const codes = new Set(found.map((notice) => notice.code));
  return [...found, ...data.report.warnings.filter((notice) => !codes.has(notice.code))];
}
