import type { StorageType } from '@shared/dataset/schema'
import type { SchemaElement } from 'hyparquet'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
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

/** Writes Parquet (Snappy), by hyparquet-writer, row group by row group. */
export async function writeParquet(file: string, source: RowSource): Promise<void> {
  const writer = fileWriter(file)
  const schema: SchemaElement[] = [
    { name: 'root', num_children: source.columns.length },
    ...source.columns.map(({ name, storage }) => ({
      name,
      repetition_type: 'OPTIONAL' as const,
      ...elements[storage],
    })),
  ]
  const parquet = new ParquetWriter({ writer, schema })
  let group: Cell[][] = []
  const flush = async () => {
    const columnData = source.columns.map(({ name, storage }, i) => ({
      name,
      data: group.map((row) => stored(row[i] ?? null, storage)),
    }))
    await parquet.write({ columnData, rowGroupSize: Math.max(1, group.length) })
    group = []
  }
  let written = false
  for (const batch of source.batches) {
    group.push(...batch)
    if (group.length < rowsPerGroup) continue
    await flush()
    written = true
  }
  if (group.length > 0 || !written) await flush()
  await parquet.finish()
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
