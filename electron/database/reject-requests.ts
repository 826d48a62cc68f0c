import type { EngineRequest, EngineResponse } from '@shared/contract/channels'

/** What the database thread can be asked about rejected rows. */
export interface RejectRequests {
  'rejects/list': { request: EngineRequest<'rejects/list'>; response: EngineResponse<'rejects/list'> }
  'rejects/summary': { request: EngineRequest<'rejects/summary'>; response: EngineResponse<'rejects/summary'> }
  'rejects/fix': { request: EngineRequest<'rejects/fix'>; response: EngineResponse<'rejects/fix'> }
}
