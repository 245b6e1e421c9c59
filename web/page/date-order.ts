/** Which number of a date such as `01/02/2024` is the month: what only the person can say. */

import { DATE_ORDERS, type DateOrder, type Question } from '../shared/protocol';

export const ORDER_TEXT: Record<DateOrder, string> = {
  mdy: 'month first',
  dmy: 'day first',
  ymd: 'year first',
};

export function dateOrder(text: string | null): DateOrder | null {
  return DATE_ORDERS.find((order) => order === text) ?? null;
}

/** Whether a question is after the order of dates and not after a column. */
export function asksForOrder({ code, choices }: Question): boolean {
  return code === 'NO_TIMESTAMP' && choices.every((choice) => dateOrder(choice) !== null);
}

/** A choice as people read it. */
export function choiceText(question: Question, choice: string): string {
  const order = asksForOrder(question) ? dateOrder(choice) : null;
  return order === null ? choice : ORDER_TEXT[order];
}
