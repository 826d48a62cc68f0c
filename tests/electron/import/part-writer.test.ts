import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { StorageType } from '@shared/dataset/schema'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { partTableSql } from '../../../electron/import/parts/part-table'
import { PartWriter } from '../../../electron/import/parts/part-writer'
import { StoredKind, StoredRow } from '../../../electron/import/parts/record'

const folder = mkdtempSync(path.join(tmpdir(), 'part-writer-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0

type Value = string | number | null

function write(storages: StorageType[], rows: readonly Value[][]): string {
  const file = path.join(folder, `part-${count++}`)
  const writer = new PartWriter(file, storages)
  const stored = new StoredRow(storages.length)
  rows.forEach((row, id) => {
    const text = Buffer.from(row.map((value) => (typeof value === 'string' ? value : '')).join(''))
    stored.bytes = text
    let at = 0
    row.forEach((value, i) => {
      stored.kinds[i] = kindOf(value, storages[i] as StorageType)
      if (typeof value === 'number') stored.numbers[i] = value
      stored.starts[i] = at
      if (typeof value === 'string') at += Buffer.byteLength(value)
      stored.ends[i] = at
    })
    writer.add(id, stored)
  })
  writer.finish()
  return file
}

function kindOf(value: Value, storage: StorageType): number {
  if (value === null) return StoredKind.null
  if (typeof value === 'string') return StoredKind.text
  return storage === 'integer' ? StoredKind.integer : StoredKind.real
}

function read(file: string): { check: unknown; rows: unknown[][] } {
  const database = new Database(file, { readonly: true })
  try {
    const rows = database.prepare('SELECT * FROM part').raw().all() as unknown[][]
    return { check: database.pragma('integrity_check', { simple: true }), rows: rows.map((row) => row.slice(1)) }
  } finally {
    database.close()
  }
}

describe('PartWriter', () => {
  it('writes a database that SQLite finds whole and reads back value for value', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.string({ minLength: 3000, maxLength: 13_000 }),
    )
    const integer = fc.oneof(
      fc.constant(null),
      fc.maxSafeInteger(),
      fc.integer({ min: -70_000, max: 70_000 }),
      fc.integer(),
    )
    const real = fc.oneof(fc.constant(null), fc.double({ noNaN: true }), fc.maxSafeInteger())
    const rows = fc.array(fc.tuple(integer, cell, real, cell), { maxLength: 200 })
    fc.assert(
      fc.property(rows, (values) => {
        const result = read(write(['integer', 'text', 'real', 'date'], values))
        expect(result.check).toBe('ok')
        expect(result.rows).toEqual(values)
      }),
      { numRuns: 60 },
    )
  })

  it('builds an index several levels deep over many pages', () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => [i * 7, `row ${i} ${'x'.repeat(200 + (i % 3))}`])
    const result = read(write(['integer', 'text'], rows))
    expect(result.check).toBe('ok')
    expect(result.rows).toEqual(rows)
  })

  it.each([240, 241, 242, 481, 721])('is whole with %i pages of rows, also where one page is left over', (pages) => {
    const rows = Array.from({ length: pages }, (_, i) => [i, 'x'.repeat(3000)])
    const back = read(write(['integer', 'text'], rows))
    expect(back.check).toBe('ok')
    expect(back.rows.length).toBe(pages)
  })

  it('holds as many columns as a workspace takes', () => {
    const storages = Array.from({ length: 1900 }, (): StorageType => 'text')
    const rows = Array.from({ length: 30 }, (_, r) => storages.map((_s, c) => (c % 3 ? `${r}·${c}` : null)))
    const result = read(write(storages, rows))
    expect(result.check).toBe('ok')
    expect(result.rows).toEqual(rows)
  })

  it('is copied record by record, not value by value', () => {
    const storages: StorageType[] = ['integer', 'text', 'real', 'date']
    const file = write(storages, [[1, 'a', 2.5, '2024-03-05']])
    const database = new Database(':memory:')
    database.exec(partTableSql('data_1', storages))
    database.prepare('ATTACH ? AS part').run(file)
    const plan = database.prepare('EXPLAIN INSERT INTO main.data_1 SELECT * FROM part.part').all() as {
      opcode: string
    }[]
    expect(plan.map(({ opcode }) => opcode)).toContain('RowCell')
    expect(plan.map(({ opcode }) => opcode)).not.toContain('MakeRecord')
    database.close()
  })
})
