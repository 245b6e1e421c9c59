import { Cells, Lines } from './cells';
import { readNumber } from './numbers';
import { Tally } from './tally';

/** What makes something of a table's rows. */
export interface RowTaker {
  /** A header: the first line, or a later one that repeats or changes it. */
  header: (names: string[]) => void;
  /** One row with as many cells as the header; returns why it can't be used, or null. */
  row: (cells: Cells, line: number) => string | null;
}

/**
 * Reads a CSV whose header names its columns. Rows that are damaged are counted with the first place
 * and left out; a row that begins as the header does is a header again.
 */
export class TableReader {
  readonly tally = new Tally();
  rows = 0;
  readonly #taker: RowTaker;
  readonly #cells = new Cells();
  readonly #lines = new Lines((line, number, isEnded) => {
    this.#take(line, number, isEnded);
  });
  #header: string[] = [];
  #delimiter = ',';

  constructor(taker: RowTaker) {
    this.#taker = taker;
  }

  push(chunk: string): void {
    this.#lines.push(chunk);
  }

  end(): void {
    this.#lines.end();
  }

  #take(line: string, number: number, isEnded: boolean): void {
    if (line.trim() === '') return;
    if (this.#header.length === 0) {
      this.#delimiter = delimiterOf(line);
      this.#newHeader(line);
      return;
    }
    this.#cells.take(line, this.#delimiter);
    if (this.#isHeader()) {
      this.#newHeader(line);
      this.tally.add(
        'header_again',
        'info',
        number,
        () => `Line ${number} is a header again: the rows after it are read by its names.`,
      );
      return;
    }
    const { count } = this.#cells;
    if (count !== this.#header.length) {
      this.#damaged(
        number,
        isEnded,
        `has ${count} cells where the header has ${this.#header.length}`,
      );
      return;
    }
    const why = this.#taker.row(this.#cells, number);
    if (why !== null) {
      this.#damaged(number, isEnded, why);
      return;
    }
    this.rows += 1;
    if (!isEnded) {
      this.tally.add(
        'no_final_newline',
        'info',
        number,
        () => 'The last line has no line break: its last cell may have been cut.',
      );
    }
  }

  #damaged(line: number, isEnded: boolean, why: string): void {
    if (!isEnded) {
      this.tally.add(
        'truncated',
        'warn',
        line,
        () => `The file ends within line ${line}, which ${why}.`,
      );
      return;
    }
    this.tally.add('damaged_row', 'warn', line, () => `A row was left out: line ${line} ${why}.`);
  }

  #newHeader(line: string): void {
    this.#cells.take(line, this.#delimiter);
    this.#header = headerNames(this.#cells.all());
    this.#taker.header(this.#header);
  }

  /** Names only, and the first of them one that the header has. */
  #isHeader(): boolean {
    const first = this.#cells.at(0).trim().toLowerCase();
    if (readNumber(first) !== undefined || !this.#header.includes(first)) return false;
    return this.#cells.all().every((cell) => readNumber(cell.trim()) === undefined);
  }
}

/** The names of a header line, lower case, without spaces around them. */
export function headerNames(cells: string[]): string[] {
  return cells.map((cell) => cell.trim().toLowerCase());
}

/** Comma, semicolon or tab: whichever the line has most of. */
export function delimiterOf(line: string): string {
  const found = [',', ';', '\t'].map((mark) => ({ mark, count: line.split(mark).length }));
  found.sort((a, b) => b.count - a.count);
  return found[0]?.mark ?? ',';
}
