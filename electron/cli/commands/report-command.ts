import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { startReport } from '../../engine/handlers/report-handlers'
import type { ReportFormat } from '../../report'
import { CommandLineError } from '../command-line-error'
import { language, optional, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const formats = ['html', 'pdf', 'xlsx'] as const
const types = { workspace: 'string', runs: 'string', out: 'string', language: 'string', title: 'string' } as const

/** `report --workspace W [--runs ID,ID] --out FILE.html|.pdf|.xlsx [--language en|zh-CN] [--title TITLE]` */
export async function reportCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const outPath = path.resolve(required(parsed, 'out'))
  const format = formatOf(outPath)
  const words = language(parsed)
  const wanted = optional(parsed, 'runs')
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  if (wanted?.length === 0) throw new CommandLineError('The option --runs names no run.')
  const title = optional(parsed, 'title') ?? null
  const report = await withWorkspace(workspace, async (engine) => {
    const { database } = engine.session()
    const runs = await database.request('run/list', null)
    if (wanted === undefined && runs.length === 0) throw failure('runsNone')
    for (const runId of wanted ?? []) await database.request('run/get', { runId })
    const runIds = wanted ?? runs.map(({ id }) => id).reverse()
    return startReport(engine, { runIds, title, language: words, format, outPath }).written
  })
  await writeDocument({ ...report, format }, undefined)
}

function formatOf(file: string): ReportFormat {
  const format = formats.find((known) => path.extname(file).toLowerCase() === `.${known}`)
  if (!format) throw new CommandLineError('The option --out must name a file that ends with .html, .pdf or .xlsx.')
  return format
}
