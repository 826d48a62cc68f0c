import { type MessagePort, parentPort } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import { resultOf } from '@shared/contract/result'
import { openReadable } from '../../database/connection'
import { DerivationClient } from './derivation-client'
import { type Computed, derive, derivedOf } from './derive'
import type { Derived, DeriveReply, DeriveTask } from './messages'
import { writeTable } from './write-table'

/** Entry of a derivation's worker: answers one task; the engine ends it afterwards, and its memory with it. */
const port = parentPort as MessagePort

port.on('message', async (task: DeriveTask) => {
  const result = await resultOf(() => answer(task))
  port.postMessage({ type: 'done', result } satisfies DeriveReply)
})

const progress = (stage: string, fraction: number | null) =>
  port.postMessage({ type: 'progress', progress: { stage, fraction } } satisfies DeriveReply)

async function answer(task: DeriveTask): Promise<Derived> {
  const cancelled = () => Atomics.load(task.cancelled, 0) === 1
  const computed = compute(task, cancelled)
  const { target } = task.request
  if (!target) return derivedOf(computed, null)
  const staging = new DerivationClient(task.database)
  try {
    const revision = await writeTable(computed, staging, {
      target,
      workspace: task.workspace,
      partsFolder: task.partsFolder,
      check: () => {
        if (cancelled()) throw failure('cancelled')
      },
      progress: (fraction) => progress('publish', fraction),
    })
    return derivedOf(computed, revision)
  } finally {
    staging.close()
  }
}

/** The reading connection is closed before anything is written. */
function compute({ workspace, request }: DeriveTask, cancelled: () => boolean): Computed {
  const database = openReadable(workspace)
  try {
    return derive(database, request, { cancelled, progress })
  } finally {
    database.close()
  }
}
