import { existsSync } from 'node:fs';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Takes rendered components away after each test, and whatever else every client test needs. */
const clientTestSetup = 'src/client/testing/setup.ts';

/** Where `npm start` listens unless it is told otherwise. */
const server = 'http://127.0.0.1:3000';

/**
 * What every page starts with, in two files: left alone it would be some thirty small ones, and a browser fetches six at
 * a time. Parts that come late (what opens, forms, the journal, settings) stay files of their own.
 */
const firstLoad = [
  {
    name: 'base',
    test: /node_modules[\\/](?:react|react-dom|scheduler|react-router|cookie|set-cookie-parser|i18next|react-i18next|zod|@tanstack[\\/](?:react-query|query-core)(?![\\/].*(?:useMutation|mutationObserver)\.js)|use-sync-external-store)[\\/]|src[\\/]contract[\\/](?:card|cause|endpoint|endpoints-journal|entry|ids|page|problem|process|session|stage|template)\.ts/,
  },
  {
    name: 'app',
    test: /src[\\/]client[\\/](?!pages[\\/](?!page-part|require-params)|main|i18n[\\/](?:ru|en)[\\/]|ui[\\/](?:segmented-control|tabs|select-list|dialog|popover|menu-list|shortcut-sheet|field|notice|check-field|radio-fields|select-field|text-area-field|value-lines|code-block|bar-heights)|lib[\\/]form-values|features[\\/](?:settings|rest-docs|cause|access|account|audit|failures|search|quiet)[\\/]|features[\\/]journal[\\/](?!queries\.ts)|features[\\/]entry[\\/](?!plain-text|bbcode)|features[\\/]flag[\\/](?!open-flags-query))/,
    minShareCount: 2,
  },
];

/** What starts a page is compiled whole while it comes, beside the main thread, and not a function at a time when it is called. */
const postBanner = ({ name }: { name: string }) =>
  ['base', 'app', 'index', 'card-page'].includes(name) ? '//# allFunctionsCalledOnLoad' : '';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: {
    proxy: { '/api': { target: server }, '/rest': { target: server } },
  },
  build: {
    outDir: 'dist/client',
    // The server reads it to know which files never change and may be kept for ever.
    manifest: true,
    sourcemap: false,
    // The pages are served under `script-src 'self'; style-src 'self'`: nothing may be inlined, neither small files nor
    // the polyfill for modulepreload (which every browser of the target has).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Chrome and Edge 111, Firefox 114, Safari 16.4 and later: what Tailwind 4 needs anyway.
    target: 'baseline-widely-available',
    chunkSizeWarningLimit: 500,
    rolldownOptions: { output: { codeSplitting: { groups: firstLoad }, postBanner } },
  },
  test: {
    // Forks: better-sqlite3, signals and `process.chdir` behave as in production. Two: one a core of the smallest machine.
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout: 30_000,
          include: ['src/{contract,server,demo,bench,setup}/**/*.test.{ts,mjs}'],
        },
      },
      {
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          testTimeout: 20_000,
          include: ['src/client/**/*.test.{ts,tsx}'],
          setupFiles: existsSync(clientTestSetup) ? [clientTestSetup] : [],
        },
      },
    ],
  },
});
