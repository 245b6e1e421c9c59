import { timeOf } from './arrow-type';
import type { FileColumn } from './column';
import { ALIASES, CLOCK_NAMES } from './names';
import type { Sample } from './probe';
import { nsPerUnit, timeUnit, type TimeUnit } from './time-unit';
import type { FileChoices, TimeUnitChoice } from '../../shared/protocol';

/** Which columns tell the time of a bar, and how. */
export interface TimeRole {
  /** One column, or a date and a time of day. */
  names: [string] | [string, string];
  /** s, ms, us, ns, d, iso, yyyymmdd. */
  unit: string;
  /** As the file names it; the person's choice, or else UTC, where it names none. */
  zone: string;
  /** Whether the times name no zone, so that the person may say it. */
  isLocal: boolean;
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
  choices: FileChoices,
): TimeRole | null {
  const role = search(columns, samples, choices);
  return role && { ...role, zone: role.isLocal ? (choices.timezone ?? 'UTC') : role.zone };
}

function search(
  columns: FileColumn[],
  samples: Map<string, Sample>,
  { columns: roles, time_unit: unit }: FileChoices,
): TimeRole | null {
  const chosen = roles?.timestamp;
  if (chosen !== undefined) {
    const column = columns.find(({ name }) => name === chosen);
    const role = column ? asTime(column, samples, unit) : null;
    return role && withClock(role, columns, samples);
  }
  for (const column of candidates(columns)) {
    const role = asTime(column, samples, unit);
    if (role) return withClock(role, columns, samples);
  }
  // A column of times under a name nobody knows.
  const typed = columns.find((column) => column.kind === 'time');
  const role = typed ? asTime(typed, samples, unit) : null;
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

function asTime(
  column: FileColumn,
  samples: Map<string, Sample>,
  chosen: TimeUnitChoice | undefined,
): TimeRole | null {
  const names: [string] = [column.name];
  const typed = timeOf(column.field);
  if (typed) {
    // The values decide: a writer without the fault gives times of today in the unit of the type.
    const counted = column.countedIn === unitOf(column.name, samples) ? column.countedIn : null;
    const isLocal = typed.zone === '' && typed.unit !== 'd';
    const real = chosen ?? counted;
    const unit = chosen ?? typed.unit;
    return { names, unit, zone: typed.zone || 'UTC', isLocal, nsPerUnit: nsPerUnit(real), counted };
  }
  const found = unitOf(column.name, samples);
  const unit = found === 'iso' || !isOpen(column) ? found : (chosen ?? found);
  if (unit === null || unit === 'clock') return null;
  const isLocal = unit === 'iso' && !(samples.get(column.name) ?? []).some(namesZone);
  return { names, unit, zone: 'UTC', isLocal, nsPerUnit: nsPerUnit(unit), counted: null };
}

function namesZone(value: string | number): boolean {
  return /(Z|UTC|[+-]\d{2}:?\d{2})\s*$/u.test(String(value).slice(10));
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
  return clock ? { ...role, names: [date, clock.name], isLocal: true } : role;
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
