import { toAppError } from '@shared/contract/app-error'
import type { ForeignReader, ForeignRow, FromChild, ToChild } from './foreign/child-protocol'

/**
 * Entry of the process that reads formats whose parsers read whole files of binary data: it can be killed at any moment, and its
 * memory is its own.
 */
let reader: ForeignReader | null = null
let rows: AsyncIterator<ForeignRow> | Iterator<ForeignRow> | null = null

async function open({ format, path, file }: Extract<ToChild, { type: 'open' }>): Promise<FromChild> {
  if (format === 'spreadsheet') reader = (await import('./foreign/read-spreadsheet')).readSpreadsheet(path, file)
  else if (format === 'parquet') reader = await (await import('./foreign/read-parquet')).readParquet(path, file)
  else reader = (await import('./foreign/read-sqlite')).readSqlite(path, file)
  return { type: 'sheets', sheets: reader.sheets }
}

function start(sheet: number): FromChild {
  const iterable = (reader as ForeignReader).rows(sheet)
  rows = Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]()
  return { type: 'started' }
}

async function next(count: number): Promise<FromChild> {
  const batch: ForeignRow[] = []
  while (batch.length < count) {
    const result = await (rows as AsyncIterator<ForeignRow>).next()
    if (result.done) return { type: 'rows', rows: batch, last: true }
    batch.push(result.value)
  }
  return { type: 'rows', rows: batch, last: false }
}

async function answer(message: ToChild): Promise<FromChild> {
  try {
    if (message.type === 'open') return await open(message)
    return message.type === 'start' ? start(message.sheet) : await next(message.count)
  } catch (thrown) {
    return { type: 'failed', error: toAppError(thrown) }
  }
}

process.on('message', async (message: ToChild) => {
  process.send?.(await answer(message))
})
process.on('disconnect', () => process.exit(0))
