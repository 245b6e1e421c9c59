import type { Question, Slice } from '../../shared/protocol';

/** Why a file can't be used: a code of the contract and one sentence for the person. */
export type FileCode =
  | 'EMPTY_FILE'
  | 'NOT_PARQUET'
  | 'TRUNCATED'
  | 'CORRUPT'
  | 'ENCRYPTED'
  | 'UNSUPPORTED_CODEC'
  | 'TOO_LARGE'
  | 'NO_ROWS'
  | 'NO_TIMESTAMP'
  | 'NO_OHLC'
  | 'NESTED'
  | 'WHICH_SYMBOL'
  | 'WHICH_PRICE';

/** Thrown inside the decoder only; its entries turn it into a value. */
export class FileProblem extends Error {
  readonly slice: Slice | undefined;
  readonly question: Question | undefined;

  constructor(
    readonly code: FileCode,
    message: string,
    /** TOO_LARGE: a part of the file that fits. A question: itself. */
    about: { slice?: Slice | undefined; question?: Question } = {},
  ) {
    super(message);
    this.slice = about.slice;
    this.question = about.question;
  }
}

/** Shows a name from a file within a sentence: quoted, bounded, without control or direction marks. */
export function quoted(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
  return `"${plain.length > 80 ? `${plain.slice(0, 79)}…` : plain}"`;
}
