/** A file's bytes: a Blob in the browser, an open file in Node. */
export interface FileSource {
  readonly size: number;
  /** Bytes from `start` to before `end`. */
  slice(start: number, end: number): Pick<Blob, 'arrayBuffer'>;
}

/** Reads bytes from `start` to before `end`. */
export async function readBytes(
  source: FileSource,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await source.slice(start, end).arrayBuffer());
}

/**
 * Serves the range read last a second time from memory: a column's pages are checked first and decoded
 * right after. Nobody may write to the bytes.
 */
export function remembering(source: FileSource): FileSource {
  let last = { start: 0, end: 0, bytes: new ArrayBuffer(0) };
  return {
    size: source.size,
    slice: (start, end) => ({
      async arrayBuffer(): Promise<ArrayBuffer> {
        if (start !== last.start || end !== last.end) {
          last = { start, end, bytes: await source.slice(start, end).arrayBuffer() };
        }
        return last.bytes;
      },
    }),
  };
}
