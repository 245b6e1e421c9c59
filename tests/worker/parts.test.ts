import { expect, test } from 'vitest';
import { partIndex } from '../../web/shared/part-files';
import { reportFile } from '../../web/worker/parquet/inspect';
import { planFile } from '../../web/worker/parquet/plan';
import { decodeColumns } from '../../web/worker/parquet/send';
import { host } from './fixtures';
import { writeBars, type Written } from './written';
import type { FileChoices } from '../../web/shared/protocol';

const MINUTE = 60_000;

/** `count` bars from a bar on, whose close is the bar's number. */
function bars(first: number, count: number, changes: Partial<Written> = {}): Blob {
  const at = Array.from({ length: count }, (_, i) => first + i);
  return writeBars({ ts: at.map((bar) => bar * MINUTE), close: at, groupRows: 4, ...changes });
}

function joined(...files: Blob[]): Blob {
  return new Blob([...files, partIndex(files.map(({ size }, i) => ({ name: `p${i}`, size })))]);
}

/** The closes read from each row group. */
async function closes(file: Blob, choices: FileChoices = {}): Promise<number[]> {
  const planned = await planFile(file, choices, 'standard', [], host);
  if (!planned.ok) throw new Error(planned.problem.message);
  const found: number[] = [];
  await decodeColumns(file, planned.value, host, ({ column, values }) => {
    const isClose = planned.value.columns[column]?.role === 'close';
    if (isClose) found.push(...new Float64Array(values.slice().buffer));
    return true;
  });
  return found;
}

test('files one after the other are read as one, and one without rows does not matter', async () => {
  const file = joined(bars(0, 6), bars(6, 0), bars(6, 5));
  const report = await reportFile(file, {}, host);
  expect([report.error, report.rows]).toEqual([null, 11]);
  expect(report.roles).toEqual({ timestamp: 'timestamp', close: 'close' });
  expect(await closes(file)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a part of the bars is read from the files that hold it', async () => {
  const file = joined(bars(0, 6), bars(6, 5), bars(11, 5));
  expect(await closes(file, { slice: { offset: 5, limit: 3 } })).toEqual([5, 6, 7]);
  const from_ts = String(12 * MINUTE * 1e6);
  expect(await closes(file, { slice: { from_ts, to_ts: null } })).toEqual([12, 13, 14, 15]);
});

test('symbols of all files are listed', async () => {
  const es = bars(0, 2, { symbol: ['ES', 'ES'] });
  const nq = bars(2, 2, { symbol: ['NQ', 'NQ'] });
  expect((await reportFile(joined(es, nq), {}, host)).symbols).toEqual(['ES', 'NQ']);
});

test('files of other columns, and a damaged one, are named', async () => {
  const other = await reportFile(joined(bars(0, 3), bars(3, 3, { timeName: 'ts' })), {}, host);
  expect(other.error).toEqual({
    code: 'CORRUPT',
    message: '"p1" has other columns than the files before.',
  });
  const cut = await reportFile(joined(bars(0, 3), bars(3, 3).slice(0, 99)), {}, host);
  expect(cut.error).toMatchObject({ code: 'TRUNCATED' });
  expect(cut.error?.message).toMatch(/^"p1": /u);
  const none = await reportFile(joined(), {}, host);
  expect(none.error?.code).toBe('NO_ROWS');
});

test('times before and after 1970 are in one order', async () => {
  const file = bars(-3, 6, { groupRows: 6, hasStatistics: false });
  const from_ts = String(-1 * MINUTE * 1e6);
  expect(await closes(file, { slice: { from_ts, to_ts: null } })).toEqual([-1, 0, 1, 2]);
});
