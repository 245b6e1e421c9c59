/** Monthly returns as years of twelve months. */

import type { RunTables } from '../../shared/protocol';

export interface MonthlyYear {
  year: number;
  /** January first; null where the run has no day. */
  months: (number | null)[];
  /** The months compounded. */
  total: number;
}

export const MONTHS = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
];

/** The latest year last, as time runs. */
export function yearsOf(returns: RunTables['monthly_returns']): MonthlyYear[] {
  const years = new Map<number, MonthlyYear>();
  for (const { year, month, return: value } of returns) {
    const row = years.get(year) ?? { year, months: MONTHS.map(() => null), total: 0 };
    row.months[month - 1] = value;
    row.total = (1 + row.total) * (1 + value) - 1;
    years.set(year, row);
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
}
