import type { ColumnProfile } from '@shared/contract/channels'
import type { Progress } from '@shared/contract/run-events'
import { writeCells } from '@shared/dataset/cells-text'
import type { Kernel } from '@shared/methods/define-method'
import { openReadable, type ReadableDatabase } from '../database/connection'
import { readRevision, readRevisionById } from '../database/dataset-store'
import { writeRows } from '../export/write-rows'
import { assignModel, writeModel } from './assign-model'
import { ConnectionCache } from './connection-cache'
import { drawTile } from './dashboard-tile'
import { datasetQuality } from './dataset-quality'
import { drawDatasetChart, rowsBehindMarks, tabulateDatasetChart } from './draw-dataset-chart'
import { duplicatesOf } from './find-duplicates'
import { LeastRecentlyUsed } from './least-recently-used'
import type { Methods } from './method-of'
import type { Helpers } from './parallel'
import { profileDataset } from './profile-dataset'
import { readRows } from './read-rows'
import { RiskLists } from './risk/risk-lists'
import { runMethod } from './run-method'
import { RunViews } from './run-views'
import { scoreDataset } from './score-dataset'
import { columnValues } from './segments/column-values'
import { keysOfRows } from './segments/customer-rows'
import { evaluateSegment } from './segments/evaluate-segment'
import { membershipReasons } from './segments/membership-reasons'
import { explainMember, profileSegment } from './segments/profile-segment'
import { segmentMigration } from './segments/segment-migration'
import { basisOf } from './segments/segment-scope'
import { selectRows } from './select-rows'
import { SortedRows } from './sorted-rows'
import type { TaskName, Tasks } from './tasks'
import { writeTable } from './write-table'

/** A revision never changes, so neither does its profile. */
const profilesKept = 16

/** What a thread can compute; tests bring methods of their own. */
export interface ThreadEquipment {
  methods: Methods
  kernels: Readonly<Record<string, Kernel>>
}

/** How a task tells its asker how far it is, and what it has found so far. */
interface TaskVoice {
  onProgress(progress: Progress): void
  onPartial(found: unknown): void
}

export type TaskHandlers = {
  [N in TaskName]: (
    request: Tasks[N]['request'],
    cancelFlag: Int32Array,
  ) => Tasks[N]['response'] | Promise<Tasks[N]['response']>
}

/**
 * What an analysis thread answers. Runs open a connection of their own and close it, so that the writer never waits for one;
 * the tasks of a screen share one that stays open.
 */
export function createTaskHandlers(
  { methods, kernels }: ThreadEquipment,
  helpers: Helpers | null,
  { onProgress, onPartial }: TaskVoice,
): TaskHandlers {
  const connections = new ConnectionCache()
  const views = new RunViews(methods)
  const sorted = new SortedRows()
  const risks = new RiskLists(methods)
  const profiles = new LeastRecentlyUsed<string, ColumnProfile[]>(profilesKept)
  return {
    'workspace/connect': ({ workspace }) => {
      connections.to(workspace)
      return null
    },
    'run/compute': (task, cancelFlag) =>
      reading(task.workspace, (database) =>
        runMethod(database, task, { methods, kernels, cancelFlag, helpers, onProgress }),
      ),
    'duplicates/find': (task, cancelFlag) =>
      reading(task.workspace, (database) =>
        duplicatesOf(database, task, () => Atomics.load(cancelFlag, 0) === 1, onProgress),
      ),
    'rows/select': ({ workspace, query }, cancelFlag) =>
      selectRows(connections.to(workspace), query, sorted, () => Atomics.load(cancelFlag, 0) === 1),
    'rows/read': ({ workspace, revisionId, rowIds, columns }) => {
      const database = connections.to(workspace)
      return readRows(database, readRevisionById(database, revisionId), rowIds, columns)
    },
    'rows/show': ({ workspace, revisionId, rowIds, columns }) => {
      const database = connections.to(workspace)
      return writeCells(readRows(database, readRevisionById(database, revisionId), rowIds, columns))
    },
    'rows/export': (task, cancelFlag) => writeRows(task, () => Atomics.load(cancelFlag, 0) === 1, onProgress),
    'dataset/profile': ({ workspace, dataset, revision: number }, cancelFlag) => {
      const database = connections.to(workspace)
      const revision = readRevision(database, dataset, number)
      const make = () => profileDataset(database, revision, () => Atomics.load(cancelFlag, 0) === 1)
      return profiles.get(`${workspace}|${revision.id}`, make)
    },
    'quality/find': (task, cancelFlag) =>
      reading(task.workspace, (database) =>
        datasetQuality(database, task, { cancelled: () => Atomics.load(cancelFlag, 0) === 1, onProgress, onPartial }),
      ),
    'model/assign': (task, cancelFlag) =>
      reading(task.workspace, (database) =>
        assignModel(database, methods, task, () => Atomics.load(cancelFlag, 0) === 1),
      ),
    'run/explain-row': ({ workspace, runId, row }) => views.segmentRow(connections.to(workspace), runId, row),
    'model/write': (task) => reading(task.workspace, (database) => writeModel(database, methods, task)),
    'model/score': (task, cancelFlag) =>
      reading(task.workspace, (database) =>
        scoreDataset(database, methods, task, () => Atomics.load(cancelFlag, 0) === 1),
      ),
    'risk/begin': ({ workspace, asked }, cancelFlag) =>
      risks.begin(connections.to(workspace), asked, () => Atomics.load(cancelFlag, 0) === 1),
    'risk/look': ({ workspace, asked }, cancelFlag) =>
      risks.look(connections.to(workspace), asked, () => Atomics.load(cancelFlag, 0) === 1),
    'risk/actions': ({ workspace, asked }) => risks.actions(connections.to(workspace), asked),
    'risk/write': ({ workspace, file }, cancelFlag) =>
      risks.write(connections.to(workspace), file, () => Atomics.load(cancelFlag, 0) === 1),
    'run/present': ({ workspace, runId }) => views.elements(connections.to(workspace), runId),
    'segment/evaluate': ({ workspace, question }, cancelFlag) =>
      evaluateSegment(connections.to(workspace), question, () => Atomics.load(cancelFlag, 0) === 1),
    'segment/keys': ({ workspace, dataset, rowIds }) => {
      const database = connections.to(workspace)
      return keysOfRows(database, basisOf(database, dataset), rowIds)
    },
    'segment/migration': ({ workspace, sides }) => segmentMigration(connections.to(workspace), sides),
    'segment/values': ({ workspace, values }) => columnValues(connections.to(workspace), values),
    'segment/reasons': ({ workspace, segmentId, rowIds }, cancelFlag) =>
      membershipReasons(connections.to(workspace), segmentId, rowIds, () => Atomics.load(cancelFlag, 0) === 1),
    'segment/profile': ({ workspace, ...task }, cancelFlag) =>
      profileSegment(connections.to(workspace), task, () => Atomics.load(cancelFlag, 0) === 1),
    'segment/why': ({ workspace, ...task }, cancelFlag) =>
      explainMember(connections.to(workspace), task, () => Atomics.load(cancelFlag, 0) === 1),
    'figure/resolve': ({ workspace, figure }) => views.figure(connections.to(workspace), figure),
    'figure/rows-inside': ({ workspace, figure }) => views.rowsInside(connections.to(workspace), figure),
    'chart/draw': (task, cancelFlag) =>
      drawDatasetChart(connections.to(task.workspace), task, () => Atomics.load(cancelFlag, 0) === 1),
    'chart/rows': (task, cancelFlag) =>
      rowsBehindMarks(connections.to(task.workspace), task, () => Atomics.load(cancelFlag, 0) === 1),
    'dashboard/tile': (task, cancelFlag) =>
      drawTile(connections.to(task.workspace), task, () => Atomics.load(cancelFlag, 0) === 1),
    'chart/write': (task, cancelFlag) => {
      const cancelled = () => Atomics.load(cancelFlag, 0) === 1
      return writeTable(tabulateDatasetChart(connections.to(task.workspace), task, cancelled), task, cancelled)
    },
    'list/window': ({ workspace, list }) => views.list(connections.to(workspace), list),
    'list/write': ({ workspace, list }, cancelFlag) =>
      views.writeList(connections.to(workspace), list, () => Atomics.load(cancelFlag, 0) === 1),
    'list/explain': ({ workspace, row }) => views.explain(connections.to(workspace), row),
  }
}

/** Works on a connection of its own, closed whatever happens. */
function reading<T>(workspace: string, work: (database: ReadableDatabase) => T): T {
  const database = openReadable(workspace)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
