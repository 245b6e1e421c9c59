import { table } from './table';
import type { Flag } from './arguments';

export const USAGE = {
  run: 'moontest run FILE SCRIPT [flags]       runs a strategy in Lua over a parquet file; SCRIPT is a path, - or -e TEXT',
  inspect:
    'moontest inspect FILE [--json]          tells what a parquet file holds and whether it can be used',
  compare:
    'moontest compare RESULT.json… [flags]   compares results, and GA or RL runs given by --baseline, in one table',
  verify:
    'moontest verify FILE SHARED             runs a shared link or .json file again and says whether it is reproduced',
  features: 'moontest features FILE NAME… --csv      prints columns and indicators such as ema_20',
  metrics: 'moontest metrics [--json]               lists the metrics with unit and formula',
};

export function generalHelp(): string {
  return `${[
    'Backtests a rule written in Lua over a parquet file of bars.',
    '',
    ...Object.values(USAGE).map((line) => `  ${line}`),
    '',
    '  moontest COMMAND --help                 lists the flags of a command',
    '  moontest --version',
    '',
    'Exit: 0 fine, 1 the script failed (the partial result is printed), 2 usage, 3 the data can not be used.',
  ].join('\n')}\n`;
}

export function commandHelp(command: keyof typeof USAGE, flags: Flag[]): string {
  const rows = flags.map(({ name, value, help }) => {
    const dashes = name.length === 1 ? '-' : '--';
    return [`  ${dashes}${name}${value === null ? '' : ` ${value}`}`, help];
  });
  return `${USAGE[command].replace(/ {3,}/u, '\n')}\n\n${table(rows, ['left', 'left'])}\n`;
}
