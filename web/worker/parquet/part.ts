import type { RowRange } from './decode';
import type { OpenFile } from './open';
import { firstRowAt, reached, spansInOrder, type TimeNumbers, type TimeSpan } from './time-order';
import type { Slice } from '../../shared/protocol';

/** What is known of a file's bars before they are read. */
export type BarOrder =
  /** Each row is a bar, in the file's order. */
  | 'rows'
  /** Rows are bars in order of these times, if each has one. */
  | TimeNumbers
  /** Which row becomes which bar is known only when all are read. */
  | null;

/**
 * Finds the rows to be read for a part of the bars: they hold it, and no row outside of them belongs
 * between them. All rows where that can't be known. The exact part is the engine's to find.
 */
export async function rowsFor(file: OpenFile, slice: Slice, order: BarOrder): Promise<RowRange> {
  const { rows } = file.footer;
  const all = { start: 0, end: rows };
  const counted = countedRows(slice, rows);
  if (order === null || (order === 'rows' && !counted)) return all;
  if (order === 'rows') return atLeastTwo(counted ?? all, rows);
  const spans = await spansInOrder(file, order);
  if (!spans) return all;
  const range =
    'from_ts' in slice
      ? await rowsBetween(file, order, spans, slice)
      : await widened(file, order, counted ?? all);
  return atLeastTwo(range, rows);
}

/** Rows by count, percents out to whole rows, for the engine rounds them. Null for times. */
function countedRows(slice: Slice, rows: number): RowRange | null {
  const within = (start: number, end: number): RowRange => ({
    start: Math.min(Math.max(0, start), rows),
    end: Math.min(Math.max(0, end), rows),
  });
  if ('first' in slice) return within(0, slice.first);
  if ('last' in slice) return within(rows - slice.last, rows);
  if ('offset' in slice) return within(slice.offset, slice.offset + (slice.limit ?? rows));
  if ('from_percent' in slice) {
    const at = (percent: number): number => (rows * percent) / 100;
    return within(Math.floor(at(slice.from_percent)), Math.ceil(at(slice.to_percent)));
  }
  return null;
}

/** Moves both ends to those of their row groups where rows within are out of order. */
async function widened(file: OpenFile, times: TimeNumbers, rows: RowRange): Promise<RowRange> {
  const { start, end } = rows;
  const first = groupAt(file, start);
  const last = groupAt(file, end - 1);
  const isOrdered = async (group: number): Promise<boolean> =>
    (await firstRowAt(file, group, times, 0n)) !== null;
  const isInside = (group: { start: number; end: number }, row: number): boolean =>
    row > group.start && row < group.end;
  return {
    start: isInside(first, start) && !(await isOrdered(first.place)) ? first.start : start,
    end: isInside(last, end) && !(await isOrdered(last.place)) ? last.end : end,
  };
}

async function rowsBetween(
  file: OpenFile,
  times: TimeNumbers,
  spans: (TimeSpan | null)[],
  { from_ts: from, to_ts: to }: { from_ts: string | null; to_ts: string | null },
): Promise<RowRange> {
  /** First row at a time or later; the row group's own end named by `else` where its rows are out of order. */
  const rowAt = async (ns: bigint, otherwise: 'start' | 'end'): Promise<number> => {
    const wanted = reached(ns, times);
    const place = spans.findIndex((span) => span !== null && span.last >= wanted);
    if (place === -1) return file.footer.rows;
    const group = groupOf(file, place);
    if ((spans[place]?.first ?? wanted) >= wanted) return group.start;
    const row = await firstRowAt(file, place, times, ns);
    return row === null ? group[otherwise] : group.start + row;
  };
  const start = from === null ? 0 : await rowAt(BigInt(from), 'start');
  const end = to === null ? file.footer.rows : await rowAt(BigInt(to), 'end');
  return { start, end: Math.max(start, end) };
}

interface GroupRows extends RowRange {
  place: number;
}

function groupOf(file: OpenFile, place: number): GroupRows {
  const before = file.footer.rowGroups.slice(0, place);
  const start = before.reduce((sum, { rows }) => sum + rows, 0);
  return { place, start, end: start + (file.footer.rowGroups[place]?.rows ?? 0) };
}

/** The row group that holds a row. */
function groupAt(file: OpenFile, row: number): GroupRows {
  let end = 0;
  const place = file.footer.rowGroups.findIndex((group) => (end += group.rows) > row);
  return groupOf(file, place === -1 ? file.footer.rowGroups.length - 1 : place);
}

/** With two rows the engine can say of an empty part what it is. */
function atLeastTwo({ start, end }: RowRange, rows: number): RowRange {
  if (end - start >= 2) return { start, end };
  const first = Math.max(0, Math.min(start, rows - 2));
  return { start: first, end: Math.min(rows, first + 2) };
}
