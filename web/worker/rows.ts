/** Takes apart the columns that the engine returns flat. */

import type { WasmEngine } from './engine-module';
import type { RefusedColumns, TradeColumns } from '../shared/protocol';

/** In the engine's order. */
const TRADE_COLUMNS = [
  ...(['entry_bar', 'entry_price', 'exit_bar', 'exit_price', 'side', 'size', 'gross_pnl'] as const),
  ...(['costs', 'net_pnl', 'return', 'bars_held', 'mae', 'mfe', 'exit_reason'] as const),
];
const REFUSED_COLUMNS = ['bar', 'close', 'reason'] as const;

/** Trades of the last run. Its columns share their buffers, so that few are transferred. */
export function tradeColumns(engine: WasmEngine): TradeColumns {
  const { length, columns } = apart(engine.trade_columns(), TRADE_COLUMNS);
  const times = engine.trade_times() ?? null;
  return {
    ...columns,
    length,
    entry_ts: times?.subarray(0, length) ?? null,
    exit_ts: times?.subarray(length) ?? null,
  };
}

/** Refused orders of the last run, as far as they are listed. */
export function refusedColumns(engine: WasmEngine): RefusedColumns {
  const { length, columns } = apart(engine.refused_columns(), REFUSED_COLUMNS);
  return { ...columns, length, ts: engine.refused_times() ?? null };
}

/** The buffers of columns, each once, to be transferred with them. */
export function buffersOf(columns: TradeColumns | RefusedColumns): ArrayBuffer[] {
  const arrays = Object.values(columns).filter((value) => ArrayBuffer.isView(value));
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}

function apart<Name extends string>(
  flat: Float64Array,
  names: readonly Name[],
): { length: number; columns: Record<Name, Float64Array> } {
  const length = flat.length / names.length;
  const entries = names.map((name, place) => [
    name,
    flat.subarray(place * length, (place + 1) * length),
  ]);
  return { length, columns: Object.fromEntries(entries) as Record<Name, Float64Array> };
}
