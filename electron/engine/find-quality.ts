import { createHash } from 'node:crypto'
import type { QualityView } from '@shared/contract/quality-channels'
import { literal, text } from '@shared/contract/text'
import type { Dataset } from '@shared/dataset/schema'
import { type FoundQuality, qualityVersion } from '@shared/quality/quality-report'
import { dayOf } from '@shared/transactions/calendar'
import type { EngineContext } from './engine-context'
import type { StartedJob } from './job-registry'
import type { WorkspaceSession } from './workspace-session'

/** A look through a revision that is under way, or whose end may still be asked for. */
interface Look extends StartedJob {
  datasetId: string
  place: string
  found: FoundQuality | null
  state: 'running' | 'complete' | 'ended'
}

/** Looks that are remembered. */
const KEPT = 8
const looks = new WeakMap<WorkspaceSession, Look[]>()

type Quality = { view: QualityView; started: null } | { view: null; started: StartedJob }

/**
 * What is wrong with a dataset: as it is kept with the revision, or as a job that looks through it and keeps what it finds. Who asks
 * while one is under way gets the same job.
 * @throws datasetUnknown
 */
export async function findQuality(context: EngineContext, nameOrId: string): Promise<Quality> {
  const session = context.session()
  const { database } = session
  const dataset = await database.request('dataset/get', { dataset: nameOrId })
  const { id: revisionId } = await database.request('dataset/revision', {
    dataset: dataset.id,
    number: dataset.revision,
  })
  const today = dayOf(Date.now() - new Date().getTimezoneOffset() * 60_000)
  const asked = { revisionId, key: keyOf(dataset, today) }
  const kept = await database.request('quality/get', asked)
  if (kept) return { view: await viewOf(session, dataset.id, kept, true), started: null }
  const place = `${revisionId} ${asked.key}`
  const known = looks.get(session) ?? []
  const running = known.find((look) => look.place === place && look.state === 'running')
  if (running) return { view: null, started: running }
  const look: Look = { ...startLook(), datasetId: dataset.id, place, found: null, state: 'running' }
  looks.set(session, [...known, look].slice(-KEPT))
  return { view: null, started: look }

  function startLook(): StartedJob {
    const title = text('jobs.quality', { dataset: literal(dataset.name) })
    return context.jobs.start('prepare', title, async ({ signal, started, progress }) => {
      const events = { onStarted: started, onProgress: progress, onPartial: (found: FoundQuality) => keep({ found }) }
      // The revision that was asked about: another one may be the current one when its turn comes.
      const handle = session.reader.findQuality({ dataset: dataset.id, revision: dataset.revision, today }, events)
      signal.addEventListener('abort', () => handle.cancel(), { once: true })
      if (signal.aborted) handle.cancel()
      try {
        const found = await handle.promise
        await database.request('quality/store', { ...asked, found })
        keep({ found, state: 'complete' })
      } catch (thrown) {
        keep({ state: 'ended' })
        throw thrown
      }
      return {}
    })
  }

  function keep(more: Partial<Look>): void {
    const look = (looks.get(session) ?? []).findLast((one) => one.place === place)
    if (look) Object.assign(look, more)
  }
}

/** The whole of it, waiting for the job if one is needed. @throws datasetUnknown, cancelled */
export async function wholeQuality(context: EngineContext, dataset: string): Promise<QualityView> {
  const { view, started } = await findQuality(context, dataset)
  if (view) return view
  await started.done
  return (await foundSoFar(context.session(), started.jobId)) as QualityView
}

/** What a job has found until now. */
export async function foundSoFar(session: WorkspaceSession, jobId: string): Promise<QualityView | null> {
  const look = looks.get(session)?.find((one) => one.jobId === jobId)
  return look?.found ? viewOf(session, look.datasetId, look.found, look.state === 'complete') : null
}

async function viewOf(session: WorkspaceSession, dataset: string, found: FoundQuality, complete: boolean) {
  return { ...found, complete, ignored: await session.database.request('quality/ignored', { dataset }) }
}

/** What findings depend on beside the rows: what the columns are said to be, how they are looked at, and, for dates, the day. */
function keyOf({ columns, grain, customerKey }: Dataset, today: number): string {
  const isDated = columns.some(({ storage }) => storage === 'date' || storage === 'datetime')
  const basis = [qualityVersion, columns, grain, customerKey, isDated ? today : null]
  return createHash('sha256').update(JSON.stringify(basis)).digest('hex')
}
