import type { Draft } from './place';
import { MASKS, PRICES } from './price-roles';
import type { Roles } from './roles';
import { wallClock } from './wall-clock';
import type { FileChoices, PlannedColumn } from '../../shared/protocol';

/** The columns of a file by their roles, without any that a script names. */
export function standardDraft(
  { roles, symbols }: { roles: Roles; symbols: string[] },
  choices: FileChoices,
): Draft {
  const planned: PlannedColumn[] = (roles.time?.names ?? []).map((name, i) => ({
    name,
    role: 'timestamp',
    // A second column is a time of day.
    ns_per_unit: (i === 0 ? roles.time?.nsPerUnit : roles.time?.clockNsPerUnit) ?? '0',
    divide_by: 1,
  }));
  for (const role of [...PRICES, 'volume', ...MASKS] as const) {
    const isPrice = PRICES.some((price) => price === role);
    for (const name of [roles.columns[role], roles.others[role]]) {
      if (name === undefined) continue;
      planned.push({ ...plain(name, role), divide_by: isPrice ? roles.divideBy : 1 });
    }
  }
  const { symbol } = roles.columns;
  if (symbol !== undefined && symbols.length > 1) planned.push(plain(symbol, 'symbol'));
  return {
    profile: 'standard',
    columns: planned,
    symbol: choices.symbol ?? symbols[0] ?? null,
    ...(choices.data_fixes && { data_fixes: choices.data_fixes }),
    ...(roles.time?.isLocal && roles.time.zone !== 'UTC' && { clock: wallClock(roles.time.zone) }),
    ...(choices.slice && { slice: choices.slice }),
  };
}

/** A column as it is. */
export function plain(name: string, role: PlannedColumn['role']): PlannedColumn {
  return { name, role, ns_per_unit: '0', divide_by: 1 };
}
