/** What the person works on: script, settings and params, kept as a draft between visits. */

import type { RunRequest } from '../../shared/protocol';
import { Autosave } from '../autosave.svelte';
import { readDraft, type Draft, type TextStore } from '../draft';
import type { Answers } from '../engine/answers';
import { fetchScript, SAMPLE_SCRIPT } from '../samples';
import { fileName } from '../script/library';
import { ScriptState } from '../script/script.svelte';
import { InputCheck } from '../settings/input-check.svelte';
import { SettingsState } from '../settings/settings.svelte';
import type { Work } from '../share/work';

export class Desk {
  readonly script: ScriptState;
  readonly settings: SettingsState;
  /** What would be refused of settings and params, before they are run with. */
  readonly inputs: InputCheck;
  readonly autosave: Autosave;

  readonly #store: TextStore;

  constructor(engine: Answers, store: TextStore) {
    this.#store = store;
    this.autosave = new Autosave(store, () => this.#collect());
    const changed = (): void => {
      this.autosave.later();
    };
    this.script = new ScriptState((text) => engine.check(text), changed);
    this.settings = new SettingsState(changed);
    this.inputs = new InputCheck((request) => engine.inputProblems(request));
  }

  /** Brings back the draft; false when there is none. */
  restore(): boolean {
    const draft = readDraft(this.#store);
    if (draft === null) return false;
    this.script.name = draft.scriptName;
    this.script.text = draft.script;
    this.script.isOwn = draft.isOwn;
    this.script.kept = draft.scripts;
    this.script.previous = draft.previous;
    this.settings.choice = draft.preset;
    this.settings.edits = draft.edits;
    this.settings.params = draft.params;
    this.script.look();
    return true;
  }

  /** Rejects where the example can't be fetched. */
  async openExample(name: string): Promise<void> {
    const text = await fetchScript(name);
    this.settings.params = {};
    this.script.open(name, text, true);
  }

  openScript(name: string, text: string): void {
    this.settings.params = {};
    this.script.open(name, text);
  }

  openOwnScript(name: string): void {
    this.settings.params = {};
    this.script.openOwn(name);
  }

  bringBackScript(): void {
    this.settings.params = {};
    this.script.bringBack();
  }

  /** Takes the present script out; the next one, or the sample, comes in its place. */
  async deleteScript(): Promise<void> {
    const text = await fetchScript(SAMPLE_SCRIPT).catch(() => '');
    this.settings.params = {};
    this.script.remove({ name: SAMPLE_SCRIPT, text });
  }

  /** Takes over a whole piece of work: its script becomes one of the person's own. */
  adopt(work: RunRequest & { name: string }): void {
    this.script.open(fileName(work.name), work.script);
    this.settings.adopt(work.settings);
    this.settings.params = work.params;
  }

  /** The person's own work as it stands. */
  work(): Work {
    const { scriptName, script, isOwn, preset, edits, params } = this.#collect();
    return { scriptName, script, isOwn, preset, edits, params };
  }

  /** Goes back to a work; the script as it stands now, if it is still among the person's. */
  resume(work: Work): void {
    const isThere = work.isOwn && this.script.own.some(({ name }) => name === work.scriptName);
    if (isThere) this.script.openOwn(work.scriptName);
    else this.script.open(work.scriptName, work.script, !work.isOwn);
    this.settings.choice = work.preset;
    this.settings.edits = work.edits;
    this.settings.params = work.params;
    this.autosave.later();
  }

  #collect(): Draft {
    return {
      scriptName: this.script.name,
      script: this.script.text,
      isOwn: this.script.isOwn,
      scripts: this.script.own,
      previous: this.script.previous,
      preset: this.settings.choice,
      edits: this.settings.edits,
      params: this.settings.params,
    };
  }
}
