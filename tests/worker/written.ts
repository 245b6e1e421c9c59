/** Parquet files of bars made to measure. */

import {
  makeData,
  makeVector,
  Table,
  tableToIPC,
  TimestampMillisecond,
  vectorFromArray,
  Utf8,
} from 'apache-arrow';
import * as parquet from 'parquet-wasm';

export interface Written {
  /** Start of each bar, ms since 1970 UTC; null = none. */
  ts: (number | null)[];
  close: number[];
  symbol?: string[];
  /** Rows of each row group. */
  groupRows: number;
  /** Whether each row group's smallest and largest time are kept. */
  hasStatistics?: boolean;
  /** Name of the column of times. */
  timeName?: string;
}

/** Writes columns timestamp (ms, UTC), close, and symbol where given. */
export function writeBars({
  ts,
  close,
  symbol,
  groupRows,
  hasStatistics = true,
  timeName = 'timestamp',
}: Written): Blob {
  const times = makeVector(
    makeData({
      type: new TimestampMillisecond('UTC'),
      length: ts.length,
      nullCount: ts.filter((time) => time === null).length,
      nullBitmap: bits(ts.map((time) => time !== null)),
      data: BigInt64Array.from(ts, (time) => BigInt(time ?? 0)),
    }),
  );
  const table = new Table({
    [timeName]: times,
    close: makeVector(Float64Array.from(close)),
    ...(symbol && { symbol: vectorFromArray(symbol, new Utf8()) }),
  });
  const kept = hasStatistics ? parquet.EnabledStatistics.Chunk : parquet.EnabledStatistics.None;
  const properties = new parquet.WriterPropertiesBuilder()
    .setMaxRowGroupSize(groupRows)
    .setStatisticsEnabled(kept)
    .build();
  const stream = parquet.Table.fromIPCStream(tableToIPC(table, 'stream'));
  return new Blob([parquet.writeParquet(stream, properties) as Uint8Array<ArrayBuffer>]);
}

/** One bit a value, the first in bit 0 of byte 0. */
function bits(values: boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 64) * 8);
  values.forEach((isSet, i) => {
    if (isSet) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bytes;
}
