import type { EngineHandlers } from '../engine-context'
import { assignHandlers } from './assign-handlers'
import { chartHandlers } from './chart-handlers'
import { consoleHandlers } from './console-handlers'
import { dashboardHandlers } from './dashboard-handlers'
import { datasetHandlers } from './dataset-handlers'
import { deriveHandlers } from './derive-handlers'
import { duplicateHandlers } from './duplicate-handlers'
import { exportHandlers } from './export-handlers'
import { importHandlers } from './import-handlers'
import { jobHandlers } from './job-handlers'
import { listHandlers } from './list-handlers'
import { methodHandlers } from './method-handlers'
import { qualityHandlers } from './quality-handlers'
import { recipeHandlers } from './recipe-handlers'
import { reimportHandlers } from './reimport-handlers'
import { rejectHandlers } from './reject-handlers'
import { reportHandlers } from './report-handlers'
import { riskHandlers } from './risk-handlers'
import { rowsHandlers } from './rows-handlers'
import { figureHandlers, runHandlers } from './run-handlers'
import { segmentHandlers } from './segment-handlers'
import { workspaceHandlers } from './workspace-handlers'

/** What answers each channel of the engine. */
export const handlers: EngineHandlers = {
  ...recipeHandlers,
  ...workspaceHandlers,
  ...importHandlers,
  ...reimportHandlers,
  ...datasetHandlers,
  ...rejectHandlers,
  ...rowsHandlers,
  ...methodHandlers,
  ...runHandlers,
  ...figureHandlers,
  ...listHandlers,
  ...jobHandlers,
  ...reportHandlers,
  ...exportHandlers,
  ...consoleHandlers,
  ...chartHandlers,
  ...dashboardHandlers,
  ...segmentHandlers,
  ...riskHandlers,
  ...assignHandlers,
  ...deriveHandlers,
  ...duplicateHandlers,
  ...qualityHandlers,
}
