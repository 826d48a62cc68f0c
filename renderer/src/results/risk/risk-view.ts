import type { EngineResponse } from '@shared/contract/channels'

export type RiskBegin = EngineResponse<'risk/begin'>
export type RiskLook = EngineResponse<'risk/look'>
