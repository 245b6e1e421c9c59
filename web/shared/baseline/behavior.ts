import { readFlag, readNumber } from './numbers';
import { ShownCosts } from './shown-costs';
import { TableReader } from './table-reader';
import { unitsPerSecond } from './time';
import { shown } from './training-log';
import { WindowRows } from './window-rows';
import type { Cells } from './cells';
import type { ReadBaseline } from './types';

export const ACTIONS = ['buy', 'sell', 'hold', 'revert'];

/** One row of a behaviour file as read. */
export interface BehaviorRow {
  window: number;
  gen: number;
  idx: number;
  split: string;
  step: number;
  bar: number;
  /** Seconds since 1970 UTC; NaN without a date. */
  time: number;
  /** Place in `ACTIONS`. */
  action: number;
  position_before: number;
  position_after: number;
  equity_before: number;
  equity_after: number;
  close: number;
  pnl_change: number;
  commission: number;
  slippage: number;
  session_open: number;
  margin_ok: number;
  minutes_to_close: number;
  is_refused: boolean;
}

/** Columns that must hold a number, by name in the file. */
const NUMBERS = {
  step: 'step',
  bar: 'data_idx',
  position_before: 'position_before',
  position_after: 'position_after',
  equity_before: 'equity_before',
  equity_after: 'equity_after',
  close: 'close',
  pnl_change: 'pnl_change',
  commission: 'commission_paid',
  slippage: 'slippage_paid',
} as const;
const VIOLATIONS = [
  'session_closed_violation',
  'margin_call_violation',
  'position_limit_violation',
];

/** Reads a behaviour CSV of either layout, with any number of windows. */
export class BehaviorReader {
  #place: (name: string) => number = () => -1;
  #isGa = false;
  #unitsPerSecond: number | null = null;
  readonly #windows: WindowRows[] = [];
  readonly #shown = new ShownCosts();
  readonly #table = new TableReader({
    header: (names) => {
      const places = new Map(names.map((name, place) => [name, place]));
      this.#place = (name) => places.get(name) ?? -1;
      this.#isGa ||= places.has('gen');
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
    const row = this.#read((name) => {
      const place = this.#place(name);
      return place < 0 ? '' : cells.at(place).trim();
    });
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
  #read(cell: (name: string) => string): BehaviorRow | string {
    const numbers: Record<string, number> = {};
    for (const [key, name] of Object.entries(NUMBERS)) {
      const value = readNumber(cell(name));
      if (value === undefined || (Number.isNaN(value) && cell(name) === '')) {
        return `has "${shown(cell(name))}" as ${name}`;
      }
      numbers[key] = value;
    }
    const { bar = NaN, step = NaN } = numbers;
    if (!Number.isInteger(bar) || bar < 0 || bar > 0xffff_ffff) return `has data_idx ${bar}`;
    const action = ACTIONS.indexOf(cell('effective_action').toLowerCase());
    if (action < 0) return `has "${shown(cell('effective_action'))}" as effective_action`;
    const flags = ['session_open', 'margin_ok', ...VIOLATIONS].map((name) => {
      // A mask that is not there allows; a violation that is not there did not happen.
      return cell(name) === '' ? Number(!VIOLATIONS.includes(name)) : readFlag(cell(name));
    });
    if (flags.includes(undefined)) return 'has a flag that is neither true nor false';
    const minutes = readNumber(cell('minutes_to_close'));
    const date = readNumber(cell('datetime_ns') || cell('date'));
    const [gen, idx, window] = [
      readNumber(cell('gen')),
      readNumber(cell('idx')),
      readNumber(cell('window') || cell('window_idx')),
    ];
    if ([minutes, date, gen, idx, window].includes(undefined))
      return 'has a cell that is no number';
    return {
      ...(numbers as Record<keyof typeof NUMBERS, number>),
      bar,
      step,
      action,
      gen: gen ?? NaN,
      idx: idx ?? NaN,
      window: window ?? NaN,
      split: cell('split'),
      time: this.#seconds(date ?? NaN),
      session_open: flags[0] ?? 1,
      margin_ok: flags[1] ?? 1,
      minutes_to_close: minutes ?? NaN,
      is_refused: flags.slice(2).includes(1),
    };
  }

  /** The file holds the raw number of the data, 0 where there was no date. */
  #seconds(raw: number): number {
    if (Number.isNaN(raw) || raw === 0) return NaN;
    this.#unitsPerSecond ??= unitsPerSecond(raw);
    return raw / this.#unitsPerSecond;
  }
}
