import path from 'node:path'
import { defineConfig } from '@playwright/test'

const root = path.resolve(__dirname, '../..')

export default defineConfig({
  testDir: path.join(root, 'tests'),
  outputDir: path.join(root, 'out/test-results'),
  // Two applications side by side: each mostly waits. What is measured is measured alone.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['REGULARS_TEST_REPORT'] ?? path.join(root, 'out/test/playwright.json') }],
  ],
  projects: [
    { name: 'e2e', testDir: path.join(root, 'tests/e2e'), testMatch: '**/*.{spec,test,e2e}.ts' },
    { name: 'packaged-app', testDir: path.join(root, 'tests/package'), testMatch: '**/*.{spec,test,e2e}.ts' },
    // Measures the real window; run by hand with `npm run bench:ui`, never part of the tests.
    { name: 'bench-ui', testDir: path.join(root, 'tests/bench-ui'), testMatch: '**/*.bench.ts', workers: 1 },
  ],
})
