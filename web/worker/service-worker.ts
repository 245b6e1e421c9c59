/** Lets the page work without a network. The build puts in what the page is made of. */

import { Precache, type Build } from './offline/precache';

declare const self: ServiceWorkerGlobalScope;
declare const BUILD: Build;

const precache = new Precache(BUILD, {
  scope: self.registration.scope,
  caches,
  fetch: (request) => fetch(request),
});

self.addEventListener('install', (event) => {
  event.waitUntil(precache.install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(precache.activate().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const answer = precache.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  const asked = event.data as { type: 'activate' } | { type: 'serves'; url: string };
  // A new build waits until a person says so.
  if (asked.type === 'activate') void self.skipWaiting();
  else event.waitUntil(reply(event.ports[0], asked.url));
});

async function reply(port: MessagePort | undefined, url: string): Promise<void> {
  port?.postMessage(await precache.serves(url));
}
