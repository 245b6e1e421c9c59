import { timeOf } from './arrow-type';
import type { FileColumn } from './column';
import { ALIASES, CLOCK_NAMES } from './names';
import type { Sample } from './probe';
import { dateOrders, timeForm } from './text-time';
import { clockUnit, nsPerUnit, timeUnit, type TimeUnit } from './time-unit';
import { DATE_ORDERS } from '../../shared/protocol';
import type { DateOrder, FileChoices, TimeUnitChoice } from '../../shared/protocol';

/** Which columns tell the time of a bar, and how. */
export interface TimeRole {
  /** One column, or a date and a time of day. */
  names: [string] | [string, string];
  /** s, ms, us, ns, d, iso, yyyymmdd, mdy, dmy, ymd; order where the dates have several meanings. */
  unit: string;
  /** As the file names it; the person's choice, or else UTC, where it names none. */
  zone: string;
  /** Whether the times name no zone, so that the person may say it. */
  isLocal: boolean;
  /** What one of a bare number counts. */
  nsPerUnit: string;
  /** The same of the time of day. */
  clockNsPerUnit: string;
  /** Dates with several meanings: one of them, and the orders it can be read in. */
  open: { example: string; orders: DateOrder[] } | null;
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
    const zone = typed.zone || 'UTC';
    return { ...whole, names, unit, zone, isLocal, nsPerUnit: nsPerUnit(real), counted };
  }
  const found = unitOf(column.name, samples);
  const sample = samples.get(column.name) ?? [];
  const unit = isOpen(column) ? asChosen(found, sample, chosen) : found;
  if (unit === null || unit === 'clock') return null;
  const isText = unit === 'iso' || unit === 'order' || isOrder(unit);
  const isLocal = isText && !sample.some((value) => timeForm(String(value))?.hasZone);
  const texts = sample.map(String);
  const open = unit === 'order' ? { example: texts[0] ?? '', orders: dateOrders(texts) } : null;
  const role = { ...whole, names, unit, zone: 'UTC', isLocal, nsPerUnit: nsPerUnit(unit), open };
  return { ...role, counted: null };
}

/** Of a time that needs no time of day and no answer. */
const whole = { clockNsPerUnit: '0', open: null };

/** The person's word counts where the values leave it a choice. */
function asChosen(
  found: TimeUnit | null,
  sample: Sample,
  chosen: TimeUnitChoice | undefined,
): TimeUnit | null {
  if (chosen === undefined || found === 'iso' || isOrder(found)) return found;
  if (found === 'order') {
    return isOrder(chosen) && dateOrders(sample.map(String)).includes(chosen) ? chosen : found;
  }
  return isOrder(chosen) ? found : chosen;
}

function isOrder(unit: TimeUnit | null): unit is DateOrder {
  return DATE_ORDERS.some((order) => order === unit);
}

/** A date alone is joined with a time of day where the file has one. */
function withClock(role: TimeRole, columns: FileColumn[], samples: Map<string, Sample>): TimeRole {
  const [date] = role.names;
  const sample = samples.get(date) ?? [];
  const isDay =
    role.unit === 'd' ||
    (role.unit === 'yyyymmdd' && sample.every((value) => String(value).trim().length === 8)) ||
    sample.every((value) => timeForm(String(value))?.hasClock === false);
  if (!isDay) return role;
  for (const column of columns) {
    if (!CLOCK_NAMES.includes(column.plain) || column.name === date) continue;
    const clock = column.kind === 'clock' ? '0' : clockUnit(samples.get(column.name) ?? []);
    if (clock !== null) {
      return { ...role, names: [date, column.name], isLocal: true, clockNsPerUnit: clock };
    }
  }
  return role;
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
