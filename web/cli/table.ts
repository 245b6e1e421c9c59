import { aheadOf } from '../worker/parquet/wall-clock';

/** Text aligned in columns for a person; numbers to the right. */
export type Align = 'left' | 'right';

export function table(rows: string[][], align: Align[]): string {
  const widths = align.map((_, column) =>
    Math.max(0, ...rows.map((row) => width(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      align
        .map((side, column) => {
          const text = row[column] ?? '';
          const space = ' '.repeat((widths[column] ?? 0) - width(text));
          return side === 'right' ? space + text : text + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Integer nanoseconds since 1970 as `2024-01-02 09:00:00` in a zone; the fraction only where there is one. */
export function timeText(ts: string | null, zone = 'UTC'): string {
  if (ts === null) return '–';
  const ns = BigInt(ts);
  const second = 1_000_000_000n;
  const rest = ((ns % second) + second) % second;
  const ms = Number((ns - rest) / 1_000_000n);
  const whole = new Date(zone === 'UTC' ? ms : ms + aheadOf(zone)(ms));
  const text = whole.toISOString().slice(0, -5).replace('T', ' ');
  return rest === 0n ? text : `${text}.${String(rest).padStart(9, '0').replace(/0+$/u, '')}`;
}

export function grouped(value: number, decimals: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A script's or a file's text on one line, without marks that steer a terminal. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

/** Terminal columns of a text: characters of Chinese, Japanese and Korean take two. */
function width(text: string): number {
  const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
  return text.length + (text.match(wide)?.length ?? 0);
}
