import { translate } from '@shared/locales/translate'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { sqliteWords } from '../../../electron/database/sqlite-words'

const database = new Database(':memory:')
database.exec('CREATE TABLE a(x, y); CREATE TABLE b(x)')

function refusal(sql: string): string {
  try {
    database.prepare(sql).all()
  } catch (thrown) {
    if (thrown instanceof Error) return thrown.message
  }
  throw new Error(`SQLite takes ${sql}`)
}

describe('what SQLite says', () => {
  test.each([
    ['SELECT * FROM nowhere', '没有名为“nowhere”的数据集'],
    ['SELECT z FROM a', '没有名为“z”的列'],
    ['SELECT summ(x) FROM a', '没有名为“summ”的函数'],
    ['SELECT x FROM a, b', '多个数据集都有列“x”，请在前面写上数据集名和点'],
    ['SELECT FROM a', '“FROM”出现的位置不对'],
    ["SELECT 'x FROM a", "无法识别“'x FROM a”，可能是引号没有闭合"],
    ['SELECT x FROM', '查询不完整，提前结束了'],
    ['SELECT abs(x, y) FROM a', '函数“abs”的参数个数不对'],
    ['SELECT x FROM a WHERE sum(x) > 1', '函数“sum”不能用在这里'],
  ])('%s is refused in the language of the reader', (sql, words) => {
    expect(translate(sqliteWords(refusal(sql)), 'zh-CN')).toBe(words)
  })

  test('a message that is not known stays as it is', () => {
    expect(translate(sqliteWords('disk I/O error'), 'zh-CN')).toBe('disk I/O error')
  })
})
