import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOf, unlessFresh } from '../../setup/fresh.mjs';
import { root } from '../../setup/steps.mjs';

const STAMP = 'fresh-test';
let folder = '';
let made = 0;

beforeEach(() => {
  mkdirSync(join(root, 'build'), { recursive: true });
  folder = relative(root, mkdtempSync(join(root, 'build/fresh-test-')));
  made = 0;
  write('input', 'one');
});

afterEach(() => {
  rmSync(join(root, folder), { recursive: true });
  rmSync(join(root, 'build', `${STAMP}.stamp`), { force: true });
});

function write(name: string, text: string) {
  writeFileSync(join(root, folder, name), text);
}

function make(): Promise<boolean> {
  return unlessFresh(STAMP, hashOf([`${folder}/input`]), [`${folder}/output`], () => {
    made += 1;
    write('output', 'made');
    return Promise.resolve();
  });
}

test('an output is made once for the same input', async () => {
  expect([await make(), await make(), made]).toEqual([true, false, 1]);
});

test('a changed input and a lost output make it anew', async () => {
  await make();
  write('input', 'two');
  await make();
  rmSync(join(root, folder, 'output'));
  await make();
  expect(made).toBe(3);
});

test('a making that failed leaves no stamp', async () => {
  const failing = () => Promise.reject(new Error('broken'));
  const output = [`${folder}/input`];
  await expect(unlessFresh(STAMP, 'hash', output, failing)).rejects.toThrow('broken');
  await unlessFresh(STAMP, 'hash', output, () => {
    made += 1;
    return Promise.resolve();
  });
  expect(made).toBe(1);
});

test('the hash of a folder changes when a file in it gets another name', () => {
  const before = hashOf([folder]);
  renameSync(join(root, folder, 'input'), join(root, folder, 'renamed'));
  expect(hashOf([folder])).not.toBe(before);
});
