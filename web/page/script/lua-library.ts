/** What of Lua's library a script has: its functions, as a person would call them, and what they give. */

import type { Completion } from '@codemirror/autocomplete';

/** Lines of `name(arguments): what it gives`. */
const TEXTS = {
  math: `
abs(x): x without its sign
ceil(x): smallest integer ≥ x
floor(x): largest integer ≤ x
max(x, …): the largest
min(x, …): the smallest
sqrt(x): square root
exp(x): e to the power of x
log(x [, base]): logarithm, natural without a base
sin(x): sine of radians
cos(x): cosine of radians
tan(x): tangent of radians
fmod(x, y): rest of x / y, with the sign of x
modf(x): whole part and fraction
random([m [, n]]): a fraction, or an integer from m to n; seeded by the setting seed
tointeger(x): x as an integer, or nil
type(x): "integer", "float" or nil
huge: infinity
pi: 3.14159…
maxinteger: the largest integer
mininteger: the smallest integer`,
  string: `
format(form, …): text as by printf: string.format("%.2f", x)
rep(s, n [, sep]): s repeated n times
sub(s, i [, j]): characters i to j
len(s): length in bytes
upper(s): in capitals
lower(s): in small letters
find(s, pattern [, from]): where a pattern is found
match(s, pattern): what a pattern captures
gmatch(s, pattern): iterator over matches
gsub(s, pattern, by): s with matches replaced
byte(s [, i]): code of a character
char(…): characters of codes
reverse(s): backwards`,
  table: `
insert(t, [place,] value): puts a value in
remove(t [, place]): takes a value out, the last one by default
concat(t [, sep]): texts joined
sort(t [, is_less]): sorts in place
unpack(t): the values, one by one
pack(…): a table of the values
move(a, from, to, at [, b]): copies a run of values`,
  utf8: `
char(…): text of code points
codes(s): iterator over code points
codepoint(s [, i]): code point of a character
len(s): number of characters
offset(s, n): byte of the n-th character`,
  coroutine: `
create(f): a new coroutine
resume(co, …): starts or goes on with one
yield(…): hands values back
status(co): "suspended", "running" or "dead"
wrap(f): a coroutine as a function`,
};

const GLOBAL_TEXTS = `
print(…): writes to the run's log, with the bar
pairs(t): iterator over all keys
ipairs(t): iterator over 1, 2, 3, …
type(x): "number", "string", "table", …
tonumber(s): text as a number, or nil
tostring(x): anything as text
select(n, …): the arguments from the n-th on
error(message): stops the run with a message
assert(x [, message]): stops the run if x is false or nil
pcall(f, …): calls f; false and the message if it fails
next(t [, key]): the key after another, with its value
setmetatable(t, m): gives a table a metatable
getmetatable(t): a table's metatable
rawget(t, key): a value without metatable
rawset(t, key, value): sets one without metatable`;

const SNIPPETS: Completion[] = [
  word('on_bar', 'called at each bar', 'Required. Returns "buy", "sell", "revert" or "hold".'),
  word('on_init', 'called once', 'Optional. ctx has symbol, bars, start_ts, end_ts and params.'),
  word('params', 'table', 'Names and defaults that become fields of the page and ctx.params.'),
];

function word(label: string, detail: string, info: string): Completion {
  return { label, detail, info, type: 'function' };
}

function functions(text: string): Completion[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(': ');
      const call = line.slice(0, colon);
      const bracket = call.indexOf('(');
      const label = bracket < 0 ? call : call.slice(0, bracket);
      return word(label, call.slice(label.length), line.slice(colon + 2));
    });
}

export const LIBRARIES: Partial<Record<string, Completion[]>> = Object.fromEntries(
  Object.entries(TEXTS).map(([name, text]) => [name, functions(text)]),
);

export const GLOBALS: Completion[] = [
  ...SNIPPETS,
  ...functions(GLOBAL_TEXTS),
  ...Object.keys(TEXTS).map((name) => word(name, 'library', `Lua's ${name} library.`)),
];
