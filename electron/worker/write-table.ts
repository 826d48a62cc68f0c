import type { TableElement } from '@shared/contract/result-elements'
import { isoDate, isoDateTime } from '@shared/dataset/iso-text'
import type { Language } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import type { Cell, RowSource } from '../export/row-source'
import { plainCell, writeList } from '../export/write-list'

/** A table to write, and where. */
export interface TableFile {
  path: string
  format: 'csv' | 'xlsx'
  language: Language
}

const rowsPerBatch = 1000

/** Writes a table with raw numbers and dates as they are written in data, formula-safe; answers the number of rows. */
export function writeTable(
  { columns, rows }: TableElement,
  { path, format, language }: TableFile,
  cancelled: () => boolean,
): Promise<number> {
  const isText = columns.map((_, i) => rows.every((row) => typeof row[i] !== 'number'))
  const source: RowSource = {
    count: rows.length,
    columns: columns.map(({ label, unit }, i) => ({
      name: translate(label, language),
      storage: unit === 'date' || unit === 'datetime' ? unit : isText[i] ? 'text' : 'real',
    })),
    batches: batchesOf(),
  }
  function* batchesOf(): Generator<Cell[][]> {
    for (let start = 0; start < rows.length; start += rowsPerBatch) {
      yield rows.slice(start, start + rowsPerBatch).map((row) =>
        row.map((cell, i) => {
          if (typeof cell === 'number' && columns[i]?.unit === 'date') return isoDate(cell)
          if (typeof cell === 'number' && columns[i]?.unit === 'datetime') return isoDateTime(cell)
          return plainCell(cell, (words) => translate(words, language))
        }),
      )
    }
  }
  return writeList(source, path, format, cancelled)
}
