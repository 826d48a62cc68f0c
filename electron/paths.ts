import fs from 'node:fs'
import path from 'node:path'

/** The bundles of the Node side, as electron.vite.config.ts names them. */
export type BundleName =
  | 'index'
  | 'cli'
  | 'engine-process'
  | 'database-thread'
  | 'query-child'
  | 'analysis-worker'
  | 'kernel-worker'
  | 'derive-worker'
  | 'import-worker'
  | 'import-child'
  | 'report-worker'

/**
 * The application's root: the project's folder, or the archive of the packaged application. This module may be
 * bundled anywhere under out/main or run from source, so the root is found by its package.json.
 */
const root = findRoot(__dirname)

function findRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) throw new Error(`No package.json in ${start} or above it.`)
  }
}

/**
 * Path of a bundle, to start a worker thread or a child process from. The bundles must have been built.
 * @param name the bundle's name, without extension
 */
export function bundlePath(name: BundleName): string {
  return path.join(root, 'out', 'main', `${name}.js`)
}

/** Path of the preload script. */
export function preloadPath(): string {
  return path.join(root, 'out', 'preload', 'index.cjs')
}

/** Path of the page that the window loads when no development server runs. */
export function rendererPath(): string {
  return path.join(root, 'out', 'renderer', 'index.html')
}

/**
 * Path of a file or folder in resources/, readable in the packaged application too.
 * @param parts path inside resources/
 */
export function resourcePath(...parts: string[]): string {
  return path.join(root, 'resources', ...parts)
}

/** Version of the application, as results and reports state it. */
export function appVersion(): string {
  const manifest: { version: string } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  return manifest.version
}
