// @ts-check
/**
 * Writes the engine's table of time zones from compiled TZif files:
 *
 *     node setup/zones.mjs FOLDER VERSION > engine-wasm/src/env/zones.txt
 *
 * FOLDER holds the files, `zoneinfo` of PyPI's `tzdata` for example (it compiles them without the years that
 * follow from each zone's rule); VERSION is the release of the IANA database, as 2026f. Same files, same bytes.
 *
 * A line is one zone: names | offsets in seconds, that of 1970 first | changes since | rule.
 * A change is the quarter-hours since the one before (base 36; with a star, the seconds) and a capital: which
 * offset begins. The rule: two capitals for standard and summer time, then when each of them begins,
 * summer first: month.week.weekday.quarter-hours.
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const QUARTER = 900;
/** Folders that repeat the others, and files that are no zone of their own. */
const LEFT_OUT = new Set(['posix', 'right', 'posixrules', 'localtime', 'Factory']);

const [folder, version] = process.argv.slice(2);
if (folder === undefined || version === undefined) {
  throw new Error('usage: node setup/zones.mjs FOLDER VERSION');
}
const lines = [...groups(folder)].map(([body, names]) => `${names.join(',')}|${body}`);
process.stdout.write(
  `IANA time zone database ${version}, by setup/zones.mjs\n${lines.join('\n')}\n`,
);

/**
 * Names by what they have in common; UTC, which is every run's default, comes first.
 * @param {string} path
 */
function groups(path) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  const names = namesIn(path, '').filter((name) => name !== 'UTC');
  for (const name of ['UTC', ...names.sort()]) {
    const body = described(readFileSync(join(path, name)), name);
    found.set(body, [...(found.get(body) ?? []), name]);
  }
  return found;
}

/**
 * @param {string} path
 * @param {string} prefix
 * @returns {string[]}
 */
function namesIn(path, prefix) {
  return readdirSync(join(path, prefix)).flatMap((entry) => {
    if (LEFT_OUT.has(entry)) return [];
    const name = prefix === '' ? entry : `${prefix}/${entry}`;
    const file = join(path, name);
    if (statSync(file).isDirectory()) return namesIn(path, name);
    return readFileSync(file).subarray(0, 4).toString() === 'TZif' ? [name] : [];
  });
}

/**
 * @param {Buffer} file
 * @param {string} name
 */
function described(file, name) {
  const { changes, offset, footer } = read(file);
  const offsets = [offset];
  /** @param {number} value */
  const letter = (value) => {
    if (!offsets.includes(value)) offsets.push(value);
    return String.fromCharCode(65 + offsets.indexOf(value));
  };
  let before = 0;
  const coded = changes.map(([time, value]) => {
    const step = time - before;
    before = time;
    const count = step % QUARTER === 0 ? (step / QUARTER).toString(36) : `*${step.toString(36)}`;
    return count + letter(value);
  });
  const end = rule(footer, letter, name);
  return `${offsets.join(',')}|${coded.join('')}|${end}`;
}

/**
 * Takes the 64-bit part of a TZif file (RFC 9636): changes after 1970 as [time, offset], the offset in 1970,
 * and the rule that follows.
 * @param {Buffer} file
 */
function read(file) {
  /** @param {number} at */
  const header = (at) => [20, 24, 28, 32, 36, 40].map((place) => file.readUInt32BE(at + place));
  const [utc1 = 0, std1 = 0, leap1 = 0, times1 = 0, types1 = 0, chars1 = 0] = header(0);
  const second = 44 + times1 * 5 + types1 * 6 + chars1 + leap1 * 8 + std1 + utc1;
  const [utc = 0, std = 0, leap = 0, times = 0, types = 0, chars = 0] = header(second);
  const at = second + 44;
  const typesAt = at + times * 9;
  /** @param {number} type */
  const offsetOf = (type) => file.readInt32BE(typesAt + type * 6);
  let offset = offsetOf(0);
  let last = offset;
  /** @type {[number, number][]} */
  const changes = [];
  for (let i = 0; i < times; i += 1) {
    const time = Number(file.readBigInt64BE(at + i * 8));
    const value = offsetOf(file.readUInt8(at + times * 8 + i));
    if (time <= 0) offset = value;
    // The last one says from when on the rule holds, even where it changes nothing itself.
    else if (value !== last || i === times - 1) changes.push([time, value]);
    last = value;
  }
  const footerAt = typesAt + types * 6 + chars + leap * 12 + std + utc;
  return { changes, offset, footer: file.subarray(footerAt + 1, file.length - 1).toString() };
}

/**
 * Codes a POSIX rule such as EST5EDT,M3.2.0,M11.1.0; one without summer time says nothing new.
 * @param {string} posix
 * @param {(offset: number) => string} letter
 * @param {string} name
 */
function rule(posix, letter, name) {
  const zone =
    /^(?:<[^>]+>|[A-Za-z]+)(?<std>[-+\d:]+)(?:(?:<[^>]+>|[A-Za-z]+)(?<dst>[-+\d:]*),(?<on>[^,]+),(?<off>[^,]+))?$/u;
  const { std, dst, on, off } = zone.exec(posix)?.groups ?? {};
  if (std === undefined) throw new Error(`${name}: no rule of a known form: ${posix}`);
  const standard = -seconds(std);
  if (on === undefined || off === undefined) return '';
  const summer = dst === undefined || dst === '' ? standard + 3600 : -seconds(dst);
  return letter(standard) + letter(summer) + [on, off].map((turn) => turnOf(turn, name)).join(',');
}

/**
 * @param {string} turn
 * @param {string} name
 */
function turnOf(turn, name) {
  const [, month, week, day, time = '2'] = /^M(\d+)\.(\d)\.(\d)(?:\/(.+))?$/u.exec(turn) ?? [];
  const quarters = seconds(time) / QUARTER;
  if (month === undefined || !Number.isInteger(quarters)) {
    throw new Error(`${name}: no turn of a known form: ${turn}`);
  }
  return [month, week, day, quarters].join('.');
}

/** @param {string} text hours, or hours:minutes:seconds, with a sign */
function seconds(text) {
  const [hours = '0', minutes = '0', rest = '0'] = text.split(':');
  const sign = hours.startsWith('-') ? -1 : 1;
  return sign * (Math.abs(Number(hours)) * 3600 + Number(minutes) * 60 + Number(rest));
}
