/** The web build: three faces (phone /m, desk /d, open /o), each with its own entry, over one kit. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type Plugin } from 'vite';
import { documents } from './documents.plugin.ts';

const here = dirname(fileURLToPath(import.meta.url));
const FACES = { phone: 'm', desk: 'd', open: 'o' } as const;

/** In development, answers /m/*, /d/* and /o/* with the face's entry, as the server does in production. */
function faces(): Plugin {
  return {
    name: 'jiedui:faces',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        for (const [face, path] of Object.entries(FACES)) {
          if (new RegExp(`^/${path}(/[^.]*)?(\\?|$)`).test(request.url ?? '')) request.url = `/${face}/index.html`;
        }
        next();
      });
    },
  };
}

/** Where the API runs in development; JIEDUI_API in the shell says otherwise. */
const api = loadEnv('development', here, 'JIEDUI_')['JIEDUI_API'] ?? 'http://127.0.0.1:5300';

export default defineConfig({
  root: here,
  base: '/',
  appType: 'mpa',
  plugins: [documents(here), react(), faces()],
  build: {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // No data: URLs: the content security policy allows none for fonts or images of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(
        Object.keys(FACES)
          .filter((face) => ['main.ts', 'main.tsx'].some((entry) => existsSync(join(here, face, entry))))
          .map((face) => [face, join(here, face, 'index.html')]),
      ),
      // Without this, antd's barrel puts every component into one chunk: 411 KB instead of 333.
      experimental: { lazyBarrel: true },
      output: {
        codeSplitting: {
          // Else React and the router would go along with the first field that needs them.
          includeDependenciesRecursively: false,
          // What most forms of a phone are made of, in two files: thirty small ones compress worse, and each is named to
          // every page that needs it. Nothing that the first page needs is among them.
          groups: [
            { name: 'fields', test: /\/web\/kit\/(?:Field|TextField|TextArea|Sheet|Parts)\.tsx$/ },
            { name: 'page', test: /\/web\/phone\/shell\/(?:Ask|Page|ReasonSheet)\.tsx?$/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/graphql', '/files', '/agreements', '/dispatch', '/live'].map((path) => [path, api])),
  },
});
