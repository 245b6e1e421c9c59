/** Files that the browser may not read any more: changed, moved or deleted since they were opened. */

export const LOST =
  'It was changed, moved or deleted on the disk since it was opened: drop it again to use it as it is now.';

/** Tries the file's last byte, which tells as much as a whole reading. */
export async function isLost(blob: Blob): Promise<boolean> {
  try {
    await blob.slice(Math.max(0, blob.size - 1)).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}
