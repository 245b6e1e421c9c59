/** CodeMirror for Lua: a plain object the component drives. Loaded on its own, after the page is up. */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language';
import { lua } from '@codemirror/legacy-modes/mode/lua';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type Rect,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { IndicatorInfo, Problem } from '../../shared/protocol';
import { luaCompletions } from './completion';
import { editorTheme } from './editor-theme';

export interface EditorEvents {
  onEdit: (text: string) => void;
  onRun: () => void;
  /** Escape; false when there is nothing to stop. */
  onStop: () => boolean;
  /** Columns of the file that a script can name. */
  fileColumns: () => string[];
  indicators: () => IndicatorInfo[];
}

const highlight = HighlightStyle.define([
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.string, class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'tok-number' },
  { tag: tags.standard(tags.variableName), class: 'tok-builtin' },
]);

/** Width in which a formula can be read. */
const LEAST_INFO = 200;

export class LuaEditor {
  readonly #view: EditorView;

  constructor(parent: HTMLElement, text: string, events: EditorEvents) {
    // Above the default keys, where Mod-Enter breaks the line and Escape ends a completion not yet there.
    const runKeys = Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            events.onRun();
            return true;
          },
        },
        {
          key: 'Escape',
          run: ({ state }) => completionStatus(state) !== 'active' && events.onStop(),
        },
      ]),
    );
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          runKeys,
          lintGutter(),
          lineNumbers(),
          history(),
          drawSelection(),
          // A script may come from a stranger: what can't be seen, or turns the text around, is marked.
          highlightSpecialChars(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          bracketMatching(),
          closeBrackets(),
          indentOnInput(),
          indentUnit.of('  '),
          StreamLanguage.define(lua),
          syntaxHighlighting(highlight),
          autocompletion({ override: [luaCompletions(events)], icons: false, positionInfo }),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...searchKeymap,
            ...historyKeymap,
            ...defaultKeymap,
            indentWithTab,
          ]),
          editorTheme,
          EditorView.contentAttributes.of({
            'aria-label': 'Script',
            'aria-description': 'Tab indents. Escape, then Tab leaves the editor.',
            spellcheck: 'false',
            tabindex: '0',
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) events.onEdit(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  /** Replaces the text when it is another one; undo brings the old one back. */
  setText(text: string): void {
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
  }

  /** Marks the line of a problem, or no line. */
  mark(problem: Problem | null): void {
    const { state } = this.#view;
    const line =
      problem?.line == null ? null : state.doc.line(clampLine(problem.line, state.doc.lines));
    const indent = line === null ? 0 : line.text.length - line.text.trimStart().length;
    this.#view.dispatch(
      setDiagnostics(
        state,
        line === null || problem === null
          ? []
          : [
              {
                from: line.from + indent,
                to: line.to,
                severity: 'error',
                message: problem.message,
              },
            ],
      ),
    );
  }

  /** Puts the cursor on a line and brings it into view. */
  reveal(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(clampLine(line, doc.lines));
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}

function clampLine(line: number, lines: number): number {
  return Math.min(Math.max(1, line), lines);
}

/** Beside the list where there is room for a sentence, else below it: never over what may be chosen. */
function positionInfo(
  _view: EditorView,
  list: Rect,
  option: Rect,
  info: Rect,
  space: Rect,
): { style: string } {
  const room = space.right - list.right;
  if (room >= LEAST_INFO) {
    const top = Math.min(option.top, space.bottom - (info.bottom - info.top)) - list.top;
    return { style: `top: ${String(top)}px; left: 100%; max-width: ${String(room)}px` };
  }
  return {
    style: `top: 100%; left: 0; width: ${String(list.right - list.left)}px; max-width: none`,
  };
}
