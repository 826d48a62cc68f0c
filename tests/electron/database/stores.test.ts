import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openReadable } from '../../../electron/database/connection'
import {
  declareDataset,
  describeColumn,
  listDatasets,
  readDataset,
  removeDataset,
  renameDataset,
  restoreDataset,
} from '../../../electron/database/dataset-store'
import { checkIntegrity } from '../../../electron/database/integrity'
import { listReceipts } from '../../../electron/database/receipt-store'
import { createReport, listReports, removeReport, updateReport } from '../../../electron/database/report-store'
import { readArray, readPackedResult } from '../../../electron/database/run-arrays'
import {
  listRuns,
  nameSegment,
  readBasis,
  readRunSummary,
  renameRun,
  setRunRemoved,
  storeRun,
} from '../../../electron/database/run-store'
import { readSettings, writeSettings } from '../../../electron/database/setting-store'
import {
  closeWorkspace,
  createWorkspaceFile,
  type OpenWorkspace,
  openWorkspace,
  saveCopy,
} from '../../../electron/database/workspace-file'
import { addRevision, runWithLabels } from './fill-workspace'
import { codeOf, scratchFolder } from './scratch'

const folder = scratchFolder()
let made = 0

function fresh(): OpenWorkspace {
  const file = path.join(folder, `w${++made}.regulars`)
  createWorkspaceFile(file)
  return openWorkspace(file, { program: 'window' })
}

const rows: [string, number | null][] = [
  ['a', 1],
  ['b', 2],
  ['c', null],
  ['d', 4],
]

describe('datasets', () => {
  test('are found by id and by name in any case; others are refused with the names there are', () => {
    const { database } = fresh()
    const { datasetId } = addRevision(database, 'Shop', rows)
    expect(readDataset(database, 'shop').id).toBe(datasetId)
    expect(readDataset(database, datasetId)).toMatchObject({ name: 'Shop', revision: 1, nRows: 4, rowsRead: 4 })
    expect(codeOf(() => readDataset(database, 'nobody'))).toBe('datasetUnknown')
  })

  test('a name is taken once; a removed one can be restored beside its successor', () => {
    const { database } = fresh()
    const first = addRevision(database, 'shop', rows)
    const other = addRevision(database, 'other', rows)
    expect(codeOf(() => renameDataset(database, 'other', 'SHOP'))).toBe('datasetNameTaken')
    expect(codeOf(() => renameDataset(database, 'other', 'sqlite_x'))).toBe('datasetNameReserved')
    removeDataset(database, 'shop')
    expect(listDatasets(database).map(({ name }) => name)).toEqual(['other'])
    renameDataset(database, other.datasetId, 'shop')
    expect(restoreDataset(database, first.datasetId).name).toBe('shop 2')
  })

  test('what is said about a column outlives a new revision', () => {
    const { database } = fresh()
    addRevision(database, 'shop', rows)
    describeColumn(database, 'shop', 'spend', { measureType: 'ordinal' })
    describeColumn(database, 'shop', 'spend', { role: null })
    addRevision(database, 'shop', rows)
    expect(readDataset(database, 'shop')).toMatchObject({
      revision: 2,
      columns: [{ name: 'id' }, { name: 'spend', measureType: 'ordinal', role: null }],
    })
    expect(codeOf(() => describeColumn(database, 'shop', 'price', {}))).toBe('columnMissing')
    expect(codeOf(() => declareDataset(database, 'shop', { customerKey: 'price' }))).toBe('columnMissing')
  })

  test('a removal is final when the workspace is closed, unless a run names the data', () => {
    const workspace = fresh()
    const kept = addRevision(workspace.database, 'kept', rows)
    const gone = addRevision(workspace.database, 'gone', rows)
    const { id } = storeRun(workspace.database, runWithLabels(kept.revisionId, [0, 1, 0, 1]))
    removeDataset(workspace.database, 'kept')
    removeDataset(workspace.database, 'gone')
    closeWorkspace(workspace)
    const again = openWorkspace(workspace.path, { program: 'window' })
    expect(listDatasets(again.database)).toEqual([])
    expect(readRunSummary(again.database, id).dataset).toBe('kept')
    expect(codeOf(() => readDataset(again.database, gone.datasetId))).toBe('datasetUnknown')
    expect(checkIntegrity(again.database).problems).toEqual([])
    closeWorkspace(again)
  })
})

describe('runs', () => {
  test('a run finds its removed dataset when the revision that was current has gone', () => {
    const workspace = fresh()
    const { datasetId, revisionId } = addRevision(workspace.database, 'shop', rows)
    storeRun(workspace.database, runWithLabels(revisionId, [0, 1, 0, 1]))
    addRevision(workspace.database, 'shop', rows.slice(1))
    removeDataset(workspace.database, 'shop')
    closeWorkspace(workspace)
    const again = openWorkspace(workspace.path, { program: 'window' })
    expect(readDataset(again.database, datasetId)).toMatchObject({ name: 'shop', revision: 1, nRows: 4 })
    expect(listDatasets(again.database)).toEqual([])
    expect(checkIntegrity(again.database).problems).toEqual([])
    closeWorkspace(again)
  })

  test('a result comes back bit for bit', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const run = runWithLabels(revisionId, [0, 1, -2147483648, 1])
    const matrix = Float64Array.of(Number.NaN, -0, 1e-308, Number.POSITIVE_INFINITY, Math.PI, -1)
    run.result.arrays.push({
      path: 'scores',
      type: 'Float64Array',
      nRows: 3,
      nColumns: 2,
      data: matrix,
    })
    storeRun(database, run)
    expect(readPackedResult(database, run.id)).toEqual(run.result)
    expect(readArray(database, run.id, 'scores').data).toEqual(matrix)
    expect(codeOf(() => readArray(database, run.id, 'nothing'))).toBe('resultPathUnknown')
  })

  test('the rows of a condition are kept with the run, apart from its result', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const rowIds = Int32Array.of(0, 2, 3)
    const some = { ...runWithLabels(revisionId, [0, 1, 0, 1]), rowIds }
    storeRun(database, some)
    const all = storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1]))
    expect(readBasis(database, some.id)).toEqual({ revisionId, rowIds })
    expect(readBasis(database, all.id)).toEqual({ revisionId, rowIds: null })
    expect(readPackedResult(database, some.id)).toEqual(some.result)
  })

  test('a run is stale once its dataset has a newer revision', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const { id } = storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1]))
    expect(readRunSummary(database, id).stale).toBe(false)
    addRevision(database, 'shop', rows)
    expect(readRunSummary(database, id)).toMatchObject({ stale: true, revision: 1, dataset: 'shop' })
  })

  test('newest first; titles, removal and restoring', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const first = storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1], '2024-01-01T00:00:00.000Z'))
    const second = storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1], '2024-01-02T00:00:00.000Z'))
    expect(listRuns(database).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(renameRun(database, first.id, ' Winter ').title).toBe('Winter')
    setRunRemoved(database, second.id, true)
    expect(listRuns(database).map(({ id }) => id)).toEqual([first.id])
    setRunRemoved(database, second.id, false)
    expect(listRuns(database)).toHaveLength(2)
    expect(codeOf(() => readRunSummary(database, 'nothing'))).toBe('runUnknown')
  })
})

describe('names of segments follow the greatest overlap', () => {
  test('on the same revision by row', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const first = storeRun(database, runWithLabels(revisionId, [0, 0, 1, 1], '2024-01-01T00:00:00.000Z'))
    nameSegment(database, first.id, 0, 'Loyal')
    nameSegment(database, first.id, 1, 'New')
    const second = storeRun(database, runWithLabels(revisionId, [1, 1, 1, 0], '2024-01-02T00:00:00.000Z'))
    expect(second.segmentNames).toEqual({ '0': 'New', '1': 'Loyal' })
  })

  test('on a new revision by the customer key', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const first = storeRun(database, runWithLabels(revisionId, [0, 0, 1, 1], '2024-01-01T00:00:00.000Z'))
    nameSegment(database, first.id, 1, 'New')
    const next = addRevision(database, 'shop', [
      ['x', 9],
      ['d', 4],
      ['c', 3],
      ['b', 2],
      ['a', 1],
    ])
    const second = storeRun(database, runWithLabels(next.revisionId, [0, 0, 0, 1, 1], '2024-01-02T00:00:00.000Z'))
    expect(second.segmentNames).toEqual({ '0': 'New' })
  })

  test('a name taken away is gone', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const { id } = storeRun(database, runWithLabels(revisionId, [0, 0, 1, 1]))
    nameSegment(database, id, 0, 'Loyal')
    expect(nameSegment(database, id, 0, null).segmentNames).toEqual({})
  })
})

describe('settings, reports, receipts', () => {
  test('a setting changes alone', () => {
    const { database } = fresh()
    expect(readSettings(database)).toEqual({ currency: 'CNY', weekStart: 'monday', riskActions: {} })
    writeSettings(database, { weekStart: 'sunday' })
    expect(writeSettings(database, { currency: 'EUR' })).toEqual({
      currency: 'EUR',
      weekStart: 'sunday',
      riskActions: {},
    })
  })

  test('a report names runs that exist', () => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    const { id } = storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1]))
    const report = createReport(database, 'March', [id])
    expect(codeOf(() => createReport(database, 'April', ['nothing']))).toBe('runUnknown')
    expect(updateReport(database, report.id, { title: 'Spring' })).toMatchObject({ title: 'Spring', runIds: [id] })
    removeReport(database, report.id)
    expect(listReports(database)).toEqual([])
  })

  test('receipts say what was read, and from where', () => {
    const { database } = fresh()
    addRevision(database, 'shop', rows)
    expect(listReceipts(database, 'shop')).toMatchObject([
      { file: 'shop.csv', rowsRead: 4, rowsImported: 4, rowsRejected: 0, columns: [{ name: 'id' }, { name: 'spend' }] },
    ])
  })
})

describe('integrity', () => {
  const damages: [string, string, string][] = [
    ['rows that do not add up', 'UPDATE revision SET n_rows = 5', 'reconciliation'],
    ['a row gone from a table', 'DELETE FROM data_1 WHERE _row = 2', 'rows'],
    ['a value gone from a column', 'UPDATE data_1 SET c1 = NULL WHERE _row = 0', 'columns'],
    [
      'rejects that are not there',
      'PRAGMA ignore_check_constraints = ON; UPDATE receipt SET rows_rejected = 1',
      'reconciliation',
    ],
    ['an array with bytes missing', "UPDATE run_array SET data = x'00'", 'result'],
    ['an unpublished table', 'CREATE TABLE data_99 (_row INTEGER PRIMARY KEY)', 'leftovers'],
    ['a run without its revision', 'PRAGMA foreign_keys = OFF; UPDATE run SET revision_id = 77', 'foreignKeys'],
  ]

  test.each(damages)('%s is found', (_, sql, check) => {
    const { database } = fresh()
    const { revisionId } = addRevision(database, 'shop', rows)
    storeRun(database, runWithLabels(revisionId, [0, 1, 0, 1]))
    expect(checkIntegrity(database).problems).toEqual([])
    database.exec(sql)
    expect(checkIntegrity(database).problems.map((problem) => problem.check)).toContain(check)
  })
})

test('what an interrupted import left is gone after the next opening', () => {
  const workspace = fresh()
  addRevision(workspace.database, 'shop', rows)
  workspace.database.exec(`
    INSERT INTO dataset (id, name, created_at) VALUES ('x', 'half', '2024');
    INSERT INTO revision (dataset_id, number, table_name, created_at) VALUES ('x', 1, 'data_50', '2024');
    CREATE TABLE data_50 (_row INTEGER PRIMARY KEY)`)
  closeWorkspace(workspace)
  const again = openWorkspace(workspace.path, { program: 'window' })
  expect(checkIntegrity(again.database).problems).toEqual([])
  expect(listDatasets(again.database).map(({ name }) => name)).toEqual(['shop'])
  closeWorkspace(again)
})

test('a copy is a whole workspace of its own', () => {
  const workspace = fresh()
  addRevision(workspace.database, 'shop', rows)
  const copy = path.join(folder, 'copy of it.regulars')
  saveCopy(workspace, copy)
  expect(codeOf(() => saveCopy(workspace, workspace.path))).toBe('workspaceCopyOnItself')
  closeWorkspace(workspace)
  const opened = openWorkspace(copy, { program: 'window' })
  expect(readDataset(opened.database, 'shop').nRows).toBe(4)
  closeWorkspace(opened)
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('copy of it'))).toEqual(['copy of it.regulars'])
})

test('a reading connection cannot write', () => {
  const workspace = fresh()
  const reader = openReadable(workspace.path)
  expect(() => reader.exec("INSERT INTO setting VALUES ('a', '1')")).toThrow(/readonly/)
  reader.close()
  closeWorkspace(workspace)
})
