import { typeName } from './arrow-type';
import { fileColumns, type FileColumn } from './column';
import { decisive } from './date-order';
import type { DecoderHost } from './host';
import { standardDraft } from './draft';
import { countOverlaps } from './metadata';
import type { Draft } from './place';
import { openFile, type OpenFile } from './open';
import { placed } from './place';
import { FileProblem } from './problem';
import { probe } from './probe';
import { ask, type Asked } from './questions';
import { findRoles, neededSamples, roleOf, type Roles } from './roles';
import type { FileSource } from './source';
import { listSymbols } from './symbols';
import type { FileChoices, FileReport, Notice } from '../../shared/protocol';

/** A file with everything found out about it short of reading all rows. */
export interface Inspected {
  file: OpenFile;
  columns: FileColumn[];
  roles: Roles;
  symbols: string[];
  asked: Asked;
  /** Why the part asked for, or all of the file, does not fit. */
  tooLarge: FileProblem | null;
}

/** Opens a file and finds its roles. Throws a FileProblem where it can't be used at all. */
export async function inspectFile(
  source: FileSource,
  choices: FileChoices,
  host: DecoderHost,
): Promise<Inspected> {
  const file = await openFile(source, host);
  const columns = fileColumns(file);
  const samples = await probe(file, neededSamples(columns, choices));
  for (const [name, sample] of samples) samples.set(name, await decisive(file, name, sample));
  const roles = findRoles(columns, samples, choices);
  const symbols = await symbolsOf(file, roles);
  const asked = ask(columns, choices, {
    hasTime: roles.time !== null || roles.isNumbered,
    close: roles.columns.close,
    open: roles.time?.open ?? null,
    sides: roles.sides,
    symbols,
  });
  const tooLarge = await misfit(file, columns, standardDraft({ roles, symbols }, choices));
  return { file, columns, roles, symbols, asked, tooLarge };
}

/** Lists the markets; a column of their numbers becomes the symbol where it holds several. */
async function symbolsOf(file: OpenFile, roles: Roles): Promise<string[]> {
  const { symbol } = roles.columns;
  if (symbol !== undefined) return listSymbols(file, symbol);
  const number = roles.symbolNumber;
  if (number === undefined) return [];
  const symbols = await listSymbols(file, number);
  if (symbols.length < 2) return [];
  roles.columns.symbol = number;
  roles.extra = roles.extra.filter((name) => name !== number);
  return symbols;
}

async function misfit(
  file: OpenFile,
  columns: FileColumn[],
  draft: Draft,
): Promise<FileProblem | null> {
  try {
    await placed(file, columns, draft);
    return null;
  } catch (error) {
    if (error instanceof FileProblem && error.code === 'TOO_LARGE') return error;
    throw error;
  }
}

/**
 * Tells people and pages what a file holds. Times and spacing stay null and warnings stay those of the
 * columns until the engine has taken the rows. Never throws for a bad file: `error` says why.
 */
export async function reportFile(
  source: FileSource,
  choices: FileChoices,
  host: DecoderHost,
): Promise<FileReport> {
  try {
    return reportOf(await inspectFile(source, choices, host));
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return { ...emptyReport(), error: errorOf(error) };
  }
}

export function reportOf({
  file,
  columns,
  roles,
  symbols,
  asked,
  tooLarge,
}: Inspected): FileReport {
  const { open, high, low, close, volume, symbol } = roles.columns;
  const named = { open, high, low, close, volume, symbol };
  const known = Object.entries(named).filter(([, name]) => name !== undefined);
  return {
    ...emptyReport(),
    rows: file.footer.rows,
    columns: columns.map((column) => ({
      name: column.name,
      type: typeName(column.field),
      role: roleOf(column.name, roles),
    })),
    roles: {
      ...(roles.time && { timestamp: timeNames(roles.time.names) }),
      ...(Object.fromEntries(known) as FileReport['roles']),
    },
    extra: roles.extra,
    time_unit: roles.time?.open ? null : (roles.time?.unit ?? null),
    time_zone: roles.time?.zone ?? null,
    price_scale: 1 / roles.divideBy,
    symbols,
    questions: asked.questions,
    warnings: [...roles.warnings, ...overlaps(file)],
    error: asked.error ?? (tooLarge && errorOf(tooLarge)),
  };
}

function errorOf({ code, message, slice }: FileProblem): NonNullable<FileReport['error']> {
  return { code, message, ...(slice && { slice }) };
}

function timeNames(names: [string] | [string, string]): string | [string, string] {
  return names.length === 1 ? names[0] : names;
}

function overlaps(file: OpenFile): Notice[] {
  const count = countOverlaps(file.footer);
  if (count === 0) return [];
  const message = `${count} column chunks share bytes with others: rows may be repeated.`;
  return [{ code: 'overlapping_row_groups', level: 'warn', message, count, first: null }];
}

/** A report before anything is known. */
export function emptyReport(): FileReport {
  return {
    rows: 0,
    first_ts: null,
    last_ts: null,
    bar_seconds: null,
    columns: [],
    roles: {},
    extra: [],
    time_unit: null,
    time_zone: null,
    price_scale: 1,
    symbols: [],
    questions: [],
    warnings: [],
    error: null,
  };
}
