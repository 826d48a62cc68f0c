import { text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { describe, expect, test } from 'vitest'

const said = (kind: string, rows: number) =>
  translate(
    text(`quality.findings.${kind}`, {
      column: 'age',
      rows: { value: rows, unit: 'count' },
      share: { value: 0.034, unit: 'percent' },
    }),
    'en',
  )

describe('counts in the words of a finding', () => {
  test.each([
    ['missing', 1, '“age” is missing in 1 row (3.4%).'],
    ['missing', 2, '“age” is missing in 2 rows (3.4%).'],
    ['missing', 12_345, '“age” is missing in 12,345 rows (3.4%).'],
    ['duplicates', 1, '1 row (3.4%) is an exact copy of an earlier row.'],
    ['duplicates', 1_234, '1,234 rows (3.4%) are exact copies of an earlier row.'],
    ['spaces', 1, '“age” has 1 value with spaces too many.'],
  ])('%s of %i agree with their noun', (kind, rows, words) => {
    expect(said(kind, rows)).toBe(words)
  })
})
