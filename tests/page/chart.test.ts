import { describe, expect, test } from 'vitest';
import { axisMoney, axisPercent } from '../../web/page/chart/axes';
import { drawdownLine } from '../../web/page/chart/drawdown';
import { chartKey } from '../../web/page/chart/keys';
import type { Panes } from '../../web/page/chart/panes';

function line(...y: number[]): { x: Float64Array; y: Float64Array } {
  return { x: Float64Array.from(y.keys()), y: Float64Array.from(y) };
}

describe('drawdown', () => {
  test('a fall from 120 to 90 is a quarter', () => {
    expect([...drawdownLine(line(100, 120, 90, 120, 150), 100)]).toEqual([0, 0, 0.25, 0, 0]);
  });

  test('a run that only loses falls from the initial balance', () => {
    expect([...drawdownLine(line(80, 50), 100)]).toEqual([0.2, 0.5]);
  });

  test('without an initial balance the first point is the first peak', () => {
    expect([...drawdownLine(line(80, 40), Number.NaN)]).toEqual([0, 0.5]);
  });
});

describe('axis labels', () => {
  test('money has cents only where the step is below a dollar', () => {
    expect(axisMoney(-1000, 500)).toBe('\u2212$1,000');
    expect(axisMoney(10.5, 0.5)).toBe('$10.50');
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
