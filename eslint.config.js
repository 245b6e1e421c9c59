import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Threads meet in web/shared and nowhere else; the command line is the workers' code under Node. */
function mayNotImport(files, ...folders) {
  return {
    files: [`${files}/**/*.{ts,svelte}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: folders.map((folder) => ({
            regex: `(^|/)${folder}/`,
            message: `${files} does not import ${folder}: what both need is in web/shared.`,
          })),
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist-cli/',
    'build/',
    'target/',
    'test-output/',
    'engine-wasm/pkg/',
    'tests/fixtures/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,svelte}'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.worker.json', 'tsconfig.node.json'],
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      // A forgotten await on a worker's answer is our likeliest mistake.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A number reads well within a sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['web/page/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    // Printing is what the command line and the set-up do.
    files: ['web/cli/**', 'setup/**', 'bin/**'],
    rules: { 'no-console': 'off' },
  },
  mayNotImport('web/page', 'worker', 'cli'),
  mayNotImport('web/worker', 'page', 'cli'),
  mayNotImport('web/shared', 'page', 'worker', 'cli'),
  mayNotImport('web/cli', 'page'),
);
