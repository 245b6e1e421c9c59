/** A data file opened before, as it is kept. */
export interface RecentFile {
  id: string;
  name: string;
  /** When it was opened last, in ms since 1970. */
  opened_ms: number;
  size: number;
  /** Leads to the file again, where the browser gives such handles. */
  handle: FileSystemFileHandle | null;
}
