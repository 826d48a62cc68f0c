import { failure } from '../contract/app-error'
import type { Column, NumericColumn } from '../dataset/column'
import type { ColumnInfo } from '../dataset/schema'
import type { ChartSpec, ChartType } from './chart-spec'

/** Fields of a spec that name one column. */
export type ChartField = 'x' | 'y' | 'color' | 'size' | 'facet'
const fields: readonly ChartField[] = ['x', 'y', 'color', 'size', 'facet']

/** Fields that a type cannot do without. */
const needed: Readonly<Record<ChartType, readonly ChartField[]>> = {
  line: ['x'],
  area: ['x'],
  bar: ['x'],
  pie: ['x'],
  histogram: ['x'],
  density: ['x'],
  box: ['y'],
  violin: ['y'],
  scatter: ['x', 'y'],
  heatmap: ['x', 'y'],
  correlation: [],
  parallel: [],
  treemap: ['x'],
  pareto: ['x'],
  lorenz: ['y'],
  calendar: ['x'],
  map: ['x'],
}

/** Types that can stand side by side, one for each value of `facet`. */
const facetable: readonly ChartType[] = ['line', 'area', 'bar', 'histogram', 'density', 'box', 'violin', 'scatter']
const measuredBy: Readonly<Partial<Record<ChartType, ChartField>>> = { heatmap: 'color' }
const mostColumns = { correlation: 30, parallel: 8 }

/** The field whose values are brought together. */
export function measureField(type: ChartType): ChartField {
  return measuredBy[type] ?? 'y'
}

/** Whether a type compares several columns, not fields. */
export function takesColumns(type: ChartType): type is keyof typeof mostColumns {
  return type === 'correlation' || type === 'parallel'
}

/**
 * The columns a chart reads, each once.
 * @throws chartFieldNeeded, chartFacetImpossible, chartColumnsNeeded
 */
export function chartColumns(spec: ChartSpec, columns: readonly ColumnInfo[]): string[] {
  checkFields(spec)
  const named = fields.flatMap((field) => spec[field] ?? [])
  if (!takesColumns(spec.type)) return [...new Set(named)]
  const continuous = columns.filter(({ measureType }) => measureType === 'continuous').map(({ name }) => name)
  const wanted = spec.columns ?? continuous.slice(0, mostColumns[spec.type])
  if (new Set(wanted).size < 2) throw failure('chartColumnsNeeded', { type: spec.type }, { parameter: 'columns' })
  return [...new Set([...wanted, ...(spec.color === undefined ? [] : [spec.color])])]
}

function checkFields(spec: ChartSpec): void {
  const { type } = spec
  for (const field of needed[type]) {
    if (spec[field] === undefined) throw failure('chartFieldNeeded', { type, field }, { parameter: field })
  }
  if (spec.facet !== undefined && !facetable.includes(type))
    throw failure('chartFacetImpossible', { type }, { parameter: 'facet' })
  const measure = measureField(type)
  const { aggregate } = spec
  if (aggregate !== undefined && aggregate !== 'count' && spec[measure] === undefined && takesAggregate(type))
    throw failure('chartFieldNeeded', { type, field: measure }, { parameter: measure })
}

function takesAggregate(type: ChartType): boolean {
  return ['line', 'area', 'bar', 'pie', 'heatmap', 'treemap', 'pareto', 'calendar', 'map'].includes(type)
}

/** The columns of a chart, by the fields they are in. */
export class ChartData {
  readonly spec: ChartSpec
  readonly nRows: number
  private readonly columns: ReadonlyMap<string, Column>

  constructor(spec: ChartSpec, columns: readonly Column[]) {
    this.spec = spec
    this.columns = new Map(columns.map((column) => [column.name, column]))
    const first = columns[0]
    this.nRows = first === undefined ? 0 : lengthOf(first)
  }

  /** The column in a field, or null. */
  field(field: ChartField): Column | null {
    const name = this.spec[field]
    return name === undefined ? null : (this.columns.get(name) ?? null)
  }

  /** @throws chartFieldNotNumeric, which names field and column */
  numbers(field: ChartField): NumericColumn {
    const column = this.field(field)
    if (column?.kind === 'numeric') return column
    const { type } = this.spec
    throw failure('chartFieldNotNumeric', { type, field, column: this.spec[field] ?? '–' }, { parameter: field })
  }

  /** @throws chartFieldNotDate */
  dates(field: ChartField): NumericColumn {
    const column = this.field(field)
    if (column?.kind === 'numeric' && column.measureType === 'time') return column
    const { type } = this.spec
    throw failure('chartFieldNotDate', { type, field, column: this.spec[field] ?? '–' }, { parameter: field })
  }

  /** Columns compared with one another. @throws chartFieldNotNumeric */
  compared(): NumericColumn[] {
    const names = this.spec.columns ?? [...this.columns.keys()].filter((name) => name !== this.spec.color)
    return names.map((name) => {
      const column = this.columns.get(name)
      if (column?.kind === 'numeric') return column
      const place = { parameter: 'columns', column: name }
      throw failure('chartFieldNotNumeric', { type: this.spec.type, field: 'columns', column: name }, place)
    })
  }
}

export function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

export function isDates(column: Column | null): boolean {
  return column?.kind === 'numeric' && column.measureType === 'time'
}
