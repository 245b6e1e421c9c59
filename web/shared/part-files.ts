/** Files of one data set: which belong together by their names, and how they cross to the decoder as one. */

/** A file within joined bytes. */
export interface PartFile {
  name: string;
  size: number;
}

const MAGIC = 'MOONPART';
/** Length of the index (4 bytes) and the magic word. */
const TAIL = 4 + MAGIC.length;

/** The bytes that stand behind those of all files, so that each can be told from the next. */
export function partIndex(parts: PartFile[]): Uint8Array<ArrayBuffer> {
  const index = new TextEncoder().encode(
    JSON.stringify(parts.map(({ name, size }) => [name, size])),
  );
  const bytes = new Uint8Array(index.length + TAIL);
  bytes.set(index);
  new DataView(bytes.buffer).setUint32(index.length, index.length, true);
  bytes.set(new TextEncoder().encode(MAGIC), index.length + 4);
  return bytes;
}

/**
 * Reads an index from the end of `size` bytes, of which `read` gives a range. Null where there is none, or where it
 * does not tell of all bytes before it.
 */
export async function readPartIndex(
  size: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<PartFile[] | null> {
  if (size < TAIL) return null;
  const tail = await read(size - TAIL, size);
  if (new TextDecoder().decode(tail.subarray(4)) !== MAGIC) return null;
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  const end = size - TAIL;
  if (length > end) return null;
  const parts = partsOf(new TextDecoder().decode(await read(end - length, end)));
  const total = parts?.reduce((sum, part) => sum + part.size, 0);
  return total === end - length ? parts : null;
}

function partsOf(text: string): PartFile[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  const parts = value.map((part: unknown) => {
    const [name, size] = Array.isArray(part) ? (part as unknown[]) : [];
    const isPart = typeof name === 'string' && typeof size === 'number' && size >= 0;
    return isPart && Number.isInteger(size) ? { name, size } : null;
  });
  return parts.every((part) => part !== null) ? parts : null;
}

/** Folders that programs name after a time: `date=2024-01-02`, `2024`, `01`. */
const TIME_FOLDER =
  /^(?:(?:date|dt|day|year|y|quarter|month|m|week|hour|ts|trade_date|trading_day)=.*|(?:19|20)\d{2}|\d{1,2})$/iu;
/** A counter as writers of parts number them: `part-00000-…`, `part.0`, `data_0`. */
const COUNTED = /^(?:part|data|chunk|shard|file|output)[-_.]?\d+(?:[-_.].*)?$/iu;
/** Names that a program made up: `3f2c…-0`. */
const MADE_UP = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?:[-_]\d+)*$/iu;
/** A time at the end: `ES_2024-01`, `20240102`, `bars 2024`. */
const TIMED = /^(.*?)[-_. ]?(?:19|20)\d{2}(?:[-_.]?(?:\d{2}|q\d)(?:[-_.]?\d{2})?)?$/iu;

/**
 * Puts paths (`folder/…/name.parquet`) that are parts of one data set together, in the order of their names: the
 * files that one program wrote, one period each. Files of several markets, or for training and for test, stay apart.
 */
export function partGroups(paths: string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups.values()]
    .flatMap((group) => (isNumbered(group) ? [group] : group.map((path) => [path])))
    .map((group) => group.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
}

function keyOf(path: string): string {
  const folders = path.split('/');
  const stem = stemOf(path);
  folders.pop();
  const where = folders.map((folder) => (TIME_FOLDER.test(folder) ? '#' : folder)).join('/');
  if (COUNTED.test(stem)) return `${where}/counted`;
  if (MADE_UP.test(stem)) return `${where}/made up`;
  if (/^\d+$/u.test(stem) && !/^(?:19|20)\d{2}/u.test(stem)) return `${where}/number`;
  const [, head] = TIMED.exec(stem) ?? [];
  return head === undefined ? `${where}/named ${stem}` : `${where}/timed ${head}`;
}

/** Bare numbers count parts only from 0 or 1 on without a hole: others are numbers of instruments. */
function isNumbered(group: string[]): boolean {
  if (!group.every((path) => keyOf(path).endsWith('/number'))) return true;
  const numbers = group.map((path) => Number(stemOf(path))).sort((a, b) => a - b);
  const [first = 0] = numbers;
  return first <= 1 && numbers.every((number, i) => number === first + i);
}

/** The name without its endings: `.parquet`, `.snappy.parquet`. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/(?:\.(?:snappy|gz|gzip|zstd|lz4|br|brotli))?\.(?:parquet|parq|pq)$/iu, '');
}

/** What people call the data set of these paths: what they have in common. */
export function groupName(paths: string[]): string {
  const [first = '', ...others] = paths;
  let end = first.length;
  for (const path of others) {
    let same = 0;
    while (same < end && path[same] === first[same]) same += 1;
    end = same;
  }
  const folder = first.slice(0, first.lastIndexOf('/', end - 1));
  const inside = first.slice(folder.length + 1, end).replace(/[-_. \d]*$/u, '');
  const says = MADE_UP.test(stemOf(first)) || COUNTED.test(stemOf(first)) || inside.includes('=');
  const isOfTime = TIME_FOLDER.test(first.slice(folder.length + 1).split('/')[0] ?? '');
  return says || isOfTime || inside === '' ? folder : `${folder}/${inside}`;
}
