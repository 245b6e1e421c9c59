import { byAlias, canBePrice, isNumeric, type FileColumn } from './column';
import { ALIASES } from './names';
import type { FileChoices, Role } from '../../shared/protocol';

export const PRICES = ['open', 'high', 'low', 'close'] as const;
export const MASKS = ['session_open', 'minutes_to_close', 'margin_ok'] as const;

export type ColumnRole = (typeof PRICES)[number] | 'volume' | 'symbol' | (typeof MASKS)[number];

/** Roles found by name and type, and whether bid and ask both stand to be chosen. */
export interface PriceRoles {
  roles: Partial<Record<ColumnRole, string>>;
  /** The closes of both sides, where only the person can say which is meant. */
  sides: string[];
  /** The ask's prices where the middle of both sides is chosen; `roles` has the bid's then. */
  others: Partial<Record<ColumnRole, string>>;
  /** Numbers of instruments, where no text names them: a role only where there are several. */
  symbolNumber?: string;
}

/** Answer that takes the middle of bid and ask as price. */
export const MID = 'mid';

/** Finds prices, volume, symbol and masks; the person's choices come first. */
export function findPrices(all: FileColumn[], choices: FileChoices, taken: string[]): PriceRoles {
  const chosen = fitting(all, choices.columns ?? {});
  const columns = all.filter((column) => !taken.includes(column.name));
  const found: PriceRoles = { roles: {}, sides: [], others: {} };
  const sets = sideSets(columns);
  for (const role of [...PRICES, 'volume'] as const) {
    const name = chosen[role] ?? byAlias(columns, ALIASES[role], canBePrice)?.name;
    if (name !== undefined) found.roles[role] = name;
  }
  // Pages that print prices name the last one so; beside nothing else it may be that of a single trade.
  const { open, high, low } = found.roles;
  if (open !== undefined && high !== undefined && low !== undefined) {
    const price = byAlias(columns, ['price'], canBePrice)?.name;
    if (price !== undefined) found.roles.close ??= price;
  }
  // Without a plain close the bid's prices serve until the person says which side; a choice of one
  // side's close brings the rest of that side.
  const [bid, ask] = sets;
  if (bid && ask && chosen.close === MID && !columns.some(({ name }) => name === MID)) {
    Object.assign(found.roles, bid);
    found.others = ask;
  }
  const side = sets.find(({ close }) => close === (found.roles.close ?? close));
  if (side && found.others.close === undefined) {
    for (const role of PRICES) found.roles[role] = chosen[role] ?? side[role];
    if (chosen.close === undefined && sets.length > 1) found.sides = sets.map(({ close }) => close);
  }
  const symbol = chosen.symbol ?? byAlias(columns, ALIASES.symbol, isText)?.name;
  const number = byAlias(columns, ALIASES.symbol_number, ({ kind }) => kind === 'integer')?.name;
  if (symbol !== undefined) found.roles.symbol = symbol;
  else if (number !== undefined) found.symbolNumber = number;
  for (const role of MASKS) {
    const name = chosen[role] ?? byAlias(columns, ALIASES[role], isNumeric)?.name;
    if (name !== undefined) found.roles[role] = name;
  }
  return found;
}

/** Whether a column's type can be used so; what the values tell of times is asked for. */
export function canServe(role: Role, column: FileColumn): boolean {
  if (role === 'timestamp') return true;
  if (role === 'symbol') return isText(column) || column.kind === 'integer';
  return MASKS.some((mask) => mask === role) ? isNumeric(column) : canBePrice(column);
}

/** A choice that the file's columns can't meet is none: it may have been made for another file. */
function fitting(columns: FileColumn[], chosen: Partial<Record<Role, string>>): typeof chosen {
  const isMet = ([role, name]: [string, string]): boolean =>
    (role === 'close' && name === MID) ||
    columns.some((column) => column.name === name && canServe(role as Role, column));
  return Object.fromEntries(Object.entries(chosen).filter(isMet));
}

type SideSet = Record<(typeof PRICES)[number], string>;

/** Whole sets of prices of one side of the book: `bid_open`, `open_bid`, `bidopen`. */
function sideSets(columns: FileColumn[]): SideSet[] {
  return ['bid', 'ask'].flatMap((side) => {
    const named = PRICES.map((role) => {
      const aliases = [`${side}_${role}`, `${role}_${side}`, `${side}${role}`, `${role}${side}`];
      return byAlias(columns, aliases, canBePrice)?.name;
    });
    const [open, high, low, close] = named;
    if (!open || !high || !low || !close) return [];
    return [{ open, high, low, close }];
  });
}

function isText(column: FileColumn): boolean {
  return column.kind === 'text';
}
