/** Units of whole numbers of time, the finest first, with what is between 1973 and 5138 in each. */
const UNITS = [
  { unit: 'ns', perSecond: 1e9, from: 1e17 },
  { unit: 'us', perSecond: 1e6, from: 1e14 },
  { unit: 'ms', perSecond: 1e3, from: 1e11 },
  { unit: 's', perSecond: 1, from: 0 },
];
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/u;

/** How many of a column's units make a second, by the size of one of its values. */
export function unitsPerSecond(value: number): number {
  const size = Math.abs(value);
  return UNITS.find(({ from }) => size >= from)?.perSecond ?? 1;
}

/** Reads `2024-01-02`, `2024-01-02 09:30`, `2024-01-02T09:30:00.5Z` or `… -05:00` as seconds since 1970; without a zone it is UTC. */
export function readDate(text: string): number | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = found;
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const parts = new Date(whole);
  // The 31st of February is no day.
  if (parts.getUTCMonth() + 1 !== Number(month) || parts.getUTCDate() !== Number(day)) {
    return undefined;
  }
  return whole / 1000 + Number(fraction) - zoneSeconds(zone);
}

function zoneSeconds(zone = 'Z'): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}

/** `2026-01-02 14:35 to 2026-01-05 21:00 UTC`, from seconds since 1970. */
export function spanText(first: number, last: number): string {
  const minute = (seconds: number): string => {
    const date = new Date(seconds * 1000);
    if (Number.isNaN(date.getTime())) return 'a time beyond the calendar';
    return date.toISOString().slice(0, 16).replace('T', ' ');
  };
  return `${minute(first)} to ${minute(last)} UTC`;
}
