/** Puts lines together from chunks of text of any size, each character looked at once. */
export class Lines {
  readonly #onLine: (line: string, number: number, isEnded: boolean) => void;
  #parts: string[] = [];
  #number = 0;

  /** `isEnded`: whether a line break came after it; only a file's last line can lack one. */
  constructor(onLine: (line: string, number: number, isEnded: boolean) => void) {
    this.#onLine = onLine;
  }

  push(chunk: string): void {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', start)) {
      this.#parts.push(chunk.slice(start, end));
      this.#give(true);
      start = end + 1;
    }
    if (start < chunk.length) this.#parts.push(chunk.slice(start));
  }

  end(): void {
    if (this.#parts.length > 0) this.#give(false);
  }

  #give(isEnded: boolean): void {
    let line = this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join('');
    this.#parts = [];
    this.#number += 1;
    if (this.#number === 1 && line.startsWith('\uFEFF')) line = line.slice(1);
    if (line.endsWith('\r')) line = line.slice(0, -1);
    this.#onLine(line, this.#number, isEnded);
  }
}

/** One line's cells; only those asked for become text of their own. */
export class Cells {
  count = 0;
  #line = '';
  readonly #ends: number[] = [];
  #quoted: string[] | null = null;

  take(line: string, delimiter: string): void {
    this.#line = line;
    this.#quoted = line.includes('"') ? splitQuoted(line, delimiter) : null;
    if (this.#quoted) {
      this.count = this.#quoted.length;
      return;
    }
    this.count = 0;
    for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, at + 1)) {
      this.#ends[this.count] = at;
      this.count += 1;
    }
    this.#ends[this.count] = line.length;
    this.count += 1;
  }

  /** The text of a cell; empty beyond the last. */
  at(place: number): string {
    if (this.#quoted) return this.#quoted[place] ?? '';
    if (place >= this.count) return '';
    const start = place === 0 ? 0 : (this.#ends[place - 1] ?? 0) + 1;
    return this.#line.slice(start, this.#ends[place]);
  }

  all(): string[] {
    return Array.from({ length: this.count }, (_, place) => this.at(place));
  }
}

/** Cells in quotes may hold the delimiter, and quotes written twice. */
function splitQuoted(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isInside = false;
  for (let i = 0; i < line.length; i += 1) {
    const mark = line[i] ?? '';
    if (mark === '"') {
      if (isInside && line[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else {
        isInside = !isInside;
      }
    } else if (mark === delimiter && !isInside) {
      cells.push(cell);
      cell = '';
    } else {
      cell += mark;
    }
  }
  cells.push(cell);
  return cells;
}
