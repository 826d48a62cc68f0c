import { isoDate, isoDateTime } from '@shared/dataset/iso-text'
import type { Frame, FrameColumn } from '@shared/recipe/frame'
import { PartFeed } from '../../import/parts/part-feed'
import { StoredKind, StoredRow } from '../../import/parts/record'
import type { DerivationClient } from './derivation-client'

const rowsPerBlock = 4096
const noBytes = new Uint8Array(0)

interface WriteFrameOptions {
  partsFolder: string
  /** Throws `cancelled` when it is not wanted any more. */
  check(): void
  progress(fraction: number): void
}

/** Writes a table that is in memory into an unpublished revision, in parts. @throws cancelled */
export async function writeFrame(
  frame: Frame,
  staging: DerivationClient,
  revisionId: number,
  options: WriteFrameOptions,
): Promise<void> {
  const storages = frame.columns.map(({ storage }) => storage)
  const feed = new PartFeed(options.partsFolder, storages, staging, revisionId)
  try {
    await writeRows(frame, feed, options)
    await feed.finish()
  } catch (thrown) {
    await feed.abandon()
    throw thrown
  }
}

async function writeRows(frame: Frame, feed: PartFeed, { check, progress }: WriteFrameOptions): Promise<void> {
  const row = new StoredRow(frame.columns.length)
  const setters = frame.columns.map((column, j) => setterOf(column, j, row))
  for (let i = 0; i < frame.nRows; i++) {
    row.begin(noBytes)
    for (const set of setters) set(i)
    feed.add(i, row)
    if (i % rowsPerBlock !== rowsPerBlock - 1) continue
    check()
    progress(i / frame.nRows)
    await feed.settle()
  }
}

/** Puts one column's value of a row into the record. */
function setterOf(column: FrameColumn, j: number, row: StoredRow): (i: number) => void {
  if (column.kind === 'categorical') {
    return (i) => {
      const code = column.codes[i] as number
      if (code < 0) row.kinds[j] = StoredKind.null
      else row.setText(j, column.levels[code] as string)
    }
  }
  const { storage, values } = column
  if (storage === 'date' || storage === 'datetime') {
    const write = storage === 'date' ? isoDate : isoDateTime
    return (i) => {
      const value = values[i] as number
      if (Number.isNaN(value)) row.kinds[j] = StoredKind.null
      else row.setText(j, write(value))
    }
  }
  const wholeNumbers = storage === 'integer'
  return (i) => {
    const value = values[i] as number
    row.numbers[j] = value
    row.kinds[j] = Number.isNaN(value) ? StoredKind.null : wholeNumbers ? StoredKind.integer : StoredKind.real
  }
}
