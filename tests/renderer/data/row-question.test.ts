import { describe, expect, test } from 'vitest'
import { askable, plainQuestion, rowQuestionSchema } from '../../../renderer/src/screens/data/rows/row-question'

const columns = [{ name: 'age' }, { name: 'city' }]
const young = { column: 'age', is: 'less', value: 40 } as const
const gone = { column: 'income', is: 'missing' } as const

describe('a remembered question', () => {
  test('is asked as it was while the dataset has its columns', () => {
    const question = { order: [{ column: 'city', descending: true }], search: 'x', filter: { all: [young] } }
    expect(askable(question, columns)).toBe(question)
    expect(askable(plainQuestion, [])).toBe(plainQuestion)
    expect(rowQuestionSchema.parse(JSON.parse(JSON.stringify(question)))).toEqual(question)
  })

  test('loses the sort and the conditions whose column is gone, and keeps the others', () => {
    const order = [
      { column: 'income', descending: false },
      { column: 'city', descending: true },
    ]
    const asked = askable({ order, search: 'x', filter: { all: [young, gone] } }, columns)
    expect(asked).toEqual({ order: [order[1]], search: 'x', filter: { all: [young] } })
  })

  test('has no filter left when no condition can be asked, or when the rest would mean something else', () => {
    expect(askable({ ...plainQuestion, filter: { all: [gone] } }, columns).filter).toBeNull()
    expect(askable({ ...plainQuestion, filter: { any: [young, gone] } }, columns).filter).toBeNull()
    expect(askable({ ...plainQuestion, filter: gone }, columns).filter).toBeNull()
  })
})
