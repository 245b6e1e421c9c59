import { timeOf } from './arrow-type';
import type { FileColumn } from './column';
import { ALIASES, CLOCK_NAMES } from './names';
import type { Sample } from './probe';
import { nsPerUnit, timeUnit, type TimeUnit } from './time-unit';

/** Which columns tell the time of a bar, and how. */
export interface TimeRole {
  /** One column, or a date and a time of day. */
  names: [string] | [string, string];
  /** s, ms, us, ns, d, iso, yyyymmdd. */
  unit: string;
  /** As the file names it; UTC where it names none. */
  zone: string;
  /** What one of a bare number counts. */
  nsPerUnit: string;
  /** The unit that numbers of a typed time count in truth, where the type is wrong. */
  counted: TimeUnit | null;
}

/** Columns whose values must be seen before the time can be found. */
export function timeProbes(columns: FileColumn[], chosen: string | undefined): string[] {
  if (chosen !== undefined) {
    return columns.filter((column) => column.name === chosen && isOpen(column)).map(nameOf);
  }
  const ranked = candidates(columns);
  const typed = ranked.findIndex((column) => column.kind === 'time');
  const before = typed === -1 ? ranked : ranked.slice(0, typed);
  const clocks = columns.filter((column) => CLOCK_NAMES.includes(column.plain));
  const doubtful = columns.filter((column) => column.countedIn !== null);
  return [...before, ...clocks, ...doubtful].filter(isOpen).map(nameOf);
}

/** Finds the time; null where no column holds any. */
export function findTime(
  columns: FileColumn[],
  samples: Map<string, Sample>,
  chosen: string | undefined,
): TimeRole | null {
  if (chosen !== undefined) {
    const column = columns.find(({ name }) => name === chosen);
    return column ? asTime(column, samples) : null;
  }
  for (const column of candidates(columns)) {
    const role = asTime(column, samples);
    if (role) return withClock(role, columns, samples);
  }
  // A column of times under a name nobody knows.
  const typed = columns.find((column) => column.kind === 'time');
  const role = typed ? asTime(typed, samples) : null;
  return role && withClock(role, columns, samples);
}

function candidates(columns: FileColumn[]): FileColumn[] {
  return ALIASES.timestamp.flatMap((alias) => {
    const alike = columns.filter((column) => column.plain === alias);
    // The exact name first, and a typed time before numbers and text.
    return alike.sort((a, b) => rank(a, alias) - rank(b, alias));
  });
}

function rank(column: FileColumn, alias: string): number {
  const byKind = column.kind === 'time' ? 0 : column.kind === 'text' ? 4 : 2;
  return byKind + (column.name === alias ? 0 : 1);
}

function asTime(column: FileColumn, samples: Map<string, Sample>): TimeRole | null {
  const { name } = column;
  const typed = timeOf(column.field);
  if (typed) {
    // The values decide: a writer without the fault gives times of today in the unit of the type.
    const counted = column.countedIn === unitOf(name, samples) ? column.countedIn : null;
    const zone = typed.zone || 'UTC';
    return { names: [name], unit: typed.unit, zone, nsPerUnit: nsPerUnit(counted), counted };
  }
  const unit = unitOf(name, samples);
  if (unit === null || unit === 'clock') return null;
  return { names: [name], unit, zone: 'UTC', nsPerUnit: nsPerUnit(unit), counted: null };
}

/** A date alone is joined with a time of day where the file has one. */
function withClock(role: TimeRole, columns: FileColumn[], samples: Map<string, Sample>): TimeRole {
  const [date] = role.names;
  const sample = samples.get(date) ?? [];
  const isDay =
    role.unit === 'd' ||
    (role.unit === 'yyyymmdd' && sample.every((value) => String(value).trim().length === 8)) ||
    (role.unit === 'iso' && sample.every((value) => !String(value).includes(':')));
  if (!isDay) return role;
  const clock = columns.find(
    (column) =>
      CLOCK_NAMES.includes(column.plain) &&
      (column.kind === 'clock' || unitOf(column.name, samples) === 'clock'),
  );
  return clock ? { ...role, names: [date, clock.name] } : role;
}

function unitOf(name: string, samples: Map<string, Sample>): TimeUnit | null {
  const sample = samples.get(name);
  return sample ? timeUnit(sample) : null;
}

/** Whether only the values can tell. */
function isOpen(column: FileColumn): boolean {
  return ['integer', 'float', 'text'].includes(column.kind) || column.countedIn !== null;
}

function nameOf(column: FileColumn): string {
  return column.name;
}
