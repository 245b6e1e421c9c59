/** `localStorage` where the browser allows it; reaching for it may itself throw. */

import type { TextStore } from './draft';

const noStorage: TextStore = {
  getItem: () => null,
  setItem: () => {
    throw new Error('storage is off');
  },
};

export function browserStorage(): TextStore {
  try {
    return localStorage;
  } catch {
    return noStorage;
  }
}
