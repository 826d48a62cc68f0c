import type { EngineResponse } from '@shared/contract/channels'
import type { Derivation } from '@shared/recipe/recipe'
import { prepared, type ReadableDatabase } from './connection'
import { readDataset } from './dataset-store'

/** What a dataset's own steps begin with was made by; null when it was imported. @throws datasetUnknown */
export function readDerivation(database: ReadableDatabase, dataset: string): Derivation | null {
  const { id } = readDataset(database, dataset)
  const sql = `SELECT source FROM revision WHERE id = (
    SELECT coalesce(imported_revision, current_revision) FROM dataset WHERE id = ?)`
  const stored = prepared(database, sql).pluck().get(id) as string | null
  const source = stored === null ? null : (JSON.parse(stored) as Partial<Derivation>)
  return source?.kind !== undefined && source.inputs ? (source as Derivation) : null
}

/** The same for a reader: inputs by name, and whether one of them has a newer revision or is gone. */
export function readOrigin(database: ReadableDatabase, dataset: string): EngineResponse<'derive/origin'> {
  const derivation = readDerivation(database, dataset)
  if (!derivation) return null
  const sql = `SELECT name, removed_at IS NULL AS present, (SELECT number FROM revision WHERE id = current_revision) AS current
    FROM dataset WHERE id = ?`
  const inputs = derivation.inputs.map((input) => {
    const row = prepared<{ name: string; present: number; current: number }>(database, sql).get(input.dataset)
    return { ...input, name: row?.name ?? input.dataset, current: row?.present ? row.current : null }
  })
  const stale = inputs.some(({ revision, current }) => current !== null && current !== revision)
  return { kind: derivation.kind, inputs, stale, ...(derivation.sql === undefined ? {} : { sql: derivation.sql }) }
}
