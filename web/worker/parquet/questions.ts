import { isBinary } from './arrow-type';
import { canBePrice, type FileColumn } from './column';
import { MID } from './price-roles';
import { quoted, type FileCode } from './problem';
import type { DateOrder, FileChoices, Question } from '../../shared/protocol';

/** What must be asked, and the error where nothing is left to choose. */
export interface Asked {
  questions: Question[];
  error: { code: FileCode; message: string } | null;
}

/** What was found of the things a run needs. */
export interface Found {
  hasTime: boolean;
  close: string | undefined;
  /** Dates with several meanings. */
  open: { example: string; orders: DateOrder[] } | null;
  /** Closes of bid and ask where both stand to be chosen. */
  sides: string[];
  symbols: string[];
}

/** Decides what only the person can say. */
export function ask(columns: FileColumn[], choices: FileChoices, found: Found): Asked {
  const questions: Question[] = [];
  const { close } = found;
  const usable = columns.filter((column) => canBePrice(column) && !isBinary(column.field));
  const namesOf = (some: FileColumn[]): string[] => some.map(({ name }) => name);
  const numeric = namesOf(usable);
  const nested = namesOf(columns.filter(({ kind, isNested }) => kind === 'nested' && !isNested));
  if (close === undefined && numeric.length === 0) {
    return { questions, error: nothingToChoose(nested) };
  }
  if (!found.hasTime) {
    const chosen = choices.columns?.timestamp;
    questions.push({
      code: 'NO_TIMESTAMP',
      message:
        chosen === undefined
          ? 'No column holds times: which one tells when a bar starts? "none" numbers the bars.'
          : `Column ${quoted(chosen)} holds no times: which one tells when a bar starts? "none" numbers the bars.`,
      choices: [...numeric, 'none'],
    });
  }
  if (found.open) questions.push(whichOrder(found.open));
  const isField = usable.some(({ name, isNested }) => name === close && isNested);
  const isNested = isField ? choices.columns?.close === undefined : !usable.some(isFlat);
  if (isNested && (isField || close === undefined)) {
    questions.push({
      code: 'NESTED',
      message: `The prices lie within nested columns (${nested.slice(0, 5).map(quoted).join(', ')}): which field is the closing price?`,
      choices: [...(isField && close !== undefined ? [close] : []), ...numeric].filter(isFirst),
    });
  } else if (close === undefined) {
    questions.push({
      code: 'NO_OHLC',
      message: 'No column is named as a closing price: which one is it?',
      choices: numeric,
    });
  }
  if (found.sides.length > 1) {
    questions.push({
      code: 'WHICH_PRICE',
      message:
        'The file holds bid and ask prices: which close shall be traded? "mid" is between them.',
      choices: [...found.sides, MID],
    });
  }
  const { symbol } = choices;
  const isOpen = symbol === undefined ? found.symbols.length > 1 : !found.symbols.includes(symbol);
  if (found.symbols.length > 0 && isOpen) {
    const count = found.symbols.length === 1 ? '1 symbol' : `${found.symbols.length} symbols`;
    const unknown = symbol === undefined ? '' : ` and none is ${quoted(symbol)}`;
    questions.push({
      code: 'WHICH_SYMBOL',
      message: `The file holds ${count}${unknown}: which one shall be traded?`,
      choices: found.symbols,
    });
  }
  return { questions, error: null };
}

function isFlat({ isNested }: FileColumn): boolean {
  return !isNested;
}

function isFirst(name: string, place: number, names: string[]): boolean {
  return names.indexOf(name) === place;
}

const MEANINGS: Record<DateOrder, string> = {
  mdy: 'the month comes first (mdy)',
  dmy: 'the day comes first (dmy)',
  ymd: 'the year comes first (ymd)',
};

function whichOrder({ example, orders }: NonNullable<Found['open']>): Question {
  const meanings = orders.map((order) => MEANINGS[order]).join(', or ');
  return {
    code: 'NO_TIMESTAMP',
    message: `The dates, such as ${quoted(example)}, have more than one meaning: ${meanings}?`,
    choices: orders,
  };
}

function nothingToChoose(nested: string[]): Asked['error'] {
  if (nested.length > 0) {
    const names = nested.slice(0, 5).map(quoted).join(', ');
    return {
      code: 'NESTED',
      message: `The file holds only nested columns (${names}); save their fields as columns of their own.`,
    };
  }
  return { code: 'NO_OHLC', message: 'The file has no column of numbers that could be a price.' };
}
