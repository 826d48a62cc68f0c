import { type MessagePort, parentPort } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import { resultOf } from '@shared/contract/result'
import { openReadable } from '../../database/connection'
import { withDiskErrors } from '../../import/parts/disk-errors'
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
  try {
    return await write(task, computed, cancelled)
  } finally {
    if ('scratch' in computed.table) computed.table.scratch.close()
  }
}

async function write(task: DeriveTask, computed: Computed, cancelled: () => boolean): Promise<Derived> {
  const { target } = task.request
  if (!target) return derivedOf(computed, null)
  const staging = new DerivationClient(task.database)
  try {
    const revision = await writeTable(computed, staging, {
      target,
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

/** The reading connection is closed before anything is written; a scratch stays for as long as it is needed. */
function compute({ workspace, partsFolder, request }: DeriveTask, cancelled: () => boolean): Computed {
  const database = openReadable(workspace)
  try {
    return withDiskErrors(() => derive(database, request, { workspace, partsFolder, cancelled, progress }))
  } finally {
    database.close()
  }
}
