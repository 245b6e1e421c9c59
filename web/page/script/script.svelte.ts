/** The script being written, the person's other scripts by name, and what the compiler says while typing. */

import type { ParamValue, Problem, ScriptCheck } from '../../shared/protocol';
import { fileName, freeName, without, withScript, type NamedScript } from './library';

/** Quiet time after a key before the script is compiled. */
const CHECK_MS = 250;

export class ScriptState {
  text = $state('');
  name = $state('');
  /** Whether the script is the person's own; an example becomes so by its first change. */
  isOwn = $state(false);
  /** The script before the last one was opened over it. */
  previous = $state.raw<NamedScript | null>(null);
  /** What the compiler says to the present text; null when it compiles or nobody asked yet. */
  compileProblem = $state.raw<Problem | null>(null);
  /** The script's own params; null when they are not known, as while it does not compile. */
  params = $state.raw<Record<string, ParamValue> | null>(null);
  /** Own scripts as they were when last left; `own` has the present one too. */
  kept = $state.raw<NamedScript[]>([]);

  /** The person's scripts in order of name, the present one as it stands now. */
  readonly own = $derived(
    this.isOwn ? withScript(this.kept, { name: this.name, text: this.text }) : this.kept,
  );

  readonly #compile: (text: string) => Promise<ScriptCheck>;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(compile: (text: string) => Promise<ScriptCheck>, changed: () => void) {
    this.#compile = compile;
    this.#changed = changed;
  }

  /** Takes what the person typed. */
  edit(text: string): void {
    if (text === this.text) return;
    if (!this.isOwn) this.#makeOwn();
    this.#set(text, CHECK_MS);
  }

  /** Compiles the text as it stands now, as after it was put in from outside. */
  look(wait = 0): void {
    const { text } = this;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(text), wait);
  }

  /** Puts another script in place and keeps the present one as `previous`. An example is not yet their own. */
  open(name: string, text: string, isExample = false): void {
    this.#leave();
    const same = this.kept.find((script) => script.name === name);
    const isKnown = same?.text === text;
    this.name = isExample || isKnown ? name : freeName(name, this.kept);
    this.isOwn = isKnown || !isExample;
    this.#set(text);
  }

  /** Opens one of the person's own scripts. */
  openOwn(name: string): void {
    const script = this.own.find((own) => own.name === name);
    if (script !== undefined && name !== this.name) this.open(name, script.text);
  }

  /** Brings the previous script back; the present one becomes the previous. */
  bringBack(): void {
    if (this.previous !== null) this.open(this.previous.name, this.previous.text);
  }

  /** A copy under a name of its own, to change without losing the present one. */
  duplicate(): void {
    const { text } = this;
    this.#leave();
    this.name = freeName(this.name, [...this.kept, { name: this.name, text }]);
    this.isOwn = true;
    this.#set(text);
  }

  /** Gives the present script another name, and makes it the person's own. */
  rename(wanted: string): void {
    const others = without(this.own, this.name);
    this.kept = others;
    this.name = freeName(fileName(wanted), others);
    this.isOwn = true;
    this.#changed();
  }

  /** Takes the present script out; the next of the person's own, or `instead`, comes in its place. */
  remove(instead: NamedScript): void {
    const rest = without(this.own, this.name);
    this.previous = { name: this.name, text: this.text };
    this.kept = rest;
    const next = rest[0];
    this.name = (next ?? instead).name;
    this.isOwn = next !== undefined;
    this.#set((next ?? instead).text);
  }

  #makeOwn(): void {
    this.name = freeName(this.name === '' ? 'draft.lua' : this.name, this.kept);
    this.isOwn = true;
  }

  #leave(): void {
    this.kept = this.own;
    if (this.text !== '') this.previous = { name: this.name, text: this.text };
  }

  /** A text that is typed keeps the params of before until it is compiled; another script has its own. */
  #set(text: string, wait = 0): void {
    this.text = text;
    this.compileProblem = null;
    if (wait === 0) this.params = null;
    this.look(wait);
    this.#changed();
  }

  async #check(text: string): Promise<void> {
    const found = await this.#compile(text).catch(() => null);
    // A newer text waits for an answer of its own.
    if (text !== this.text || found === null) return;
    this.compileProblem = found.problem;
    // While a script is being written, the fields of before stay.
    if (found.params !== null) this.params = found.params;
  }
}
