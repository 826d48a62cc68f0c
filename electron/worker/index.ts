/**
 * Computation off the engine's main thread, as the engine and the command line use it:
 * `AnalysisPool` computes runs, `Reader` answers what a screen asks of data and results, `Deriver` makes tables of tables.
 */
export { Deriver } from './derive/deriver'
export type { Derived, DeriveRequest, DeriveTarget, RecipeState } from './derive/messages'
export type { FoundDuplicates } from './find-duplicates'
export { AnalysisPool, type AnalysisPoolOptions, type RunEvents, type RunHandle } from './pool'
export { Reader } from './reader'
export type { ScoredDataset } from './score-dataset'
export type { Members } from './segments/evaluate-segment'
export type { RunOutput, RunTask } from './tasks'
