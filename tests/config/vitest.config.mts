import os from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../..')

export default defineConfig({
  root,
  resolve: { alias: { '@shared': path.join(root, 'shared') } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/package/**'],
    pool: 'forks',
    // On two cores the default is one process, which waits for command lines that it starts half of the time.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    minWorkers: 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['electron/**/*.ts', 'renderer/src/**/*.{ts,tsx}', 'shared/**/*.ts'],
      reportsDirectory: 'out/coverage',
      reporter: ['text-summary', 'html', 'json-summary'],
    },
  },
})
