import { type AppError, failure, toAppError } from '../contract/app-error'
import { type Text, text } from '../contract/text'
import type { StepContext, StepOutcome } from './define-step'
import type { Frame } from './frame'
import type { RecipeStep, StepReport } from './recipe'
import { stepKindOf, stepParams } from './registry'

export interface RecipeServices extends Omit<StepContext, 'lineage'> {
  /** Called before each step with the share of steps that are done. */
  progress(fraction: number): void
}

export interface RecipeOptions {
  /** Names the table that comes in. */
  base: string
  /** A step that does not fit the data is left out and reported, instead of ending everything. */
  lenient: boolean
  /** Called with the table as each step finds it, steps that are switched off too. */
  before?(place: number, frame: Frame): void
  /** What is said of the first steps, which are done already. */
  done?: readonly StepReport[]
}

export interface RecipeOutcome {
  frame: Frame
  /** One per step, also for those that were switched off. */
  reports: StepReport[]
}

/**
 * Applies a recipe to a table, step by step.
 * @throws stepFailed with the step's place when a step does not fit and `lenient` is not set; cancelled
 */
export function applyRecipe(
  start: Frame,
  steps: readonly RecipeStep[],
  services: RecipeServices,
  { base, lenient, before, done: first = [] }: RecipeOptions,
): RecipeOutcome {
  let frame = start
  const reports: StepReport[] = [...first]
  const done = steps.slice(0, first.length).filter(({ enabled }) => enabled)
  for (const [place, step] of steps.entries()) {
    if (place < first.length) continue
    if (services.cancelled()) throw failure('cancelled')
    services.progress(place / steps.length)
    before?.(place, frame)
    if (!step.enabled) {
      reports.push(reportOf(step, place, frame, null, null))
      continue
    }
    try {
      const outcome = applyStep(frame, step, { ...services, lineage: lineageOf(base, done) })
      frame = outcome.frame
      done.push(step)
      reports.push(reportOf(step, place, frame, outcome, null))
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'cancelled') throw thrown
      if (!lenient) throw stepFailure(error, step, place)
      reports.push(reportOf(step, place, frame, null, withHint(error)))
    }
  }
  return { frame, reports }
}

const unknownColumn = text('errors.hint.stepColumnGone')
const otherType = text('errors.hint.stepTypeChanged')
/** What to do about a step that no longer fits the data. */
const hints: Readonly<Record<string, Text>> = {
  columnMissing: unknownColumn,
  formulaColumnUnknown: unknownColumn,
  columnNotNumeric: otherType,
  columnNotText: otherType,
  dateColumnNotDates: otherType,
  formulaType: otherType,
}

function withHint(error: AppError): AppError {
  const hint = error.hint ?? hints[error.code]
  return hint ? { ...error, hint } : error
}

function applyStep(frame: Frame, step: RecipeStep, context: StepContext): StepOutcome {
  return stepKindOf(step.kind).apply(frame, stepParams(step), context)
}

/** Names the rows behind these steps: what comes after the last step that changed rows does not count. */
export function lineageOf(base: string, steps: readonly RecipeStep[]): string {
  const active = steps.filter(({ enabled }) => enabled)
  const last = active.findLastIndex((step) => stepKindOf(step.kind).changesRows(stepParams(step)))
  const counted = active.slice(0, last + 1).map((step) => [step.kind, stepParams(step)])
  return JSON.stringify([base, counted])
}

/** The same error, with the step it happened in. */
function stepFailure(error: AppError, { kind }: RecipeStep, place: number) {
  const { column, parameter, row, hint } = error
  const where = { column, parameter, row, hint }
  const given = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined))
  const values = { place: place + 1, step: { key: `steps.${kind}.name` }, reason: error.message }
  if (error.code === 'stepUnknown') return failure('stepUnknown', 'values' in error.message ? error.message.values : {})
  return failure('stepFailed', values, given)
}

function reportOf(
  step: RecipeStep,
  place: number,
  frame: Frame,
  outcome: StepOutcome | null,
  error: AppError | null,
): StepReport {
  const { rows, cells } = outcome?.touched ?? { rows: 0, cells: 0 }
  const { nRows, columns } = frame
  const { kind, enabled, id = String(place) } = step
  return { id, kind, rows, cells, nRows, nColumns: columns.length, notes: outcome?.notes ?? [], error, enabled }
}
