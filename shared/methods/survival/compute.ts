import type { Progress } from '../../contract/run-events'
import type { Column } from '../../dataset/column'
import { flagged, pickFloats } from '../../transactions/pick'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { type CoxTerms, coxModel } from './cox-model'
import { kaplanMeier, summarise } from './kaplan-meier'
import { logRank } from './log-rank'
import type { SurvivalGroup, SurvivalParams, SurvivalResult } from './method'
import { orderedTimes } from './ordered-times'
import { type Events, isMissing, readEvents } from './read-events'

/**
 * How long customers stay: survival, comparison of groups, and what makes them leave.
 * @throws what `readEvents` throws
 * Cost: O(n log n); with covariates O(n·d²) per iteration.
 */
export function* compute(
  input: MethodInput,
  params: SurvivalParams,
  _context: MethodContext,
): Generator<Progress, Outcome<SurvivalResult>, void> {
  yield { stage: 'survival', fraction: null }
  const events = readEvents(input, params.eventValue === null ? null : String(params.eventValue))
  const { durations, happened } = events
  const curve = kaplanMeier(durations, happened, params)
  const restrictedTo = curve.time.at(-1) as number
  const { groups, logRank: test } = groupsOf(events, params, restrictedTo)
  yield { stage: 'hazards', fraction: 0.4 }
  const { cox, coxProblem } = coxOf(input, events, params)
  const result: SurvivalResult = {
    ...curve,
    summary: summarise(curve, restrictedTo),
    eventValue: events.eventValue,
    groups,
    logRank: test,
    cox,
    coxProblem,
    restrictedTo,
  }
  const rowsUsed = events.rows.length
  return {
    result,
    diagnostics: {
      rowsUsed,
      rowsDropped: input.nRows - rowsUsed,
      dropped: events.dropped,
      converged: cox?.converged ?? null,
      iterations: cox?.iterations ?? null,
    },
  }
}

function groupsOf(
  { durations, happened, group }: Events,
  params: SurvivalParams,
  limit: number,
): Pick<SurvivalResult, 'groups' | 'logRank'> {
  if (!group) return { groups: [], logRank: null }
  const { codes, names } = group
  const { expected, test } = logRank(durations, happened, codes, names.length, params.comparison)
  const groups = names.map((name, g): SurvivalGroup => {
    const rows = flagged(Uint8Array.from(codes, (code) => (code === g ? 1 : 0)))
    const curve = kaplanMeier(
      pickFloats(durations, rows),
      Uint8Array.from(rows, (row) => happened[row] as number),
      params,
    )
    return { name, expected: expected[g] as number, ...curve, ...summarise(curve, limit) }
  })
  return { groups, logRank: test }
}

/** Cox's model on the rows that have all covariates. */
function coxOf(
  { columns }: MethodInput,
  { rows, durations, happened }: Events,
  params: SurvivalParams,
): Pick<SurvivalResult, 'cox' | 'coxProblem'> {
  const covariates = columns['covariates'] ?? []
  if (covariates.length === 0) return { cox: null, coxProblem: null }
  const complete = flagged(
    Uint8Array.from(rows, (row) => (covariates.some((column) => isMissing(column, row)) ? 0 : 1)),
  )
  if (complete.length < 2) return { cox: null, coxProblem: 'tooFew' }
  const inDataset = complete.map((at) => rows[at] as number)
  const terms = termsOf(covariates, inDataset)
  const ordered = orderedTimes(pickFloats(durations, complete))
  const found = coxModel(
    ordered,
    Uint8Array.from(complete, (at) => happened[at] as number),
    terms,
    params,
  )
  return 'model' in found ? { cox: found.model, coxProblem: null } : { cox: null, coxProblem: found.problem }
}

/** Numbers as they are; categories as one 0/1 column per level that occurs, except the first. */
function termsOf(columns: readonly Column[], rows: Int32Array): CoxTerms {
  const terms: CoxTerms = { names: [], columns: [] }
  for (const column of columns) {
    if (column.kind === 'numeric') {
      terms.names.push(column.name)
      terms.columns.push(pickFloats(column.values, rows))
      continue
    }
    const used = [...new Set(rows.map((row) => column.codes[row] as number))].sort((a, b) => a - b)
    for (const code of used.slice(1)) {
      terms.names.push(`${column.name}=${column.levels[code]}`)
      terms.columns.push(Float64Array.from(rows, (row) => (column.codes[row] === code ? 1 : 0)))
    }
    if (used.length === 1) {
      terms.names.push(column.name)
      terms.columns.push(new Float64Array(rows.length))
    }
  }
  return terms
}
