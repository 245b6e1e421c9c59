/** Files that come in by drop or choice, and text that goes out. */

import { isOfAnotherRun } from '../compare/import';
import { isShareFile } from '../../shared/share/form';
import type { FileProblem } from '../data';
import type { Session } from '../session.svelte';
import { openShareFile } from '../share/sharing.svelte';
import { pickerOf } from '../recent/handle';
import { chosen, picked, type Arrival, type Incoming } from './incoming';

/** A script is text; what is larger is something else under that name. */
const MAX_SCRIPT_BYTES = 1_000_000;

const DATA_NAME = /\.(parquet|parq|pq)$/i;

/**
 * Takes each file for what its name says: `.lua` is a script, `.csv` and `.json` are of other runs, anything
 * else is tried as data. Of a folder only what is named as one of them.
 */
export async function takeFiles(session: Session, arrival: Arrival): Promise<void> {
  const problems = [...missing(arrival)];
  const data: Incoming[] = [];
  const ofOtherRuns: { path: string; blob: Blob }[] = [];
  let hasScript = false;
  let isShared = false;
  for (const incoming of arrival.files) {
    const { file, path } = incoming;
    // Both are JSON; its first words tell a shared strategy.
    if (/\.json$/i.test(file.name) && (await isShareFile(file))) {
      await openShareFile(session, file);
      isShared = true;
    } else if (isOfAnotherRun(file.name) && !(await holdsPrices(file))) {
      ofOtherRuns.push({ path, blob: file });
    } else if (!file.name.toLowerCase().endsWith('.lua')) {
      const isInFolder = path !== file.name;
      if (!isInFolder || DATA_NAME.test(file.name)) data.push(incoming);
    } else if (file.size > MAX_SCRIPT_BYTES) {
      const message = 'The file is larger than 1 MB, which is no script.';
      problems.push({ fileName: file.name, message });
    } else {
      session.desk.openScript(file.name, await file.text());
      hasScript = true;
    }
  }
  const isEmpty = data.length + ofOtherRuns.length === 0 && !hasScript && !isShared;
  if (isEmpty) problems.push(...empty(arrival));
  session.files.problem = joined(problems);
  if (ofOtherRuns.length > 0) await session.otherRuns.import(ofOtherRuns);
  if (data.length > 0) {
    const { dataFiles } = await import('./part-sets');
    const files = await dataFiles(data, (blob) => session.files.isReadable(blob));
    await session.files.openAll(files, problems);
    const isOpen = ({ file }: Incoming): boolean =>
      session.library.entries.some((one) => one.file.blob === file && one.problem === null);
    await keepForLater(data.filter(isOpen));
  } else if (hasScript) {
    await session.startRun();
  }
}

/** Those that can be asked for later are in the list of recent files from now on. */
async function keepForLater(files: Incoming[]): Promise<void> {
  const found = files.map(async ({ file, handle }) => ({ file, handle: (await handle) ?? null }));
  const opened = (await Promise.all(found)).flatMap(({ file, handle }) =>
    handle === null ? [] : { file, handle },
  );
  if (opened.length === 0) return;
  const { keepRecent } = await import('../recent/recent-files');
  await keepRecent(opened, Date.now());
}

/** Whether a text file begins as a table of prices: data in a form that can't be read. */
async function holdsPrices(file: File): Promise<boolean> {
  const head = file.slice(0, 4096).text();
  const [first = ''] = (await head.catch(() => '')).split('\n', 1);
  const names = first.toLowerCase().split(/[^a-z_]+/);
  const has = (name: string): boolean => names.includes(name);
  return ['open', 'high', 'low', 'close'].every(has) && !has('action') && !has('equity');
}

/** Opens the browser's chooser of data files: that which leads to them later, too, where there is one. */
export function chooseData(take: (arrival: Arrival) => void): void {
  const extensions = ['.parquet', '.parq', '.pq'];
  const instead = (): void => {
    chooseFiles(extensions.join(), take);
  };
  const picker = pickerOf(window);
  if (picker === null) {
    instead();
    return;
  }
  const types = [{ description: 'Parquet', accept: { 'application/octet-stream': extensions } }];
  picker.showOpenFilePicker({ id: 'data', multiple: true, types }).then(
    async (handles) => {
      take(await picked(handles));
    },
    (error: unknown) => {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError';
      if (!isCancelled) instead();
    },
  );
}

/** Opens the browser's file chooser. */
export function chooseFiles(accept: string, take: (arrival: Arrival) => void): void {
  choose({ accept, multiple: true }, take);
}

/** Opens the browser's chooser of a folder, which hands over all files in it. */
export function chooseFolder(take: (arrival: Arrival) => void): void {
  choose({ webkitdirectory: true }, take);
}

/** One problem to show with the others behind it; null for none. */
export function joined(problems: FileProblem[]): FileProblem | null {
  const [first, ...others] = problems;
  if (first === undefined) return null;
  return others.length === 0 ? first : { ...first, others };
}

function choose(
  how: Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>,
  take: (arrival: Arrival) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  Object.assign(input, how);
  input.addEventListener('change', () => {
    take(chosen(input.files ?? []));
  });
  input.click();
}

function missing({ lost, isCut, folders }: Arrival): FileProblem[] {
  const unread = lost.map((fileName) => ({ fileName, message: 'The browser can’t read it.' }));
  if (!isCut) return unread;
  const fileName = folders[0] ?? 'The folder';
  return [
    ...unread,
    { fileName, message: 'It holds more than 5,000 files; the rest is left out.' },
  ];
}

function empty({ folders }: Arrival): FileProblem[] {
  return folders.map((fileName) => ({
    fileName,
    message: 'No file in this folder ends with .parquet, .lua, .csv or .json.',
  }));
}

/** Hands the browser a text file to save. */
export function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'text/plain' }));
}

/** Hands the browser a file to save. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}
