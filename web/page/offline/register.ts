/** Starts the service worker and follows it. Loaded once the first result is there. */

import type { Offline } from './offline.svelte';

/** Looks for a newer build when the page comes back to view, this often at most. */
const LOOK_MS = 3_600_000;
/** An answer that does not come is a no. */
const ANSWER_MS = 10_000;

export async function register(offline: Offline): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const container = navigator.serviceWorker;
  let wasAsked = false;
  container.addEventListener('controllerchange', () => {
    // Reloaded only where the person said so: in another tab they may be at work.
    if (wasAsked) location.reload();
    else void follow(offline, container.controller);
  });
  const offer = (waiting: ServiceWorker): void => {
    offline.update = () => {
      wasAsked = true;
      waiting.postMessage({ type: 'activate' });
    };
  };
  const registration = await registered(container);
  if (registration === null) return;
  if (registration.waiting !== null && container.controller !== null) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      // Without a controller it is the first one, which takes over by itself.
      if (coming.state === 'installed' && container.controller !== null) offer(coming);
    });
  });
  await follow(offline, container.controller);
  lookAgain(registration);
}

/** Null where workers are forbidden, as in some private windows: the page works, but not offline. */
function registered(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration | null> {
  return container.register('./service-worker.js', { updateViaCache: 'none' }).then(
    // A browser under a test's control that blocks workers resolves with nothing.
    (registration: ServiceWorkerRegistration | undefined) => registration ?? null,
    () => null,
  );
}

/** Says whether the worker in charge holds this very page; another build's may only be gone over to. */
async function follow(offline: Offline, worker: ServiceWorker | null): Promise<void> {
  if (worker === null) return;
  const isOurs = await serves(worker, mainScript());
  offline.isReady = isOurs;
  if (!isOurs) {
    offline.update = () => {
      location.reload();
    };
  }
}

function serves(worker: ServiceWorker, url: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve(false);
    }, ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<boolean>) => {
      clearTimeout(late);
      port1.close();
      resolve(data);
    };
    worker.postMessage({ type: 'serves', url }, [port2]);
  });
}

/** Its name tells its content, and so the build. */
function mainScript(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
}

function lookAgain(registration: ServiceWorkerRegistration): void {
  let last = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < LOOK_MS) return;
    last = Date.now();
    // Without a network there is nothing newer.
    registration.update().catch(() => undefined);
  });
}
