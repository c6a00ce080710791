import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { firstFiles } from './first-files.js';
import { mapBackground } from './map-background.js';
import { packedFiles } from './packed-files.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The server's own addresses: in development they are passed on, in production both come from one origin. */
const SERVED_BY_SERVER = ['/api', '/webhooks', '/health', '/metrics', '/fhir', '/hsds', '/calendar'];

/** What a worker needs until somebody has been told, and what comes right after. */
const WORKER = /\/client\/src\/crisis\/(?:raise\/|report\/|worker-pages|details-pages)/;

/** The order of the style layers, as `tokens.css` states it. */
const LAYERS = /@layer [^{};]+;/.exec(readFileSync(new URL('src/ui/tokens.css', import.meta.url), 'utf8'))?.[0] ?? '';

/**
 * Every built style sheet states the order of the layers itself: the first one to arrive decides it, and that may be a
 * page's own. While developing, `tokens.css` always comes first.
 */
const layersFirst = (): Plugin => ({
  name: 'layers-first',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = LAYERS + String(file.source);
    }
  },
});

export default defineConfig(({ mode }) => {
  const first = firstFiles();
  const server = loadEnv(mode, root, 'API_')['API_ORIGIN'] ?? 'http://127.0.0.1:3000';
  return {
    root,
    build: {
      outDir: '../dist/client', emptyOutDir: true,
      // What every page needs is one file: dozens of small ones compress worse, and each is a request of its own.
      // So is what a worker needs until somebody has been told, with all that it stands on and the words of both.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }, { name: 'worker', test: WORKER, includeDependenciesRecursively: true }] } } },
      // Browsers that lack it load the same files a little later.
      modulePreload: { polyfill: false },
    },
    server: {
      proxy: {
        ...Object.fromEntries(SERVED_BY_SERVER.map((path) => [path, server])),
        '/socket.io': { target: server, ws: true },
      },
    },
    plugins: [
      react(),
      layersFirst(),
      first.plugin,
      mapBackground(),
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src',
        filename: 'sw.ts',
        registerType: 'prompt',
        injectRegister: false,
        injectManifest: {
          globPatterns: ['**/*.{js,css,html,svg,json,geojson,woff2}'],
          // The phone keeps the worker's files at once and the others when it is quiet: `src/sw.ts`.
          manifestTransforms: [(entries) => ({ manifest: entries.map((entry) => (first.isFirst(entry.url) ? { ...entry, first: true } : entry)) })],
        },
        manifest: {
          id: '/',
          name: 'Handrail',
          short_name: 'Handrail',
          description: 'Raise a crisis, find who has it, and follow it until help has arrived.',
          start_url: '/',
          scope: '/',
          display: 'standalone',
          background_color: '#F5F6F3',
          theme_color: '#0B5A64',
          icons: [
            { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
            { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
            { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
            { src: '/icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
          shortcuts: [{ name: 'Raise a crisis', url: '/raise', icons: [{ src: '/icon-192.png', sizes: '192x192' }] }],
        },
      }),
      packedFiles(),
    ],
  };
});
