/** Names after `ctx.`, `bar.` and Lua's libraries, with what they mean. */

import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { IndicatorInfo } from '../../shared/protocol';
import { GLOBALS, LIBRARIES } from './lua-library';

const CTX: Completion[] = [
  field('step', 'integer', 'How many bars this run has shown before this one.'),
  field('position', 'integer', 'Contracts held: above 0 long, below 0 short.'),
  field('cash', '$', 'Money without the open position’s profit.'),
  field('equity', '$', 'Cash and unrealised profit.'),
  field('unrealized_pnl', '$', 'Profit of the open position at the last mark.'),
  field('realized_pnl', '$', 'Profit of closed lots so far, before costs.'),
  field('session_open', 'boolean', 'Whether orders are accepted at this bar.'),
  field('minutes_to_close', 'minutes', 'Minutes to the end of the session; nil when unknown.'),
  field('params', 'table', 'The script’s params, with the changes made on the page.'),
  field('symbol', 'string', 'In on_init: the market’s name.'),
  field('bars', 'integer', 'In on_init: the number of bars of the run.'),
  field('start_ts', 'ns', 'In on_init: start of the first bar, nanoseconds since 1970 UTC.'),
  field('end_ts', 'ns', 'In on_init: start of the last bar, nanoseconds since 1970 UTC.'),
];

const BAR: Completion[] = [
  field('ts', 'ns', 'Start of the bar, nanoseconds since 1970 UTC.'),
  field('open', 'price', 'First price of the bar.'),
  field('high', 'price', 'Highest price of the bar.'),
  field('low', 'price', 'Lowest price of the bar.'),
  field('close', 'price', 'Last price of the bar.'),
  field('volume', '', 'Volume; nil when the file has none.'),
];

function field(label: string, detail: string, info: string): Completion {
  return { label, detail, info, type: 'property' };
}

/** What completion asks for each time. */
export interface Names {
  /** Columns of the file that a script can name. */
  fileColumns: () => string[];
  indicators: () => IndicatorInfo[];
}

/** An indicator under its example name, with its parameters, formula and warm-up. */
function indicator({
  example,
  name,
  parameters,
  formula,
  warm_up,
  source,
}: IndicatorInfo): Completion {
  const form = [name, ...parameters].join('_');
  return {
    label: example,
    detail: form === example ? 'indicator' : form,
    info: `${formula}. First value at bar ${warm_up}. Source: ${source}.`,
    type: 'property',
  };
}

/** Completes after `ctx.`, `bar.` and a library's name, and the globals elsewhere. */
export function luaCompletions(names: Names) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/\b[A-Za-z_]\w*\.\w*/);
    if (word === null) return globals(context);
    const place = word.text.indexOf('.');
    const options = members(word.text.slice(0, place), names);
    return options && { from: word.from + place + 1, options, validFor: /^\w*$/ };
  };
}

function members(of: string, names: Names): Completion[] | null {
  if (of === 'ctx') return CTX;
  if (of !== 'bar') return LIBRARIES[of] ?? null;
  const columns = names
    .fileColumns()
    .filter((name) => /^[A-Za-z_]\w*$/.test(name))
    .map((name) => field(name, 'column', 'A column of the file.'));
  return [...BAR, ...columns, ...names.indicators().map(indicator)];
}

function globals(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/(?<![.:\w])[A-Za-z_]\w*/);
  // A single letter is most often a name of the script's own.
  if (word === null || (word.text.length < 2 && !context.explicit)) return null;
  return { from: word.from, options: GLOBALS, validFor: /^\w*$/ };
}
