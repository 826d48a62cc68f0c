import fs from 'node:fs'
import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { WorkspaceInfo } from '@shared/contract/workspace'
import { latestBatch, listBatches, redoBatch, undoBatch } from './batch-store'
import { chartAnswers } from './chart-requests'
import { prepared, type WritableDatabase } from './connection'
import {
  declareDataset,
  describeColumn,
  listDatasets,
  readDataset,
  readRevision,
  removeDataset,
  renameDataset,
  restoreDataset,
} from './dataset-store'
import { readDerivation, readOrigin } from './derivation-origin'
import { listExports, storeExport } from './export-store'
import { recallImport } from './import-memory'
import { checkIntegrity } from './integrity'
import { versionOf } from './migrate'
import { profileAnswers } from './profile-store'
import { qualityAnswers } from './quality-store'
import { questionAnswers } from './question-requests'
import { listReceipts, listRejects } from './receipt-store'
import { moveRecipe, readRecipe, readState } from './recipe-store'
import { repairRejects } from './reject-repair'
import { summarizeRejects, windowOfRejects } from './reject-store'
import { createReport, listReports, removeReport, updateReport } from './report-store'
import type { DatabaseRequest, DatabaseRequestName, DatabaseResponse } from './requests'
import { listLabels, readArray, readPackedResult, rowsOfLabel } from './run-arrays'
import { listRuns, nameSegment, readBasis, readRun, renameRun, setRunRemoved, storeRun } from './run-store'
import {
  createSegment,
  listSegments,
  readCustomers,
  readRowIds,
  readSegment,
  removeSegment,
  restoreSegment,
  storeMembership,
  updateSegment,
} from './segment-store'
import { readSettings, writeSettings } from './setting-store'
import { dropLeftovers } from './staging'
import { closeWorkspace, createWorkspaceFile, type OpenWorkspace, openWorkspace, saveCopy } from './workspace-file'

type Handlers = { [N in DatabaseRequestName]: (request: DatabaseRequest<N>) => DatabaseResponse<N> }

/** Holds the open workspace and answers requests on it; lives in the database thread. */
export class DatabaseSession {
  #workspace: OpenWorkspace | null = null

  /** The connection that writes. @throws noWorkspace */
  get database(): WritableDatabase {
    return this.#opened().database
  }

  #opened(): OpenWorkspace {
    if (!this.#workspace) throw failure('noWorkspace')
    return this.#workspace
  }

  #open({ path: file, create, program }: DatabaseRequest<'workspace/open'>): DatabaseResponse<'workspace/open'> {
    if (this.#workspace) throw failure('internal', { detail: 'a workspace is open already' })
    if (create) createWorkspaceFile(file)
    const workspace = openWorkspace(file, { program })
    this.#workspace = workspace
    dropLeftovers(workspace.database, workspace.path)
    return { info: this.#info(), backupPath: workspace.backupPath }
  }

  #close(): null {
    const workspace = this.#workspace
    this.#workspace = null
    if (workspace) closeWorkspace(workspace)
    return null
  }

  #info(): WorkspaceInfo {
    const { path: file, database } = this.#opened()
    const count = (sql: string): number => prepared(database, sql).pluck().get() as number
    return {
      path: file,
      name: path.basename(file, path.extname(file)),
      bytes: fs.statSync(file).size,
      schemaVersion: versionOf(database),
      settings: readSettings(database),
      datasets: count('SELECT count(*) FROM dataset WHERE removed_at IS NULL AND current_revision IS NOT NULL'),
      runs: count('SELECT count(*) FROM run WHERE removed_at IS NULL'),
      reports: count('SELECT count(*) FROM report'),
    }
  }

  readonly handlers: Handlers = {
    'workspace/open': (request) => this.#open(request),
    'workspace/close': () => this.#close(),
    'workspace/save-copy': ({ path: target }) => done(saveCopy(this.#opened(), target)),
    'workspace/info': () => this.#info(),
    'workspace/settings': (changes) => writeSettings(this.database, changes),
    'workspace/integrity': () => checkIntegrity(this.database),

    'dataset/list': () => listDatasets(this.database),
    'dataset/get': ({ dataset }) => readDataset(this.database, dataset),
    'dataset/revision': ({ dataset, number }) => readRevision(this.database, dataset, number),
    'dataset/rename': ({ dataset, name }) => renameDataset(this.database, dataset, name),
    'dataset/remove': ({ dataset }) => done(removeDataset(this.database, dataset)),
    'dataset/restore': ({ dataset }) => restoreDataset(this.database, dataset),
    'dataset/describe-column': ({ dataset, column, said }) => describeColumn(this.database, dataset, column, said),
    'dataset/declare': ({ dataset, ...said }) => declareDataset(this.database, dataset, said),
    'dataset/receipts': ({ dataset }) => listReceipts(this.database, dataset),
    'dataset/rejects': ({ dataset, start, count }) => listRejects(this.database, dataset, start, count),

    ...chartAnswers(() => this.database),
    ...questionAnswers(() => this.database),
    ...qualityAnswers(() => this.database),
    ...profileAnswers(() => this.database),
    'rejects/list': (request) => windowOfRejects(this.database, request),
    'rejects/summary': ({ dataset }) => summarizeRejects(this.database, dataset),
    'rejects/fix': (request) => repairRejects(this.database, request),

    'recipe/get': ({ dataset }) => readRecipe(this.database, dataset),
    'recipe/state': ({ dataset, position }) => readState(this.database, dataset, position),
    'recipe/move': (state) => moveRecipe(this.database, state),
    'import/recall': ({ signature }) => recallImport(this.database, signature),
    'import/batches': ({ dataset }) => listBatches(this.database, dataset),
    'import/latest': ({ dataset, what }) => latestBatch(this.database, dataset, what),
    'import/undo': ({ batch }) => undoBatch(this.database, batch),
    'import/redo': ({ batch }) => redoBatch(this.database, batch),

    'run/store': (run) => storeRun(this.database, run),
    'run/list': () => listRuns(this.database),
    'run/get': ({ runId }) => readRun(this.database, runId),
    'run/basis': ({ runId }) => readBasis(this.database, runId),
    'run/array': ({ runId, path: place }) => readArray(this.database, runId, place),
    'run/labels': ({ runId, path: place }) => listLabels(this.database, runId, place),
    'run/rows-of-label': ({ runId, path: place, label }) => rowsOfLabel(this.database, runId, place, label),
    'run/result': ({ runId }) => readPackedResult(this.database, runId),
    'run/rename': ({ runId, title }) => renameRun(this.database, runId, title),
    'run/name-segment': ({ runId, label, name }) => nameSegment(this.database, runId, label, name),
    'run/remove': ({ runId }) => done(setRunRemoved(this.database, runId, true)),
    'run/restore': ({ runId }) => done(setRunRemoved(this.database, runId, false)),

    'derive/source': ({ dataset }) => readDerivation(this.database, dataset),
    'derive/origin': ({ dataset }) => readOrigin(this.database, dataset),
    'export/store': (record) => done(storeExport(this.database, record)),
    'export/list': ({ dataset }) => listExports(this.database, dataset),
    'segment/list': ({ datasetId }) => listSegments(this.database, datasetId),
    'segment/get': ({ segmentId }) => readSegment(this.database, segmentId),
    'segment/create': (segment) => createSegment(this.database, segment),
    'segment/update': ({ segmentId, changes }) => updateSegment(this.database, segmentId, changes),
    'segment/remember': ({ segmentId, membership }) => done(storeMembership(this.database, segmentId, membership)),
    'segment/rows': ({ segmentId, revisionId }) => readRowIds(this.database, segmentId, revisionId),
    'segment/customers': ({ segmentId, revision }) => readCustomers(this.database, segmentId, revision),
    'segment/remove': ({ segmentId }) => done(removeSegment(this.database, segmentId)),
    'segment/restore': ({ segmentId }) => restoreSegment(this.database, segmentId),

    'report/list': () => listReports(this.database),
    'report/create': ({ title, runIds }) => createReport(this.database, title, runIds),
    'report/update': ({ reportId, ...changes }) => updateReport(this.database, reportId, changes),
    'report/remove': ({ reportId }) => done(removeReport(this.database, reportId)),
  }
}

function done(_nothing: unknown): null {
  return null
}
