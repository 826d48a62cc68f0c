import { readFileSync } from 'node:fs'
import { toAppError } from '@shared/contract/app-error'
import { messages } from '@shared/locales'
import { afterAll, describe, expect, it } from 'vitest'
import { TestWorkspace } from '../electron/import/test-workspace'
import { expectedOf, squared } from './corpus-expectations'
import { hasOracles, oraclePath } from './oracles'

interface CorpusFile {
  file: string
  kind: string
  expected_files: string[]
}

const corpus: CorpusFile[] = hasOracles
  ? (JSON.parse(readFileSync(oraclePath('manifest.json'), 'utf8')) as { corpus: CorpusFile[] }).corpus
  : []
if (!hasOracles) console.warn('The oracles are not beside the project: the corpus is not read.')

/** Files whose known content is another than what is imported, and why. Rows that differ are rejected with a reason unless said. */
const known: Record<string, string> = {
  'permanent_secretary_and_director_general_expenses_and_hospitality_april_to_june_2012.csv':
    'several tables of different shapes below each other are kept row by row',
}
/** Compressed files whose own texts hold U+FFFD. */
const replacedInFile: Record<string, string> = {
  'corpus/prasertcbs+basic-dataset/country and currency code.xlsx': 'xl/sharedStrings.xml',
}
/** Files without a row of data: refused with one of these. */
const empty = ['fileEmpty', 'tableEmpty', 'headerOnly']

describe.skipIf(!hasOracles)('the corpus of real files', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())

  it.each(corpus.map((entry) => [entry.file, entry] as const))(
    '%s opens and reconciles, or is refused with a reason',
    { timeout: 30_000 },
    async (file) => {
      try {
        for (const { receipt } of await workspace.import(oraclePath(file))) {
          expect(receipt.rowsRead).toBe(receipt.rowsImported + receipt.rowsRejected)
          expect(workspace.rows(receipt.dataset)).toHaveLength(receipt.rowsImported)
          expect(workspace.rejects(receipt.dataset).length).toBe(Math.min(1000, receipt.rowsRejected))
          expectNoReplacement(workspace.rows(receipt.dataset), file)
        }
      } catch (thrown) {
        const { code } = toAppError(thrown)
        if (code === 'internal') throw thrown
        expect(messages.en.has(`errors.${code}`), code).toBe(true)
        expect(messages['zh-CN'].has(`errors.${code}`), code).toBe(true)
      }
    },
  )

  it('leaves a workspace that verify finds whole', () => {
    expect(workspace.problems()).toEqual([])
  })
})

describe.skipIf(!hasOracles)('files of the corpus whose content is known', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())

  it.each(
    corpus.filter(({ expected_files }) => expected_files.length > 0).map((entry) => [entry.file, entry] as const),
  )('%s has the cells that it is known to have', { timeout: 30_000 }, async (file, { expected_files }) => {
    const expected = expectedOf(oraclePath(), expected_files)
    if (!expected) throw new Error(`${file} has no expected content`)
    const wanted = expected.header ? expected.rows.slice(1) : expected.rows
    const name = file.split('/').pop() ?? ''
    if (squared(wanted).every((row) => row.every((cell) => cell === ''))) {
      await expect(workspace.import(oraclePath(file), { types: 'text' })).rejects.toSatisfy((thrown) =>
        empty.includes(toAppError(thrown).code),
      )
      return
    }
    const [outcome] = await workspace.import(oraclePath(file), { types: 'text' })
    const dataset = outcome?.receipt.dataset ?? ''
    const rows = squared(workspace.rows(dataset))
    const withNames = squared([workspace.columns(dataset).map((column) => column.name), ...workspace.rows(dataset)])
    const same = equal(rows, squared(wanted)) || equal(withNames, squared(expected.rows))
    expect(same, known[name] ?? `first rows: ${JSON.stringify(rows.slice(0, 2)).slice(0, 300)}`).toBe(!(name in known))
  })
})

function equal(a: string[][], b: string[][]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** U+FFFD may only come from a file that holds it itself. */
function expectNoReplacement(rows: readonly unknown[][], file: string): void {
  const replaced = rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.includes('\ufffd')))
  if (!replaced) return
  const own = file in replacedInFile || readFileSync(oraclePath(file)).includes(Buffer.from('\ufffd'))
  expect(own, `${file} has characters that were replaced`).toBe(true)
}
