/** Handles to files on the disk that outlive the visit, where a browser gives them (Chromium and its kin). */

/** What the standard's own handle lacks in TypeScript's library. */
export interface LastingHandle extends FileSystemFileHandle {
  queryPermission(how: { mode: 'read' }): Promise<PermissionState>;
  requestPermission(how: { mode: 'read' }): Promise<PermissionState>;
}

interface Picker {
  showOpenFilePicker(options: {
    id: string;
    multiple: boolean;
    types: { description: string; accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle[]>;
}

/** Whether the browser can be asked later for a file that was opened now. */
export function keepsHandles(): boolean {
  return typeof FileSystemFileHandle === 'function' && isLasting(FileSystemFileHandle.prototype);
}

/** The handle of a dropped file, to be asked for before the event is over. Null in a browser without. */
export function handleOf(item: DataTransferItem): Promise<LastingHandle | null> | null {
  if (!('getAsFileSystemHandle' in item)) return null;
  const { getAsFileSystemHandle: ask } = item as {
    getAsFileSystemHandle: () => Promise<FileSystemHandle | null>;
  };
  return ask.call(item).then(
    (handle) => (handle?.kind === 'file' && isLasting(handle) ? handle : null),
    // A file made by a script leads nowhere.
    () => null,
  );
}

/** The browser's chooser that gives handles; null where it has none. */
export function pickerOf(page: object): Picker | null {
  return keepsHandles() && 'showOpenFilePicker' in page ? (page as Picker) : null;
}

export function isLasting(handle: object): handle is LastingHandle {
  return 'queryPermission' in handle && 'requestPermission' in handle;
}
