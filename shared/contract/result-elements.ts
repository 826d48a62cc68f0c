import { z } from 'zod'
import { type ListReference, listReferenceSchema } from './list-reference'
import { type Text, textSchema, unitSchema } from './text'

/**
 * What a result is made of on the screen and in every report. Texts are keys, numbers are raw with their unit: one
 * stored result reads in both languages.
 */

/** Any JSON, in which `$…` objects below may stand for values that are filled in later. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }

/** A long array that is fetched when the figure is drawn: from the run's result, from its dataset, or as chosen by a picker. */
export type ArrayReference =
  /** An array of the result by path (`labels`, `profile.means`); `column` picks one column of a matrix. */
  | { $result: string; column?: number | undefined }
  /** A column of the dataset revision that the run used, in dataset row order. */
  | { $column: string }
  /** Whatever the picker of that id has chosen; in the place of a string, e.g. an axis title, the label of that choice. */
  | { $pick: string }

/** A translated string inside Plotly JSON, e.g. an axis title. */
export interface TextReference {
  $text: Text
}

/**
 * A colour by meaning; the viewer has one for light, dark and paper. `segment-0` … `segment-9` is the segment palette,
 * `segment--1` noise; `accent` and `muted` are for single series, `ink` and `line` for words and rules;
 * `diverging-low`, `diverging-middle`, `diverging-high` and `sequential-low`, `sequential-high` are ends of colour scales, `sequential-40` a place between them in percent.
 */
export interface ColorReference {
  $color: string
}

/** A choice shown above the figure ("x axis: …"). */
export interface FigurePicker {
  id: string
  label: Text
  options: { label: Text; value: ArrayReference }[]
  /** Index into `options`. */
  initial: number
}

/**
 * A Plotly trace. Strings and arrays may be references. Beside Plotly's own keys:
 * `$groupBy` (reference to an integer array) splits the points into one trace per group, in segment colours, named by the segment's name;
 * `$hull: true` adds each group's convex hull; `$centers: true` each group's mean;
 * `$rows: true` says that points are dataset rows: hover names the row, lasso selects it, and above 20,000 points
 * the worker answers with a density image and says so; a reference to an integer array says which row each point is;
 * `$whole: true` keeps every point of a trace that is an outline.
 */
export type FigureTrace = { readonly type: string; readonly [key: string]: unknown }

export interface FigureElement {
  type: 'figure'
  id: string
  /** Says the finding when there is one. */
  title: Text
  caption?: Text | undefined
  data: readonly FigureTrace[]
  layout: { readonly [key: string]: unknown }
  pickers?: readonly FigurePicker[] | undefined
  /** Pixels at 100 %; 360 when absent. */
  height?: number | undefined
}

/** A cell: a raw number, words of the user's, a text, a truth value, or nothing. */
export type TableCell = number | string | boolean | null | Text

export interface TableColumn {
  id: string
  label: Text
  /** How numbers of this column read; `number` when absent. */
  unit?: z.infer<typeof unitSchema> | undefined
  decimals?: number | undefined
  /** Draws a bar in the cell, scaled to the column's largest absolute value. */
  bar?: boolean | undefined
  /** Tints cells by sign and size around 0 (a heatmap in the table). */
  heat?: boolean | undefined
  /** Holds sentences, which may take several lines. */
  wide?: boolean | undefined
  /** A help text for the header. */
  hint?: Text | undefined
}

export interface TableElement {
  type: 'table'
  id: string
  title: Text
  caption?: Text | undefined
  columns: readonly TableColumn[]
  rows: readonly (readonly TableCell[])[]
  /** A last row that sums the others up. */
  totals?: readonly TableCell[] | undefined
  /** The whole list, of which `rows` are the first; the workbench shows all of it. */
  list?: ListReference | undefined
}

export interface MetricElement {
  type: 'metric'
  id: string
  label: Text
  value: number | null
  unit: z.infer<typeof unitSchema>
  decimals?: number | undefined
  hint?: Text | undefined
  tone?: 'neutral' | 'good' | 'warning' | 'bad' | undefined
}

export interface NoticeElement {
  type: 'notice'
  id: string
  level: 'info' | 'warning' | 'error' | 'success'
  text: Text
}

export interface TextElement {
  type: 'text'
  id: string
  /** `headline` is the one sentence a shop owner understands; `formula` is set in a fixed font. */
  style: 'headline' | 'paragraph' | 'heading' | 'formula'
  text: Text
  /** A segment whose colour marks the paragraph. */
  segment?: number | undefined
}

export type ResultElement = TableElement | FigureElement | MetricElement | NoticeElement | TextElement

export const tableCellSchema = z.union([z.number(), z.string(), z.boolean(), z.null(), textSchema])
const tableColumnSchema = z.object({
  id: z.string().min(1),
  label: textSchema,
  unit: unitSchema.optional(),
  decimals: z.int().min(0).max(12).optional(),
  bar: z.boolean().optional(),
  heat: z.boolean().optional(),
  wide: z.boolean().optional(),
  hint: textSchema.optional(),
})
const arrayReferenceSchema = z.union([
  z.object({ $result: z.string(), column: z.int().optional() }),
  z.object({ $column: z.string() }),
  z.object({ $pick: z.string() }),
])

export const resultElementSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('table'),
    id: z.string().min(1),
    title: textSchema,
    caption: textSchema.optional(),
    columns: z.array(tableColumnSchema),
    rows: z.array(z.array(tableCellSchema)),
    totals: z.array(tableCellSchema).optional(),
    list: listReferenceSchema.optional(),
  }),
  z.object({
    type: z.literal('figure'),
    id: z.string().min(1),
    title: textSchema,
    caption: textSchema.optional(),
    data: z.array(z.looseObject({ type: z.string() })),
    layout: z.looseObject({}),
    pickers: z
      .array(
        z.object({
          id: z.string(),
          label: textSchema,
          options: z.array(z.object({ label: textSchema, value: arrayReferenceSchema })),
          initial: z.int().min(0),
        }),
      )
      .optional(),
    height: z.number().optional(),
  }),
  z.object({
    type: z.literal('metric'),
    id: z.string().min(1),
    label: textSchema,
    value: z.number().nullable(),
    unit: unitSchema,
    decimals: z.int().min(0).max(12).optional(),
    hint: textSchema.optional(),
    tone: z.enum(['neutral', 'good', 'warning', 'bad']).optional(),
  }),
  z.object({
    type: z.literal('notice'),
    id: z.string().min(1),
    level: z.enum(['info', 'warning', 'error', 'success']),
    text: textSchema,
  }),
  z.object({
    type: z.literal('text'),
    id: z.string().min(1),
    style: z.enum(['headline', 'paragraph', 'heading', 'formula']),
    text: textSchema,
    segment: z.int().optional(),
  }),
])
