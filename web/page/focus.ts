import { tick } from 'svelte';

/**
 * Gives the focus to what `next` finds, where the control that had it went with what it did: someone
 * without a mouse would begin at the top of the page again.
 */
export async function keepFocus(
  next: () => HTMLElement | null | undefined,
  options?: FocusOptions,
): Promise<void> {
  await tick();
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) next()?.focus(options);
}
