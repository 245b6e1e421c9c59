/** Times as text, always with their zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timezone, format);
  }
  return format;
}

/** Returns the zone if the browser knows it, else UTC. */
export function knownZone(timezone: unknown): string {
  if (typeof timezone !== 'string' || timezone === '') return 'UTC';
  try {
    formatIn(timezone);
    return timezone;
  } catch {
    return 'UTC';
  }
}

/** Wall-clock time in a zone: `2024-03-14 15:32`, with seconds only when they are not zero. */
export function wallClock(ms: number, timezone: string): string {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatIn(timezone).formatToParts(ms)) part[type] = value;
  const seconds = part.second === '00' ? '' : `:${part.second ?? ''}`;
  return `${part.year ?? ''}-${part.month ?? ''}-${part.day ?? ''} ${part.hour ?? ''}:${part.minute ?? ''}${seconds}`;
}

/** Milliseconds since 1970 of a decimal text of nanoseconds. */
export function nsToMs(ns: string): number {
  return Number(BigInt(ns) / 1_000_000n);
}

/** `2024-03-14 15:32 UTC` of a decimal text of nanoseconds; null stays null. */
export function timestamp(ns: string | null, timezone: string): string | null {
  return ns === null ? null : `${wallClock(nsToMs(ns), timezone)} ${timezone}`;
}
