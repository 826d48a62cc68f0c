import type { RecipeStep, StepReport } from '@shared/recipe/recipe'
import type { SqlRelation, SqlStep } from '@shared/recipe/sql/sql-relation'
import { type Count, counted } from './count-rows'
import type { Scratch } from './scratch'
import type { SqlRows } from './sql-table'

/** A step that computes row by row; null when it is switched off. */
export interface RowWise {
  step: RecipeStep
  place: number
  made: SqlStep | null
}

/** What is to be said of steps that compute row by row, counted in one pass; up to the first that lacks what it needs. */
export function reportSteps(scratch: Scratch, start: SqlRows, steps: readonly RowWise[]): StepReport[] {
  return counted(scratch, start.source, (count) => {
    const reports: StepReport[] = []
    let before = start.relation
    let isFit = true
    for (const { step, place, made } of steps) {
      for (const need of made?.needs ?? []) isFit = count([...before.where, need]) > 0 && isFit
      const touched = made ? touchedBy(made, before, count) : { rows: 0, cells: 0 }
      before = made?.relation ?? before
      const nRows = count(before.where)
      if (isFit)
        reports.push(reportOf(step, place, { ...touched, nRows, nColumns: before.columns.length }, made?.notes))
    }
    return reports
  })
}

export function reportOf(
  { id, kind, enabled }: RecipeStep,
  place: number,
  counts: Pick<StepReport, 'rows' | 'cells' | 'nRows' | 'nColumns'>,
  notes: SqlStep['notes'] = [],
): StepReport {
  return { id: id ?? String(place), kind, ...counts, notes: [...notes], error: null, enabled }
}

function touchedBy({ touched, relation }: SqlStep, before: SqlRelation, count: Count) {
  const there = count(before.where)
  if (touched === 'removed rows') {
    const rows = there - count(relation.where)
    return { rows, cells: rows * before.columns.length }
  }
  if ('every' in touched) return { rows: touched.every > 0 ? there : 0, cells: there * touched.every }
  const cells = touched.cells.map((changed) => count([...before.where, changed]))
  const any = touched.cells.map((changed) => `(${changed})`).join(' OR ')
  return { rows: count([...before.where, any]), cells: cells.reduce((sum, found) => sum + found, 0) }
}
