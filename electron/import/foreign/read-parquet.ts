import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { failure } from '@shared/contract/app-error'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { ForeignCell, ForeignReader, ForeignRow } from './child-protocol'

/** Rows that are decoded at once; a row group larger than this is read in slices. */
const SLICE = 20_000

/** Reads a Parquet file; nested values become JSON text. */
export async function readParquet(path: string, file: string): Promise<ForeignReader> {
  const buffer = fileBuffer(path)
  const metadata = await damagedOr(file, () => parquetMetadataAsync(buffer))
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name)
  const rows = Number(metadata.num_rows)
  return {
    sheets: [{ name: 'parquet', hidden: false, rows, columns }],
    rows: () => rowsOf(buffer, metadata, columns, rows, file),
  }
}

async function* rowsOf(
  buffer: AsyncBuffer,
  metadata: FileMetaData,
  columns: string[],
  total: number,
  file: string,
): AsyncGenerator<ForeignRow> {
  for (let start = 0; start < total; start += SLICE) {
    const rowEnd = Math.min(start + SLICE, total)
    const rows = await damagedOr(file, () =>
      parquetReadObjects({ file: buffer, metadata, compressors, rowStart: start, rowEnd }),
    )
    for (let i = 0; i < rows.length; i += 1) {
      const values = rows[i] as Record<string, unknown>
      yield { row: start + i, cells: columns.map((name) => cellOf(values[name])) }
    }
  }
}

/** A value of any Parquet or JSON type as a cell. */
export function cellOf(value: unknown): ForeignCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { kind: 'date', text: textOfDate(value) }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
}

function textOfDate(date: Date): string {
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z')
    ? text.slice(0, 10)
    : text
        .slice(0, 23)
        .replace('T', ' ')
        .replace(/\.000$/, '')
}

function fileBuffer(path: string): AsyncBuffer {
  const descriptor = openSync(path, 'r')
  process.once('exit', () => closeSync(descriptor))
  const { size } = fstatSync(descriptor)
  return {
    byteLength: size,
    slice(start, end = size) {
      const bytes = new ArrayBuffer(Math.max(0, end - start))
      readSync(descriptor, new Uint8Array(bytes), 0, bytes.byteLength, start)
      return bytes
    },
  }
}

async function damagedOr<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (thrown) {
    throw failure('fileDamaged', { file, detail: thrown instanceof Error ? thrown.message : String(thrown) })
  }
}
