import type { MessagePort } from 'node:worker_threads'
import type { Result } from '@shared/contract/result'
import type { DatabaseRequestName } from './requests'

/** To the database thread: a request, or the own port of an import or of a derivation, which staging serves. */
export type ToDatabaseThread =
  | { type: 'request'; id: number; name: DatabaseRequestName; request: unknown }
  | { type: 'staging'; port: MessagePort }
  | { type: 'derivation'; port: MessagePort }

/** From the database thread: exactly one per request. */
export interface FromDatabaseThread {
  id: number
  result: Result<unknown>
}
