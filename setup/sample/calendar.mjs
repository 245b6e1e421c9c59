// @ts-check
/** When the synthetic market trades: Sunday 18:00 to Friday 17:00 New York, closed 17:00–18:00. No holidays. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A trading day runs from 18:00 of the evening before to 17:00. */
const MINUTES_A_DAY = 23 * 60;
const FIRST_MINUTE = 18 * 60;

/**
 * @typedef {object} BarTime
 * @property {number} utc_ms start of the bar, milliseconds since 1970 UTC
 * @property {number} minute of New York's day, 0 … 1439
 * @property {boolean} opens whether it is the first bar after a break
 */

/**
 * Lists the starts of the one-minute bars of `weeks` trading weeks.
 * @param {number} firstSunday midnight UTC of a Sunday's date, milliseconds
 * @param {number} weeks
 * @returns {BarTime[]}
 */
export function barTimes(firstSunday, weeks) {
  const times = [];
  for (let week = 0; week < weeks; week += 1) {
    for (let day = 0; day < 5; day += 1) {
      const evening = firstSunday + (week * 7 + day) * DAY_MS;
      // Clocks change on a Sunday at 02:00, when the market is closed: one offset holds for a trading day.
      const midnight_ms = evening + newYorkBehindUtc(evening + DAY_MS) * 60 * MINUTE_MS;
      for (let bar = 0; bar < MINUTES_A_DAY; bar += 1) {
        const sinceMidnight = FIRST_MINUTE + bar;
        const utc_ms = midnight_ms + sinceMidnight * MINUTE_MS;
        times.push({ utc_ms, minute: sinceMidnight % 1440, opens: bar === 0 });
      }
    }
  }
  return times;
}

/**
 * Hours that New York is behind UTC on a date: 4 from the second Sunday of March to the first of November.
 * @param {number} date midnight UTC of that date, milliseconds
 */
function newYorkBehindUtc(date) {
  const year = new Date(date).getUTCFullYear();
  return sunday(year, 2, 2) <= date && date < sunday(year, 10, 1) ? 4 : 5;
}

/**
 * @param {number} year
 * @param {number} month from 0
 * @param {number} nth
 */
function sunday(year, month, nth) {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - first) % 7) + (nth - 1) * 7);
}
