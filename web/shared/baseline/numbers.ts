const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/u;
const WORDS: Record<string, number> = {
  inf: Infinity,
  '+inf': Infinity,
  infinity: Infinity,
  '-inf': -Infinity,
  '-infinity': -Infinity,
  nan: NaN,
  '-nan': NaN,
};

/** Reads a cell: NaN for an empty one or the word NaN, undefined for what is no number. */
export function readNumber(cell: string): number | undefined {
  if (cell === '') return NaN;
  if (PLAIN.test(cell)) return Number(cell);
  return WORDS[cell.toLowerCase()];
}

/** Reads true, false, 1 or 0; undefined for anything else. */
export function readFlag(cell: string): 0 | 1 | undefined {
  switch (cell.toLowerCase()) {
    case 'true':
    case '1':
      return 1;
    case 'false':
    case '0':
      return 0;
    default:
      return undefined;
  }
}

/** A column that grows: doubles its room when it is full. */
export class NumberColumn {
  #values: Float64Array;
  length = 0;

  /** Starts with `missing` values that are not there. */
  constructor(missing = 0) {
    this.#values = new Float64Array(Math.max(256, 2 * missing)).fill(NaN, 0, missing);
    this.length = missing;
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** The values in an array of just their length. */
  finish(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}
