import type { Footer } from './footer';
import type { TimeUnit } from './time-unit';

/** Physical type INT96: nanoseconds of a day, and the day. */
const INT96 = 3;

/**
 * Finds columns whose INT96 may count another unit than nanoseconds. fastparquet (seen in 2026.9.0,
 * `writer.convert`) splits a column's integers into days of 86,400 · 10⁹ whatever their unit, and since
 * pandas 3 that unit is µs: January 2024 is written as 20 January 1970. pandas' metadata keeps the true
 * unit. Only the values can tell whether a writer has this fault, see `findTime`.
 */
export function miscountedTimes(footer: Footer): Map<string, TimeUnit> {
  const found = new Map<string, TimeUnit>();
  if (footer.pandas === null || !footer.createdBy.startsWith('fastparquet')) return found;
  const int96 = new Set(
    footer.rowGroups.flatMap((group) =>
      group.columns.filter(({ type }) => type === INT96).map(({ path }) => path),
    ),
  );
  for (const { field_name: name, numpy_type: type } of pandasColumns(footer.pandas)) {
    const unit = /^datetime64\[(s|ms|us)\]/u.exec(String(type))?.[1];
    if (typeof name === 'string' && unit !== undefined && int96.has(name)) {
      found.set(name, unit as TimeUnit);
    }
  }
  return found;
}

interface PandasColumn {
  field_name?: unknown;
  numpy_type?: unknown;
}

/** Text of a file may be anything; what is no list of columns counts as none. */
function pandasColumns(json: string): PandasColumn[] {
  try {
    const about = JSON.parse(json) as { columns?: unknown } | null;
    const columns: unknown[] = Array.isArray(about?.columns) ? about.columns : [];
    return columns.filter((one): one is PandasColumn => typeof one === 'object' && one !== null);
  } catch {
    return [];
  }
}
