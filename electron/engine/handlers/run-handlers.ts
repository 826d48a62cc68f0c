import type { EngineResponse } from '@shared/contract/channels'
import type { RunSummary } from '@shared/contract/workspace'
import { segmentTexts } from '@shared/methods/run-segments'
import type { EngineContext, HandlersOf } from '../engine-context'
import { startRun } from '../start-run'

export const runHandlers: HandlersOf<'run'> = {
  'run/start': async (context, request) => {
    const { jobId } = await startRun(context, request)
    return { jobId }
  },
  'run/list': async (context) => (await context.session().database.request('run/list', null)).map(withTexts),
  'run/get': async (context, { runId }) => {
    const { database, reader } = context.session()
    const [{ summary }, elements] = await Promise.all([database.request('run/get', { runId }), reader.elements(runId)])
    // The schema's type of an element is wider in its JSON parts than the one methods write.
    return { run: withTexts(summary), elements: elements as EngineResponse<'run/get'>['elements'] }
  },
  'run/explain-row': async (context, request) => {
    const { elements } = await context.session().reader.explainSegmentRow(request)
    return { elements: elements as EngineResponse<'run/explain-row'>['elements'] }
  },
  'run/rename': async (context, request) =>
    changed(context, await context.session().database.request('run/rename', request)),
  'run/name-segment': async (context, request) =>
    changed(context, await context.session().database.request('run/name-segment', request)),
  'run/remove': async (context, request) => {
    await context.session().database.request('run/remove', request)
    context.emit({ type: 'changed', what: 'runs' })
    return null
  },
  'run/restore': async (context, request) => {
    await context.session().database.request('run/restore', request)
    context.emit({ type: 'changed', what: 'runs' })
    return null
  },
}

export const figureHandlers: HandlersOf<'figure'> = {
  'figure/resolve': async (context, request) => context.session().reader.resolveFigure(request),
  'figure/rows-inside': async (context, request) => ({
    rowIds: new Int32Array(await context.session().reader.rowsInside(request)),
  }),
}

function changed(context: EngineContext, run: RunSummary): RunSummary {
  context.emit({ type: 'changed', what: 'runs' })
  return withTexts(run)
}

/** What the method calls its segments: the window has no methods to ask. */
function withTexts(run: RunSummary): RunSummary {
  const own = segmentTexts(run)
  return own.length === 0 ? run : { ...run, segmentTexts: [...own] }
}
