import type { MessagePort } from 'node:worker_threads'
import { AppException } from '@shared/contract/app-error'
import type { Reject } from '@shared/contract/import'
import type { StorageType } from '@shared/dataset/schema'
import type {
  StagingBegin,
  StagingBegun,
  StagingPublish,
  StagingPublished,
  StagingReply,
  StagingRequest,
} from './messages'
import type { MergeStep, StagingBase, StagingMerge } from './reimport-messages'

/** Where an import's rows go: the database thread, or in tests the database itself. */
export interface StagingTarget {
  begin(begin: StagingBegin): Promise<StagingBegun>
  take(revisionId: number, path: string): Promise<void>
  reject(revisionId: number, rejects: Reject[]): Promise<void>
  discard(revisionId: number, storages: StorageType[]): Promise<void>
  base(dataset: string): Promise<StagingBase | null>
  merge(merge: StagingMerge): Promise<MergeStep>
  publish(revisions: StagingPublish[]): Promise<StagingPublished>
}

type RequestBody = StagingRequest extends infer R ? (R extends StagingRequest ? Omit<R, 'id'> : never) : never

/** The database thread as the import worker sees it, over their port. */
export class StagingClient implements StagingTarget {
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

  begin(begin: StagingBegin): Promise<StagingBegun> {
    return this.#ask<StagingBegun>({ type: 'begin', begin })
  }

  take(revisionId: number, path: string): Promise<void> {
    return this.#ask({ type: 'part', revisionId, path })
  }

  reject(revisionId: number, rejects: Reject[]): Promise<void> {
    return this.#ask({ type: 'rejects', revisionId, rejects })
  }

  discard(revisionId: number, storages: StorageType[]): Promise<void> {
    return this.#ask({ type: 'discard', revisionId, storages })
  }

  base(dataset: string): Promise<StagingBase | null> {
    return this.#ask<StagingBase | null>({ type: 'base', dataset })
  }

  merge(merge: StagingMerge): Promise<MergeStep> {
    return this.#ask<MergeStep>({ type: 'merge', merge })
  }

  publish(revisions: StagingPublish[]): Promise<StagingPublished> {
    return this.#ask<StagingPublished>({ type: 'publish', revisions })
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
