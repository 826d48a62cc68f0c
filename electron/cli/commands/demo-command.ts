import fs from 'node:fs'
import path from 'node:path'
import { methodOf } from '@shared/methods/registry'
import type { Engine } from '../../engine/engine'
import { startReport } from '../../engine/handlers/report-handlers'
import { importSample } from '../../engine/import-sample'
import { proposeRun } from '../../engine/propose-run'
import { startRun } from '../../engine/start-run'
import { optional, parseArguments } from '../options'
import { log, writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const demoMethods = ['describe', 'k-means', 'pca']
const formats = ['html', 'pdf', 'xlsx'] as const

/** `demo [--out FOLDER]`: the main job on the sample shop, from spreadsheet to report, in out/demo. */
export async function demoCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { out: 'string' }, [0, 0])
  const folder = path.resolve(optional(parsed, 'out') ?? path.join('out', 'demo'))
  fs.mkdirSync(folder, { recursive: true })
  const workspace = path.join(folder, 'sample-shop.regulars')
  for (const file of [workspace, `${workspace}-wal`, `${workspace}-shm`]) fs.rmSync(file, { force: true })
  const document = await withWorkspace(workspace, (engine) => demo(engine, workspace, folder), true)
  for (const { path: report } of document.reports) log(`Report: ${report}`)
  await writeDocument(document, undefined)
}

async function demo(engine: Engine, workspace: string, folder: string) {
  await importSample(engine)
  const runs = []
  for (const methodId of demoMethods) runs.push(await demoRun(engine, methodId))
  const reports = []
  for (const format of formats) {
    const outPath = path.join(folder, `report.${format}`)
    const request = { runIds: runs.map(({ runId }) => runId), title: null, language: 'en' as const, format, outPath }
    const { path: written, bytes } = await startReport(engine, request).written
    reports.push({ format, path: written, bytes })
  }
  return { workspace, runs, reports }
}

async function demoRun(engine: Engine, methodId: string) {
  const { database, reader } = engine.session()
  const dataset = await database.request('dataset/get', { dataset: 'customers' })
  const profile = await reader.profile({ dataset: dataset.id })
  const { request } = proposeRun(methodOf(methodId), dataset, profile)
  const { finished } = await startRun(engine, request)
  const { summary } = await finished
  return { runId: summary.id, methodId, diagnostics: summary.diagnostics }
}
