import { applyRecipe } from '@shared/recipe/apply-recipe'
import type { StepContext } from '@shared/recipe/define-step'
import { columnOf, type Frame, numberColumn, textColumnOf } from '@shared/recipe/frame'
import { keyAt } from '@shared/recipe/groups'
import { recipeStepSchema } from '@shared/recipe/recipe'

type Cells = readonly (number | string | null)[]

/** A table from lists of values: texts make a column of text, everything else one of numbers. */
export function table(columns: Readonly<Record<string, Cells>>): Frame {
  const lists = Object.entries(columns)
  return {
    nRows: lists[0]?.[1].length ?? 0,
    columns: lists.map(([name, values]) =>
      values.some((value) => typeof value === 'string')
        ? textColumnOf(name, values as (string | null)[])
        : numberColumn(
            name,
            values.every((value) => value === null || Number.isInteger(value)) ? 'integer' : 'real',
            Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))),
          ),
    ),
  }
}

/** Applies steps; other datasets come by name. */
export function applied(
  frame: Frame,
  steps: readonly { kind: string; params: Record<string, unknown>; enabled?: boolean }[],
  others: Partial<StepContext> & { datasets?: Record<string, Frame> } = {},
) {
  const services = {
    cancelled: () => false,
    progress: () => {},
    dataset: (name: string) => others.datasets?.[name] as Frame,
    score:
      others.score ??
      (() => {
        throw new Error('no runs')
      }),
    runArray:
      others.runArray ??
      (() => {
        throw new Error('no runs')
      }),
  }
  return applyRecipe(
    frame,
    steps.map((step) => recipeStepSchema.parse(step)),
    services,
    { base: 'test', lenient: false },
  )
}

export function values(frame: Frame, name: string): (number | string | null)[] {
  const column = columnOf(frame, name)
  return Array.from({ length: frame.nRows }, (_, row) => keyAt(column, row))
}

export const step = (kind: string, params: Record<string, unknown>) => ({ kind, params })

/** Every value of a table by column. */
export function contents(frame: Frame): Record<string, (number | string | null)[]> {
  return Object.fromEntries(frame.columns.map(({ name }) => [name, values(frame, name)]))
}
