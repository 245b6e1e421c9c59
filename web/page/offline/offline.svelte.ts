/** Whether the page works without a network, and whether a newer one waits. */

export class Offline {
  /** Every file of this very build is kept in the browser. */
  isReady = $state(false);
  /** Goes over to the newer build; null while there is none. */
  update = $state.raw<(() => void) | null>(null);
}
