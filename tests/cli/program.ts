/** Runs the command as a person does: from another folder, as a process of its own. */

import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../bin/moontest.mjs');
const FILES = join(import.meta.dirname, '../fixtures/zoo');

/** A script that never trades. */
export const HOLD = 'function on_bar() return "hold" end';

export interface Ended {
  exit: number | null;
  stdout: string;
  stderr: string;
}

export function moontest(words: string[], input = ''): Ended {
  const ended = spawnSync(process.execPath, [PROGRAM, ...words], {
    cwd: tmpdir(),
    input,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  return { exit: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/** Path of a fixture. */
export function file(name: string): string {
  return join(FILES, `${name}.parquet`);
}

export interface Result {
  settings: Record<string, unknown>;
  data: { rows: number; symbol: string };
  equity_curve: number[];
  trades: Record<string, number>[];
  log: { text: string }[];
  errors: { kind: string; line: number | null; bar: number | null; message: string } | null;
}

/** Reads the one JSON object on stdout. */
export function json(ended: Ended): Result {
  const [line = '', ...rest] = ended.stdout.split('\n');
  if (rest.join('') !== '') throw new Error(`more than one line on stdout: ${ended.stdout}`);
  return JSON.parse(line) as Result;
}
