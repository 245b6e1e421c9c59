import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import { Engine } from './engine';
import { Offline } from './offline/offline.svelte';
import { Session } from './session.svelte';
import { watchAddress } from './share/sharing.svelte';
import { browserStorage } from './storage';
import { View } from './view.svelte';
import { browserWorkers } from './workers';

const store = browserStorage();
const session = new Session(new Engine(browserWorkers), store);
const view = new View(store);
session.keeper.onimport = () => {
  view.showRuns();
};
const offline = new Offline();
session.otherRuns.onimport = () => {
  view.showBaselines();
};

const started = session.start();
// The threads are under way before the page is drawn, which is a task of its own.
setTimeout(() => {
  document.getElementById('starting')?.remove();
  mount(App, { target: document.body, props: { session, view, offline } });
});
// What is kept for later must not hold up the first result.
void started.then(() => import('./offline/register')).then(({ register }) => register(offline));
watchAddress(session);
