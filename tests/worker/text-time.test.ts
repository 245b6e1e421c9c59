import { expect, test } from 'vitest';
import { dateOrders, isClock, timeForm } from '../../web/worker/parquet/text-time';
import { clockUnit, timeUnit } from '../../web/worker/parquet/time-unit';

test.each([
  '2024-01-02',
  '2024-1-2 9:00',
  '2024.01.02 09:00',
  '20240102 093000',
  '20240102T093000Z',
  'Jan 2, 2024',
  'January 2, 2024 9:30 AM',
  '2 Jan 2024 09:30',
  '02-Jan-24',
  '2024-Jan-02',
  'Tue, 02 Jan 2024 09:00:00 GMT',
  'Tue Jan  2 09:00:00 2024',
  '2024-01-02T10:00+01:00[Europe/Berlin]',
])('%s is a date that says its order', (text) => {
  expect(timeForm(text)?.numbers).toBeNull();
});

test.each([
  'close',
  '2024',
  '1704186000',
  '100.25',
  '1.5',
  '2024-01',
  'Mon',
  'May',
  '12 Sept',
  '1/2',
])('%s is no date', (text) => {
  expect(timeForm(text)).toBeNull();
});

test('a day after the twelfth says where the day stands', () => {
  expect(dateOrders(['01/02/2024'])).toEqual(['mdy', 'dmy']);
  expect(dateOrders(['01/02/2024', '01/13/2024'])).toEqual(['mdy']);
  expect(dateOrders(['01.02.2024', '13.02.2024'])).toEqual(['dmy']);
  expect(dateOrders(['13/01/2024', '01/13/2024'])).toEqual([]);
});

test('with two digits the year may come first, too', () => {
  expect(dateOrders(['01/02/24'])).toEqual(['mdy', 'dmy', 'ymd']);
  expect(dateOrders(['24/01/02', '24/01/31'])).toEqual(['dmy', 'ymd']);
  expect(dateOrders(['99/01/02'])).toEqual(['ymd']);
  expect(dateOrders(['01/31/24'])).toEqual(['mdy']);
});

test('a column of dates is of one unit, of an order still to be said, or no times', () => {
  expect(timeUnit(['13/01/2024 09:30'])).toBe('dmy');
  expect(timeUnit(['01/02/2024', ' 02/02/2024 '])).toBe('order');
  expect(timeUnit(['01/02/2024', '2024-01-02'])).toBeNull();
  expect(timeUnit(['13/01/2024', '01/13/2024'])).toBeNull();
  expect(timeUnit(['202401020930'])).toBe('yyyymmdd');
  expect(timeUnit(['1704186000.0'])).toBe('s');
  expect(timeUnit(['', '2024-01-02'])).toBe('iso');
  expect(timeUnit(['99999999'])).toBeNull();
});

test('a time of day is text with colons, or a number of hours and minutes, or of seconds too', () => {
  expect(['9:30', '09:30:00.25', '4:00 PM'].every(isClock)).toBe(true);
  expect(clockUnit(['09:30', '16:00'])).toBe('0');
  expect(clockUnit([930, 931, 1600])).toBe('-5');
  expect(clockUnit([0, 100, 235_900])).toBe('-6');
  expect(clockUnit(['093000', '093100'])).toBe('-6');
  expect(clockUnit(['0930', '0931'])).toBe('-5');
  expect(clockUnit([2400])).toBe('-6');
  expect(clockUnit([99, 1])).toBeNull();
});
