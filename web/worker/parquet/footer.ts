import { FileProblem } from './problem';
import { ThriftReader, type ThriftStruct, type ThriftValue } from './thrift';

/** One column of one row group as the footer describes it. */
export interface ChunkInfo {
  /** Names from the root to the leaf, joined by dots. */
  path: string;
  /** Physical type by its number in the format; 3 is INT96. */
  type: number;
  codec: number;
  values: number;
  compressed: number;
  uncompressed: number;
  /** First byte: the dictionary page if there is one, else the first data page. */
  start: number;
  /** Smallest and largest value where the writer kept them: bytes. */
  min: Uint8Array | null;
  max: Uint8Array | null;
  /** How many values are null, where the writer counted them. */
  nulls: number | null;
}

export interface RowGroupInfo {
  rows: number;
  columns: ChunkInfo[];
}

export interface Footer {
  /** Rows of the whole file as claimed. */
  rows: number;
  rowGroups: RowGroupInfo[];
  /** Whether columns or the footer's signature are encrypted. */
  encrypted: boolean;
  /** Program and version as the writer names itself. */
  createdBy: string;
  /** Names and types of all columns: the same text for files of the same schema. */
  schema: string;
  /** What pandas says of its columns, as JSON text; null where another program wrote the file. */
  pandas: string | null;
}

/** Reads a footer's bytes; throws CORRUPT where they are no footer. */
export function readFooter(bytes: Uint8Array): Footer {
  try {
    const file = new ThriftReader(bytes).struct();
    const elements = structs(file.get(2));
    checkSchema(elements);
    const groups = structs(file.get(4));
    return {
      rows: number(file.get(3)),
      schema: JSON.stringify(elements.slice(1).map(columnType)),
      rowGroups: groups.map(rowGroup),
      encrypted: file.has(8) || groups.some(hasEncryptedColumn),
      createdBy: file.has(6) ? text(file.get(6)) : '',
      pandas: file.has(5) ? kept(structs(file.get(5)), 'pandas') : null,
    };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new FileProblem('CORRUPT', `The footer can't be read: ${error.message}.`);
    }
    throw error;
  }
}

/** Physical and logical type, length, name, children, scale and precision; whether nulls may occur does not matter. */
function columnType(element: ThriftStruct): unknown[] {
  return [4, 1, 2, 5, 6, 7, 8, 10].map((id) => plainValue(element.get(id)));
}

function plainValue(value: ThriftValue | undefined): unknown {
  if (value instanceof Uint8Array) return text(value);
  if (value instanceof Map) return [...value].map(([id, inner]) => [id, plainValue(inner)]);
  return value ?? null;
}

/** The schema is a tree written flat: each element says how many of the next are its children. */
function checkSchema(elements: ThriftStruct[]): void {
  let open = 1;
  for (const element of elements) {
    const children = element.has(5) ? number(element.get(5)) : 0;
    if (children < 0) throw new RangeError('the schema is no tree');
    open += children - 1;
  }
  if (open !== 0) throw new RangeError('the schema is no tree');
}

function hasEncryptedColumn(group: ThriftStruct): boolean {
  return structs(group.get(1)).some((chunk) => chunk.has(8) || chunk.has(9));
}

function rowGroup(group: ThriftStruct): RowGroupInfo {
  return {
    rows: number(group.get(3)),
    columns: structs(group.get(1)).flatMap((chunk) => {
      const about = chunk.get(3);
      // Only an encrypted column hides its description.
      return about instanceof Map ? [chunkInfo(about)] : [];
    }),
  };
}

function chunkInfo(about: ThriftStruct): ChunkInfo {
  const data = number(about.get(9));
  const dictionary = about.get(11);
  const statistics = about.get(12);
  const limits = statistics instanceof Map ? statistics : new Map<number, ThriftValue>();
  const nulls = limits.get(3);
  const bytes = (id: number): Uint8Array | null => {
    const value = limits.get(id);
    return value instanceof Uint8Array ? value : null;
  };
  return {
    path: list(about.get(3)).map(text).join('.'),
    type: number(about.get(1)),
    codec: number(about.get(4)),
    values: number(about.get(5)),
    uncompressed: number(about.get(6)),
    compressed: number(about.get(7)),
    // Some writers put 0 where there is no dictionary.
    start: typeof dictionary === 'number' && dictionary > 0 ? Math.min(dictionary, data) : data,
    min: bytes(6),
    max: bytes(5),
    nulls: typeof nulls === 'number' ? nulls : null,
  };
}

function number(value: ThriftValue | undefined): number {
  if (typeof value !== 'number') throw new RangeError('a number is missing');
  return value;
}

function list(value: ThriftValue | undefined): ThriftValue[] {
  if (!Array.isArray(value)) throw new RangeError('a list is missing');
  return value;
}

function structs(value: ThriftValue | undefined): ThriftStruct[] {
  return list(value).map((item) => {
    if (!(item instanceof Map)) throw new RangeError('a struct is missing');
    return item;
  });
}

/** The value a writer kept under a key. */
function kept(pairs: ThriftStruct[], key: string): string | null {
  const pair = pairs.find((one) => text(one.get(1)) === key);
  return pair?.has(2) ? text(pair.get(2)) : null;
}

function text(value: ThriftValue | undefined): string {
  if (!(value instanceof Uint8Array)) throw new RangeError('a text is missing');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
}
