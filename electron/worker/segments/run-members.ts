import { failure } from '@shared/contract/app-error'
import type { RunRequest } from '@shared/contract/workspace'
import { NO_LABEL } from '@shared/dataset/column'
import { fieldAt, isRecords, type Records } from '@shared/dataset/records'
import { arrayTypeOf, type ResultArray, unpackResult } from '@shared/dataset/result-arrays'
import { methodOf, methods } from '@shared/methods/registry'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import type { ReadableDatabase } from '../../database/connection'
import { readRevisionById } from '../../database/dataset-store'
import { readArray, readPackedResult } from '../../database/run-arrays'
import { readRun } from '../../database/run-store'
import { riskMembers } from '../risk/risk-members'
import { type Basis, basisOf } from './segment-scope'

type OfRun = Extract<SegmentDefinition, { runId: string }>

/** Who a run's result says belongs: rows of the run's own revision, or customers, named in a column of it. */
export interface RunMembers {
  basis: Basis
  members: { rowIds: Int32Array } | { customers: Set<string>; column: string | undefined }
}

/** @throws runUnknown, segmentSourceUnfit */
export function runMembers(database: ReadableDatabase, definition: OfRun): RunMembers {
  const { summary, revisionId } = readRun(database, definition.runId)
  if (revisionId === null) throw unfit(definition)
  const revision = readRevisionById(database, revisionId)
  const basis = basisOf(database, revision.datasetId, revision)
  if (definition.kind === 'risk') return { basis, members: { rowIds: riskMembers(database, methods, definition) } }
  if (definition.kind === 'cluster') {
    const path = methodOf(summary.methodId).segmentLabels
    if (!path) throw unfit(definition)
    const { data } = readArray(database, definition.runId, path)
    return { basis, members: { rowIds: placesWhere(data, (label) => label === definition.label) } }
  }
  const result = unpackResult(readPackedResult(database, definition.runId))
  const column = customerColumn(summary.request)
  if (definition.kind === 'cells') {
    const wanted = new Set(definition.cells)
    const table = customersIn(result, definition)
    const cell = table.fields['cell']
    if (!cell) throw unfit(definition)
    return {
      basis,
      members: { customers: customersWhere(table, (row) => wanted.has(String(fieldAt(cell, row)))), column },
    }
  }
  const [head = '', field] = definition.path.split('.')
  const value = (result as Record<string, unknown>)[head]
  const inRange = (number: number) =>
    number !== NO_LABEL && number >= (definition.from ?? -Infinity) && number <= (definition.to ?? Infinity)
  if (isRecords(value) && field !== undefined) {
    const numbers = value.fields[field]
    if (!(numbers instanceof Float64Array || numbers instanceof Int32Array)) throw unfit(definition)
    return { basis, members: { customers: customersWhere(value, (row) => inRange(numbers[row] as number)), column } }
  }
  if (arrayTypeOf(value) && (value as ResultArray).length === revision.nRows) {
    return { basis, members: { rowIds: placesWhere(value as ResultArray, inRange) } }
  }
  throw unfit(definition)
}

function unfit(definition: OfRun) {
  const path = definition.kind === 'score' ? definition.path : definition.kind
  return failure('segmentSourceUnfit', { run: definition.runId, path, dataset: '–' })
}

function customerColumn({ columns }: RunRequest): string | undefined {
  const named = columns?.['customer']
  return Array.isArray(named) ? named[0] : named
}

function customersIn(result: unknown, definition: OfRun): Records {
  const { customers } = result as { customers?: unknown }
  if (!isRecords(customers)) throw unfit(definition)
  return customers
}

function customersWhere(table: Records, wanted: (row: number) => boolean): Set<string> {
  const id = table.fields['id']
  const customers = new Set<string>()
  for (let row = 0; id && row < table.nRows; row++) if (wanted(row)) customers.add(String(fieldAt(id, row)))
  return customers
}

/** Rows whose value is wanted, ascending. */
export function placesWhere(values: ResultArray, wanted: (value: number) => boolean): Int32Array {
  const rows = new Int32Array(values.length)
  let count = 0
  for (let row = 0; row < values.length; row++) if (wanted(values[row] as number)) rows[count++] = row
  return rows.slice(0, count)
}

/** The newest run of the same method and parameters on a revision of the same dataset; null without one. */
export function sameRunOn(database: ReadableDatabase, runId: string, revisionId: number): string | null {
  const sql = `SELECT other.id FROM run JOIN run AS other ON other.method_id = run.method_id
    AND json_extract(other.request, '$.params') = json_extract(run.request, '$.params')
    AND json_extract(other.request, '$.columns') = json_extract(run.request, '$.columns')
    WHERE run.id = ? AND other.revision_id = ? AND other.removed_at IS NULL ORDER BY other.started_at DESC LIMIT 1`
  return (database.prepare(sql).pluck().get(runId, revisionId) as string | undefined) ?? null
}

/** True when a run was made on this very revision. */
export function isOwnRevision(database: ReadableDatabase, runId: string, { revision }: Basis): boolean {
  return readRun(database, runId).revisionId === revision.id
}

export function isRunKnown(database: ReadableDatabase, runId: string): boolean {
  return database.prepare('SELECT 1 FROM run WHERE id = ?').get(runId) !== undefined
}
