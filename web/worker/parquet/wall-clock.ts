import type { WallClock } from '../../shared/protocol';

/** A zone's clock is asked once a week of these years; each change is then found to the second. */
const FIRST_MS = Date.UTC(1970, 0, 1);
const LAST_MS = Date.UTC(2040, 0, 1);
const WEEK_MS = 7 * 86_400_000;

/** Whether the browser or Node knows a zone by this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * What the wall clock of a zone shows against UTC. An hour that comes twice counts as the first one, an
 * hour that is left out as if the clock had not been changed yet.
 */
export function wallClock(zone: string): WallClock {
  const ahead = aheadOf(zone);
  const steps: { from: number; ahead: number }[] = [];
  let before = ahead(FIRST_MS);
  steps.push({ from: FIRST_MS + before, ahead: before });
  for (let week = FIRST_MS; week < LAST_MS; week += WEEK_MS) {
    const after = ahead(week + WEEK_MS);
    if (after === before) continue;
    const change = changeWithin(ahead, week, week + WEEK_MS);
    steps.push({ from: change + Math.max(before, after), ahead: after });
    before = after;
  }
  return {
    from: BigInt64Array.from(steps, (step) => BigInt(step.from) * 1_000_000n),
    ahead: BigInt64Array.from(steps, (step) => BigInt(step.ahead) * 1_000_000n),
  };
}

/** The first ms at which the clock shows what it shows at `end`. */
function changeWithin(ahead: (ms: number) => number, start: number, end: number): number {
  let [low, high] = [start, end];
  const after = ahead(end);
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (ahead(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

/** How far the zone's clock is ahead of UTC, in ms, at a time in ms since 1970 UTC. */
export function aheadOf(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
  };
}
