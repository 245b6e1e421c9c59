/**
 * Reads the structs of Arrow's C data interface out of wasm memory (32-bit pointers).
 * Source: https://arrow.apache.org/docs/format/CDataInterface.html#structure-definitions
 */

/** `struct ArrowSchema` of one field. */
export interface ArrowField {
  name: string;
  /** Type as a format string. */
  format: string;
  children: ArrowField[];
  /** Of a dictionary, the type of what its codes stand for; `format` is the codes' then. */
  dictionary: ArrowField | null;
}

/** `struct ArrowArray`; pointers into wasm memory. */
export interface ArrowArray {
  length: number;
  /** Values to skip at the start of each buffer. */
  offset: number;
  nulls: number;
  buffers: number[];
  children: number[];
  dictionary: number;
}

/** Views on wasm memory die whenever it grows, so each read takes the buffer anew. */
export class ArrowMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #lends: boolean;

  /** One that `lends` gives views in place of copies: they hold until the decoder works on. */
  constructor(memory: WebAssembly.Memory, lends = false) {
    this.#memory = memory;
    this.#lends = lends;
  }

  /** The same memory, lent in place of copied. */
  lending(): ArrowMemory {
    return new ArrowMemory(this.#memory, true);
  }

  field(address: number): ArrowField {
    const view = new DataView(this.#memory.buffer, address, 44);
    const dictionary = view.getUint32(36, true);
    return {
      format: this.#text(view.getUint32(0, true)),
      name: this.#text(view.getUint32(4, true)),
      children: this.#pointers(view.getUint32(32, true), size(view, 24)).map((child) =>
        this.field(child),
      ),
      dictionary: dictionary === 0 ? null : this.field(dictionary),
    };
  }

  array(address: number): ArrowArray {
    const view = new DataView(this.#memory.buffer, address, 60);
    return {
      length: size(view, 0),
      nulls: size(view, 8),
      offset: size(view, 16),
      buffers: this.#pointers(view.getUint32(40, true), size(view, 24)),
      children: this.#pointers(view.getUint32(44, true), size(view, 32)),
      dictionary: view.getUint32(48, true),
    };
  }

  /** Bytes out of memory; copies outlive the table they came from. */
  bytes(address: number, length: number): Uint8Array {
    const view = new Uint8Array(this.#memory.buffer, address, length);
    return this.#lends ? view : view.slice();
  }

  #pointers(address: number, count: number): number[] {
    if (address === 0) return [];
    return Array.from(new Uint32Array(this.#memory.buffer, address, count));
  }

  /** Text that ends with a zero byte. */
  #text(address: number): string {
    if (address === 0) return '';
    const bytes = new Uint8Array(this.#memory.buffer, address);
    // A name may begin with a byte order mark, by which alone the column is found.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      bytes.subarray(0, bytes.indexOf(0)),
    );
  }
}

function size(view: DataView, at: number): number {
  return Number(view.getBigInt64(at, true));
}
