import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import type { ParameterSchema } from '@shared/methods/describe-method'
import type { MethodWords } from '../../../methods/use-method-words'

/** A step's parameter in JSON Schema, with what its form offers and when it counts. */
export interface StepSchema extends Omit<ParameterSchema, 'type' | 'items' | 'anyOf' | 'properties'> {
  readonly type?: string | readonly string[]
  readonly picks?: string
  /** Only with these values of another parameter. */
  readonly when?: Readonly<Record<string, readonly unknown[]>>
  readonly items?: StepSchema
  readonly anyOf?: readonly StepSchema[]
  readonly properties?: Readonly<Record<string, StepSchema>>
}

/** What the field of a parameter is given. */
export interface StepFieldProps {
  name: string
  schema: StepSchema
  words: MethodWords
  value: unknown
  columns: readonly ColumnInfo[]
  /** Of the dataset that the step takes in; none where it takes none, or it is not chosen yet. */
  otherColumns: readonly ColumnInfo[]
  isWrong: boolean
  dataset: Dataset
  onChange(value: unknown): void
}

/** Whether a parameter counts beside the others as they are. */
export function isShown(
  { when }: StepSchema,
  params: Readonly<Record<string, unknown>>,
  properties: readonly (readonly [string, StepSchema])[],
): boolean {
  const defaults = new Map(properties.map(([name, schema]) => [name, schema.default]))
  return Object.entries(when ?? {}).every(([name, values]) => values.includes(params[name] ?? defaults.get(name)))
}

/** What a parameter picks, also where it may be none. */
export function picksOf(schema: StepSchema): string | undefined {
  return schema.picks ?? schema.anyOf?.find(({ picks }) => picks !== undefined)?.picks
}

export function isNullable(schema: StepSchema): boolean {
  return schema.anyOf?.some(({ type }) => type === 'null') ?? false
}

/** Names of the columns of a kind; those of dates count as times, never as numbers. */
export function columnsFor(
  picks: string,
  { columns, otherColumns }: Pick<StepFieldProps, 'columns' | 'otherColumns'>,
): string[] {
  if (picks === 'other-column') return otherColumns.map(({ name }) => name)
  const isDate = ({ storage }: ColumnInfo) => storage === 'date' || storage === 'datetime'
  const kinds: Readonly<Record<string, (column: ColumnInfo) => boolean>> = {
    'numeric-column': (column) => column.storage !== 'text' && !isDate(column),
    'time-column': isDate,
    'time-or-day': isDate,
    'text-column': ({ storage }) => storage === 'text',
  }
  return columns.filter(kinds[picks] ?? (() => true)).map(({ name }) => name)
}
