/** Orders that were not filled, by reason. */

import type { ResultHead } from '../../shared/protocol';

export interface Refused {
  name: keyof ResultHead['refused_orders'];
  n: number;
  /** What stood in the way. */
  words: string;
  /** What could be changed. */
  advice: string;
}

const REASONS: [keyof ResultHead['refused_orders'], string, string][] = [
  ['session', 'outside the session', 'The setting session says when orders are taken.'],
  [
    'margin',
    'margin',
    'The equity did not carry the new position: see margin_per_contract and enforce_margin.',
  ],
  ['position', 'past the largest position', 'The setting max_position allows more.'],
  ['price', 'no usable price', 'The bar of the fill has no price above 0.'],
  ['end', 'on the last bar', 'There is no later bar to fill at.'],
];

/** The reasons that occurred, in the order of the result. */
export function refusedOrders(counts: ResultHead['refused_orders']): Refused[] {
  return REASONS.map(([name, words, advice]) => ({
    name,
    n: counts[name],
    words,
    advice,
  })).filter(({ n }) => n > 0);
}
