import { parentPort } from 'node:worker_threads'
import { resultOf } from '@shared/contract/result'
import { withDiskErrors } from '../import/parts/disk-errors'
import { DatabaseSession } from './database-handlers'
import type { FromDatabaseThread, ToDatabaseThread } from './database-messages'
import { serveDerivation } from './derivation-staging'
import type { DatabaseRequestName } from './requests'
import { serveStaging } from './staging'

/** Entry of the database thread: the only place that writes to a workspace. Requests are answered one after another. */
const session = new DatabaseSession()

function answer(name: DatabaseRequestName, request: unknown): unknown {
  return (session.handlers[name] as (request: unknown) => unknown)(request)
}

parentPort?.on('message', async (message: ToDatabaseThread) => {
  if (message.type === 'staging') return serveStaging(message.port, session.database)
  if (message.type === 'derivation') return serveDerivation(message.port, session.database)
  const result = await resultOf(() => withDiskErrors(() => answer(message.name, message.request)))
  parentPort?.postMessage({ id: message.id, result } satisfies FromDatabaseThread)
})
