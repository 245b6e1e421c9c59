/** Shared strategies as text: the part of a link after `#`, and the content of a file. */

import type { SettingInfo } from '../protocol';
import { crc32, deflated, fromBase64Url, inflated, toBase64Url } from './bytes';
import { FORM, LARGEST_JSON, LINK_MARK } from './form';
import { readStrategy } from './read';
import { Malformed, type Read, type SharedStrategy } from './strategy';

/** Longer addresses are cut by one or another program they pass through. */
export const LONGEST_GOOD_LINK = 2_000;
/** A longer fragment was not made here. */
const LONGEST_FRAGMENT = 400_000;
/** First byte of a link's content. */
const LINK_VERSION = 1;
const FORM_VERSION = 1;
const HEADER_BYTES = 5;

/** Says what is wrong with a strategy that no link or file could carry; null when it can be shared. */
export function sharingProblem(strategy: SharedStrategy, table: SettingInfo[]): string | null {
  const read = readFile(fileText(strategy), table);
  return read.ok ? null : read.reason;
}

/** `#s=…`: version byte, CRC-32 of what follows, deflated JSON; in base64url. */
export async function linkFragment(strategy: SharedStrategy): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify({ [FORM]: FORM_VERSION, ...strategy }));
  const packed = await deflated(json);
  const bytes = new Uint8Array(HEADER_BYTES + packed.length);
  bytes[0] = LINK_VERSION;
  new DataView(bytes.buffer).setUint32(1, crc32(packed));
  bytes.set(packed, HEADER_BYTES);
  return LINK_MARK + toBase64Url(bytes);
}

/** Reads a fragment, or a whole address with one. Nothing in it is trusted. */
export async function readLink(link: string, table: SettingInfo[]): Promise<Read<SharedStrategy>> {
  const start = link.indexOf(LINK_MARK);
  const text = start < 0 ? '' : link.slice(start + LINK_MARK.length);
  return reading(async () => {
    if (text === '') throw new Malformed('it carries no strategy');
    if (text.length > LONGEST_FRAGMENT) throw new Malformed('it is longer than any link made here');
    const bytes = fromBase64Url(text);
    if (bytes.length <= HEADER_BYTES) throw new Malformed('it is cut off');
    if (bytes[0] !== LINK_VERSION)
      throw new Malformed('it is of a form that this page doesn’t know');
    const packed = bytes.subarray(HEADER_BYTES);
    const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
    if (crc32(packed) !== sum) throw new Malformed('it is not whole, or was changed on its way');
    return strategyOf(await inflated(packed, LARGEST_JSON), table);
  });
}

/** The file: JSON that a person can read. */
export function fileText(strategy: SharedStrategy): string {
  return `${JSON.stringify({ [FORM]: FORM_VERSION, ...strategy }, null, 2)}\n`;
}

export function readFile(text: string, table: SettingInfo[]): Read<SharedStrategy> {
  const bytes = new TextEncoder().encode(text);
  try {
    if (bytes.length > LARGEST_JSON) {
      throw new Malformed(`it is larger than ${LARGEST_JSON / 1024} KiB`);
    }
    return { ok: true, value: strategyOf(bytes, table) };
  } catch (error) {
    return refusal(error);
  }
}

function strategyOf(bytes: Uint8Array, table: SettingInfo[]): SharedStrategy {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Malformed('it is not the JSON it should be');
  }
  const version = typeof value === 'object' && value !== null && FORM in value ? value[FORM] : null;
  if (version !== FORM_VERSION) throw new Malformed('it is of a form that this page doesn’t know');
  return readStrategy(value, table);
}

async function reading<T>(read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Read<never> {
  if (!(error instanceof Malformed)) throw error;
  return { ok: false, reason: error.message };
}
