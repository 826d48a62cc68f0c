import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineAndColumn, sqlPosition } from '../../../electron/database/sql-position'
import { withoutConditions } from '../../../electron/database/without-conditions'

const database = new Database(':memory:')
database.exec('CREATE TABLE shop (id TEXT, "金额" REAL); CREATE TABLE other (id TEXT)')

function refusal(sql: string): string | null {
  try {
    database.prepare(sql)
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}
const placeOf = (sql: string) => sqlPosition(sql, refusal(sql) ?? '', refusal)

describe('an error names the place', () => {
  test.each([
    ["SELECT 'FROM', id FROM shop FROM other", "SELECT 'FROM', id FROM shop ".length],
    ['SELECT id,\n  FROM shop', 'SELECT id,\n  '.length],
    ['SELEC id', 0],
    ['SELECT id FROM shop WHERE', 'SELECT id FROM shop WHERE'.length],
    ["SELECT 'ids' || ids FROM shop", "SELECT 'ids' || ".length],
    ['SELECT s.金額 FROM shop AS s', 'SELECT '.length],
    ['SELECT id FROM shop, other', 'SELECT '.length],
    ['SELECT * FROM shops', 'SELECT * FROM '.length],
    ['SELECT summe(金额) FROM shop', 'SELECT '.length],
    ["SELECT 'open FROM shop", 'SELECT '.length],
    ['SELECT id FROM shop WHERE id = "x"', 'SELECT id FROM shop WHERE id = "'.length],
  ])('%j', (sql, at) => expect(placeOf(sql)).toBe(at))

  test('a place that is named lies in the question', () => {
    const words = fc.constantFrom(
      'SELECT',
      'FROM',
      'shop',
      'id',
      '金额',
      ',',
      '(',
      ')',
      "'x'",
      'WHERE',
      '=',
      'nothing',
      '--c\n',
      '"q"',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const sql = parts.join(' ')
        const at = placeOf(sql)
        if (at !== null) expect(at).toBeLessThanOrEqual(sql.length)
      }),
    )
  })

  test('lines and columns count from 1', () => expect(lineAndColumn('a\nbc\nd', 4)).toEqual({ line: 2, column: 3 }))
})

test.each([
  ['SELECT id FROM shop WHERE id = 1 ORDER BY id', 'SELECT id FROM shop \nORDER BY id', 'WHERE id = 1'],
  [
    "SELECT id FROM shop WHERE id IN (SELECT id FROM other WHERE id = 'GROUP') ;",
    'SELECT id FROM shop \n',
    "WHERE id IN (SELECT id FROM other WHERE id = 'GROUP')",
  ],
  [
    'WITH a AS (SELECT 1 WHERE 0) SELECT * FROM a WHERE 1',
    'WITH a AS (SELECT 1 WHERE 0) SELECT * FROM a \n',
    'WHERE 1',
  ],
])('%j without its conditions', (sql, rest, conditions) => {
  expect(withoutConditions(sql)).toEqual({ sql: rest, conditions })
  expect(refusal(rest)).toBeNull()
})

test.each(['SELECT 1', 'SELECT 1 UNION SELECT 2 WHERE 0', 'SELECT (SELECT 1 WHERE 0)'])(
  '%j has none to leave out',
  (sql) => expect(withoutConditions(sql)).toBeNull(),
)
