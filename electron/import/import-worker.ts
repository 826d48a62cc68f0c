import { type MessagePort, parentPort } from 'node:worker_threads'
import { failure } from '@shared/contract/app-error'
import type { Inspection } from '@shared/contract/import'
import { resultOf } from '@shared/contract/result'
import { importFile } from './import-file'
import { inspectFile } from './inspect-file'
import type { ImportOutcome, WorkerReply, WorkerRequest } from './messages'
import { StagingClient } from './staging-client'

/** Entry of an import worker: answers one request; the engine ends it afterwards. */
const port = parentPort as MessagePort

port.on('message', async (request: WorkerRequest) => {
  const answer = (): Promise<Inspection | ImportOutcome[]> =>
    request.type === 'inspect' ? inspect(request) : importInto(request)
  const result = await resultOf(answer)
  port.postMessage({ type: 'done', id: request.id, result } satisfies WorkerReply)
})

function inspect(request: Extract<WorkerRequest, { type: 'inspect' }>): Promise<Inspection> {
  return inspectFile(request.path, request.options, () => checkFlag(request.cancelled))
}

async function importInto(request: Extract<WorkerRequest, { type: 'import' }>): Promise<ImportOutcome[]> {
  const target = new StagingClient(request.database)
  try {
    return await importFile(request.request, {
      target,
      partsFolder: request.partsFolder,
      onProgress: (progress) => port.postMessage({ type: 'progress', id: request.id, progress } satisfies WorkerReply),
      check: () => checkFlag(request.cancelled),
    })
  } finally {
    target.close()
  }
}

function checkFlag(cancelled: Int32Array): void {
  if (Atomics.load(cancelled, 0) === 1) throw failure('cancelled')
}
