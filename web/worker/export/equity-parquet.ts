import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampNanosecond,
  type Data,
} from 'apache-arrow';
import type { InitInput } from 'parquet-wasm/esm';
import type { RunSeries } from '../../shared/protocol';

/**
 * Writes a run bar by bar as parquet: `bar`, `time` (UTC, to the nanosecond; left out where the data has
 * none), `close`, `equity`, `buy_and_hold`, `drawdown`. A missing number is a null. `about` goes into the
 * file's key-value metadata.
 */
export async function equityParquet(
  series: RunSeries,
  about: Record<string, string>,
  wasm: InitInput,
): Promise<Uint8Array> {
  const parquet = await import('parquet-wasm/esm');
  await parquet.default({ module_or_path: wasm });
  const ipc = tableToIPC(arrowTable(series), 'stream');
  const properties = new parquet.WriterPropertiesBuilder()
    .setCompression(parquet.Compression.SNAPPY)
    .setKeyValueMetadata(new Map(Object.entries(about)))
    .setCreatedBy('moontest')
    .build();
  return parquet.writeParquet(parquet.Table.fromIPCStream(ipc), properties);
}

function arrowTable(series: RunSeries): Table {
  const length = series.bar.length;
  const bar = makeData({ type: new Int32(), length, data: Int32Array.from(series.bar) });
  const columns: [string, Data][] = [['bar', bar]];
  if (series.ts !== null) {
    const type = new TimestampNanosecond('UTC');
    columns.push(['time', makeData({ type, length, data: series.ts })]);
  }
  for (const name of ['close', 'equity', 'buy_and_hold', 'drawdown'] as const) {
    columns.push([name, nullable(series[name])]);
  }
  const fields = columns.map(([name, { type, nullCount }]) => new Field(name, type, nullCount > 0));
  const type = new Struct(fields);
  const children = columns.map(([, data]) => data);
  return new Table([
    new RecordBatch(new Schema(fields), makeData({ type, length, children, nullCount: 0 })),
  ]);
}

/** A column whose values that are no number are nulls. */
function nullable(values: Float64Array): Data<Float64> {
  const validity = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (const [at, value] of values.entries()) {
    if (Number.isFinite(value)) validity[at >> 3] = (validity[at >> 3] ?? 0) | (1 << (at & 7));
    else nullCount += 1;
  }
  const shape = { type: new Float64(), length: values.length, data: values };
  return makeData(nullCount === 0 ? shape : { ...shape, nullCount, nullBitmap: validity });
}
