import type { ArrowField } from './arrow-memory';
import { kindOf, type Kind } from './arrow-type';
import { miscountedTimes } from './miscounted';
import { plainNames } from './names';
import type { OpenFile } from './open';
import type { TimeUnit } from './time-unit';

/** A column as the search for roles sees it: a top-level one, or a field within structs. */
export interface FileColumn {
  name: string;
  /** The name in common form. */
  plain: string;
  kind: Kind;
  /** A field within structs: used where a person chooses it. */
  isNested: boolean;
  field: ArrowField;
  /** A typed time whose numbers may count another unit than the type says, see `miscountedTimes`. */
  countedIn: TimeUnit | null;
}

export function fileColumns({ fields, footer }: Pick<OpenFile, 'fields' | 'footer'>): FileColumn[] {
  const all = withFields(fields);
  const plain = plainNames(all.map(({ name }) => name));
  const miscounted = miscountedTimes(footer);
  return all.map(({ name, field, isNested }, i) => ({
    name,
    isNested,
    plain: plain[i] ?? name,
    kind: kindOf(field),
    field,
    countedIn: miscounted.get(name) ?? null,
  }));
}

/** Structs are followed by their fields, `bar.close` for example, unless a column goes by that name. */
function withFields(fields: ArrowField[]): Pick<FileColumn, 'name' | 'field' | 'isNested'>[] {
  const taken = new Set(fields.map(({ name }) => name));
  const within = (
    field: ArrowField,
    name: string,
    isNested = false,
  ): ReturnType<typeof withFields> => [
    { name, field, isNested },
    ...(field.format === '+s' ? field.children : []).flatMap((child) =>
      within(child, `${name}.${child.name}`, true),
    ),
  ];
  return fields.flatMap((field) => {
    const [own, ...inner] = within(field, field.name);
    return [...(own ? [own] : []), ...inner.filter(({ name }) => !taken.has(name))];
  });
}

/** Where a column lies: its place, for a field of structs after those of the structs around it. */
export function pathTo(fields: ArrowField[], name: string): number[] | null {
  // Of twins the first counts.
  const place = fields.findIndex((field) => field.name === name);
  if (place !== -1) return [place];
  for (const [i, field] of fields.entries()) {
    if (field.format !== '+s' || !name.startsWith(`${field.name}.`)) continue;
    const inner = pathTo(field.children, name.slice(field.name.length + 1));
    if (inner) return [i, ...inner];
  }
  return null;
}

/** Numbers by type: what can be a feature. */
export function isNumeric(column: FileColumn): boolean {
  return ['integer', 'float', 'decimal', 'bool'].includes(column.kind);
}

/** What can be a price or a volume; text may hold numbers, and a column without any value keeps its name. */
export function canBePrice(column: FileColumn): boolean {
  return ['integer', 'float', 'decimal', 'text', 'null'].includes(column.kind);
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
