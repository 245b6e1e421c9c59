/** The script being written: its text, its name, and what the compiler says while typing. */

import type { Problem } from '../../shared/protocol';

/** Quiet time after a key before the script is compiled. */
const CHECK_MS = 250;

export class ScriptState {
  text = $state('');
  name = $state('');
  /** The script before the last one was opened over it. */
  previous = $state.raw<{ name: string; text: string } | null>(null);
  /** What the compiler says to the present text; null when it compiles or nobody asked yet. */
  compileProblem = $state.raw<Problem | null>(null);

  readonly #compile: (text: string) => Promise<Problem | null>;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(compile: (text: string) => Promise<Problem | null>, changed: () => void) {
    this.#compile = compile;
    this.#changed = changed;
  }

  edit(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.compileProblem = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(text), CHECK_MS);
    this.#changed();
  }

  /** Puts another script in place and keeps the present one as `previous`. */
  open(name: string, text: string): void {
    if (this.text !== '' && this.text !== text) {
      this.previous = { name: this.name, text: this.text };
    }
    this.name = name;
    this.edit(text);
  }

  /** Brings the previous script back; the present one becomes the previous. */
  bringBack(): void {
    if (this.previous !== null) this.open(this.previous.name, this.previous.text);
  }

  async #check(text: string): Promise<void> {
    const problem = await this.#compile(text).catch(() => null);
    // A newer text waits for an answer of its own.
    if (text === this.text) this.compileProblem = problem;
  }
}
