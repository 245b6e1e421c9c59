import { expect, test } from 'vitest';
import { answered } from '../../web/page/data';
import { asksForOrder, choiceText } from '../../web/page/date-order';
import type { Question } from '../../web/shared/protocol';

const question = (choices: string[]): Question => ({
  code: 'NO_TIMESTAMP',
  message: '',
  choices,
});

test('the order of dates is asked for in words and remembered as the unit of the times', () => {
  const orders = question(['mdy', 'dmy']);
  expect(orders.choices.map((choice) => choiceText(orders, choice))).toEqual([
    'month first',
    'day first',
  ]);
  expect(answered({ columns: { close: 'c' } }, orders, 'dmy')).toEqual({
    columns: { close: 'c' },
    time_unit: 'dmy',
  });
});

test('a column of times that goes by the name of an order is still a column', () => {
  const columns = question(['mdy', 'close', 'none']);
  expect(asksForOrder(columns)).toBe(false);
  expect(choiceText(columns, 'mdy')).toBe('mdy');
  expect(answered({}, columns, 'mdy')).toEqual({ columns: { timestamp: 'mdy' } });
});
