import type * as parquetWasm from 'parquet-wasm/esm';
import type { RowRange } from './decode';
import { ArrowMemory, type ArrowField } from './arrow-memory';
import type { Footer } from './footer';
import { settled, type DecoderHost } from './host';
import { readWhole, type Part } from './parts';
import { FileProblem, quoted } from './problem';
import { remembering, type FileSource } from './source';

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
  const { parts, footer } = await readWhole(source);
  const parquet = await (decoder ??= startDecoder(host));
  const files = new PartReader(parts, parquet, host);
  const memory = new ArrowMemory(parquet.wasmMemory());
  const schema = (await files.of(0)).schema().intoFFI();
  const fields = memory.field(schema.addr()).children;
  schema.free();
  const read = async (
    rowGroup: number,
    name: string,
    range?: RowRange,
  ): Promise<parquetWasm.Table> => {
    const place = files.placeOf(rowGroup);
    const within = rowGroup - (parts[place]?.groupsBefore ?? 0);
    const wanted = { rowGroup, within, name, range, fields, footer };
    return readColumn(host, await files.of(place), wanted);
  };
  return { host, source, footer, fields, memory, read };
}

/** Opens one file of several at a time: rows are read in their order. */
class PartReader {
  readonly #parts: Part[];
  readonly #decoder: Decoder;
  readonly #host: DecoderHost;
  #open: { place: number; file: parquetWasm.ParquetFile } | null = null;

  constructor(parts: Part[], decoder: Decoder, host: DecoderHost) {
    this.#parts = parts;
    this.#decoder = decoder;
    this.#host = host;
  }

  /** The part that holds a row group of the whole. */
  placeOf(rowGroup: number): number {
    return Math.max(
      0,
      this.#parts.findLastIndex(({ groupsBefore }) => groupsBefore <= rowGroup),
    );
  }

  async of(place: number): Promise<parquetWasm.ParquetFile> {
    if (this.#open?.place === place) return this.#open.file;
    this.#open?.file.free();
    this.#open = null;
    // parquet-wasm asks a Blob for its size and for slices as buffers, nothing else.
    const opened = this.#decoder.ParquetFile.fromFile(this.#parts[place]?.source as Blob);
    const file = await settled(this.#host, opened, 'The footer');
    this.#open = { place, file };
    return file;
  }
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
  /** Of the whole, and of the file that holds it. */
  rowGroup: number;
  within: number;
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
  const { rowGroup, within, name } = wanted;
  const rows = wanted.footer.rowGroups[rowGroup]?.rows;
  // A row group that is not there traps.
  if (rows === undefined) throw new FileProblem('CORRUPT', `There is no row group ${rowGroup}.`);
  const { start, end } = wanted.range ?? { start: 0, end: rows };
  const count = Math.min(end, rows) - start;
  const options = {
    rowGroups: [within],
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
