import { describe, expect, test, vi } from 'vitest';
import { checksOf, remarksOf } from '../../../web/page/data-tab/checks';
import { PlaceWalk } from '../../../web/page/data-tab/walk.svelte';
import type { LoadedData } from '../../../web/page/data';
import type { Notice, Place } from '../../../web/shared/protocol';
import { fileReport, LOADED } from '../fakes';

function data(warnings: Notice[]): Pick<LoadedData, 'report' | 'loaded'> {
  const loaded = { report: { ...LOADED, warnings } } as LoadedData['loaded'];
  return { report: fileReport(), loaded };
}

const gaps: Notice = { code: 'gaps', level: 'info', message: '2 rows …', count: 2, first: 7 };
const zone: Notice = {
  code: 'zone_assumed',
  level: 'info',
  message: 'UTC.',
  count: 1,
  first: null,
};

test('every check is listed with its count, also where it found nothing', () => {
  const checks = checksOf(data([gaps, zone]));
  expect(checks.map(({ code, count, first }) => [code, count, first])).toEqual([
    ['gaps', 2, 7],
    ['duplicate_time', 0, null],
    ['unsorted', 0, null],
    ['null_time', 0, null],
    ['null_price', 0, null],
    ['bad_price', 0, null],
    ['ohlc', 0, null],
    ['zero_volume', 0, null],
    ['jumps', 0, null],
  ]);
  expect(remarksOf(data([gaps, zone]))).toEqual([zone]);
});

describe('a walk over doubtful bars', () => {
  /** Bars 5, 9 and 40 are doubtful. */
  function walk(count: number): {
    walk: PlaceWalk;
    shown: number[];
    find: ReturnType<typeof vi.fn>;
  } {
    const shown: number[] = [];
    const find = vi.fn((from: number): Promise<Place | null> => {
      const bar = [5, 9, 40].find((one) => one >= from);
      return Promise.resolve(bar === undefined ? null : { bar, ts: null });
    });
    const show = ({ bar }: Place): number => shown.push(bar);
    return { walk: new PlaceWalk('Gaps', count, null, find, show), shown, find };
  }

  test('shows one after the other, and goes back without asking again', async () => {
    const { walk: made, shown, find } = walk(3);
    for (let step = 0; step < 3; step += 1) await made.next();
    expect(made.hasNext).toBe(false);
    made.previous();
    await made.next();
    expect(shown).toEqual([5, 9, 40, 9, 40]);
    expect(find.mock.calls).toEqual([[0], [6], [10]]);
  });

  test('ends where the engine finds no more, though more were counted in the file', async () => {
    const { walk: made, shown } = walk(9);
    for (let step = 0; step < 4; step += 1) await made.next();
    expect(shown).toEqual([5, 9, 40]);
    expect([made.hasNext, made.at]).toEqual([false, 2]);
  });
});
