import { expect, test } from 'vitest';
import { behaviorRows, closeAt, csv, GA_BEHAVIOR_HEADER, read, REPLAY_HEADER } from './synthetic';

test('the invented headers are as wide as the trainers write them', () => {
  expect(GA_BEHAVIOR_HEADER.split(',')).toHaveLength(47);
  expect(REPLAY_HEADER.split(',')).toHaveLength(34);
});

test("a replay's row is read by column name", () => {
  const row =
    '0,0,315,1767366900000000000,6900.25,6901,120,long,buy,2,0,1,10000,9998.95,9998.95,0,0,0,0,-1.05,0.8,0.25,0,0,0,0,0,false,true,true,1234,false,false,false';
  const { baseline, notices } = read(csv(REPLAY_HEADER, [row]), 'behavior');
  expect(notices).toEqual([]);
  expect(baseline).toMatchObject({ layout: 'replay', rows: 1 });
  expect(baseline.windows).toEqual([
    {
      candidate: null,
      window: 0,
      initial_balance: 10_000,
      commission: 0.8,
      slippage: 0.25,
      bars: Uint32Array.of(315),
      time: Float64Array.of(1_767_366_900),
      actions: Uint8Array.of(0),
      position: Float64Array.of(1),
      equity: Float64Array.of(9_998.95),
      close: Float64Array.of(6901),
      session_open: Uint8Array.of(1),
      margin_ok: Uint8Array.of(1),
      minutes_to_close: Float64Array.of(1234),
    },
  ]);
});

test.each([
  ['ga', GA_BEHAVIOR_HEADER],
  ['replay', REPLAY_HEADER],
] as const)(
  'windows of the %s layout are pieces that start at the initial balance',
  (layout, header) => {
    const { baseline, notices } = read(csv(header, behaviorRows(layout, 3, 12)), 'behavior');
    expect(notices).toEqual([]);
    expect(baseline.windows.map(({ window, bars }) => [window, bars[0], bars.length])).toEqual([
      [0, 315, 12],
      [1, 335, 12],
      [2, 355, 12],
    ]);
    for (const piece of baseline.windows) {
      expect(piece.initial_balance).toBe(10_000);
      expect(piece.equity[0]).toBe(9_998.95);
      expect(piece.equity[1]).toBeCloseTo(
        9_998.95 + 5 * (closeAt(piece.bars[1] ?? 0) - closeAt(piece.bars[0] ?? 0)),
        9,
      );
      expect([...piece.actions.slice(0, 4)]).toEqual([0, 2, 1, 2]);
    }
    expect(baseline.windows[0]?.candidate).toEqual(
      layout === 'ga' ? { gen: 7, idx: 3, split: 'val' } : null,
    );
  },
);

test('costs, multiplier and balance are read off rows that agree', () => {
  const { baseline } = read(csv(REPLAY_HEADER, behaviorRows('replay', 2, 40)), 'behavior');
  expect(baseline.shown).toEqual({
    initial_balance: 10_000,
    commission_round_turn: 1.6,
    slippage_per_contract: 0.25,
    contract_multiplier: 5,
    largest_position: 1,
  });
  const rows = behaviorRows('replay', 1, 12);
  rows[4] = (rows[4] ?? '').replace(',0.8,0.25,', ',0.9,0.25,');
  const other = read(csv(REPLAY_HEADER, rows), 'behavior').baseline.shown;
  expect([other.commission_round_turn, other.slippage_per_contract]).toEqual([null, 0.25]);
});

test('a window of the same number that starts again is a new piece', () => {
  const rows = behaviorRows('replay', 1, 8);
  const { baseline } = read(csv(REPLAY_HEADER, [...rows, ...rows]), 'behavior');
  expect(baseline.windows).toHaveLength(2);
});

test('a refused step that is not counted belongs to its window all the same', () => {
  const rows = behaviorRows('replay', 1, 4).map((row) => row.split(','));
  // The third step was refused: the fourth has its number again, at the next bar.
  const text = rows.map((cells, i) => [cells[0], String(Math.min(i, 2)), ...cells.slice(2)].join());
  const { baseline, notices } = read(csv(REPLAY_HEADER, text), 'behavior');
  expect([baseline.windows.length, baseline.windows[0]?.bars.length, notices]).toEqual([1, 4, []]);
});

test('a damaged row leaves a gap that is told', () => {
  const rows = behaviorRows('replay', 1, 8);
  rows[3] = (rows[3] ?? '').replace(',hold,', ',wait,');
  const { baseline, notices } = read(csv(REPLAY_HEADER, rows), 'behavior');
  expect(baseline.rows).toBe(7);
  expect(notices).toMatchObject([
    { code: 'damaged_row', count: 1, first: 5 },
    { code: 'gap', count: 1, first: 6 },
  ]);
  expect(notices[0]?.message).toContain('line 5 has "wait" as effective_action');
  expect(notices[1]?.message).toContain('goes on at row 319 of the data, not at row 318');
});

test.each([
  ['data_idx', ',316,', ',31.5,', 'data_idx 31.5'],
  ['equity', ',9998.95,', ',,', '"" as equity_before'],
  ['a flag', ',true,true,', ',true,maybe,', 'neither true nor false'],
])('a row with a wrong %s is left out', (_, from, to, why) => {
  const rows = behaviorRows('replay', 1, 2);
  rows[1] = (rows[1] ?? '').replace(from, to);
  const { baseline, notices } = read(csv(REPLAY_HEADER, rows), 'behavior');
  expect([baseline.rows, notices[0]?.count]).toEqual([1, 1]);
  expect(notices[0]?.message).toContain(why);
});

test.each([
  ['nanoseconds', '1767366900000000000'],
  ['microseconds', '1767366900000000'],
  ['milliseconds', '1767366900000'],
  ['seconds', '1767366900'],
  ['none', '0'],
])('raw dates in %s are the same time', (unit, raw) => {
  const rows = behaviorRows('replay', 1, 1).map((row) => row.replace(/17673\d+/u, raw));
  const { baseline } = read(csv(REPLAY_HEADER, rows), 'behavior');
  expect(baseline.windows[0]?.time[0]).toEqual(unit === 'none' ? NaN : 1_767_366_900);
});

test('a file of a hundred thousand rows is read in linear time', () => {
  const rows = behaviorRows('ga', 1, 1_000).map((row) => row.split(','));
  const text = (count: number): string =>
    csv(
      GA_BEHAVIOR_HEADER,
      Array.from({ length: count }, (_, i) => {
        const cells = [...(rows[i % 1_000] ?? [])];
        [cells[4], cells[5]] = [String(i), String(315 + i)];
        return cells.join(',');
      }),
    );
  const time = (count: number): number => {
    const input = text(count);
    const started = performance.now();
    expect(read(input, 'behavior').baseline.rows).toBe(count);
    return performance.now() - started;
  };
  time(5_000);
  const [small, large] = [time(10_000), time(100_000)];
  // Ten times the rows; a quadratic reader would take a hundred times as long.
  expect(large).toBeLessThan(40 * small);
});
