import { describe, expect, test, vi } from 'vitest';
import { axisMoney, axisPercent, axisPrice } from '../../web/page/chart/axes';
import { Detail } from '../../web/page/chart/detail';
import { dragged, gripAt, smallPath } from '../../web/page/chart/brush';
import { chartKey } from '../../web/page/chart/keys';
import { gapped, spliced } from '../../web/page/chart/lines';
import { Marks } from '../../web/page/chart/marks';
import type { Panes } from '../../web/page/chart/panes';
import { RefusedMarks } from '../../web/page/chart/refused';
import { wheelView } from '../../web/page/chart/wheel';
import type { ChartLines, RefusedOrder } from '../../web/shared/protocol';
import { refusedColumns, trade, tradeColumns } from './fakes';

describe('lines in detail', () => {
  const at = (bars: number[]): ChartLines => {
    const column = Float64Array.from(bars);
    const rest = { close: column, equity: column, buy_and_hold: column, drawdown: column };
    return { is_time: false, bar: column, x: column, ...rest };
  };

  test('stand in place of the coarse points they span', () => {
    const lines = spliced(at([0, 100, 200, 300, 400]), at([150, 175, 200, 225, 250]));
    expect([...lines.bar]).toEqual([0, 100, 150, 175, 200, 225, 250, 300, 400]);
    expect([...lines.drawdown]).toEqual([...lines.bar]);
  });

  test('may span all, or lie between two coarse points', () => {
    expect([...spliced(at([0, 9]), at([0, 3, 9])).bar]).toEqual([0, 3, 9]);
    expect([...spliced(at([0, 9]), at([4, 5])).bar]).toEqual([0, 4, 5, 9]);
    expect([...spliced(at([0, 9]), at([])).bar]).toEqual([0, 9]);
  });

  test('a missing value is a gap', () => {
    expect(gapped(Float64Array.of(1, Number.NaN, 3))).toEqual([1, null, 3]);
  });

  test('are asked for once the view rests, a half more on either side, and only the last counts', async () => {
    vi.useFakeTimers();
    const asked: number[][] = [];
    const shown: ChartLines[] = [];
    const detail = new Detail(
      (from, to) => {
        asked.push([from, to]);
        return Promise.resolve(at([from, to]));
      },
      (lines) => shown.push(lines),
    );
    detail.follow(0, 50);
    await vi.advanceTimersByTimeAsync(40);
    detail.follow(10, 30);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toEqual([[0, 40]]);
    expect(shown.map((lines) => [...lines.bar])).toEqual([[0, 40]]);
    detail.follow(0, 1);
    detail.end();
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toHaveLength(1);
    vi.useRealTimers();
  });
});

describe('marks of trades', () => {
  const trades = [10, 20, 30].map((bar) => trade({ entry_bar: bar, exit_bar: bar + 5 }));
  const marks = new Marks(tradeColumns(...trades), false);
  const entries = (min: number, max: number): number[] =>
    marks.within(min, max).map(({ entry }) => entry[0]);

  test('are those entered in the view, and one held when it begins', () => {
    expect(entries(0, 100)).toEqual([10, 20, 30]);
    expect(entries(18, 20)).toEqual([20]);
    expect(entries(12, 25)).toEqual([10, 20]);
  });

  test('need 14 px each', () => {
    expect(marks.fit(0, 100, 42)).toBe(true);
    expect(marks.fit(0, 100, 41)).toBe(false);
    expect(marks.fit(15, 100, 28)).toBe(true);
  });

  test('stand at their time in seconds', () => {
    const timed = new Marks(tradeColumns(trade({ entry_ts: '1700000000000000000' })), true);
    expect(timed.within(0, 2e9)[0]?.entry).toEqual([1_700_000_000, 100]);
  });
});

test('squares of refused orders are those of the view that have a close, 10 px each', () => {
  const at = (bar: number, close: number | null): RefusedOrder => ({
    ...{ bar, ts: null, close },
    reason: 'margin',
  });
  const marks = new RefusedMarks(refusedColumns(at(1, 5), at(2, null), at(3, 7), at(9, 8)), false);
  expect(marks.within(0, 5, 30)).toEqual([
    [1, 5],
    [3, 7],
  ]);
  expect(marks.within(0, 5, 29)).toEqual([]);
  expect(new RefusedMarks(null, false).within(0, 9, 100)).toEqual([]);
});

describe('the wheel', () => {
  test('zooms around the pointer, a quarter a notch', () => {
    expect(wheelView([0, 100], [0, 100], 50, 0, -100, 500)).toEqual([10, 90]);
    expect(wheelView([20, 60], [0, 100], 20, 0, 100, 500)).toEqual([20, 70]);
  });

  test('pans sideways up to the end', () => {
    expect(wheelView([20, 60], [0, 100], 0, 250, 0, 500)).toEqual([40, 80]);
    expect(wheelView([20, 60], [0, 100], 0, -5000, 0, 500)).toEqual([0, 40]);
  });

  test('scrolls the page where there is nothing more to show', () => {
    expect(wheelView([0, 100], [0, 100], 50, 0, 100, 500)).toBeNull();
    expect(wheelView([0, 100], [0, 100], 50, 30, 0, 500)).toBeNull();
  });
});

describe('axis labels', () => {
  test('money has cents only where the step is below a dollar', () => {
    expect(axisMoney(-1000, 500)).toBe('\u2212$1,000');
    expect(axisMoney(10.5, 0.5)).toBe('$10.50');
  });

  test('a price has as many decimals as its step, five at most', () => {
    expect(axisPrice(4512, 50)).toBe('4,512');
    expect(axisPrice(4512.5, 0.5)).toBe('4,512.5');
    expect(axisPrice(1.0842, 0.0005)).toBe('1.0842');
    expect(axisPrice(0.1234567, 1e-7)).toBe('0.12346');
  });

  test('percent has the decimals its step needs', () => {
    expect(axisPercent(0.05, 0.05)).toBe('5%');
    expect(axisPercent(0.005, 0.005)).toBe('0.5%');
    expect(axisPercent(0.0005, 0.0005)).toBe('0.05%');
  });
});

describe('keys on the chart', () => {
  const log: string[] = [];
  const panes = {
    charts: [{ data: [[0, 10, 20, 30, 40]] }],
    range: [0, 40],
    zoom: (min: number, max: number) => log.push(`zoom ${String(min)} ${String(max)}`),
    point: (at: number) => log.push(`point ${String(at)}`),
    reset: () => log.push('reset'),
  } as unknown as Panes;
  const press = (key: string, at: number | null): number | null | undefined =>
    chartKey(panes, { key, shiftKey: false }, at);

  test('arrows move the crosshair and stop at the ends', () => {
    expect(press('ArrowLeft', 2)).toBe(1);
    expect(press('ArrowLeft', 0)).toBe(0);
    expect(press('ArrowRight', 4)).toBe(4);
    expect(press('ArrowLeft', null)).toBe(3);
  });

  test('plus zooms in around the crosshair', () => {
    log.length = 0;
    press('+', 3);
    // 30 stays where it is while the range shrinks to two thirds.
    expect(log).toEqual(['zoom 10 36.666666666666664', 'point 3']);
  });

  test('other keys are not taken', () => {
    expect(press('a', 1)).toBeUndefined();
  });
});

describe('the strip of the whole run', () => {
  test('is held by the nearer edge, else by the window, else a new window begins', () => {
    expect(gripAt(102, [100, 200], false, false)).toBe('left');
    expect(gripAt(197, [100, 200], false, false)).toBe('right');
    expect(gripAt(150, [100, 200], false, false)).toBe('whole');
    expect(gripAt(90, [100, 200], false, false)).toBe('new');
    // A finger is wider than a mouse.
    expect(gripAt(90, [100, 200], false, true)).toBe('left');
    expect(gripAt(150, [0, 300], true, false)).toBe('new');
  });

  test('moves what is held', () => {
    expect(dragged('left', [10, 20], 10, 12)).toEqual([12, 20]);
    expect(dragged('right', [10, 20], 20, 5)).toEqual([5, 10]);
    expect(dragged('whole', [10, 20], 15, 18)).toEqual([13, 23]);
    expect(dragged('new', [10, 20], 40, 30)).toEqual([30, 40]);
  });

  test('draws the line from its lowest to its highest, without gaps', () => {
    const path = smallPath(Float64Array.of(0, 1, 2), Float64Array.of(5, Number.NaN, 7), 100, 20);
    expect(path).toBe('M0.0 20.0L100.0 0.0');
  });
});
