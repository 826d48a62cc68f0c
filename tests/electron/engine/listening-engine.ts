import path from 'node:path'
import type { EngineChannel, EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { JobEvent } from '@shared/contract/run-events'
import { Engine } from '../../../electron/engine/engine'
import { scratchFolder } from '../database/scratch'

/** An engine in a folder of the test's own, whose channels are called as the window calls them and whose jobs can be waited for. */
export function listeningEngine() {
  const folder = scratchFolder()
  const ends: JobEvent[] = []
  const engine = new Engine({
    program: 'command-line',
    onEvent: (event) => {
      if (event.type === 'job' && ['completed', 'failed'].includes(event.event.type)) ends.push(event.event)
    },
  })
  return {
    engine,
    place: (name: string): string => path.join(folder, name),
    async call<C extends EngineChannel>(channel: C, request: EngineRequest<C>): Promise<EngineResponse<C>> {
      const result = await engine.call(channel, request)
      if (result.status === 'error') throw new Error(result.error.code)
      return result.value as EngineResponse<C>
    },
    async finished({ jobId }: { jobId: string }): Promise<JobEvent> {
      for (;;) {
        const end = ends.find((event) => event.jobId === jobId)
        if (end) return end
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}
