import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  atField,
  fieldId,
  firstWrong,
  InputCheck,
} from '../../../web/page/settings/input-check.svelte';
import type { Problem, RunRequest, SettingInfo } from '../../../web/shared/protocol';

function wrong(setting: string, message = ''): Problem {
  return { kind: 'setting', setting, message, line: null, bar: null, ts: null, traceback: null };
}

describe('what is wrong with a setting is said at its field', () => {
  test('without the name, which stands there already', () => {
    expect(atField(wrong('fee_bps', 'fee_bps must be 0 or more, but is -1.'))).toBe(
      'Must be 0 or more, but is -1.',
    );
    const param = wrong('params.fast', 'The param \'fast\' must be a number, but is "ten".');
    expect(atField(param)).toBe('Must be a number, but is "ten".');
  });

  test('whole where it does not begin with the name', () => {
    const gone = wrong('params.gone', "There is no param 'gone': the script has no params table.");
    expect(atField(gone)).toBe(gone.message);
  });
});

describe('the first wrong field', () => {
  const form = ['initial_balance', 'fee_bps', 'seed'].map((name) => ({ name }) as SettingInfo);

  test('is the one that stands first in the form, whatever was found first', () => {
    expect(firstWrong([wrong('seed'), wrong('fee_bps')], form)).toBe('fee_bps');
  });

  test('is a param where no field of the form is wrong', () => {
    expect(firstWrong([wrong('params.fast')], form)).toBe('params.fast');
    expect(fieldId('params.fast')).toBe('param-fast');
    expect(firstWrong([], form)).toBeNull();
  });
});

describe('while someone types', () => {
  const request: RunRequest = {
    script: '',
    settings: { fee_bps: '5' },
    params: { fast: '10', slow: '30' },
  };
  const asked: RunRequest[] = [];
  let check: InputCheck;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    check = new InputCheck((what) => {
      asked.push(what);
      return Promise.resolve(
        what.settings.fee_bps === '5' ? [] : [wrong('fee_bps', 'fee_bps must be 0 or more.')],
      );
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('the engine judges once, what stands in the fields', async () => {
    for (const text of ['-', '-1']) {
      check.type('fee_bps', text);
      check.look(request);
      await vi.advanceTimersByTimeAsync(100);
    }
    check.type('params.fast', '9');
    check.look(request);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([
      { script: '', settings: { fee_bps: '-1' }, params: { fast: '9', slow: '30' } },
    ]);
    expect(check.at('fee_bps')).toBe('Must be 0 or more.');
    expect(check.at('seed')).toBeNull();
  });

  test('a field that is left as it was is judged by its value again', async () => {
    check.type('fee_bps', '-1');
    check.look(request);
    await vi.advanceTimersByTimeAsync(1000);
    check.type('fee_bps', null);
    check.look(request);
    await vi.advanceTimersByTimeAsync(1000);
    expect(check.problems).toEqual([]);
  });

  test('an answer to an earlier text does not overtake that to the later one', async () => {
    const answers: ((problems: Problem[]) => void)[] = [];
    const slow = new InputCheck(() => new Promise((resolve) => answers.push(resolve)));
    slow.look(request);
    await vi.advanceTimersByTimeAsync(1000);
    slow.look(request);
    await vi.advanceTimersByTimeAsync(1000);
    answers[1]?.([]);
    answers[0]?.([wrong('fee_bps')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(slow.problems).toEqual([]);
  });
});
