import type { ArrowField } from './arrow-memory';
import { kindOf, type Kind } from './arrow-type';
import { miscountedTimes } from './miscounted';
import { plainNames } from './names';
import type { OpenFile } from './open';
import type { TimeUnit } from './time-unit';

/** A top-level column as the search for roles sees it. */
export interface FileColumn {
  name: string;
  /** The name in common form. */
  plain: string;
  kind: Kind;
  field: ArrowField;
  /** A typed time whose numbers may count another unit than the type says, see `miscountedTimes`. */
  countedIn: TimeUnit | null;
}

export function fileColumns({ fields, footer }: Pick<OpenFile, 'fields' | 'footer'>): FileColumn[] {
  const plain = plainNames(fields.map(({ name }) => name));
  const miscounted = miscountedTimes(footer);
  return fields.map((field, i) => ({
    name: field.name,
    plain: plain[i] ?? field.name,
    kind: kindOf(field),
    field,
    countedIn: miscounted.get(field.name) ?? null,
  }));
}

/** Numbers by type: what can be a feature. */
export function isNumeric(column: FileColumn): boolean {
  return ['integer', 'float', 'decimal', 'bool'].includes(column.kind);
}

/** What can be a price or a volume; text may hold numbers. */
export function canBePrice(column: FileColumn): boolean {
  return ['integer', 'float', 'decimal', 'text'].includes(column.kind);
}

/**
 * Finds the column that goes by one of `aliases`, best alias first. The exact name beats a name that
 * is only alike, the first of equals beats the others.
 */
export function byAlias(
  columns: FileColumn[],
  aliases: readonly string[],
  isUsable: (column: FileColumn) => boolean,
): FileColumn | undefined {
  for (const alias of aliases) {
    const alike = columns.filter((column) => column.plain === alias && isUsable(column));
    const found = alike.find((column) => column.name === alias) ?? alike[0];
    if (found) return found;
  }
  return undefined;
}
