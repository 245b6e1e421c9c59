import { FileProblem } from './problem';
import { readBytes, type FileSource } from './source';

/** Where the footer lies: bytes from `start` to before `end`. */
export interface FooterPlace {
  start: number;
  end: number;
}

/** Length of the footer (4 bytes) and the magic word (4 bytes) at the end of every file. */
const TAIL = 8;

/** Looks at size and first and last bytes alone. Throws a FileProblem that says what the file is instead. */
export async function look(source: FileSource): Promise<FooterPlace> {
  if (source.size === 0) throw new FileProblem('EMPTY_FILE', 'The file is empty.');
  const head = await readBytes(source, 0, Math.min(source.size, 512));
  const tail = await readBytes(source, Math.max(0, source.size - TAIL), source.size);
  const magic = ascii(tail.subarray(-4));
  if (source.size < 4 + TAIL) {
    throw new FileProblem('NOT_PARQUET', 'The file is not parquet: it is too short to be any.');
  }
  if (magic === 'PARE') {
    throw new FileProblem(
      'ENCRYPTED',
      'The file is encrypted parquet; write it without encryption.',
    );
  }
  if (magic !== 'PAR1') throw notParquet(head);
  const length = new DataView(tail.buffer).getUint32(0, true);
  const end = source.size - TAIL;
  if (length === 0 || length > end - 4) {
    throw new FileProblem(
      'CORRUPT',
      `The footer claims ${length.toLocaleString('en')} bytes, more than the file has.`,
    );
  }
  return { start: end - length, end };
}

function notParquet(head: Uint8Array): FileProblem {
  if (ascii(head.subarray(0, 4)) === 'PAR1') {
    return new FileProblem(
      'TRUNCATED',
      'The file begins as parquet but its end is missing: it was cut off while written or copied.',
    );
  }
  const kind = kindOf(head);
  return new FileProblem('NOT_PARQUET', `The file is not parquet: ${kind}.`);
}

function kindOf(head: Uint8Array): string {
  const starts = (text: string): boolean => ascii(head.subarray(0, text.length)) === text;
  if (starts('PK')) return 'it is a zip archive; unpack it first';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'it is compressed with gzip; unpack it first';
  if (starts('ARROW1') || starts('FEA1')) return 'it is Feather (Arrow IPC); save it as parquet';
  if (starts('SQLite format 3')) return 'it is an SQLite database';
  if (starts('Obj\u0001')) return 'it is Avro; save it as parquet';
  if (starts('\u0089HDF')) return 'it is HDF5; save it as parquet';
  const text = printable(head);
  if (text === null) return 'its last four bytes are not PAR1';
  if (/^\s*(<!doctype|<html|<\?xml|<)/iu.test(text)) {
    return 'it is a web page (HTML or XML), perhaps an error page saved under this name';
  }
  if (/^\s*[[{]/u.test(text)) return 'it looks like JSON; save it as parquet';
  if (/[,;\t]/u.test(text.split('\n')[0] ?? '')) return 'it looks like CSV; save it as parquet';
  return 'it is text';
}

function printable(bytes: Uint8Array): string | null {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
  // Tabs and ends of line are the only control characters of text.
  return /[^\P{Cc}\t\r\n]/u.test(text) ? null : text;
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
