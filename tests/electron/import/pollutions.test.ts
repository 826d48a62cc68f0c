import { afterAll, describe, expect, it } from 'vitest'
import { pollutions } from './pollutions'
import { TestWorkspace } from './test-workspace'

describe('a table that was spoiled on its way into the file', () => {
  const workspace = new TestWorkspace()
  afterAll(() => workspace.close())

  it.each(pollutions.map((pollution) => [pollution.name, pollution] as const))(
    '%s: the cells are the clean table’s',
    async (_name, { content, names, rows, typed }) => {
      const [outcome] = await workspace.import(workspace.write(content), { types: typed ? 'auto' : 'text' })
      if (!outcome) throw new Error('nothing was imported')
      const { dataset, rowsRead, rowsImported, rowsRejected } = outcome.receipt
      if (typed) expect(workspace.rows(dataset)).toHaveLength(rows.length)
      else expect(workspace.rows(dataset).map((row) => row.map((cell) => cell ?? ''))).toEqual(rows)
      if (names.length > 0) expect(workspace.columns(dataset).map(({ name }) => name)).toEqual(names)
      expect(rowsRead).toBe(rowsImported + rowsRejected)
    },
  )
})
