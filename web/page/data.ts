/** The file in use, and the one that waits for an answer. Plain values; the session holds them. */

import type { FileChoices, FileReport, Notice, Question } from '../shared/protocol';
import type { Loaded, Source } from './engine';

/** A file the page holds on to, so that it can be read again. */
export interface DataFile {
  name: string;
  blob: Blob;
  /** The synthetic file that comes with the page. */
  isSample: boolean;
}

/** What the engine holds. */
export interface LoadedData {
  file: DataFile;
  report: FileReport;
  source: Source;
  loaded: Loaded;
}

/** A file that can be used once its question has an answer. */
export interface AskingFile {
  file: DataFile;
  report: FileReport;
  choices: FileChoices;
}

/** Why a file could not be used. The data from before is still in use. */
export interface FileProblem {
  fileName: string;
  message: string;
}

/** Writes the answer to a question into the choices the decoder reads. */
export function answered(choices: FileChoices, question: Question, answer: string): FileChoices {
  switch (question.code) {
    case 'WHICH_SYMBOL':
      return { ...choices, symbol: answer };
    case 'NO_TIMESTAMP':
      return { ...choices, columns: { ...choices.columns, timestamp: answer } };
    case 'NO_OHLC':
    case 'NESTED':
    case 'WHICH_PRICE':
      return { ...choices, columns: { ...choices.columns, close: answer } };
  }
}

/** Whether the columns in the engine serve a run under this profile with these columns named. */
export function serves(source: Source, needed: Pick<Source, 'profile' | 'extra'>): boolean {
  return (
    source.profile === needed.profile && needed.extra.every((name) => source.extra.includes(name))
  );
}

/** What was noticed about a file: by the engine on all rows taken, else by the decoder on a few. */
export function noticesOf(data: Pick<LoadedData, 'report' | 'loaded'>): Notice[] {
  const found = data.loaded.report.warnings;
  const codes = new Set(found.map((notice) => notice.code));
  return [...found, ...data.report.warnings.filter((notice) => !codes.has(notice.code))];
}
