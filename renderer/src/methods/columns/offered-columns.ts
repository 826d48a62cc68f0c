import type { MethodDescriptor } from '@shared/contract/workspace'
import { type ColumnInfo, isNumericStorage, type MeasureType } from '@shared/dataset/schema'

export type InputDescriptor = MethodDescriptor['inputs'][string]

/** Columns of a dataset for a role: those that suit it, and others that could still be read as it needs. */
export interface OfferedColumns {
  suited: readonly ColumnInfo[]
  others: readonly ColumnInfo[]
}

/** Splits a dataset's columns for a role: by measure type, and for numeric roles by whether numbers are stored. */
export function offeredColumns(columns: readonly ColumnInfo[], input: InputDescriptor): OfferedColumns {
  const isCategory = ({ measureType }: ColumnInfo) => measureType === 'nominal' || measureType === 'ordinal'
  const isReadable = (column: ColumnInfo) =>
    isNumericStorage(column.storage) || (input.as === 'mixed' ? isCategory(column) : input.as !== 'numeric')
  const isSuited = (column: ColumnInfo) => input.measureTypes.includes(column.measureType)
  const readable = columns.filter(isReadable)
  return { suited: readable.filter(isSuited), others: readable.filter((column) => !isSuited(column)) }
}

/** Measure types that occur among the columns, with the names of their columns; for "all continuous". */
export function byMeasureType(columns: readonly ColumnInfo[]): Map<MeasureType, string[]> {
  const groups = new Map<MeasureType, string[]>()
  for (const { measureType, name } of columns) groups.set(measureType, [...(groups.get(measureType) ?? []), name])
  return groups
}

/** Columns whose names contain every word that was typed. */
export function searchColumns<C extends { name: string }>(columns: readonly C[], typed: string): readonly C[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return columns
  return columns.filter((column) => words.every((word) => column.name.toLocaleLowerCase().includes(word)))
}
