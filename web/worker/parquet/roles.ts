import { isNumeric, type FileColumn } from './column';
import { findPrices, MASKS, PRICES, type ColumnRole } from './price-roles';
import { median, type Sample } from './probe';
import { quoted } from './problem';
import { findTime, timeProbes, type TimeRole } from './time-role';
import type { FileChoices, Notice } from '../../shared/protocol';

/** Every role of a file. */
export interface Roles {
  time: TimeRole | null;
  /** Whether the person said that bars are numbered. */
  isNumbered: boolean;
  columns: Partial<Record<ColumnRole, string>>;
  sides: string[];
  /** The ask's prices where the middle of bid and ask is traded. */
  others: Partial<Record<ColumnRole, string>>;
  /** Numbers of instruments, of which there may be several. */
  symbolNumber: string | undefined;
  /** Prices are divided by this: 1 as they are, 10⁹ for fixed-point feeds. */
  divideBy: number;
  /** Numeric columns without a role, each name once. */
  extra: string[];
  warnings: Notice[];
}

/** Feeds with prices as whole numbers of 10⁻⁹; their columns give them away. */
const FIXED_POINT = 1e9;
const FIXED_POINT_BESIDE = ['ts_event', 'rtype'];

/** Columns whose first values the search needs: none in most files. */
export function neededSamples(columns: FileColumn[], choices: FileChoices): string[] {
  const chosen = choices.columns?.timestamp;
  const times = chosen === 'none' ? [] : timeProbes(columns, chosen);
  const { close } = findPrices(columns, choices, []).roles;
  const isFixedPoint = columns.some(
    (column) => column.name === close && column.kind === 'integer' && isFeed(columns),
  );
  return [...times, ...(isFixedPoint && close !== undefined ? [close] : [])];
}

/** Finds what every column is used as. */
export function findRoles(
  columns: FileColumn[],
  samples: Map<string, Sample>,
  choices: FileChoices,
): Roles {
  const chosen = choices.columns?.timestamp;
  const isNumbered = chosen === 'none';
  const time = isNumbered ? null : findTime(columns, samples, choices);
  const { roles, sides, others, symbolNumber } = findPrices(columns, choices, time?.names ?? []);
  const used = new Set([...(time?.names ?? []), ...Object.values(roles), ...Object.values(others)]);
  const isExtra = (column: FileColumn): boolean => isNumeric(column) && !column.isNested;
  const extra = columns.filter((column) => isExtra(column) && !used.has(column.name));
  return {
    time,
    isNumbered,
    columns: roles,
    sides,
    others,
    symbolNumber,
    divideBy: divisor(columns, samples, roles.close),
    extra: [...new Set(extra.map((column) => column.name))],
    warnings: [...twins(columns, used), ...miscounted(time)],
  };
}

/** The role of one column for people: null where it has none. */
export function roleOf(name: string, roles: Roles): string | null {
  if (roles.time?.names.includes(name)) return 'timestamp';
  const known = [...PRICES, 'volume', 'symbol', ...MASKS] as const;
  const found = known.find((role) => [roles.columns[role], roles.others[role]].includes(name));
  return found ?? (roles.extra.includes(name) ? 'extra' : null);
}

function isFeed(columns: FileColumn[]): boolean {
  return columns.some((column) => FIXED_POINT_BESIDE.includes(column.plain));
}

function divisor(
  columns: FileColumn[],
  samples: Map<string, Sample>,
  close: string | undefined,
): number {
  const column = columns.find(({ name }) => name === close);
  if (column?.kind !== 'integer' || !isFeed(columns)) return 1;
  const numbers = (samples.get(column.name) ?? []).map(Number).filter((value) => value < 9.2e18);
  return (median(numbers) ?? 0) > 1e7 ? FIXED_POINT : 1;
}

/** Information only: the times are right as they are read. */
function miscounted(time: TimeRole | null): Notice[] {
  if (!time?.counted) return [];
  const message = `Column ${quoted(time.names[0])} claims to count ${time.unit} but counts ${time.counted}, as pandas' notes in the file say; it is read so.`;
  return [{ code: 'scaled', level: 'info', message, count: 1, first: null }];
}

/** Columns that go by the same name as one in use. */
function twins(columns: FileColumn[], used: Set<string>): Notice[] {
  const names = new Map(
    columns.filter(({ name }) => used.has(name)).map((one) => [one.plain, one]),
  );
  return [...names.values()].flatMap(({ name, plain }) => {
    const alike = columns.filter((column) => column.plain === plain);
    if (alike.length === 1) return [];
    const message = `${alike.length} columns go by the name ${quoted(name)}; the first of exactly that name is used.`;
    const count = alike.length - 1;
    return [{ code: 'duplicate_column', level: 'warn' as const, message, count, first: null }];
  });
}
