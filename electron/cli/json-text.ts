import { isMatrix, type Matrix, NO_LABEL } from '@shared/dataset/column'
import { fieldAt, isRecords, type Records } from '@shared/dataset/records'
import { arrayTypeOf, type ResultArray } from '@shared/dataset/result-arrays'

/** Pieces are handed on at about this length, so that no text grows with the number of rows. */
const pieceLength = 1 << 16

/**
 * Writes a value as JSON in pieces. Typed arrays are lists, a matrix is a list of rows, records are a list of objects; NaN
 * and "no label" are null, infinities "Infinity" and "-Infinity"; properties that are undefined are left out.
 */
export function* jsonText(value: unknown): Generator<string> {
  let piece = ''
  for (const words of fragments(value)) {
    piece += words
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

function* fragments(value: unknown): Generator<string> {
  if (typeof value === 'number') yield numberText(value)
  else if (typeof value !== 'object' || value === null) yield JSON.stringify(value ?? null)
  else if (isMatrix(value)) yield* matrixText(value)
  else if (isRecords(value)) yield* recordsText(value)
  else if (arrayTypeOf(value)) yield* arrayText(value as ResultArray)
  else if (Array.isArray(value)) yield* listText(value)
  else yield* objectText(value)
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '0' : String(value)
  return Number.isNaN(value) ? 'null' : `"${value}"`
}

function* listText(items: readonly unknown[]): Generator<string> {
  yield '['
  for (const [i, item] of items.entries()) {
    if (i > 0) yield ','
    yield* fragments(item)
  }
  yield ']'
}

function* objectText(value: object): Generator<string> {
  let separator = '{'
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue
    yield `${separator}${JSON.stringify(key)}:`
    yield* fragments(item)
    separator = ','
  }
  yield separator === '{' ? '{}' : '}'
}

function* arrayText(values: ResultArray): Generator<string> {
  const isLabels = values instanceof Int32Array
  for (let i = 0; i < values.length; i++) {
    const item = values[i] as number
    yield `${i === 0 ? '[' : ','}${isLabels && item === NO_LABEL ? 'null' : numberText(item)}`
  }
  yield values.length === 0 ? '[]' : ']'
}

function* matrixText({ nRows, nColumns, data }: Matrix): Generator<string> {
  yield '['
  for (let i = 0; i < nRows; i++) {
    if (i > 0) yield ','
    yield `[${Array.from(data.subarray(i * nColumns, (i + 1) * nColumns), numberText).join(',')}]`
  }
  yield ']'
}

function* recordsText({ nRows, fields }: Records): Generator<string> {
  const entries = Object.entries(fields).map(([name, field]) => ({ key: JSON.stringify(name), field }))
  yield '['
  for (let row = 0; row < nRows; row++) {
    const values = entries.map(({ key, field }) => {
      const value = fieldAt(field, row)
      return `${key}:${typeof value === 'number' ? numberText(value) : JSON.stringify(value)}`
    })
    yield `${row > 0 ? ',' : ''}{${values.join(',')}}`
  }
  yield ']'
}
