import { NumberColumn, readNumber } from './numbers';
import { TableReader } from './table-reader';
import { readDate, unitsPerSecond } from './time';
import { shown } from './training-log';
import type { Cells } from './cells';
import type { ReadBaseline } from './types';

const TIMES = ['datetime_ns', 'timestamp', 'datetime', 'time', 'date', 'ts'];
/** Numbers of bars stand in for times. */
const STEPS = ['step', 'bar', 'idx', 'index'];
const EQUITIES = [
  ...['equity', 'equity_after', 'equity_curve', 'portfolio_value', 'account_value'],
  ...['nav', 'balance'],
];

/** The time and equity columns of a header (lower-case names); null if one is missing. */
export function equityColumns(names: string[]): { time: string; equity: string } | null {
  const time = [...TIMES, ...STEPS].find((name) => names.includes(name));
  const equity = EQUITIES.find((name) => names.includes(name));
  return time !== undefined && equity !== undefined ? { time, equity } : null;
}

/** Reads any CSV with a time and an equity column; the others are left aside. */
export class EquityReader {
  readonly #time = new NumberColumn();
  readonly #equity = new NumberColumn();
  #columns = { time: '', equity: '' };
  #places = { time: 0, equity: 0 };
  #perSecond: number | null = null;
  readonly #table = new TableReader({
    header: (names) => {
      this.#columns = equityColumns(names) ?? this.#columns;
      const { time, equity } = this.#columns;
      this.#places = { time: names.indexOf(time), equity: names.indexOf(equity) };
    },
    row: (cells) => this.#row(cells),
  });

  push(chunk: string): void {
    this.#table.push(chunk);
  }

  end(): ReadBaseline {
    this.#table.end();
    const { rows, tally } = this.#table;
    const notices = tally.notices();
    if (rows === 0) {
      const first = notices[0] ? ` ${notices[0].message}` : '';
      return { ok: false, code: 'NO_ROWS', message: `No row can be read.${first}` };
    }
    const baseline = {
      kind: 'equity' as const,
      time_column: this.#columns.time,
      equity_column: this.#columns.equity,
      time: this.#time.finish(),
      is_time: !STEPS.includes(this.#columns.time),
      equity: this.#equity.finish(),
    };
    return { ok: true, baseline, notices };
  }

  #row(cells: Cells): string | null {
    const texts = {
      time: cells.at(this.#places.time).trim(),
      equity: cells.at(this.#places.equity).trim(),
    };
    const time = this.#readTime(texts.time);
    if (time === undefined || !Number.isFinite(time)) {
      return `has "${shown(texts.time)}" as ${this.#columns.time}`;
    }
    const equity = readNumber(texts.equity);
    if (equity === undefined || texts.equity === '') {
      return `has "${shown(texts.equity)}" as ${this.#columns.equity}`;
    }
    this.#time.push(time);
    this.#equity.push(equity);
    return null;
  }

  #readTime(text: string): number | undefined {
    if (text === '') return undefined;
    const value = readNumber(text);
    if (value === undefined) return readDate(text);
    if (STEPS.includes(this.#columns.time)) return value;
    // The first value decides for the column.
    this.#perSecond ??= unitsPerSecond(value);
    return value / this.#perSecond;
  }
}
