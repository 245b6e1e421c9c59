import type { FileReport } from './protocol';

/** Names that a bar has in any case. */
const OF_EVERY_BAR = ['ts', 'open', 'high', 'low', 'close', 'volume'];
/** Roles whose columns a script reads under the file's own name too. */
const READABLE = ['open', 'high', 'low', 'close', 'volume'];
const NUMERIC = /^(u?int|float|decimal)/u;

/**
 * Columns of a file that a script may read under their own names: those without a role, and prices and
 * volume that go by another name in the file (`Close`).
 */
export function featureColumns({
  columns,
  extra,
}: Pick<FileReport, 'columns' | 'extra'>): string[] {
  const renamed = columns
    .filter(({ type, role }) => NUMERIC.test(type) && READABLE.includes(role ?? ''))
    .map(({ name }) => name);
  return [...new Set([...extra, ...renamed])].filter((name) => !OF_EVERY_BAR.includes(name));
}
