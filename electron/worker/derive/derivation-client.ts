import type { MessagePort } from 'node:worker_threads'
import { AppException } from '@shared/contract/app-error'
import type { StagingReply } from '../../import/messages'
import type { BeginDerivation, DerivationRequest, DerivedRevision, PublishDerivation } from './messages'

type RequestBody = DerivationRequest extends infer R ? (R extends DerivationRequest ? Omit<R, 'id'> : never) : never

/** The database thread as a derivation sees it, over their port. */
export class DerivationClient {
  readonly #port: MessagePort
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(thrown: unknown): void }>()
  #lastId = 0

  constructor(port: MessagePort) {
    this.#port = port
    port.on('message', ({ id, result }: StagingReply) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (result.status === 'ok') waiting?.resolve(result.value)
      else waiting?.reject(new AppException(result.error))
    })
  }

  begin(begin: BeginDerivation): Promise<DerivedRevision> {
    return this.#ask({ type: 'begin', begin })
  }

  take(_revisionId: number, path: string): Promise<void> {
    return this.#ask({ type: 'part', path })
  }

  publish(publish: PublishDerivation): Promise<DerivedRevision> {
    return this.#ask({ type: 'publish', publish })
  }

  close(): void {
    this.#port.close()
  }

  #ask<T>(body: RequestBody): Promise<T> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#port.postMessage({ ...body, id })
    })
  }
}
