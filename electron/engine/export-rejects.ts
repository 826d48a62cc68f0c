import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { type Text, text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { CsvWriter } from '../export/csv-writer'
import type { WorkspaceSession } from './workspace-session'

const PAGE = 1000
const fields = ['line', 'column', 'value', 'expected', 'reason', 'raw'] as const

/** Writes all rejected rows of a dataset to a CSV file that no spreadsheet takes for formulas; answers how many. */
export async function exportRejects(
  session: WorkspaceSession,
  dataset: string,
  path: string,
  language: Language,
): Promise<number> {
  const writer = new CsvWriter()
  const unfinished = `${path}.part`
  const stream = createWriteStream(unfinished, { encoding: 'utf8' })
  const words = (said: Text | string | number | null) =>
    said === null || typeof said === 'string' || typeof said === 'number' ? said : translate(said, language)
  try {
    stream.write(`\ufeff${writer.line(fields.map((field) => translate(text(`rejects.fields.${field}`), language)))}`)
    let start = 0
    for (;;) {
      const { rejects } = await session.database.request('rejects/list', { dataset, start, count: PAGE })
      for (const reject of rejects) {
        const line = writer.line(
          fields.map((field) => words(field === 'line' ? (reject.line ?? reject.row + 1) : reject[field])),
        )
        if (!stream.write(line)) await once(stream, 'drain')
      }
      start += rejects.length
      if (rejects.length < PAGE) break
    }
    stream.end()
    await once(stream, 'finish')
    await rename(unfinished, path)
    return start
  } catch (thrown) {
    stream.destroy()
    await rm(unfinished, { force: true })
    throw thrown
  }
}
