import { toAppError } from '@shared/contract/app-error'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoBatch } from '../../../electron/database/batch-store'
import { repairRejects } from '../../../electron/database/reject-repair'
import { summarizeRejects, windowOfRejects } from '../../../electron/database/reject-store'
import { TestWorkspace } from './test-workspace'

const rows = Array.from({ length: 200 }, (_, i) => `${i},${i % 40 === 7 ? 'unknown' : `${i}.50`},"Shop, ${i}"`)
rows[100] = '100,1O0.50,"Shop, 100"'

describe('rejected rows', () => {
  const workspace = new TestWorkspace()
  const dataset = 'sales'
  const { database } = workspace
  beforeAll(async () => {
    await workspace.import(
      workspace.write(`id,amount,place\n${rows.join('\n')}\n`, 'sales.csv'),
      { columns: [{ source: 1, storage: 'real' }] },
      dataset,
    )
  })
  afterAll(() => workspace.close())

  const receipt = () =>
    database
      .prepare(
        `SELECT rows_read, rows_imported, rows_rejected FROM receipt JOIN dataset ON imported_revision = revision_id
         WHERE name = ?`,
      )
      .get(dataset)

  it('are counted by column, reason and value, and shown by window', () => {
    expect(summarizeRejects(database, dataset)).toMatchObject({
      total: 6,
      repairable: true,
      columns: [{ column: 'amount', count: 6 }],
      values: [
        { column: 'amount', value: 'unknown', count: 5 },
        { column: 'amount', value: '1O0.50', count: 1 },
      ],
    })
    const page = windowOfRejects(database, { dataset, start: 5, count: 10, column: 'amount' })
    expect(page).toMatchObject({ total: 6, rejects: [{ row: 168, raw: '167,unknown,"Shop, 167"' }] })
    expect(windowOfRejects(database, { dataset, start: 0, count: 10, column: 'id' }).total).toBe(0)
  })

  it('what still does not fit stays rejected, with its new value', () => {
    const fixes = [{ kind: 'alike' as const, column: 'amount', value: '1O0.50', replacement: '1OO' }]
    expect(repairRejects(database, { dataset, fixes })).toEqual({ imported: 0, left: 6, undo: null })
    expect(windowOfRejects(database, { dataset, start: 0, count: 10 }).rejects[3]).toMatchObject({
      value: '1OO',
      raw: '100,1OO,"Shop, 100"',
    })
  })

  it('repaired, they enter as a revision of their own, and read = imported + rejected still holds', () => {
    const fixes = [{ kind: 'alike' as const, column: 'amount', value: 'unknown', replacement: '' }]
    const { imported, left, undo } = repairRejects(database, { dataset, fixes })
    expect([imported, left]).toEqual([5, 1])
    expect(receipt()).toEqual({ rows_read: 200, rows_imported: 199, rows_rejected: 1 })
    expect(workspace.rows(dataset)).toHaveLength(199)
    expect(workspace.rows(dataset)[194]).toEqual([7, null, 'Shop, 7'])
    expect(workspace.columns(dataset)[1]?.missing).toBe(5)
    expect(workspace.problems()).toEqual([])

    undoBatch(database, undo as number)
    expect(receipt()).toEqual({ rows_read: 200, rows_imported: 194, rows_rejected: 6 })
    expect(workspace.rows(dataset)).toHaveLength(194)
    expect(() => undoBatch(database, undo as number)).toThrow()
  })

  it('a row can be written anew', () => {
    const [first] = windowOfRejects(database, { dataset, start: 0, count: 1 }).rejects
    const fixes = [{ kind: 'row' as const, id: first?.id ?? 0, raw: '7,7.25,"Shop, seven"' }]
    expect(repairRejects(database, { dataset, fixes })).toMatchObject({ imported: 1, left: 5 })
    expect(workspace.rows(dataset).at(-1)).toEqual([7, 7.25, 'Shop, seven'])
  })

  it('cannot be repaired where the import kept no reading', () => {
    database.prepare('UPDATE receipt SET reading = NULL').run()
    const fixes = [{ kind: 'alike' as const, column: 'amount', value: 'unknown', replacement: '' }]
    try {
      repairRejects(database, { dataset, fixes })
      expect.unreachable()
    } catch (thrown) {
      expect(toAppError(thrown).code).toBe('rejectsNotRepairable')
    }
  })
})
