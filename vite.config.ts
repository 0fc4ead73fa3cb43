import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'
import { listChunks } from './server/launch/list-chunks.mjs'

const onlyOneCopy = [
  'yjs',
  'y-protocols',
  'lib0',
  'prosemirror-model',
  'prosemirror-state',
  'prosemirror-view',
  'prosemirror-transform',
  'react',
  'react-dom',
]

/** lib0/dom describes its nodes by calls that nobody reads; marked as free of effects they leave lib0/schema out. */
const withoutUnreadSchemas: Plugin = {
  name: 'fieldfolio-without-unread-schemas',
  transform: (code, id) =>
    id.includes('/lib0/dom.js') ? code.replaceAll('= $.$custom(', '= /* @__PURE__ */ $.$custom(') : undefined,
}

export default defineConfig({
  plugins: [
    denyImports({
      client: {
        specifiers: [/^node:/, 'kysely', 'better-sqlite3', 'pg'],
        files: ['server/**/*', 'db/**/*'],
      },
    }),
    tailwindcss(),
    withoutUnreadSchemas,
    remix(remixConfig),
    listChunks(),
  ],
  resolve: { dedupe: onlyOneCopy },
  // A cold dev server that discovers packages late reloads the page in the middle of a form.
  optimizeDeps: { entries: ['app/**/*.{ts,tsx}'] },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  // Native modules and everything that must exist once stay outside the bundle, loaded by Node itself.
  ssr: {
    external: [
      'better-sqlite3',
      '@node-rs/argon2',
      'sharp',
      '@myriaddreamin/typst-ts-node-compiler',
      'yjs',
      'lib0',
      'y-protocols',
      'prosemirror-model',
    ],
  },
})
