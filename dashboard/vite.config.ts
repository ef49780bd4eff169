import { defineConfig } from 'vitest/config';

/**
 * `npm run dev` serves the sources with hot reload and passes /api on to a running orchestrator;
 * TRAINYARD_URL says where that is. The server refuses names and origins that are not its own, so
 * the proxy speaks with the server's own.
 */
declare const process: { env: Record<string, string | undefined> };
const orchestrator = process.env.TRAINYARD_URL ?? 'http://127.0.0.1:8080';

const proxy = {
  '/api': {
    target: orchestrator,
    changeOrigin: true,
    headers: { origin: orchestrator },
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2023',
    // The page's policy allows no data: scripts or styles, and hashed files are cached for good.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
