/** What the engine says to settings and params as they stand, typed ones too, before any run. */

import type { Problem, RunRequest, SettingInfo } from '../../shared/protocol';

/** Quiet time after a key before the engine is asked. */
const LOOK_MS = 250;
const PARAMS = 'params.';

export class InputCheck {
  /** All that a run would refuse, as last judged. */
  problems = $state.raw<Problem[]>([]);
  /** Texts that stand in a field and are not taken yet, by the name a problem would have. */
  typed = $state.raw<Record<string, string>>({});

  readonly #judge: (request: RunRequest) => Promise<Problem[]>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(judge: (request: RunRequest) => Promise<Problem[]>) {
    this.#judge = judge;
  }

  /** Takes what is typed into a field; null once it is taken or left. */
  type(name: string, text: string | null): void {
    const rest = Object.entries(this.typed).filter(([other]) => other !== name);
    if (text === null && rest.length === Object.keys(this.typed).length) return;
    this.typed = Object.fromEntries(text === null ? rest : [...rest, [name, text]]);
  }

  /** Judges these inputs, overlaid by what is typed, once nothing has changed for a moment. */
  look(request: RunRequest): void {
    const settings = { ...request.settings };
    const params = { ...request.params };
    for (const [name, text] of Object.entries(this.typed)) {
      if (name.startsWith(PARAMS)) params[name.slice(PARAMS.length)] = text;
      else settings[name] = text;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask({ ...request, settings, params }), LOOK_MS);
  }

  /** What is wrong with a setting, or a param as `params.NAME`, as it is said at its field. */
  at(name: string): string | null {
    const found = this.problems.find(({ setting }) => setting === name);
    return found === undefined ? null : atField(found);
  }

  async #ask(request: RunRequest): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const found = await this.#judge(request).catch(() => null);
    if (found !== null && turn === this.#turn) this.problems = found;
  }
}

/** The message without the name, which is the field's own label: `Must be 0 or more, but is -1.` */
export function atField({ setting = '', message }: Problem): string {
  const name = isParam(setting) ? `The param '${setting.slice(PARAMS.length)}'` : setting;
  if (!message.startsWith(`${name} `)) return message;
  const rest = message.slice(name.length + 1);
  return rest.slice(0, 1).toUpperCase() + rest.slice(1);
}

/** The setting or param wrong that comes first on the page: settings in the form's order, then params. */
export function firstWrong(problems: Problem[], form: SettingInfo[]): string | null {
  const names = problems.flatMap(({ setting }) => setting ?? []);
  const inForm = form.find(({ name }) => names.includes(name));
  return inForm?.name ?? names.find(isParam) ?? names[0] ?? null;
}

export function isParam(name: string): boolean {
  return name.startsWith(PARAMS);
}

/** Id of the field of a setting or param. */
export function fieldId(name: string): string {
  return isParam(name) ? `param-${name.slice(PARAMS.length)}` : `setting-${name}`;
}
