import { canBePrice, type FileColumn } from './column';
import { MID } from './price-roles';
import { quoted, type FileCode } from './problem';
import type { FileChoices, Question } from '../../shared/protocol';

/** What must be asked, and the error where nothing is left to choose. */
export interface Asked {
  questions: Question[];
  error: { code: FileCode; message: string } | null;
}

/** What was found of the things a run needs. */
export interface Found {
  hasTime: boolean;
  hasClose: boolean;
  /** Closes of bid and ask where both stand to be chosen. */
  sides: string[];
  symbols: string[];
}

/** Decides what only the person can say. */
export function ask(columns: FileColumn[], choices: FileChoices, found: Found): Asked {
  const questions: Question[] = [];
  const numeric = columns.filter(canBePrice).map(({ name }) => name);
  const nested = columns.filter(({ kind }) => kind === 'nested').map(({ name }) => name);
  if (!found.hasClose && numeric.length === 0) {
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
  if (!found.hasClose) {
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
