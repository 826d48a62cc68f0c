import { failure } from '../contract/app-error'
import type { ArrayReference, FigureElement } from '../contract/result-elements'
import type { Text } from '../contract/text'
import { type CategoricalColumn, type Column, isMatrix, type Matrix } from '../dataset/column'
import { arrayTypeOf, type ResultArray } from '../dataset/result-arrays'
import { escapeMarkup } from './paint-figure'

/** Where a figure's long arrays come from. */
export interface FigureSources {
  /** The run's result, unpacked. */
  result: unknown
  /** A column of the dataset revision that the run used, all rows. */
  column(name: string): Column
  segmentName(label: number): Text
}

/** Values in a row: numbers, or words (null where there is none). */
export type Values = ResultArray | readonly unknown[]

export function isReference(value: object): value is ArrayReference {
  return '$result' in value || '$column' in value || '$pick' in value
}

/** Fills references of one figure, in the way its pickers are set. */
export class ReferenceFiller {
  /** Arrays that came from a reference: these, and not e.g. a colour scale, have one entry per point. */
  readonly filled = new WeakSet<object>()
  /** Columns whose numbers are dates. */
  private readonly dates = new WeakSet<object>()
  private readonly element: FigureElement
  private readonly sources: FigureSources
  private readonly picks: Readonly<Record<string, number>>

  /** @param picks chosen option per picker; the picker's initial one when absent */
  constructor(element: FigureElement, sources: FigureSources, picks: Readonly<Record<string, number>>) {
    this.element = element
    this.sources = sources
    this.picks = picks
  }

  isDate(values: unknown): boolean {
    return typeof values === 'object' && values !== null && this.dates.has(values)
  }

  /** A copy of part of a trace with every reference filled. @throws figureReferenceUnknown, columnMissing */
  fill(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || arrayTypeOf(value)) return value
    if (Array.isArray(value)) return value.map((item) => this.fill(item))
    if (isReference(value)) return this.resolve(value)
    if ('$text' in value || '$color' in value) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.fill(item)]))
  }

  /** As `fill`, but what a picker has chosen reads as its label: `{ $pick: 'x' }` as an axis title. */
  fillLayout(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || arrayTypeOf(value)) return value
    if (Array.isArray(value)) return value.map((item) => this.fillLayout(item))
    if ('$pick' in value) return { $text: this.chosen(String(value.$pick)).label }
    if (isReference(value)) return this.resolve(value)
    if ('$text' in value || '$color' in value) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.fillLayout(item)]))
  }

  private resolve(reference: ArrayReference): unknown {
    if ('$pick' in reference) return this.resolve(this.chosen(reference.$pick).value)
    const values = '$column' in reference ? this.column(reference.$column) : this.result(reference)
    if (typeof values === 'object' && values !== null) this.filled.add(values)
    return values
  }

  private chosen(picker: string) {
    const found = this.element.pickers?.find(({ id }) => id === picker)
    const option = found?.options[this.picks[picker] ?? found.initial]
    if (!option) throw unknownReference(this.element, picker)
    return option
  }

  private column(name: string): Values {
    const column = this.sources.column(name)
    if (column.kind === 'categorical') return wordsOf(column)
    if (column.measureType === 'time') this.dates.add(column.values)
    return column.values
  }

  private result({ $result, column }: { $result: string; column?: number | undefined }): unknown {
    const value = valueAt(this.sources.result, $result)
    if (isMatrix(value)) return column === undefined ? rowsOf(value) : columnOf(value, column)
    if (value === undefined) throw unknownReference(this.element, $result)
    return value
  }
}

function unknownReference({ id }: FigureElement, reference: string) {
  return failure('figureReferenceUnknown', { figure: id, reference })
}

/** The value at a path of keys joined with dots; a dot inside a key is written `\.`. */
export function valueAt(result: unknown, path: string): unknown {
  const keys = path.match(/(?:\\.|[^.\\])+/g) ?? []
  let here = result
  for (const key of keys.map((step) => step.replace(/\\(.)/g, '$1'))) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key]
  }
  return here
}

function rowsOf({ nRows, nColumns, data }: Matrix): Float64Array[] {
  return Array.from({ length: nRows }, (_, i) => data.subarray(i * nColumns, (i + 1) * nColumns))
}

function columnOf({ nRows, nColumns, data }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: nRows }, (_, i) => data[i * nColumns + column] ?? Number.NaN)
}

/** The category of each row, shown as it is written; null where it is missing. */
function wordsOf({ codes, levels }: CategoricalColumn): (string | null)[] {
  const shown = levels.map(escapeMarkup)
  return Array.from(codes, (code) => shown[code] ?? null)
}
