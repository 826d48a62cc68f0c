import fs from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../../..')

/** The words of both languages, which Vite gathers when it builds the application. */
const words: Plugin = {
  name: 'words',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]shared[\\/]locales[\\/]index\.ts$/ }, ({ path: file }) => {
      const folder = path.dirname(file)
      const places = fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((place) => place.endsWith('.json'))
      const files = places.map(
        (place) => `'./${place.replaceAll('\\', '/')}': ${fs.readFileSync(path.join(folder, place), 'utf8')}`,
      )
      const contents = fs
        .readFileSync(file, 'utf8')
        .replace(/import\.meta\.glob<Words>\([^)]*\)/, () => `({${files.join(',')}})`)
      return { contents, loader: 'ts' }
    })
  },
}

/** Bundles the threads of the application with the test methods in them; answers their files. */
export async function buildFixtures(): Promise<{ analysis: string; kernel: string }> {
  const outdir = path.join(root, 'out', 'test-threads', String(process.pid))
  await build({
    entryPoints: ['analysis-fixture', 'kernel-fixture'].map((name) => path.join(import.meta.dirname, `${name}.ts`)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3'],
    plugins: [words],
    alias: { '@shared': path.join(root, 'shared') },
  })
  return { analysis: path.join(outdir, 'analysis-fixture.js'), kernel: path.join(outdir, 'kernel-fixture.js') }
}
