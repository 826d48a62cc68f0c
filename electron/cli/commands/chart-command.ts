import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import { translate } from '@shared/locales/translate'
import { drawSessionChart } from '../../engine/draw-chart'
import { type ChartFormat, writeChart } from '../../report/write-chart'
import { CommandLineError } from '../command-line-error'
import { json, language, outFile, parseArguments, required } from '../options'
import { writeDocument } from '../output'
import { interrupted, withWorkspace } from '../with-workspace'

const formats: readonly ChartFormat[] = ['png', 'svg', 'html']
const types = { workspace: 'string', spec: 'string', out: 'string', language: 'string' } as const

/** `chart --workspace W --spec FILE.json|JSON --out FILE.png|.svg|.html [--language en|zh-CN]` */
export async function chartCommand(args: readonly string[]): Promise<void> {
  const parsed = parseArguments(args, types, [0, 0])
  const workspace = required(parsed, 'workspace')
  const given = required(parsed, 'spec')
  required(parsed, 'out')
  const out = path.resolve(outFile(parsed, [given.replace(/^@/, '')]) ?? '')
  const format = formats.find((known) => path.extname(out).toLowerCase() === `.${known}`)
  if (!format) throw new CommandLineError('The option --out must name a file that ends with .png, .svg or .html.')
  const words = language(parsed)
  const isWritten = given.startsWith('@') || given.trimStart().startsWith('{')
  const wanted = json(isWritten ? parsed : { ...parsed, values: { ...parsed.values, spec: `@${given}` } }, 'spec')
  const answer = await withWorkspace(workspace, async (engine) => {
    const session = engine.session()
    const { spec, chart } = await drawSessionChart(session, wanted)
    if (chart.nothing) throw failure('chartNothingDrawn', { why: chart.nothing }, { parameter: 'spec' })
    const { currency } = await session.database.request('workspace/settings', {})
    const title = translate(chart.element.title, words, currency)
    await writeChart({ chart, title, language: words, currency }, format, out, interrupted.signal)
    const { rows, marks, reduced, unplaced } = chart
    return { out, type: spec.type, rows, marks, reduced, ...(unplaced ? { unplaced } : {}) }
  })
  await writeDocument(answer, undefined)
}
