/** Names after `ctx.` and `bar.`, with what they mean. */

import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

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
  field('sma_20', 'price', 'Simple moving average of the close. Any period: sma_N.'),
  field('ema_20', 'price', 'Exponential moving average of the close. Any period: ema_N.'),
  field('wma_20', 'price', 'Weighted moving average of the close. Any period: wma_N.'),
  field('hma_20', 'price', 'Hull moving average of the close. Any period: hma_N.'),
  field('atr_14', 'price', 'Average true range. Any period: atr_N.'),
];

function field(label: string, detail: string, info: string): Completion {
  return { label, detail, info, type: 'property' };
}

/** Completes after `ctx.` and `bar.`; the file's own columns are asked for each time. */
export function luaCompletions(fileColumns: () => string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/\b(?:ctx|bar)\.\w*/);
    if (word === null) return null;
    const from = word.from + word.text.indexOf('.') + 1;
    if (word.text.startsWith('ctx')) return { from, options: CTX, validFor: /^\w*$/ };
    const columns = fileColumns()
      .filter((name) => /^[A-Za-z_]\w*$/.test(name))
      .map((name) => field(name, 'column', 'A column of the file.'));
    return { from, options: [...BAR, ...columns], validFor: /^\w*$/ };
  };
}
