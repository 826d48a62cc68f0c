import type { ChangedRow, ImportDiff, ImportMode } from '@shared/contract/reimport'
import { BaseState, type Comparison, differsSql, FileState } from './match-rows'
import { rowRanges } from './row-ranges'
import { type UnifiedColumn, valueSql } from './unify-columns'

/** Rows of each kind that are kept to be looked at. */
const SAMPLES = 100
/** Columns of a sampled row. */
const SAMPLED_COLUMNS = 40
/** Columns whose changes are counted in one statement: a result has at most 2,000. */
const COLUMNS_AT_ONCE = 500

type Cell = string | number | null
type Conflict = ImportDiff['conflicts'][number]

/** What is the same whatever the key: the columns on either side. */
export function columnChanges(columns: readonly UnifiedColumn[]): Omit<ImportDiff['columns'], 'changed'> {
  const names = (test: (column: UnifiedColumn) => boolean) => columns.filter(test).map(({ name }) => name)
  return {
    added: names(({ at }) => at[0] === null),
    absent: names(({ at }) => at[1] === null),
    retyped: names(({ storage, storages }) => (storages[0] ?? storage) !== storage),
  }
}

/** Counts what `matchRows` found and takes samples of it. Yields how far it is. */
export function* countChanges(
  comparison: Comparison,
  mode: ImportMode,
  misfits: number,
): Generator<number, Omit<ImportDiff, 'rowsAfter'>> {
  const ofFile = countStates(comparison, 'matches')
  const ofBase = countStates(comparison, 'states')
  const updated = comparison.database
    .prepare(`SELECT count(*) FROM ${comparison.temporary('pairs')} WHERE changed = 1`)
    .pluck()
    .get() as number
  const matched = ofFile.get(FileState.matched) ?? 0
  const conflicts = conflictsOf(ofFile, ofBase, misfits)
  const changed = yield* countCells(comparison)
  return {
    mode,
    key: comparison.key.map((at) => (comparison.columns[at] as UnifiedColumn).name),
    new: ofFile.get(FileState.fresh) ?? 0,
    updated,
    unchanged: matched - updated,
    gone: ofBase.get(BaseState.gone) ?? 0,
    conflicting: conflicts.filter(({ side }) => side === 'file').reduce((sum, { rows }) => sum + rows, 0),
    conflicts,
    columns: { changed, ...columnChanges(comparison.columns) },
    rowsBefore: comparison.base.nRows,
    samples: samplesOf(comparison),
  }
}

function countStates({ database, temporary }: Comparison, table: 'matches' | 'states'): Map<number, number> {
  const sql = `SELECT state, count(*) FROM ${temporary(table)} GROUP BY state`
  return new Map(database.prepare(sql).raw().all() as [number, number][])
}

function conflictsOf(
  ofFile: ReadonlyMap<number, number>,
  ofBase: ReadonlyMap<number, number>,
  misfits: number,
): Conflict[] {
  const sum = (counts: ReadonlyMap<number, number>, ...states: number[]) =>
    states.reduce((all, state) => all + (counts.get(state) ?? 0), 0)
  const { keyMissing, repeatedInFile, repeatedInDataset } = FileState
  const all: Conflict[] = [
    { side: 'file', reason: 'keyMissing', rows: sum(ofFile, keyMissing) },
    { side: 'file', reason: 'keyRepeated', rows: sum(ofFile, repeatedInFile, repeatedInDataset) },
    { side: 'file', reason: 'typeMismatch', rows: misfits },
    { side: 'dataset', reason: 'keyMissing', rows: sum(ofBase, BaseState.keyMissing) },
    {
      side: 'dataset',
      reason: 'keyRepeated',
      rows: sum(ofBase, BaseState.repeatedInDataset, BaseState.repeatedInFile),
    },
  ]
  return all.filter(({ rows }) => rows > 0)
}

/** Changed cells per column, over the rows that changed. */
function* countCells(comparison: Comparison): Generator<number, ImportDiff['columns']['changed']> {
  const { database, base, file, columns, compared, temporary } = comparison
  const counts = new Float64Array(compared.length)
  for (let start = 0; start < compared.length; start += COLUMNS_AT_ONCE) {
    const part = compared.slice(start, start + COLUMNS_AT_ONCE)
    const sums = part.map((at) => `coalesce(sum${differsSql(columns[at] as UnifiedColumn)}, 0)`)
    const count = database
      .prepare(
        `SELECT ${sums.join(', ')} FROM ${temporary('pairs')} p CROSS JOIN ${base.sql} o ON o._row = p.base
         CROSS JOIN ${file.sql} f ON f._row = p.row WHERE p.changed = 1 AND p.base >= ? AND p.base < ?`,
      )
      .raw()
    for (const [from, to] of rowRanges(base.nRows, part.length * 3)) {
      const found = count.get(from, to) as number[]
      found.forEach((cells, i) => {
        counts[start + i] = (counts[start + i] as number) + cells
      })
      yield to / base.nRows
    }
  }
  return compared
    .map((at, i) => ({ name: (columns[at] as UnifiedColumn).name, cells: counts[i] as number }))
    .filter(({ cells }) => cells > 0)
}

function samplesOf(comparison: Comparison): ImportDiff['samples'] {
  const { temporary } = comparison
  const { keyMissing } = FileState
  const reason = (state: number) => (state === keyMissing ? ('keyMissing' as const) : ('keyRepeated' as const))
  return {
    new: sampleRows(comparison, 1, `${temporary('matches')} WHERE state = ${FileState.fresh}`).map(({ row }) => row),
    updated: sampleUpdates(comparison),
    gone: sampleRows(comparison, 0, `${temporary('states')} WHERE state = ${BaseState.gone}`).map(({ row }) => row),
    conflicting: [
      ...sampleRows(comparison, 1, `${temporary('matches')} WHERE state >= ${keyMissing}`).map(({ row, state }) => ({
        ...row,
        conflict: { side: 'file' as const, reason: reason(state) },
      })),
      ...sampleRows(comparison, 0, `${temporary('states')} WHERE state >= ${BaseState.keyMissing}`).map(
        ({ row, state }) => ({ ...row, conflict: { side: 'dataset' as const, reason: reason(state) } }),
      ),
    ],
  }
}

/** The first rows of one side that a temporary table names. */
function sampleRows(
  { database, base, file, columns, key }: Comparison,
  side: 0 | 1,
  from: string,
): { row: ChangedRow; state: number }[] {
  const shown = columns.filter(({ at }) => at[side] !== null).slice(0, SAMPLED_COLUMNS)
  const keys = key.map((at) => valueSql(columns[at] as UnifiedColumn, side, 't'))
  const values = shown.map((column) => valueSql(column, side, 't'))
  const table = side === 0 ? base.sql : file.sql
  const sql = `SELECT s.row, s.state, ${[...keys, ...values].join(', ')} FROM (SELECT row, state FROM ${from} ORDER BY row LIMIT ${SAMPLES}) s
    CROSS JOIN ${table} t ON t._row = s.row`
  const found = database.prepare(sql).raw().all() as [number, number, ...Cell[]][]
  return found.map(([row, state, ...cells]) => ({
    state,
    row: {
      row,
      key: cells.slice(0, keys.length),
      cells: shown.map(({ name }, i) => ({ column: name, after: cells[keys.length + i] ?? null })),
    },
  }))
}

/** The first rows that changed, each with the cells that did. */
function sampleUpdates({ database, base, file, columns, key, compared, temporary }: Comparison): ChangedRow[] {
  const keys = key.map((at) => valueSql(columns[at] as UnifiedColumn, 0, 'o'))
  const shown = compared.slice(0, COLUMNS_AT_ONCE).map((at) => columns[at] as UnifiedColumn)
  const values = shown.flatMap((column) => [valueSql(column, 0, 'o'), valueSql(column, 1, 'f')])
  const sql = `SELECT p.base, ${[...keys, ...values].join(', ')}
    FROM (SELECT base, row FROM ${temporary('pairs')} WHERE changed = 1 ORDER BY base LIMIT ${SAMPLES}) p
    CROSS JOIN ${base.sql} o ON o._row = p.base CROSS JOIN ${file.sql} f ON f._row = p.row`
  const found = database.prepare(sql).raw().all() as [number, ...Cell[]][]
  return found.map(([row, ...cells]) => {
    const pairs = shown.map(({ name }, i) => ({
      column: name,
      before: cells[keys.length + 2 * i] ?? null,
      after: cells[keys.length + 2 * i + 1] ?? null,
    }))
    return { row, key: cells.slice(0, keys.length), cells: pairs.filter(({ before, after }) => before !== after) }
  })
}
