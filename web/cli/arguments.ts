import { UsageError } from './failure';

/** A flag a command knows. */
export interface Flag {
  /** Without the dashes. */
  name: string;
  /** What its value is called in the help; null for a switch. */
  value: string | null;
  help: string;
  /** May be given more than once. */
  repeats?: boolean;
}

/** Arguments taken apart: places in order, and values by flag (`''` for a switch). */
export interface Arguments {
  places: string[];
  flags: Map<string, string[]>;
}

/** Takes `--name value`, `--name=value`, `-e value` and switches apart. Throws a UsageError. */
export function takeApart(args: string[], flags: Flag[]): Arguments {
  const known = new Map(flags.map((flag) => [flag.name, flag]));
  const found: Arguments = { places: [], flags: new Map() };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      found.places.push(...rest);
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      found.places.push(word);
      continue;
    }
    const [, name = '', , glued] = /^--?([^=]+)(=(.*))?$/su.exec(word) ?? [];
    const flag = known.get(name);
    if (!flag || (name.length > 1 && !word.startsWith('--'))) {
      throw new UsageError(`There is no flag ${word.split('=')[0] ?? word}${meant(name, known)}`);
    }
    const earlier = found.flags.get(name) ?? [];
    if (earlier.length > 0 && !flag.repeats) throw new UsageError(`${word} is given twice.`);
    found.flags.set(name, [...earlier, valueOf(flag, word, glued, rest)]);
  }
  return found;
}

/** The one value of a flag, if it is given. */
export function single(args: Arguments, name: string): string | undefined {
  return args.flags.get(name)?.[0];
}

/** Reads `KEY=VALUE` flags. */
export function pairsOf(args: Arguments, name: string): [string, string][] {
  return (args.flags.get(name) ?? []).map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`--${name} needs NAME=VALUE, but got "${text}".`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
}

function valueOf(flag: Flag, word: string, glued: string | undefined, rest: string[]): string {
  if (flag.value === null) {
    if (glued === undefined) return '';
    throw new UsageError(`--${flag.name} is a switch and takes no value, but got "${glued}".`);
  }
  const value = glued ?? rest.shift();
  if (value === undefined) throw new UsageError(`${word} needs a value: ${flag.value}.`);
  return value;
}

/** The known flag nearest to a misspelt one: it shares the most beginning. */
function meant(name: string, known: Map<string, Flag>): string {
  const shared = (other: string): number => {
    let n = 0;
    while (n < name.length && name[n] === other[n]) n += 1;
    return n;
  };
  const [best] = [...known.keys()].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) >= 3 ? `; did you mean --${best}?` : '.';
}
