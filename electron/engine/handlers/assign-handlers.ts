import type { EngineResponse } from '@shared/contract/channels'
import type { AssignmentReport } from '@shared/segments/model/assignment-report'
import { assignmentElements } from '@shared/segments/model/present-assignment'
import type { TaskHandle } from '../../worker/task-pool'
import type { HandlersOf } from '../engine-context'
import { keepAssigned } from '../segments/keep-assigned'
import type { WorkspaceSession } from '../workspace-session'

/** The question under way, by workspace session. */
const asking = new WeakMap<WorkspaceSession, TaskHandle<AssignmentReport>>()

export const assignHandlers: HandlersOf<'assign'> = {
  'assign/report': async (context, { runId, dataset }) => {
    const session = context.session()
    asking.get(session)?.cancel()
    const { name } = await session.database.request('dataset/get', { dataset })
    const handle = session.pool.assign({ workspace: session.path, runId, dataset })
    asking.set(session, handle)
    const report = await handle.promise
    const elements = assignmentElements(report, name) as EngineResponse<'assign/report'>['elements']
    return { elements, nRows: report.nRows, withoutSegment: report.withoutSegment }
  },
  'assign/keep': async (context, request) => {
    const segmentIds = await keepAssigned(context.session(), request)
    context.emit({ type: 'changed', what: 'segments' })
    return { segmentIds }
  },
}
