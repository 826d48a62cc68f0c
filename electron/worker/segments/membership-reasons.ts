import { compileCondition, compileSummaries } from '@shared/conditions/compile-condition'
import type { Condition, RollUp } from '@shared/conditions/condition'
import { columnsOf, rollUpsOf } from '@shared/conditions/condition-parts'
import { describeCondition, describeSummary } from '@shared/conditions/describe-condition'
import { literal, quantity, type Text, text } from '@shared/contract/text'
import { fieldAt, isRecords, type Records } from '@shared/dataset/records'
import { type ResultArray, unpackResult } from '@shared/dataset/result-arrays'
import { methods } from '@shared/methods/registry'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import type { ReadableDatabase } from '../../database/connection'
import { readDataset } from '../../database/dataset-store'
import { readPackedResult } from '../../database/run-arrays'
import { readRunSummary } from '../../database/run-store'
import { readSegment } from '../../database/segment-store'
import { riskReasons } from '../risk/risk-members'
import { keysOfRows } from './customer-rows'
import { evaluateSegment } from './evaluate-segment'
import type { MembershipReasons } from './membership-reason-set'
import { type Basis, basisOf, compileContext, tableOf } from './segment-scope'

interface Scope {
  database: ReadableDatabase
  basis: Basis
  rowIds: Int32Array
  cancelled: () => boolean
}

/** Alternatives told apart; further ones count as the last. */
const mostAlternatives = 30

/** @param rowIds the segment's rows on the current revision, ascending */
export function membershipReasons(
  database: ReadableDatabase,
  segmentId: string,
  rowIds: Int32Array,
  cancelled: () => boolean,
): MembershipReasons {
  const { definition, datasetId } = readSegment(database, segmentId)
  const scope = { database, basis: basisOf(database, datasetId), rowIds, cancelled }
  switch (definition.kind) {
    case 'rule':
      return reasonsOfRule(definition.condition, scope)
    case 'set':
      return reasonsOfSet(definition.segments, scope)
    case 'rows':
      return same(text('stored.because.selected', { revision: definition.from.revision }), scope)
    case 'risk':
      return riskReasons(database, methods, definition.runId, scope)
    default:
      return reasonsOfRun(definition, scope)
  }
}

function same(reason: Text, { rowIds }: Scope, rest: Partial<MembershipReasons> = {}): MembershipReasons {
  return { levels: [reason], codes: new Int32Array(rowIds.length), values: [], columns: [], ...rest }
}

/** Of several alternatives, those that hold are named. */
function reasonsOfRule(condition: Condition, scope: Scope): MembershipReasons {
  const { database } = scope
  const nameOf = (dataset: string) => readDataset(database, dataset).name
  const alternatives = 'any' in condition ? condition.any.slice(0, mostAlternatives) : [condition]
  const masks = maskRows(
    alternatives.map((part) => selectRows(part, scope)),
    scope,
  )
  return {
    ...levelsOf(
      masks,
      alternatives.map((part) => describeCondition(part, nameOf)),
    ),
    values: rollUpsOf(condition).map((rollUp) => summariesOf(rollUp, describeSummary(rollUp, nameOf), scope)),
    columns: columnsOf(condition),
  }
}

function selectRows(condition: Condition, { database, basis }: Scope): Int32Array {
  const table = tableOf(basis)
  const { sql, parameters } = compileCondition(condition, table, compileContext(database))
  const rows = database
    .prepare(`SELECT _row FROM ${table.from} AS t WHERE ${sql}`)
    .pluck()
    .all(...parameters)
  return Int32Array.from(rows as number[])
}

/** For each of the segment's rows a bit per set that it is in. */
function maskRows(sets: readonly Int32Array[], { basis, rowIds }: Scope): Int32Array {
  const masks = new Int32Array(basis.revision.nRows)
  sets.forEach((set, i) => {
    for (const row of set) masks[row] = (masks[row] as number) | (1 << i)
  })
  return rowIds.map((row) => masks[row] as number)
}

function levelsOf(masks: Int32Array, names: readonly Text[]): Pick<MembershipReasons, 'levels' | 'codes'> {
  const positions = new Map<number, number>()
  const codes = masks.map((mask) => {
    if (!positions.has(mask)) positions.set(mask, positions.size)
    return positions.get(mask) as number
  })
  const levels = [...positions.keys()].map((mask) => {
    const held = names.filter((_, i) => (mask & (1 << i)) !== 0)
    return held.length === 1 ? (held[0] as Text) : text('stored.because.several', { reasons: held })
  })
  return { levels, codes }
}

function summariesOf(rollUp: RollUp, title: Text, { database, basis, rowIds }: Scope) {
  const { sql, parameters } = compileSummaries(rollUp, compileContext(database))
  const rows = database
    .prepare(sql)
    .raw()
    .all(...parameters) as [string, number | null][]
  const known = new Map(rows)
  const empty = ['count', 'distinct', 'sum'].includes(rollUp.rollUp.summary) ? 0 : Number.NaN
  const keys = keysOfRows(database, basis, rowIds)
  return { title, values: Float64Array.from(keys, (key) => (key === null ? Number.NaN : (known.get(key) ?? empty))) }
}

function reasonsOfSet(segmentIds: readonly string[], scope: Scope): MembershipReasons {
  const { database, basis, cancelled } = scope
  const segments = segmentIds.map((id) => readSegment(database, id))
  const sets = segments.slice(0, mostAlternatives).map(({ id, datasetId, definition }) => {
    const question = { dataset: datasetId, definition, segmentId: id }
    if (datasetId === basis.revision.datasetId) return evaluateSegment(database, question, cancelled).rowIds
    const own: SegmentDefinition = { kind: 'set', operation: 'union', segments: [id] }
    return evaluateSegment(database, { dataset: basis.revision.datasetId, definition: own }, cancelled).rowIds
  })
  const names = segments.map(({ name }) => text('stored.because.in', { segment: literal(name) }))
  return { ...levelsOf(maskRows(sets, scope), names), values: [], columns: [] }
}

function reasonsOfRun(
  definition: Extract<SegmentDefinition, { kind: 'cluster' | 'cells' | 'score' }>,
  scope: Scope,
): MembershipReasons {
  const { database, basis, rowIds } = scope
  const { methodId, request } = readRunSummary(database, definition.runId)
  const method = text(`methods.${methodId}.name`)
  if (definition.kind === 'cluster') {
    const columns = Object.values(request.columns ?? {})
      .flat()
      .filter((name) => basis.revision.columns.some((column) => column.name === name))
    return same(text('stored.because.cluster', { method, number: definition.label + 1 }), scope, { columns })
  }
  const result = unpackResult(readPackedResult(database, definition.runId)) as Record<string, unknown>
  if (definition.kind === 'cells') return cellsOf(result['customers'], method, scope)
  const { path, from, to } = definition
  const [head = '', field = ''] = path.split('.')
  const source = result[head]
  const limits = { from: quantity(from, 'number'), to: quantity(to, 'number') }
  const reason = text('stored.because.score', { method, path: literal(field || head), ...limits })
  const byCustomer = isRecords(source) ? valuesByCustomer(source, field) : null
  const keys = byCustomer && keysOfRows(database, basis, rowIds)
  const values = keys
    ? Float64Array.from(keys, (key) => byCustomer?.get(key ?? '') ?? Number.NaN)
    : Float64Array.from(rowIds, (row) => (source as ResultArray)[row] ?? Number.NaN)
  return same(reason, scope, { values: [{ title: literal(field || head), values }] })
}

function valuesByCustomer(table: Records, field: string): Map<string, number> {
  const values = new Map<string, number>()
  const { id, [field]: numbers } = table.fields
  for (let row = 0; id && numbers && row < table.nRows; row++) {
    values.set(String(fieldAt(id, row)), Number(fieldAt(numbers, row) ?? Number.NaN))
  }
  return values
}

function cellsOf(customers: unknown, method: Text, { database, basis, rowIds }: Scope): MembershipReasons {
  const cells = new Map<string, string>()
  if (isRecords(customers)) {
    const { id, cell } = customers.fields
    for (let row = 0; id && cell && row < customers.nRows; row++) {
      cells.set(String(fieldAt(id, row)), String(fieldAt(cell, row)))
    }
  }
  const positions = new Map<string, number>()
  const keys = keysOfRows(database, basis, rowIds)
  const codes = Int32Array.from(keys, (key) => {
    const cell = cells.get(key ?? '') ?? '–'
    if (!positions.has(cell)) positions.set(cell, positions.size)
    return positions.get(cell) as number
  })
  const levels = [...positions.keys()].map((cell) => text('stored.because.cell', { method, cell: literal(cell) }))
  return { levels, codes, values: [], columns: [] }
}
