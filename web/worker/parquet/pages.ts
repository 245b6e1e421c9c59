import type { ChunkInfo } from './footer';
import { FileProblem, quoted } from './problem';
import { readBytes, type FileSource } from './source';
import { ThriftReader, type ThriftStruct } from './thrift';

/**
 * Walks the page headers of one column of one row group and holds their sizes and counts against the
 * footer: a page that claims 2 GB would be allocated before anything notices. Throws CORRUPT.
 */
export async function checkPages(
  source: FileSource,
  chunk: ChunkInfo,
  rowGroup: number,
): Promise<void> {
  const bytes = await readBytes(source, chunk.start, chunk.start + chunk.compressed);
  const where = `Column ${quoted(chunk.path)} of row group ${rowGroup}`;
  let at = 0;
  let values = 0;
  let uncompressed = 0;
  while (at < bytes.length && values < chunk.values) {
    const page = readPage(bytes, at, where);
    if (page.values < 0 || page.uncompressed < 0 || page.compressed < 0) {
      throw corrupt(`${where} has a page of negative size.`);
    }
    uncompressed += page.uncompressed + page.header;
    values += page.isData ? page.values : 0;
    at += page.header + page.compressed;
    if (at > bytes.length || uncompressed > chunk.uncompressed) {
      throw corrupt(`${where} has a page larger than the column.`);
    }
  }
  if (values !== chunk.values) {
    throw corrupt(`${where} holds ${values} values, but its footer says ${chunk.values}.`);
  }
}

interface Page {
  header: number;
  uncompressed: number;
  compressed: number;
  values: number;
  isData: boolean;
}

function readPage(bytes: Uint8Array, at: number, where: string): Page {
  try {
    const reader = new ThriftReader(bytes, at);
    const page = reader.struct();
    const v1 = page.get(5);
    const v2 = page.get(8);
    const about = v1 instanceof Map ? v1 : v2 instanceof Map ? v2 : null;
    return {
      header: reader.position - at,
      uncompressed: number(page, 2),
      compressed: number(page, 3),
      values: about ? number(about, 1) : 0,
      isData: about !== null,
    };
  } catch (error) {
    if (error instanceof RangeError) {
      throw corrupt(`${where} has a page whose header can't be read: ${error.message}.`);
    }
    throw error;
  }
}

function number(struct: ThriftStruct, id: number): number {
  const value = struct.get(id);
  if (typeof value !== 'number') throw new RangeError('a number is missing');
  return value;
}

function corrupt(message: string): FileProblem {
  return new FileProblem('CORRUPT', message);
}
