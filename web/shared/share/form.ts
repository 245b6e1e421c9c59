/** How a shared strategy is known from other links and files, and how large it may be. */

/** What a link's fragment begins with. */
export const LINK_MARK = '#s=';

/** A strategy as JSON, in bytes. */
export const LARGEST_JSON = 256 * 1024;

/** Key that says what a file is, its first; its value is the form's version. */
export const FORM = 'moontest_share';

/** Whether a JSON file says that it is a shared strategy; others carry other things. */
export async function isShareFile(file: Blob): Promise<boolean> {
  return /^\s*\{\s*"moontest_share"\s*:/.test(await file.slice(0, 64).text());
}
