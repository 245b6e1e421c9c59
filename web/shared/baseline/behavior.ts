import { readFlag, readNumber } from './numbers';
import { ShownCosts } from './shown-costs';
import { TableReader } from './table-reader';
import { unitsPerSecond } from './time';
import { shown } from './training-log';
import { WindowRows } from './window-rows';
import { emptyRow, FLAGS, NUMBERS, OPTIONAL, Places, type BehaviorRow } from './behavior-row';
import type { Cells } from './cells';
import type { ReadBaseline } from './types';

export const ACTIONS = ['buy', 'sell', 'hold', 'revert'];

/** Reads a behaviour CSV of either layout, with any number of windows. */
export class BehaviorReader {
  #places = new Places([]);
  #isGa = false;
  #unitsPerSecond: number | null = null;
  readonly #windows: WindowRows[] = [];
  readonly #shown = new ShownCosts();
  readonly #table = new TableReader({
    header: (names) => {
      this.#places = new Places(names);
      this.#isGa ||= names.includes('gen');
    },
    row: (cells, line) => this.#row(cells, line),
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
    const windows = this.#windows.map((window) => window.finish());
    const balances = new Set(windows.map((window) => window.initial_balance));
    const [balance = null] = balances.size === 1 ? balances : [];
    const shownSettings = this.#shown.finish(balance);
    const layout = this.#isGa ? ('ga' as const) : ('replay' as const);
    const baseline = { kind: 'behavior' as const, layout, rows, windows, shown: shownSettings };
    return { ok: true, baseline, notices };
  }

  #row(cells: Cells, line: number): string | null {
    const row = this.#read(cells);
    if (typeof row === 'string') return row;
    const current = this.#windows.at(-1);
    if (current?.takes(row)) {
      const expected = current.nextBar;
      if (row.bar !== expected) {
        this.#table.tally.add('gap', 'warn', line, () => {
          return `In line ${line} the window goes on at row ${row.bar} of the data, not at row ${expected}.`;
        });
      }
      this.#shown.follow(row, row.bar === expected);
      current.push(row);
    } else {
      this.#shown.follow(row, false);
      this.#windows.push(new WindowRows(row, this.#isGa));
    }
    return null;
  }

  /** Returns why the row can't be used, as text. */
  #read(cells: Cells): BehaviorRow | string {
    const cell = (place: number | undefined): string =>
      place === undefined || place < 0 ? '' : cells.at(place).trim();
    const places = this.#places;
    const row = emptyRow();
    for (const [i, [key, name]] of NUMBERS.entries()) {
      const text = cell(places.numbers[i]);
      const value = readNumber(text);
      if (value === undefined || text === '') return `has "${shown(text)}" as ${name}`;
      row[key] = value;
    }
    if (!Number.isInteger(row.bar) || row.bar < 0 || row.bar > 0xffff_ffff) {
      return `has data_idx ${row.bar}`;
    }
    const action = cell(places.action);
    row.action = ACTIONS.indexOf(action.toLowerCase());
    if (row.action < 0) return `has "${shown(action)}" as effective_action`;
    for (const [i, [name, missing]] of FLAGS.entries()) {
      const text = cell(places.flags[i]);
      const flag = text === '' ? missing : readFlag(text);
      if (flag === undefined) return `has "${shown(text)}" as ${name}, neither true nor false`;
      if (name === 'session_open' || name === 'margin_ok') row[name] = flag;
      else row.is_refused ||= flag === 1;
    }
    for (const [i, [key, [name]]] of OPTIONAL.entries()) {
      const text = cell(places.optional[i]);
      const value = readNumber(text);
      if (value === undefined) return `has "${shown(text)}" as ${name}`;
      if (key === 'date') row.time = this.#seconds(value);
      else row[key] = value;
    }
    row.split = cell(places.split);
    return row;
  }

  /** The file holds the raw number of the data, 0 where there was no date. */
  #seconds(raw: number): number {
    if (Number.isNaN(raw) || raw === 0) return NaN;
    this.#unitsPerSecond ??= unitsPerSecond(raw);
    return raw / this.#unitsPerSecond;
  }
}
