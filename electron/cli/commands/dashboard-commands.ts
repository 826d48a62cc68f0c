import path from 'node:path'
import { describeCondition } from '@shared/conditions/describe-condition'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import { tileTitle } from '@shared/dashboard/tile-title'
import { translate } from '@shared/locales/translate'
import { createProposedDashboard, findDashboard, startDashboardExport } from '../../engine/dashboards'
import type { WorkspaceSession } from '../../engine/workspace-session'
import { CommandLineError } from '../command-line-error'
import { language, optional, outFile, type ParsedArguments, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { withWorkspace } from '../with-workspace'

const formats = ['html', 'pdf', 'xlsx'] as const
const types = { workspace: 'string', name: 'string', dataset: 'string', out: 'string', language: 'string' } as const

/** `dashboards --workspace W` */
export async function dashboardsCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, { workspace: 'string', out: 'string' }, [0, 0])
  const out = outFile(parsed)
  const dashboards = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const session = engine.session()
    const describe = await describer(session)
    return (await session.database.request('dashboard/list', null)).map(describe)
  })
  await writeDocument({ dashboards }, out)
}

/** `dashboard --workspace W --name N --out FILE.html|.pdf|.xlsx [--language en|zh-CN]`; `dashboard create --workspace W --dataset NAME [--name N]` */
export async function dashboardCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [0, 1])
  const [verb] = parsed.positionals
  if (verb === 'create') return create(parsed)
  if (verb !== undefined) throw new CommandLineError(`There is no command 'dashboard ${verb}'.`)
  const name = required(parsed, 'name')
  required(parsed, 'out')
  const outPath = path.resolve(outFile(parsed) ?? '')
  const format = formats.find((known) => path.extname(outPath).toLowerCase() === `.${known}`)
  if (!format) throw new CommandLineError('The option --out must name a file that ends with .html, .pdf or .xlsx.')
  const words = language(parsed)
  const answer = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const { id, title, content } = await findDashboard(engine.session(), name)
    const { written } = await startDashboardExport(engine, { dashboardId: id, format, language: words, outPath })
    const { path: file, bytes } = await written
    return { path: file, bytes, format, id, title, tiles: content.tiles.length }
  })
  await writeDocument(answer, undefined)
}

async function create(parsed: ParsedArguments): Promise<void> {
  const out = outFile(parsed)
  const words = language(parsed)
  const created = await withWorkspace(required(parsed, 'workspace'), async (engine) => {
    const session = engine.session()
    const title = optional(parsed, 'name')?.trim().slice(0, 200) || undefined
    const request = { dataset: required(parsed, 'dataset'), language: words, title }
    const dashboard = await createProposedDashboard(session, request)
    return (await describer(session))(dashboard)
  })
  await writeDocument(created, out)
}

/** A dashboard in the words of the command line: what each tile shows, and what its filters say. */
async function describer({ database }: WorkspaceSession): Promise<(dashboard: Dashboard) => object> {
  const datasets = new Map((await database.request('dataset/list', null)).map(({ id, name }) => [id, name]))
  const charts = new Map((await database.request('chart/list', null)).map((chart) => [chart.id, chart]))
  const nameOf = (id: string) => datasets.get(id) ?? id
  return ({ id, title, content, updatedAt }) => ({
    id,
    title,
    updatedAt,
    tiles: content.tiles.map(({ content: tile }) => {
      if (tile.kind === 'chart') {
        const chart = charts.get(tile.chartId)
        return { kind: tile.kind, title: chart?.name ?? null, dataset: chart?.dataset ?? null }
      }
      const dataset = datasets.get(tile.dataset) ?? null
      return { kind: tile.kind, title: translate(tileTitle(tile, dataset ?? ''), 'en'), dataset }
    }),
    filters: content.filters.map(({ condition, enabled }) => ({
      words: translate(describeCondition(condition, nameOf), 'en'),
      condition,
      enabled,
    })),
  })
}
