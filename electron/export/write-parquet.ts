import type { StorageType } from '@shared/dataset/schema'
import type { SchemaElement } from 'hyparquet'
import { ParquetWriter } from 'hyparquet-writer'
import { ParquetFile } from './parquet-file'
import type { Cell, RowSource } from './row-source'

/** Rows per row group: what is held in memory at once. */
const rowsPerGroup = 50_000
const millisecondsPerDay = 86_400_000

/** What a column is in the file. Dates have no time zone there either. */
const elements: Record<StorageType, Partial<SchemaElement>> = {
  integer: { type: 'INT64' },
  real: { type: 'DOUBLE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  datetime: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' } },
}

/**
 * Writes Parquet (Snappy), by hyparquet-writer, row group by row group.
 * @param poll called many times within a row group; what it throws ends the writing
 */
export async function writeParquet(path: string, source: RowSource, poll: () => void): Promise<void> {
  const file = new ParquetFile(path, poll)
  try {
    const writer = new ParquetWriter({ writer: file, schema: schemaOf(source) })
    let group = emptyGroup(source)
    let rows = 0
    let written = false
    const flush = async () => {
      await writer.write({ columnData: group, rowGroupSize: Math.max(1, rows) })
      group = emptyGroup(source)
      rows = 0
      written = true
    }
    for (const batch of source.batches) {
      for (const { data, storage, place } of group) {
        for (const row of batch) data.push(stored(row[place] ?? null, storage))
      }
      rows += batch.length
      if (rows >= rowsPerGroup) await flush()
    }
    if (rows > 0 || !written) await flush()
    await writer.finish()
  } finally {
    file.close()
  }
}

function schemaOf({ columns }: RowSource): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, storage }) => ({ name, repetition_type: 'OPTIONAL' as const, ...elements[storage] })),
  ]
}

interface GroupColumn {
  name: string
  storage: StorageType
  place: number
  data: unknown[]
}

function emptyGroup({ columns }: RowSource): GroupColumn[] {
  return columns.map(({ name, storage }, place) => ({ name, storage, place, data: [] }))
}

function stored(value: Cell, storage: StorageType): unknown {
  if (value === null) return null
  if (storage === 'integer') return BigInt(Math.round(Number(value)))
  if (storage === 'real') return Number(value)
  if (storage === 'date') return new Date(Math.floor(milliseconds(value) / millisecondsPerDay) * millisecondsPerDay)
  return storage === 'datetime' ? new Date(milliseconds(value)) : String(value)
}

function milliseconds(value: Cell): number {
  const words = String(value)
  return Date.parse(words.length > 10 ? `${words.replace(' ', 'T')}Z` : `${words}T00:00:00Z`)
}
