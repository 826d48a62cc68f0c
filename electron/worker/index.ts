/**
 * Computation off the engine's main thread, as the engine and the command line use it:
 * `AnalysisPool` computes runs, `Reader` answers what a screen asks of data and results.
 */
export { AnalysisPool, type AnalysisPoolOptions, type RunEvents, type RunHandle } from './pool'
export { Reader } from './reader'
export type { RunOutput, RunTask } from './tasks'
