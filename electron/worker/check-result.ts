import { type AppException, failure } from '@shared/contract/app-error'
import type { ResultElement, TableElement } from '@shared/contract/result-elements'
import { text } from '@shared/contract/text'
import { isMatrix } from '@shared/dataset/column'
import { arrayTypeOf, pathOf } from '@shared/dataset/result-arrays'

/**
 * Makes sure that no NaN stands in the plain part of a result, where nothing says what it means; in arrays it means missing.
 * @throws resultInvalid naming the place
 */
export function checkResult(methodId: string, result: unknown): void {
  const place = placeOfNaN(result, '')
  if (place !== null) throw invalid(methodId, place)
}

function placeOfNaN(value: unknown, path: string): string | null {
  if (Number.isNaN(value)) return path
  if (typeof value !== 'object' || value === null || isMatrix(value) || arrayTypeOf(value)) return null
  for (const [key, item] of Object.entries(value)) {
    const place = placeOfNaN(item, pathOf(path, key))
    if (place !== null) return place
  }
  return null
}

/**
 * Makes sure that tables and metrics hold numbers or say that there is none.
 * @throws resultInvalid naming element, row and column
 */
export function checkElements(methodId: string, elements: readonly ResultElement[]): void {
  for (const element of elements) {
    if (element.type === 'metric' && element.value !== null && !Number.isFinite(element.value)) {
      throw invalid(methodId, element.id)
    }
    const place = element.type === 'table' ? badCell(element) : null
    if (place !== null) throw invalid(methodId, place)
  }
}

function badCell({ id, columns, rows, totals }: TableElement): string | null {
  const all = totals ? [...rows, totals] : rows
  for (const [i, row] of all.entries()) {
    if (row.length !== columns.length) return `${id} [${i}]`
    const j = row.findIndex((cell) => cell === undefined || Number.isNaN(cell))
    if (j >= 0) return `${id} [${i}, ${columns[j]?.id}]`
  }
  return null
}

function invalid(methodId: string, place: string): AppException {
  return failure('resultInvalid', { method: text(`methods.${methodId}.name`), place })
}
