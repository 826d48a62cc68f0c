import type { EngineResponse } from '@shared/contract/channels'

export type KnownReject = EngineResponse<'rejects/list'>['rejects'][number]
export type RejectSummary = EngineResponse<'rejects/summary'>
