/** What Thrift's compact protocol can hold; a struct is a map from field id. */
export type ThriftValue = number | boolean | Uint8Array | ThriftValue[] | ThriftStruct;
export type ThriftStruct = Map<number, ThriftValue>;

/** Structs within structs deeper than this are no footer. */
const DEEPEST = 24;

/**
 * Reads Thrift's compact protocol, as parquet's footers and page headers are written in it.
 *
 * Throws a RangeError where the bytes end early or lie about a length, so nothing is allocated on
 * a claim. Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class ThriftReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** Where the next byte is read. */
  get position(): number {
    return this.#at;
  }

  struct(depth = 0): ThriftStruct {
    if (depth > DEEPEST) throw new RangeError('structs are nested too deeply');
    const fields: ThriftStruct = new Map();
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) return fields;
      const delta = head >> 4;
      id = delta === 0 ? this.#zigzag() : id + delta;
      const type = head & 0x0f;
      // A field's boolean is its type.
      fields.set(id, type === 1 || type === 2 ? type === 1 : this.#value(type, depth));
    }
  }

  #value(type: number, depth: number): ThriftValue {
    switch (type) {
      case 1:
      case 2:
        return this.#byte() === 1;
      case 3:
        return (this.#byte() << 24) >> 24;
      case 4:
      case 5:
      case 6:
        return this.#zigzag();
      case 7:
        return new DataView(this.#take(8).slice().buffer).getFloat64(0, true);
      case 8:
        return this.#take(this.#varint());
      case 9:
      case 10:
        return this.#list(depth);
      case 12:
        return this.struct(depth + 1);
      default:
        throw new RangeError(`type ${type} is not known`);
    }
  }

  #list(depth: number): ThriftValue[] {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.#varint() : head >> 4;
    if (count > this.#bytes.length - this.#at)
      throw new RangeError('a list is longer than its bytes');
    return Array.from({ length: count }, () => this.#value(head & 0x0f, depth + 1));
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError('the bytes end early');
    this.#at += 1;
    return byte;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at)
      throw new RangeError('a text is longer than its bytes');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Past 2⁵³ the number is rounded: no true length is that large. */
  #varint(): number {
    let value = 0;
    for (let place = 1, n = 0; n < 10; place *= 128, n += 1) {
      const byte = this.#byte();
      value += (byte & 0x7f) * place;
      if (byte < 128) return value;
    }
    throw new RangeError('a number is longer than ten bytes');
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
