import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 as zlibCrc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crc32, fromBase64Url, toBase64Url } from '../../web/shared/share/bytes';
import { isShareFile, LARGEST_JSON, LINK_MARK } from '../../web/shared/share/form';
import {
  fileText,
  linkFragment,
  LONGEST_GOOD_LINK,
  readFile,
  readLink,
  sharingProblem,
} from '../../web/shared/share/text';
import type { Read, SharedStrategy } from '../../web/shared/share/strategy';
import { STRATEGY, TABLE } from './samples';

/** A link around any content, with the right checksum. */
function linkOf(packed: Uint8Array, version = 1): string {
  const bytes = Buffer.alloc(5 + packed.length);
  bytes[0] = version;
  bytes.writeUInt32BE(crc32(packed), 1);
  bytes.set(packed, 5);
  return LINK_MARK + bytes.toString('base64url');
}

const linkOfJson = (json: string): string => linkOf(deflateRawSync(json));

const read = (link: string): Promise<Read<SharedStrategy>> => readLink(link, TABLE);

/** Why a link can't be used. */
async function refusal(link: string): Promise<string> {
  const found = await read(link);
  return found.ok ? 'was read' : found.reason;
}

test('a link gives back what was shared', async () => {
  const link = await linkFragment(STRATEGY);
  expect(await read(link)).toEqual({ ok: true, value: STRATEGY });
  expect(await read(`https://example.org/moontest/${link}`)).toEqual({ ok: true, value: STRATEGY });
});

test('a file gives back what was shared, and says what it is', async () => {
  const text = fileText(STRATEGY);
  expect(await isShareFile(new Blob([text]))).toBe(true);
  expect(await isShareFile(new Blob(['{"schema":1,"engine":"moontest"}']))).toBe(false);
  expect(readFile(text, TABLE)).toEqual({ ok: true, value: STRATEGY });
});

test('a strategy without a result is shared without a claim', async () => {
  const bare = { ...STRATEGY, claim: null, choices: {}, params: {}, settings: {} };
  expect(await read(await linkFragment(bare))).toEqual({ ok: true, value: bare });
});

test('every example with all its numbers fits into a link of 2,000 characters', async () => {
  const folder = 'public/scripts';
  for (const name of readdirSync(folder)) {
    const script = readFileSync(join(folder, name), 'utf8');
    const link = await linkFragment({ ...STRATEGY, name, script });
    expect(`https://someone.github.io/moontest/${link}`.length).toBeLessThan(LONGEST_GOOD_LINK);
  }
});

test('bytes of any length survive base64url, as Node writes it', () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 151 + length * 7) & 255);
    expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    expect([...fromBase64Url(toBase64Url(bytes))]).toEqual([...bytes]);
  }
});

test('the checksum is zip’s', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  const bytes = readFileSync('public/favicon.svg');
  expect(crc32(bytes)).toBe(zlibCrc32(bytes));
});

describe('a damaged link', () => {
  test('is refused at every length short of whole', async () => {
    const link = await linkFragment(STRATEGY);
    for (let length = 0; length < link.length; length += 1) {
      expect(await refusal(link.slice(0, length))).toMatch(/^it[ s]/);
    }
  });

  test('is refused with anything added behind it', async () => {
    const link = await linkFragment(STRATEGY);
    for (const tail of ['A', 'AA', 'AAA', 'AAAA', '=', '.', ' ', '&utm_source=chat', '\n', '%0A']) {
      expect(await refusal(link + tail)).toMatch(/^it[ s]/);
    }
  });

  test('is refused with any one character changed', async () => {
    const link = await linkFragment({ ...STRATEGY, script: 'function on_bar() end', claim: null });
    for (let at = LINK_MARK.length; at < link.length; at += 1) {
      const other = link[at] === 'A' ? 'B' : 'A';
      expect(await refusal(link.slice(0, at) + other + link.slice(at + 1))).toMatch(/^it[ s]/);
    }
  });

  test.each([
    ['nothing behind the mark', LINK_MARK, 'it carries no strategy'],
    ['no mark at all', '#other=1', 'it carries no strategy'],
    ['a letter of another alphabet', `${LINK_MARK}AQ+/`, 'a character that no link has'],
    ['a lone surrogate', `${LINK_MARK}\ud800`, 'a character that no link has'],
    ['a NUL', `${LINK_MARK}AQ\0A`, 'a character that no link has'],
    ['half a megabyte', LINK_MARK + 'A'.repeat(500_000), 'longer than any link'],
    ['a version of later', linkOf(deflateRawSync('{}'), 2), 'a form that this page doesn’t know'],
    ['no deflate stream', linkOf(Buffer.from([255, 255, 255])), 'it can’t be unpacked'],
    [
      'a stream cut off, its checksum right',
      linkOf(deflateRawSync(JSON.stringify(STRATEGY)).subarray(0, 200)),
      'it can’t be unpacked',
    ],
    ['bytes that are not UTF-8', linkOf(deflateRawSync(Buffer.from([0x22, 0xff, 0x22]))), 'JSON'],
    ['text that is not JSON', linkOfJson('{"moontest_share":1'), 'JSON'],
    ['NaN', linkOfJson('{"moontest_share":NaN}'), 'JSON'],
    ['a deep nest', linkOfJson('['.repeat(200_000)), 'JSON'],
    ['a list', linkOfJson('[1]'), 'a form that this page doesn’t know'],
    ['null', linkOfJson('null'), 'a form that this page doesn’t know'],
    ['no version', linkOfJson('{"script":"x"}'), 'a form that this page doesn’t know'],
  ])('with %s gets one sentence', async (_, link, sentence) => {
    const message = await refusal(link);
    expect(message).toMatch(/^it[ s]/);
    expect(message).toContain(sentence);
  });

  test.each([1, 300, 100_000])(
    'that unpacks to %i KiB too many is given up on the way',
    async (kib) => {
      const bomb = linkOf(deflateRawSync(Buffer.alloc(LARGEST_JSON + kib * 1024, ' ')));
      expect(bomb.length).toBeLessThan(150_000);
      expect(await refusal(bomb)).toContain('it unpacks to more than 256 KiB');
    },
  );
});

/** The shared strategy with one place set to another JSON text. */
function withJson(place: string, json: string): string {
  const whole: unknown = { moontest_share: 1, ...structuredClone(STRATEGY) };
  const steps = place.split('.');
  let at = whole as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>;
  at[steps.at(-1) ?? ''] = '@';
  return linkOfJson(JSON.stringify(whole).replace('"@"', json));
}

describe('a field that is not what it should be', () => {
  test.each([
    ['name', '7', 'its name is not text'],
    ['name', `"${'n'.repeat(201)}"`, 'its name is too long'],
    ['script', 'null', 'its script is not text'],
    ['script', '["x"]', 'its script is not text'],
    ['script', '"  \\n "', 'its script is empty'],
    ['script', '"-- \\u0000"', 'its script holds what is not text'],
    ['script', '"-- \\ud800"', 'its script holds what is not text'],
    ['settings', '[]', 'something is wrong with its settings'],
    ['settings', '"fee_bps"', 'something is wrong with its settings'],
    ['settings.fee_bps', '1', 'its setting fee_bps is not text'],
    ['settings.fee_bps', '"NaN"', 'its setting fee_bps is no number'],
    ['settings.fee_bps', '"1e309"', 'its setting fee_bps is no number'],
    ['settings.fee_bps', '"-Infinity"', 'its setting fee_bps is no number'],
    ['settings.fee_bps', '"0x10"', 'its setting fee_bps is no number'],
    ['settings.fee_bps', '""', 'its setting fee_bps is no number'],
    ['settings.limit', '"1.5"', 'its setting limit is no number'],
    ['settings.fill', '"at once"', 'its setting fill is unknown'],
    ['settings.enforce_margin', '"yes"', 'its setting enforce_margin is unknown'],
    ['settings.timezone', '"UTC\\u0007"', 'its setting timezone is not text'],
    ['settings.warp', '"9"', 'it has a setting that this Moontest doesn’t know'],
    ['settings.constructor', '"9"', 'it has a setting that this Moontest doesn’t know'],
    ['params.fast', '3', 'its params.fast is not text'],
    ['params.fast', '{"toString":1}', 'its params.fast is not text'],
    ['params.fast', `"${'9'.repeat(1001)}"`, 'its params.fast is too long'],
    ['choices', '[]', 'something is wrong with its choices'],
    ['choices.columns', '{"price":"x"}', 'its choices.columns name an unknown role'],
    ['choices.columns', '{"__proto__":"x"}', 'its choices.columns name an unknown role'],
    ['choices.columns.close', 'null', 'its choices.columns is not text'],
    ['choices.time_unit', '"weeks"', 'its choices.time_unit is unknown'],
    ['choices.timezone', '"Moon/Tycho"', 'its choices.timezone is unknown'],
    ['choices.symbol', '"\\ud800"', 'its choices.symbol hold what is not text'],
    ['claim', '"good"', 'something is wrong with its claim'],
    ['claim.metrics.sharpe', '1e309', 'its claim.metrics.sharpe is no number'],
    ['claim.metrics.sharpe', '"2"', 'its claim.metrics.sharpe is no number'],
    ['claim.metrics', '{"<b>":1}', 'its claim.metrics are unknown'],
    ['claim.rows', '-1', 'its claim.rows is no count'],
    ['claim.rows', '1.5', 'its claim.rows is no count'],
    ['claim.first_ts', '1767312000000000000', 'its claim.first_ts is no time'],
    ['claim.first_ts', '"today"', 'its claim.first_ts is no time'],
    ['claim.result', '"abc"', 'its claim.result is no SHA-256'],
    ['claim.inputs', '["a"]', 'its claim.inputs is no SHA-256'],
  ])('%s: %s', async (place, json, sentence) => {
    expect(await refusal(withJson(place, json))).toBe(sentence);
  });

  test('more params than any script has', async () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, '1']));
    expect(await refusal(withJson('params', JSON.stringify(many)))).toContain(
      'its params are too many',
    );
  });
});

describe('what is not asked for', () => {
  test('is not taken: unknown fields, and a prototype', async () => {
    const json = JSON.stringify({ moontest_share: 1, ...STRATEGY, run: true, file: '/etc/passwd' });
    const link = linkOfJson(json.replace('{', '{"__proto__":{"script":"evil","polluted":1},'));
    const found = await read(link);
    expect(found).toEqual({ ok: true, value: STRATEGY });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    if (found.ok) expect(Object.getPrototypeOf(found.value)).toBe(Object.prototype);
  });

  test('a param called __proto__ is refused', async () => {
    expect(await refusal(withJson('params', '{"__proto__":"1"}'))).toContain(
      'a name that nothing has',
    );
  });

  test('numbers beyond what the form allows are brought back to it', async () => {
    const found = await read(withJson('settings', '{"fee_bps":"1e6","initial_balance":"-5"}'));
    expect(found.ok && found.value.settings).toEqual({ fee_bps: '10000', initial_balance: '0' });
  });

  test('names that turn the direction of text are marked', async () => {
    const found = await read(withJson('name', '"evil\\u202elua.exe"'));
    expect(found.ok && found.value.name).toBe('evil\ufffdlua.exe');
  });
});

test('what no link could carry is said before it is shared', () => {
  expect(sharingProblem(STRATEGY, TABLE)).toBeNull();
  const large = { ...STRATEGY, script: `--${'x'.repeat(LARGEST_JSON)}` };
  expect(sharingProblem(large, TABLE)).toContain('it is larger than 256 KiB');
  expect(sharingProblem({ ...STRATEGY, script: ' ' }, TABLE)).toContain('its script is empty');
});
