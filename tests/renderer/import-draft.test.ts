import { describe, expect, test } from 'vitest'
import {
  freeName,
  nameFrom,
  newDraft,
  optionsOf,
  startOptionsOf,
  storageFor,
  withColumn,
  withReading,
} from '../../renderer/src/screens/import/import-draft'

describe('what is said about a file before it is imported', () => {
  test('nothing said, nothing told: the engine guesses', () => {
    expect(optionsOf(newDraft)).toEqual({})
  })

  test('choices for a column add up', () => {
    const draft = withColumn(withColumn(newDraft, 3, { name: 'age' }), 3, { drop: true })
    expect(optionsOf(draft)).toEqual({ columns: [{ source: 3, name: 'age', drop: true }] })
  })

  test('another delimiter, header, encoding or sheet forgets the columns, another decimal mark does not', () => {
    const draft = withColumn(newDraft, 0, { name: 'id' })
    expect(withReading(draft, { delimiter: ';' }).columns).toEqual({})
    expect(withReading(draft, { header: false }).columns).toEqual({})
    expect(withReading(draft, { decimal: ',' }).columns).toEqual({ 0: { name: 'id' } })
  })

  test('an identifier keeps its leading zeros, a number gets numbers', () => {
    expect(storageFor('id', 'integer')).toBe('text')
    expect(storageFor('continuous', 'text')).toBe('real')
    expect(storageFor('continuous', 'integer')).toBe('integer')
    expect(storageFor('time', 'text')).toBe('date')
    expect(storageFor('nominal', 'integer')).toBe('integer')
  })

  test('a dataset is named after its file, and after the sheet when there are several', () => {
    const sheet = (name: string) => ({ name, hidden: false, rows: null })
    expect(nameFrom({ file: '客户 2024.Q4.xlsx', sheets: [sheet('一')], sheet: '一' })).toBe('客户 2024.Q4')
    expect(nameFrom({ file: 'shop.xlsx', sheets: [sheet('a'), sheet('b')], sheet: 'b' })).toBe('shop b')
    expect(nameFrom({ file: 'sales.csv.gz', sheets: [], sheet: null })).toBe('sales')
  })

  test('no import replaces a dataset by surprise', () => {
    expect(freeName('sales', ['customers'])).toBe('sales')
    expect(freeName('Sales', ['sales', 'sales 2'])).toBe('Sales 3')
  })
})

describe('what an import is told', () => {
  test('the sheet that is shown, by name, because without one every sheet is imported', () => {
    expect(startOptionsOf(newDraft, 'Customers')).toEqual({ sheet: 'Customers' })
    expect(startOptionsOf(newDraft, null)).toEqual({})
  })

  test('for all sheets only what holds for each of them', () => {
    const said = withColumn(withReading(newDraft, { header: 2, sheet: 'Customers', decimal: ',' }), 0, { name: 'id' })
    expect(startOptionsOf({ ...said, allSheets: true }, 'Customers')).toEqual({ decimal: ',' })
  })
})
