import { NumberColumn } from './numbers';
import type { BehaviorRow } from './behavior-row';
import type { BehaviorWindow } from './types';

const KEPT = [
  'bar',
  'time',
  'action',
  'position_after',
  'equity_after',
  'close',
  'session_open',
  'margin_ok',
  'minutes_to_close',
] as const;

/** Rows of one window while they are read. */
export class WindowRows {
  readonly #first: BehaviorRow;
  readonly #isGa: boolean;
  #lastStep = -Infinity;
  #lastBar = -1;
  #commission = 0;
  #slippage = 0;
  readonly #columns = Object.fromEntries(KEPT.map((name) => [name, new NumberColumn()])) as Record<
    (typeof KEPT)[number],
    NumberColumn
  >;

  constructor(first: BehaviorRow, isGa: boolean) {
    this.#first = first;
    this.#isGa = isGa;
    this.push(first);
  }

  /**
   * Whether a row belongs here: the same window of the same candidate, one step later. A refused step may
   * leave the account's count of steps where it was; its bar is the next one all the same.
   */
  takes(row: BehaviorRow): boolean {
    const isSame = (['window', 'gen', 'idx', 'split'] as const).every((key) =>
      Object.is(row[key], this.#first[key]),
    );
    const isLater = row.step > this.#lastStep;
    return isSame && (isLater || (row.step === this.#lastStep && row.bar === this.nextBar));
  }

  get nextBar(): number {
    return this.#lastBar + 1;
  }

  push(row: BehaviorRow): void {
    this.#lastStep = row.step;
    this.#lastBar = row.bar;
    this.#commission += row.commission;
    this.#slippage += row.slippage;
    for (const name of KEPT) this.#columns[name].push(row[name]);
  }

  finish(): BehaviorWindow {
    const { gen, idx, split, window, equity_before } = this.#first;
    const columns = this.#columns;
    return {
      candidate: this.#isGa ? { gen, idx, split } : null,
      window: Number.isNaN(window) ? 0 : window,
      initial_balance: equity_before,
      commission: this.#commission,
      slippage: this.#slippage,
      bars: Uint32Array.from(columns.bar.finish()),
      time: columns.time.finish(),
      actions: Uint8Array.from(columns.action.finish()),
      position: columns.position_after.finish(),
      equity: columns.equity_after.finish(),
      close: columns.close.finish(),
      session_open: Uint8Array.from(columns.session_open.finish()),
      margin_ok: Uint8Array.from(columns.margin_ok.finish()),
      minutes_to_close: columns.minutes_to_close.finish(),
    };
  }
}
