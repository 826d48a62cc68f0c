import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.mts'

/** Benchmarks are tests that measure: one file at a time, with time to spare. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [] } },
  defineConfig({
    test: {
      include: ['tests/bench/**/*.bench.ts'],
      fileParallelism: false,
      testTimeout: 30 * 60_000,
      reporters: ['verbose'],
    },
  }),
)
