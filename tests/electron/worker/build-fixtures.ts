import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../../..')

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
    alias: { '@shared': path.join(root, 'shared') },
  })
  return { analysis: path.join(outdir, 'analysis-fixture.js'), kernel: path.join(outdir, 'kernel-fixture.js') }
}
