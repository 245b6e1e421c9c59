import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    // Ten times what the slowest test needs: a limit against hanging, not a goal.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
