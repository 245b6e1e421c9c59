import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import { Engine } from './engine';
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
session.onbaselines = () => {
  view.showBaselines();
};

document.getElementById('starting')?.remove();
mount(App, { target: document.body, props: { session, view } });
void session.start();
watchAddress(session);
