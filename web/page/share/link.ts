/** Where a link leads, and ways to hand it on. */

/** This page with the strategy in the fragment, which no server gets to see. */
export function addressWith(fragment: string): string {
  return location.origin + location.pathname + fragment;
}

/** Whether others can't follow a link to here. */
export function isOnlyHere(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname);
}

/** Puts text on the clipboard; false when the browser refuses. */
export async function copied(text: string): Promise<boolean> {
  // Missing on a page that came over plain http.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  return clipboard === undefined
    ? false
    : clipboard.writeText(text).then(
        () => true,
        () => false,
      );
}

/** Whether the system has a sheet of programs to hand a link to, as phones do. */
export function canHandOn(): boolean {
  return typeof navigator.share === 'function';
}

/** Opens it. That a person thinks better of it is no fault. */
export async function handOn(title: string, url: string): Promise<void> {
  await navigator.share({ title, url }).catch(() => undefined);
}
