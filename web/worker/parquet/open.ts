import type * as parquetWasm from 'parquet-wasm/esm';
import type { RowRange } from './decode';
import { ArrowMemory, type ArrowField } from './arrow-memory';
import { readFooter, type Footer } from './footer';
import { settled, type DecoderHost } from './host';
import { look } from './look';
import { checkFooter } from './metadata';
import { FileProblem, quoted } from './problem';
import { readBytes, remembering, type FileSource } from './source';

/** A file whose footer holds, ready to be read. */
export interface OpenFile {
  host: DecoderHost;
  source: FileSource;
  footer: Footer;
  /** Top-level columns in the file's order, also nested ones. */
  fields: ArrowField[];
  memory: ArrowMemory;
  /** Reads one column of one row group, or rows of it; the table brings more columns where names share a beginning. */
  read: (rowGroup: number, name: string, range?: RowRange) => Promise<parquetWasm.Table>;
}

/** A larger batch is slower to reach the engine and a smaller one slower to decode. */
const BATCH_ROWS = 131_072;

/** Starts parquet-wasm ahead of the first file. */
export function prepareDecoder(host: DecoderHost): void {
  decoder ??= startDecoder(host);
  // Told to whoever opens a file.
  decoder.catch(() => undefined);
}

/** Opens a file; starts parquet-wasm unless it is there. Throws a FileProblem. */
export async function openFile(from: FileSource, host: DecoderHost): Promise<OpenFile> {
  const source = remembering(from);
  const place = await look(source);
  const footer = readFooter(await readBytes(source, place.start, place.end));
  checkFooter(footer, source.size);
  const parquet = await (decoder ??= startDecoder(host));
  // parquet-wasm asks a Blob for its size and for slices as buffers, nothing else.
  const opened = parquet.ParquetFile.fromFile(source as Blob);
  const file = await settled(host, opened, 'The footer');
  const memory = new ArrowMemory(parquet.wasmMemory());
  const schema = file.schema().intoFFI();
  const fields = memory.field(schema.addr()).children;
  schema.free();
  const read = (rowGroup: number, name: string, range?: RowRange): Promise<parquetWasm.Table> =>
    readColumn(host, file, { rowGroup, name, range, fields, footer });
  return { host, source, footer, fields, memory, read };
}

type Decoder = typeof parquetWasm;

/** The thread's one instance; null until the first file needs it. */
let decoder: Promise<Decoder> | null = null;

async function startDecoder(host: DecoderHost): Promise<Decoder> {
  try {
    const parquet = await import('parquet-wasm/esm');
    await parquet.default({ module_or_path: host.loadWasm() });
    return parquet;
  } catch (error) {
    // The next file tries again: a network may come back.
    decoder = null;
    throw error;
  }
}

interface Wanted {
  rowGroup: number;
  name: string;
  range: RowRange | undefined;
  fields: ArrowField[];
  footer: Footer;
}

function readColumn(
  host: DecoderHost,
  file: parquetWasm.ParquetFile,
  wanted: Wanted,
): Promise<parquetWasm.Table> {
  const { rowGroup, name } = wanted;
  const rows = wanted.footer.rowGroups[rowGroup]?.rows;
  // A row group that is not there traps.
  if (rows === undefined) throw new FileProblem('CORRUPT', `There is no row group ${rowGroup}.`);
  const { start, end } = wanted.range ?? { start: 0, end: rows };
  const count = Math.min(end, rows) - start;
  const options = {
    rowGroups: [rowGroup],
    batchSize: Math.max(1, Math.min(count, BATCH_ROWS)),
    ...(count < rows && { offset: start, limit: count }),
    ...(canProject(name, wanted.fields) ? { columns: [name] } : {}),
  };
  return settled(host, file.read(options), `Column ${quoted(name)} of row group ${rowGroup}`);
}

/**
 * parquet-wasm 0.8.0 compares a name's length in bytes with a place in characters: asking for a name
 * past ASCII traps where another column begins with it. All columns are read then.
 */
function canProject(name: string, fields: ArrowField[]): boolean {
  const isAscii = /^[\0-\x7f]*$/u.test(name);
  const isField = !fields.some((field) => field.name === name);
  const isBegun = fields.some((other) => other.name !== name && other.name.startsWith(name));
  return isAscii || !(isField || isBegun);
}
