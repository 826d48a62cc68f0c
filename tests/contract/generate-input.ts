import type { Column } from '@shared/dataset/column'
import type { ColumnRole, MeasureType } from '@shared/dataset/schema'
import { createRandom } from '@shared/math/random'
import type { InputRole, Method, MethodInput } from '@shared/methods/define-method'
import { categoricalColumn, inputOf, numericColumn } from './harness'

/** What kind of data a method is given. */
export type Scenario =
  | 'usual'
  | 'constant'
  | 'empty'
  | 'missing'
  | 'some-missing'
  | 'one-row'
  | 'one-column'
  | 'duplicates'

const USUAL_ROWS = 600
const dayMs = 86_400_000

interface Shape {
  nRows: number
  /** Value of row i, column j, before it is made fit for a measure type. */
  value(i: number, j: number): number
}

/** Three groups of rows around different centres, in columns of different units. */
function usualShape(nRows: number): Shape {
  const random = createRandom(5)
  const noise = Float64Array.from({ length: nRows * 16 }, () => random.normal())
  return {
    nRows,
    value: (i, j) => (10 + 8 * ((i + j) % 3) + (noise[i * 16 + (j % 16)] as number)) * (1 + 9 * (j % 2)),
  }
}

function shapeOf(scenario: Scenario): Shape {
  const usual = usualShape(scenario === 'empty' ? 0 : scenario === 'one-row' ? 1 : USUAL_ROWS)
  if (scenario === 'constant') return { ...usual, value: () => 7 }
  if (scenario === 'missing') return { ...usual, value: () => Number.NaN }
  if (scenario === 'duplicates') return { ...usual, value: (i, j) => 1 + ((i + j) % 2) }
  if (scenario !== 'some-missing') return usual
  return { ...usual, value: (i, j) => ((i * 7 + j) % 11 === 0 ? Number.NaN : usual.value(i, j)) }
}

/** A run's input that fits the roles a method declares. */
export function generateInput(method: Pick<Method, 'inputs'>, scenario: Scenario = 'usual'): MethodInput {
  const shape = shapeOf(scenario)
  let position = 0
  const roles = Object.entries(method.inputs).map(([role, input]) => {
    const count = input.count === 'one' || scenario === 'one-column' ? 1 : Math.max(4, input.min ?? 1)
    const columns = Array.from({ length: count }, (_, c) =>
      generateColumn(input, `${role} ${c + 1}`, shape, position++, c),
    )
    return [role, columns] as const
  })
  return inputOf(Object.fromEntries(roles))
}

function generateColumn(input: InputRole, name: string, shape: Shape, j: number, c: number): Column {
  const measureType = input.measureTypes[c % input.measureTypes.length] ?? 'continuous'
  const values = Array.from({ length: shape.nRows }, (_, i) => shape.value(i, j))
  const isNumeric =
    input.as === 'numeric' ||
    input.as === 'mixed' ||
    (input.as === 'any' && !['nominal', 'text', 'id'].includes(measureType))
  if (isNumeric)
    return numericColumn(
      name,
      values.map((value) => asNumber(value, measureType)),
      measureType,
    )
  const words = values.map((value, i) => asWord(value, i, measureType, input.prefer?.[0]))
  return { ...categoricalColumn(name, words), measureType }
}

function asNumber(value: number, measureType: MeasureType): number {
  if (measureType === 'ordinal') return Math.round(value / 8)
  return measureType === 'time' ? Math.round(value * 20) * dayMs : value
}

function asWord(value: number, row: number, measureType: MeasureType, role?: ColumnRole): string | null {
  if (Number.isNaN(value)) return null
  if (measureType === 'id') return `${role ?? 'id'} ${row % 97}`
  if (measureType === 'text') return Math.round(value) % 2 === 0 ? 'good fast delivery' : 'slow and poor service'
  return ['north', 'south', 'east', 'west'][Math.abs(Math.round(value / 8)) % 4] as string
}
