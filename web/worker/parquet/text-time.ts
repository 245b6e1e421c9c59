/** Times as people and tools write them: which forms are times. Reading them is the engine's (`load/time_text.rs`). */

import { DATE_ORDERS, type DateOrder } from '../../shared/protocol';

export interface TimeForm {
  /** The numbers of a date that does not say their order. */
  numbers: [string, string, string] | null;
  hasClock: boolean;
  hasZone: boolean;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? *)?';
const HOURS = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?';
const CLOCK = `(?<clock>(?:${HOURS}|\\d{6}|\\d{4})(?: *[ap]m)?)`;
const ZONE = '(?<zone>Z|UTC|GMT|[ECMP][SD]T|[+-]\\d{2}(?::?\\d{2})?(?:\\[[\\w/+-]+\\])?)';

const dated = (date: string): RegExp =>
  new RegExp(`^${WEEKDAY}${date}(?:[T ,_-] *${CLOCK}(?: *${ZONE})?)?$`, 'iu');
const FORMS = [
  dated('\\d{4}(?<mark>[-/.])\\d{1,2}\\k<mark>\\d{1,2}'),
  dated('\\d{8}'),
  dated(`\\d{4}-${MONTH}-\\d{1,2}`),
  dated(`\\d{1,2}[ ./-]*${MONTH}[ ,./-]*(?:\\d{4}|\\d{2})`),
  dated(`${MONTH}[ ./-]*\\d{1,2},?[ /-]*(?:\\d{4}|\\d{2})`),
  // As C's `ctime` writes it.
  new RegExp(`^${WEEKDAY}${MONTH} +\\d{1,2} +(?<clock>${HOURS}) \\d{4}$`, 'iu'),
  dated('(?<first>\\d{1,2})(?<mark>[./-])(?<second>\\d{1,2})\\k<mark>(?<third>\\d{4}|\\d{2})'),
];
const CLOCK_ALONE = new RegExp(`^${HOURS}(?: *[ap]m)?$`, 'iu');

/** Takes a text for a date, with or without a time of day; null where it is none. */
export function timeForm(text: string): TimeForm | null {
  for (const form of FORMS) {
    const groups = form.exec(text.trim())?.groups;
    if (!groups) continue;
    const { first, second, third, clock, zone } = groups;
    const isOpen = first !== undefined && second !== undefined && third !== undefined;
    return {
      numbers: isOpen ? [first, second, third] : null,
      hasClock: clock !== undefined,
      hasZone: zone !== undefined,
    };
  }
  return null;
}

/** Whether a text is a time of day alone. */
export function isClock(text: string): boolean {
  return CLOCK_ALONE.test(text.trim());
}

/** The orders in which the numbers of all dates are dates; none where some date says its order itself. */
export function dateOrders(texts: string[]): DateOrder[] {
  const dates = texts.map((text) => timeForm(text)?.numbers ?? null);
  return DATE_ORDERS.filter((order) =>
    dates.every((numbers) => numbers !== null && fits(numbers, order)),
  );
}

function fits([first, second, third]: [string, string, string], order: DateOrder): boolean {
  const isDate = (month: string, day: string): boolean =>
    isBetween(month, 12) && isBetween(day, 31);
  switch (order) {
    case 'mdy':
      return isDate(first, second);
    case 'dmy':
      return isDate(second, first);
    case 'ymd':
      return first.length === 2 && third.length === 2 && isDate(second, third);
  }
}

function isBetween(text: string, last: number): boolean {
  return Number(text) >= 1 && Number(text) <= last;
}
