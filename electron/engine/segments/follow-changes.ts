import type { WorkbenchEvent } from '@shared/contract/workbench'
import type { EngineContext } from '../engine-context'
import { evaluateAgain, upToDate } from './keep-segments'

/**
 * Segments follow what they are made of: a new revision of a dataset, or a new run of a method whose cells or scores they
 * take. Each turn waits for the one before.
 */
export class SegmentFollower {
  readonly #context: EngineContext
  #turn: Promise<void> = Promise.resolve()

  constructor(context: EngineContext) {
    this.#context = context
  }

  hear(event: WorkbenchEvent): void {
    if (event.type !== 'changed' || (event.what !== 'datasets' && event.what !== 'runs')) return
    const { what } = event
    this.#turn = this.#turn.then(() => this.#follow(what)).catch(() => {})
  }

  async #follow(what: 'datasets' | 'runs'): Promise<void> {
    if (!this.#context.hasWorkspace()) return
    const session = this.#context.session()
    const before = await session.database.request('segment/list', {})
    if (before.length === 0) return
    if (what === 'datasets') await upToDate(session)
    else {
      const ofRuns = before.filter(({ definition, snapshots }) => {
        return ['cells', 'score', 'risk'].includes(definition.kind) && snapshots.at(-1)?.basis === 'kept'
      })
      for (const segment of ofRuns) await evaluateAgain(session, segment)
    }
    this.#context.emit({ type: 'changed', what: 'segments' })
  }
}
