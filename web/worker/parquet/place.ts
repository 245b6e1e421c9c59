import type { FileColumn } from './column';
import { bytesNeeded, tooLarge } from './metadata';
import type { OpenFile } from './open';
import { rowsFor, type BarOrder } from './part';
import { symbolsByStatistics } from './symbols';
import { timeNumbers } from './time-order';
import type { ColumnPlan, Slice } from '../../shared/protocol';

/** A plan that does not say yet which rows are read. */
export type Draft = Omit<ColumnPlan, 'rows' | 'first_row' | 'file_rows'>;

/** Bytes that decoded columns may take: 1.5 GB. */
const BUDGET = 1.5e9;

/**
 * Says which rows a plan reads. Throws TOO_LARGE where their columns would not fit, with a part that does
 * if one can be read by itself.
 */
export async function placed(
  file: OpenFile,
  columns: FileColumn[],
  draft: Draft,
): Promise<ColumnPlan> {
  const { slice } = draft;
  const file_rows = file.footer.rows;
  const order = orderOf(file, columns, draft);
  const rows = slice ? await rowsFor(file, slice, order) : { start: 0, end: file_rows };
  const names = draft.columns.map(({ name }) => name);
  const needed = bytesNeeded(file.footer, names, rows);
  if (needed > BUDGET) {
    const isAll = rows.end - rows.start === file_rows;
    const fits = isAll && slice ? undefined : await partThatFits(file, order, names);
    throw tooLarge(rows.end - rows.start, needed, BUDGET, fits);
  }
  return { ...draft, rows: rows.end - rows.start, first_row: rows.start, file_rows };
}

/** The last bars that fit, in a round number; nothing where the rows to be read for them do not. */
async function partThatFits(
  file: OpenFile,
  order: BarOrder,
  names: string[],
): Promise<{ last: number } | undefined> {
  const { rows } = file.footer;
  const each = bytesNeeded(file.footer, names, { start: 0, end: rows }) / rows;
  const most = Math.floor(BUDGET / each);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  const slice = { last: Math.floor(most / unit) * unit } satisfies Slice;
  const range = await rowsFor(file, slice, order);
  return bytesNeeded(file.footer, names, range) <= BUDGET ? slice : undefined;
}

/** What makes bars of rows other than one of each: a choice of symbol, repairs, times yet to be found out. */
function orderOf(file: OpenFile, columns: FileColumn[], draft: Draft): BarOrder {
  const isReference = draft.profile === 'reference';
  if (!isReference && draft.data_fixes !== undefined && draft.data_fixes !== '') return null;
  const symbol = draft.columns.find(({ role }) => role === 'symbol');
  if (symbol && symbolsByStatistics(file, symbol.name)?.length !== 1) return null;
  const times = draft.columns.filter(({ role }) => role === 'timestamp');
  const [planned] = times;
  const isCounted = draft.slice !== undefined && !('from_ts' in draft.slice);
  if (!planned || (isReference && isCounted)) return 'rows';
  const column = columns.find(({ name }) => name === planned.name);
  if (!column || times.length > 1 || draft.clock) return null;
  if (!isReference) return timeNumbers(column, planned.ns_per_unit);
  // The reference takes whole numbers for nanoseconds, whatever they count; days are no times to it.
  return column.field.format === 'tdD' ? null : timeNumbers(column, '1');
}
