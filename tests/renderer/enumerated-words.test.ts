import { inspectionSchema } from '@shared/contract/import'
import { columnRoleSchema, grainSchema, measureTypeSchema, storageTypeSchema } from '@shared/dataset/schema'
import { languages, messages } from '@shared/locales'
import { expect, test } from 'vitest'

/** Keys that code puts together from a value: the test of written-out keys cannot see them. */
const keys = [
  ...measureTypeSchema.options.flatMap((type) => [`data.measure.${type}`, `data.measureHint.${type}`]),
  ...[...columnRoleSchema.options, 'none'].map((role) => `data.role.${role}`),
  ...grainSchema.options.map((grain) => `data.grain.${grain}`),
  ...storageTypeSchema.options.map((storage) => `import.storage.${storage}`),
  ...inspectionSchema.shape.format.options.map((format) => `import.formats.${format}`),
  ...['queued', 'running', 'completed', 'failed', 'cancelled'].map((state) => `app.jobs.state.${state}`),
  ...['queued', 'running'].map((stage) => `stages.${stage}`),
]

test.each(languages)('%s: every type, role, grain, storage, format and state has a word', (language) => {
  expect(keys.filter((key) => !messages[language].has(key))).toEqual([])
})
