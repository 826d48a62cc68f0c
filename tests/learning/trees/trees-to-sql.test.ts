import { createMatrix } from '@shared/dataset/column'
import { growBoosting } from '@shared/learning/trees/grow-boosting'
import { growForest } from '@shared/learning/trees/grow-forest'
import { boostedAnswers, boostedMargins } from '@shared/learning/trees/predict-boosting'
import { averageTrees } from '@shared/learning/trees/trees'
import { boostingToSql, treesToSql } from '@shared/learning/trees/trees-to-sql'
import { createRandom } from '@shared/math/random'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { createContext, drive } from '../../contract/harness'

const random = createRandom(12)
const x = createMatrix(800, 3, true)
for (let i = 0; i < x.data.length; i++) x.data[i] = random.next() < 0.1 ? Number.NaN : random.normal()
const whole = { ...x, data: x.data.map((value) => (Number.isNaN(value) ? 0 : value)) }
const value = (i: number, j: number) => x.data[i * 3 + j] || 0
const y = Float64Array.from({ length: 800 }, (_, i) => (value(i, 0) * value(i, 1) > 0.2 ? 2 : value(i, 2) > 0 ? 1 : 0))
const names = ['"a"', '"b"', '"c"']

const database = new Database(':memory:')
afterAll(() => {
  database.close()
})

function answersOf(sql: string[], { data }: { data: Float64Array }): number[][] {
  database.exec('DROP TABLE IF EXISTS rows_to_score; CREATE TABLE rows_to_score (a REAL, b REAL, c REAL)')
  const insert = database.prepare('INSERT INTO rows_to_score VALUES (?, ?, ?)')
  for (let i = 0; i < 800; i++) {
    insert.run(...Array.from(data.subarray(3 * i, 3 * i + 3), (one) => (Number.isNaN(one) ? null : one)))
  }
  return database
    .prepare(`SELECT ${sql.join(', ')} FROM rows_to_score ORDER BY rowid`)
    .raw()
    .all() as number[][]
}

describe('a model as SQL: SQLite gives the same answers on every row, 1e-12', () => {
  test('a forest for three classes', () => {
    const options = { criterion: 'gini', nTrees: 60, maxDepth: 5, maxFeatures: 2 } as const
    const { trees } = drive(growForest(whole, y, 3, null, options, createContext()))
    const expected = averageTrees(trees, whole).data
    answersOf(treesToSql(trees, names), whole).forEach((row, i) => {
      row.forEach((share, k) => {
        expect(Math.abs(share - (expected[3 * i + k] as number))).toBeLessThan(1e-12)
      })
    })
  })

  test.each([2, 3])('boosting for %i classes, with missing values', (nClasses) => {
    const labels = nClasses === 2 ? y.map((label) => Math.min(label, 1)) : y
    const options = { nTrees: 40, learningRate: 0.2, maxLeaves: 6, minSamplesLeaf: 10 }
    const boosting = drive(growBoosting(x, labels, nClasses, null, options, createContext()))
    const expected = boostedAnswers(boostedMargins(boosting, x), nClasses).data
    answersOf(boostingToSql(boosting, nClasses, names), x).forEach((row, i) => {
      row.forEach((share, k) => {
        expect(Math.abs(share - (expected[nClasses * i + k] as number))).toBeLessThan(1e-12)
      })
    })
  })
})
