import { z } from 'zod'

/** What a form offers for a text: `picks` in the parameter's JSON Schema. */
export type Pick =
  | 'column'
  | 'numeric-column'
  | 'time-column'
  /** A column of dates, or a day that is typed. */
  | 'time-or-day'
  | 'text-column'
  /** Of the dataset that the step takes in. */
  | 'other-column'
  | 'dataset'
  | 'formula'
  | 'run'
  | 'conditions'

const picking = (picks: Pick) => z.string().min(1).meta({ picks })

/** The name of a column, of a kind if one is given. */
export const columnName = (kind: 'any' | 'numeric' | 'time' | 'text' = 'any') =>
  picking(kind === 'any' ? 'column' : `${kind}-column`)

/** One or more names of columns. */
export const columnNames = (kind: 'any' | 'numeric' | 'time' | 'text' = 'any') => z.array(columnName(kind)).min(1)

/** A dataset by name or id. */
export const datasetName = () => picking('dataset')

/** An expression in the formula language. */
export const formulaText = () => picking('formula')
