import fs from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'electron-vite'
import type { BundleName } from './electron/paths'
import manifest from './package.json'

const root = __dirname
const alias = { '@shared': path.join(root, 'shared') }

/** Everything that runs on the Node side, each its own file in out/main. Workers and children are started by path. */
const nodeEntries: Record<BundleName, string> = {
  index: 'electron/main/index.ts',
  cli: 'electron/cli/index.ts',
  'engine-process': 'electron/engine/engine-process.ts',
  'database-thread': 'electron/database/database-thread.ts',
  'query-child': 'electron/database/query-child.ts',
  'analysis-worker': 'electron/worker/analysis-worker.ts',
  'kernel-worker': 'electron/worker/kernel-worker.ts',
  'derive-worker': 'electron/worker/derive/derive-worker.ts',
  'import-worker': 'electron/import/import-worker.ts',
  'import-child': 'electron/import/import-child.ts',
  'report-worker': 'electron/report/report-worker.ts',
}

/** Packages that stay outside the bundles: a native module cannot be bundled. */
const external = ['better-sqlite3']
const bundled = Object.keys(manifest.dependencies).filter((name) => !external.includes(name))

function existing(entries: Record<string, string>): Record<string, string> {
  const present = Object.entries(entries).filter(([, file]) => fs.existsSync(path.join(root, file)))
  return Object.fromEntries(present.map(([name, file]) => [name, path.join(root, file)]))
}

const mainInput = existing(nodeEntries)
const preloadInput = existing({ index: 'electron/preload/index.ts' })
const rendererInput = existing({ index: 'renderer/index.html' })

/** Zod's comments in places that Rollup does not read are no concern of ours. */
const onwarn: NonNullable<NonNullable<NonNullable<UserConfig['main']>['build']>['rollupOptions']>['onwarn'] = (
  warning,
  report,
) => {
  if (warning.code !== 'INVALID_ANNOTATION') report(warning)
}
/** Files are read from disk: one large file is as good as many small ones. */
const chunkSizeWarningLimit = 5000

/** Hot reload puts a script into the page itself, which the policy of the built page forbids. */
const allowScriptOfDevelopmentServer = {
  name: 'allow-script-of-development-server',
  apply: 'serve' as const,
  transformIndexHtml: (html: string) => html.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
}

const config: UserConfig = {
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: { exclude: bundled },
      chunkSizeWarningLimit,
      rollupOptions: { input: mainInput, onwarn },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      externalizeDeps: { exclude: bundled },
      rollupOptions: {
        input: preloadInput,
        onwarn,
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    resolve: { alias },
    plugins: [react(), allowScriptOfDevelopmentServer],
    build: {
      outDir: path.join(root, 'out/renderer'),
      minify: 'esbuild',
      chunkSizeWarningLimit,
      rollupOptions: { input: rendererInput, onwarn },
    },
  },
}

// A part whose entry does not exist yet is left out, so that the others can be built.
if (Object.keys(mainInput).length === 0) delete config.main
if (Object.keys(preloadInput).length === 0) delete config.preload
if (Object.keys(rendererInput).length === 0) delete config.renderer

export default defineConfig(config)
