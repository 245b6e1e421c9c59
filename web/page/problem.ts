/** What a problem is called on screen; null where its message says it all. */

import type { Problem } from '../shared/protocol';

const TITLES: Record<Problem['kind'], string | null> = {
  compile_error: 'Does not compile',
  runtime_error: 'The script failed',
  instruction_limit: 'Out of fuel',
  memory_limit: 'Out of memory',
  cancelled: null,
  internal_error: 'A fault in Moontest',
  setting: 'A setting can’t be used',
  data: 'The data can’t be used',
};

export function problemTitle(problem: Problem): string | null {
  return TITLES[problem.kind];
}
