import { describe, expect, test } from 'vitest'
import { checkExpression, checkQuery } from '../../../electron/database/sql-scan'
import { codeOf } from './scratch'

describe('a condition is one expression', () => {
  test.each([
    'spend > 100',
    "name LIKE '%)%' OR name = 'it''s; fine'",
    '"a ) column" IS NOT NULL',
    '[weird ) name] = 1 AND `other ;` = 2',
    'id IN (SELECT customer FROM orders WHERE (total) > 10)',
    'spend > 1 -- a ) comment;\n',
    '/* ) ; */ 金额 >= 3',
  ])('%s', (where) => {
    expect(codeOf(() => checkExpression(where))).toBeUndefined()
  })

  test.each([
    '',
    '  ',
    '1) UNION SELECT (1',
    '1); DROP TABLE x; --',
    'spend > 1; SELECT 2',
    '(spend > 1',
    "name = 'open",
    '/* open',
    '"open',
    'a\0b',
  ])('refused: %j', (where) => {
    expect(codeOf(() => checkExpression(where))).toBe('whereInvalid')
  })
})

describe('a query is a question', () => {
  test.each(['SELECT 1', '  select 1', 'WITH a AS (SELECT 1) SELECT * FROM a', 'VALUES (1)', '-- why\nSELECT 1'])(
    '%s',
    (sql) => {
      expect(codeOf(() => checkQuery(sql))).toBeUndefined()
    },
  )

  test.each([
    '',
    'DELETE FROM a',
    "ATTACH 'x' AS y",
    'PRAGMA writable_schema = ON',
    "VACUUM INTO 'x'",
    '/* SELECT */ DROP TABLE a',
  ])('refused: %s', (sql) => {
    expect(codeOf(() => checkQuery(sql))).toBe('queryRefused')
  })
})
