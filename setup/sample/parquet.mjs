// @ts-check
/** Writes bars as the parquet file a data vendor might send. */

import {
  Dictionary,
  Int32,
  makeData,
  Table,
  TimestampNanosecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
  makeVector,
} from 'apache-arrow';
import * as parquet from 'parquet-wasm';

const SYMBOL = 'MES-SYNTHETIC';

/**
 * Encodes bars as zstd parquet with columns date (ns, UTC), symbol, open, high, low, close, volume.
 * @param {import('./calendar.mjs').BarTime[]} times
 * @param {import('./market.mjs').Bars} bars
 * @returns {Uint8Array}
 */
export function encode(times, bars) {
  const n = times.length;
  const date = BigInt64Array.from(times, ({ utc_ms }) => BigInt(utc_ms) * 1_000_000n);
  const table = new Table({
    date: makeVector(
      makeData({ type: new TimestampNanosecond('UTC'), length: n, nullCount: 0, data: date }),
    ),
    symbol: makeVector(
      makeData({
        type: new Dictionary(new Utf8(), new Int32()),
        length: n,
        nullCount: 0,
        data: new Int32Array(n),
        dictionary: vectorFromArray([SYMBOL], new Utf8()),
      }),
    ),
    open: makeVector(bars.open),
    high: makeVector(bars.high),
    low: makeVector(bars.low),
    close: makeVector(bars.close),
    volume: makeVector(bars.volume),
  });
  const properties = new parquet.WriterPropertiesBuilder()
    .setCompression(parquet.Compression.ZSTD)
    .setMaxRowGroupSize(65_536)
    .setColumnDictionaryEnabled('date', false)
    .setColumnEncoding('date', parquet.Encoding.DELTA_BINARY_PACKED)
    .build();
  return parquet.writeParquet(parquet.Table.fromIPCStream(tableToIPC(table, 'stream')), properties);
}
