import { plainText, table } from './table';
import type { Notice } from '../shared/protocol';

/** Warnings and information as lines. */
export function noticeLines(notices: Notice[]): string {
  return table(
    notices.map(({ level, message, first }) => [
      level === 'warn' ? 'warning' : 'note',
      plainText(message) + (first === null ? '' : ` First at row ${first}.`),
    ]),
    ['left', 'left'],
  );
}
