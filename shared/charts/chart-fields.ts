import { failure } from '../contract/app-error'
import { text, type Unit } from '../contract/text'
import type { Column, NumericColumn } from '../dataset/column'
import type { ColumnInfo } from '../dataset/schema'
import type { ChartSpec, ChartType } from './chart-spec'

/** What the numbers of a column are read in. */
export type UnitOfColumn = (column: string) => Unit

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
/** Axes that may be logarithmic: those of places. Lengths and areas that begin at 0 have no logarithm. */
export const logged: Readonly<Partial<Record<ChartType, readonly ChartField[]>>> = {
  line: ['x', 'y'],
  scatter: ['x', 'y'],
  box: ['y'],
  violin: ['y'],
}
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
  if (new Set(wanted).size < 2)
    throw failure('chartColumnsNeeded', { type: typeName(spec.type) }, { parameter: 'columns' })
  return [...new Set([...wanted, ...(spec.color === undefined ? [] : [spec.color])])]
}

function checkFields(spec: ChartSpec): void {
  const { type } = spec
  for (const field of needed[type]) {
    if (spec[field] === undefined)
      throw failure('chartFieldNeeded', { type: typeName(type), field: fieldName(field) }, { parameter: field })
  }
  if (spec.facet !== undefined && !facetable.includes(type))
    throw failure('chartFacetImpossible', { type: typeName(type) }, { parameter: 'facet' })
  const measure = measureField(type)
  const { aggregate } = spec
  if (aggregate !== undefined && aggregate !== 'count' && spec[measure] === undefined && takesAggregate(type))
    throw failure('chartFieldNeeded', { type: typeName(type), field: fieldName(measure) }, { parameter: measure })
}

function takesAggregate(type: ChartType): boolean {
  return ['line', 'area', 'bar', 'pie', 'heatmap', 'treemap', 'pareto', 'calendar', 'map'].includes(type)
}

/** The columns of a chart, by the fields they are in. */
export class ChartData {
  readonly spec: ChartSpec
  readonly nRows: number
  private readonly columns: ReadonlyMap<string, Column>
  private readonly units: UnitOfColumn

  constructor(spec: ChartSpec, columns: readonly Column[], units: UnitOfColumn = () => 'number') {
    this.spec = spec
    this.units = units
    this.columns = new Map(columns.map((column) => [column.name, column]))
    const first = columns[0]
    this.nRows = first === undefined ? 0 : lengthOf(first)
  }

  /** The column in a field, or null. */
  field(field: ChartField): Column | null {
    const name = this.spec[field]
    return name === undefined ? null : (this.columns.get(name) ?? null)
  }

  /** Whether the axis of a field counts in powers of ten: where that is asked for, and places can tell. */
  isOnLog(field: 'x' | 'y'): boolean {
    const { type, logX, logY } = this.spec
    const column = this.field(field)
    const isNumber = column?.kind === 'numeric' && !isDates(column)
    return isNumber && (field === 'x' ? logX : logY) === true && (logged[type] ?? []).includes(field)
  }

  /** What the numbers in a field are read in. */
  unitOf(field: ChartField): Unit {
    const column = this.field(field)
    return isDates(column) ? 'date' : column === null ? 'number' : this.units(column.name)
  }

  unitOfColumn(name: string): Unit {
    return this.units(name)
  }

  /** @throws chartFieldNotNumeric, which names field and column */
  numbers(field: ChartField): NumericColumn {
    const column = this.field(field)
    if (column?.kind === 'numeric') return column
    throw failure('chartFieldNotNumeric', this.named(field), { parameter: field })
  }

  /** @throws chartFieldNotDate */
  dates(field: ChartField): NumericColumn {
    const column = this.field(field)
    if (column?.kind === 'numeric' && column.measureType === 'time') return column
    throw failure('chartFieldNotDate', this.named(field), { parameter: field })
  }

  private named(field: ChartField) {
    const { type, [field]: column } = this.spec
    return { type: typeName(type), field: fieldName(field), column: column ?? '–' }
  }

  /** Columns compared with one another. @throws chartFieldNotNumeric */
  compared(): NumericColumn[] {
    const names = this.spec.columns ?? [...this.columns.keys()].filter((name) => name !== this.spec.color)
    return names.map((name) => {
      const column = this.columns.get(name)
      if (column?.kind === 'numeric') return column
      const place = { parameter: 'columns', column: name }
      const values = { type: typeName(this.spec.type), field: text('charts.builder.columns'), column: name }
      throw failure('chartFieldNotNumeric', values, place)
    })
  }
}

const typeName = (type: ChartType) => text(`charts.types.${type}`)
const fieldName = (field: ChartField) => text(`charts.builder.fields.${field}`)

export function lengthOf(column: Column): number {
  return column.kind === 'numeric' ? column.values.length : column.codes.length
}

export function isDates(column: Column | null): boolean {
  return column?.kind === 'numeric' && column.measureType === 'time'
}
