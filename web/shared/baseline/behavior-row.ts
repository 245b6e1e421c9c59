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
export const NUMBERS = [
  ['step', 'step'],
  ['bar', 'data_idx'],
  ['position_before', 'position_before'],
  ['position_after', 'position_after'],
  ['equity_before', 'equity_before'],
  ['equity_after', 'equity_after'],
  ['close', 'close'],
  ['pnl_change', 'pnl_change'],
  ['commission', 'commission_paid'],
  ['slippage', 'slippage_paid'],
] as const;
/** Columns that may be missing or empty, with the names of both layouts. */
export const OPTIONAL = [
  ['minutes_to_close', ['minutes_to_close']],
  ['date', ['datetime_ns', 'date']],
  ['gen', ['gen']],
  ['idx', ['idx']],
  ['window', ['window', 'window_idx']],
] as const;
/** Flags, with what a missing one means: a mask allows, a violation did not happen. */
export const FLAGS = [
  ['session_open', 1],
  ['margin_ok', 1],
  ['session_closed_violation', 0],
  ['margin_call_violation', 0],
  ['position_limit_violation', 0],
] as const;

/** Places of those columns in the present header; −1 = not there. */
export class Places {
  readonly numbers: number[];
  readonly optional: number[];
  readonly flags: number[];
  readonly action: number;
  readonly split: number;

  constructor(names: string[]) {
    this.numbers = NUMBERS.map(([, name]) => names.indexOf(name));
    this.optional = OPTIONAL.map(([, known]) =>
      names.findIndex((name) => known.some((one) => one === name)),
    );
    this.flags = FLAGS.map(([name]) => names.indexOf(name));
    this.action = names.indexOf('effective_action');
    this.split = names.indexOf('split');
  }
}

/** A row before anything is read. */
export function emptyRow(): BehaviorRow {
  return {
    window: NaN,
    gen: NaN,
    idx: NaN,
    split: '',
    step: 0,
    bar: 0,
    time: NaN,
    action: 2,
    position_before: 0,
    position_after: 0,
    equity_before: 0,
    equity_after: 0,
    close: 0,
    pnl_change: 0,
    commission: 0,
    slippage: 0,
    session_open: 1,
    margin_ok: 1,
    minutes_to_close: NaN,
    is_refused: false,
  };
}
