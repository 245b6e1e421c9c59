/** Files that come in by drop or choice, and text that goes out. */

import { isOfAnotherRun } from '../compare/import';
import type { Session } from '../session.svelte';

/** A script is text; what is larger is something else under that name. */
const MAX_SCRIPT_BYTES = 1_000_000;

/** Takes each file for what its name says: `.lua` is a script, `.csv` and `.json` are of other runs, anything else is tried as data. */
export async function takeFiles(session: Session, files: Iterable<File>): Promise<void> {
  let data: File | null = null;
  let hasScript = false;
  const ofOtherRuns: { path: string; blob: Blob }[] = [];
  for (const file of files) {
    if (isOfAnotherRun(file.name)) {
      ofOtherRuns.push({ path: file.webkitRelativePath || file.name, blob: file });
      continue;
    }
    if (!file.name.toLowerCase().endsWith('.lua')) {
      data = file;
    } else if (file.size > MAX_SCRIPT_BYTES) {
      session.fileProblem = {
        fileName: file.name,
        message: 'The file is larger than 1 MB, which is no script.',
      };
    } else {
      session.openScript(file.name, await file.text());
      hasScript = true;
    }
  }
  if (ofOtherRuns.length > 0) await session.importBaselines(ofOtherRuns);
  if (data !== null) {
    await session.openFile({ name: data.name, blob: data, isSample: false });
  } else if (hasScript) {
    await session.startRun();
  }
}

/** Opens the browser's file chooser. */
export function chooseFiles(accept: string, take: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
  });
  input.click();
}

/** Hands the browser a text file to save. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}
