import { isValid, partsOf } from './arrow-array';
import { lentPieces } from './decode';
import type { OpenFile } from './open';
import { checkChunk, type Sample } from './probe';
import { MOST_ROWS } from './symbols';
import { dateOrders } from './text-time';

/**
 * Adds to a sample of dates such as `01/02/2024` the first one of the column that has fewer meanings than those
 * before, until one meaning is left or the column ends: a day after the twelfth can stand anywhere.
 */
export async function decisive(file: OpenFile, name: string, sample: Sample): Promise<Sample> {
  const texts = sample.map(String);
  let orders = dateOrders(texts);
  if (orders.length < 2) return sample;
  const decoder = new TextDecoder();
  for (const [rowGroup, { rows }] of file.footer.rowGroups.entries()) {
    await checkChunk(file, rowGroup, name);
    const range = { start: 0, end: Math.min(rows, MOST_ROWS) };
    for await (const piece of lentPieces(file, rowGroup, name, range)) {
      let before = '';
      for (const [i, part] of partsOf(piece).entries()) {
        if (!isValid(piece.validity, i)) continue;
        const text = decoder.decode(part);
        // Bars of one day share its date.
        if (text.slice(0, 8) === before) continue;
        before = text.slice(0, 8);
        const left = dateOrders([text]);
        if (left.length === 0 || orders.every((order) => left.includes(order))) continue;
        texts.push(text);
        orders = orders.filter((order) => left.includes(order));
        if (orders.length < 2) return texts;
      }
    }
  }
  return texts;
}
